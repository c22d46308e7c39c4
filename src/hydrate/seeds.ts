import type { BackendAdapter, PageCounts, PageKey } from '../contract/index.ts';

/** Numbers of adapters that need not be asked for. */
const offered = new WeakMap<BackendAdapter, Map<PageKey, PageCounts>>();

/**
 * Answers an adapter's next question for a page with counts that are known already, should it be asked in this task. All
 * else goes to the backend as before.
 */
export function offer(adapter: BackendAdapter, page: PageKey, counts: PageCounts): void {
  let known = offered.get(adapter);
  if (!known) {
    known = new Map();
    if (!answerFirst(adapter, known)) return; // A frozen one is asked.
    offered.set(adapter, known);
  }
  if (known.size === 0) setTimeout(() => offered.get(adapter)?.clear());
  known.set(page, counts);
}

function answerFirst(adapter: BackendAdapter, known: Map<PageKey, PageCounts>): boolean {
  const { read } = adapter;
  const first: BackendAdapter['read'] = async (pages, options) => {
    const answer = new Map<PageKey, PageCounts>();
    for (const page of pages) {
      const counts = known.get(page);
      if (counts && known.delete(page)) answer.set(page, counts);
    }
    const others = pages.filter((page) => !answer.has(page));
    if (others.length === 0) return answer;
    // Together with what is known: one page that failed leaves the others.
    return new Map([...answer, ...(await read.call(adapter, others, options))]);
  };
  return Reflect.set(adapter, 'read', first);
}
