import type { BackendAdapter, PageCounts, PageKey, ReadOptions } from '../contract/index.ts';

/** Pages that are remembered; the oldest go first. */
const MOST = 500;

/**
 * A backend with another one to read from where the first does not answer: a copy of its numbers, say, in another place.
 * The second is only ever read. A tap that the first one could not take waits for it, as it would without a second: sent
 * to both it could count twice, and sent to the second alone it would be gone when the first is back.
 *
 * @param first Counts, and is asked first. The whole has its id and its capabilities.
 * @param second Is asked for pages of which the first has given no counts in this page load.
 */
export function withFallback(first: BackendAdapter, second: BackendAdapter): BackendAdapter {
  const { capabilities } = first;
  /** Pages whose numbers the first has given: the last known ones of these are better than the second's. */
  const answered = new Set<PageKey>();

  /** What of the second's numbers stands for the first's: none that it does not count, and nobody's choice. */
  function substitute({ views, shares, reactions }: PageCounts): PageCounts {
    return {
      version: 0, // Any answer of the first is newer.
      ...(capabilities.views && views !== undefined && { views }),
      ...(capabilities.shares && shares && { shares }),
      ...(capabilities.reactions && reactions && { reactions }),
    };
  }

  function note(pages: Iterable<PageKey>): void {
    for (const page of pages) {
      answered.delete(page);
      answered.add(page);
      if (answered.size > MOST) answered.delete(answered.keys().next().value!);
    }
  }

  async function fallBack(pages: readonly PageKey[], options: ReadOptions): Promise<Map<PageKey, PageCounts>> {
    const unknown = pages.filter((page) => !answered.has(page));
    if (unknown.length === 0) return new Map();
    const counts = await second.read(unknown, options);
    return new Map([...counts].map(([page, one]) => [page, substitute(one)]));
  }

  return {
    id: first.id,
    capabilities,
    async read(pages, options = {}) {
      let counts: ReadonlyMap<PageKey, PageCounts>;
      try {
        counts = await first.read(pages, options);
      } catch (error) {
        options.signal?.throwIfAborted();
        // The first one's reason is the one to act upon: its wait, its setting.
        const instead = await fallBack(pages, options).catch(() => new Map<PageKey, PageCounts>());
        options.signal?.throwIfAborted();
        if (instead.size === 0) throw error;
        return instead;
      }
      note(counts.keys());
      const missing = pages.filter((page) => !counts.has(page));
      if (missing.length === 0) return counts;
      // A page that both fail at is absent, as it is where there is but one.
      const instead = await fallBack(missing, options).catch(() => new Map<PageKey, PageCounts>());
      options.signal?.throwIfAborted();
      return new Map([...counts, ...instead]);
    },
    async record(interactions, options) {
      const result = await first.record(interactions, options);
      note(result.counts.keys());
      return result;
    },
    ...(first.subscribe &&
      ({
        subscribe: (pages, listener) => first.subscribe!(pages, listener),
      } satisfies Partial<BackendAdapter>)),
  };
}
