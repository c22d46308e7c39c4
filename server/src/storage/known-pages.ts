import type { PageKey } from 'gaung/contract';
import { LRUCache } from 'lru-cache';

/** So many pages are remembered: those that are read today. */
const MOST = 20_000;

/**
 * Which of some pages have no row. Pages that have one are remembered, because each request with interactions asks, and
 * no page goes away but by an operator or another process.
 *
 * @param find The row of a page.
 * @param untold As of a storage: another number after whatever may have taken pages away.
 */
export function createMissing(
  find: (key: PageKey) => unknown,
  untold: () => number,
): (pages: readonly PageKey[]) => PageKey[] {
  const known = new LRUCache<PageKey, true>({ max: MOST });
  let seen: number | undefined;
  return (pages) => {
    const now = untold();
    if (now !== seen) known.clear();
    seen = now;
    return pages.filter((key) => {
      if (known.get(key)) return false;
      const isThere = find(key) !== undefined;
      if (isThere) known.set(key, true);
      return !isThere;
    });
  };
}
