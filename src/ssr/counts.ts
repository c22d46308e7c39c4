import { type BackendAdapter, PAGES_PER_READ, type PageCounts, type PageKey, toPageKey } from '../contract/index.ts';

/** Counts by page: by page key, or by anything that a `page` attribute may say. */
export type GivenCounts = ReadonlyMap<string, PageCounts> | Readonly<Record<string, PageCounts>>;

/** @param location What relative addresses are resolved against. */
export function givenCounts(given: GivenCounts, location: string): Map<PageKey, PageCounts> {
  const entries = given instanceof Map ? [...given] : Object.entries(given as Readonly<Record<string, PageCounts>>);
  return new Map(entries.map(([page, counts]) => [toPageKey(page, location), counts]));
}

/**
 * Asks a backend for the counts of pages. A page must not fail or wait because numbers do: what does not come in time is
 * absent, and the console is told.
 *
 * @param ms How long it may take.
 */
export async function readCounts(
  backend: BackendAdapter,
  pages: readonly PageKey[],
  ms: number,
): Promise<Map<PageKey, PageCounts>> {
  const most = backend.capabilities.maxPages ?? PAGES_PER_READ;
  const signal = AbortSignal.timeout(ms);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  late.catch(() => undefined); // Nobody waits for it where all came in time.
  const counts = new Map<PageKey, PageCounts>();
  const parts = Array.from({ length: Math.ceil(pages.length / most) }, (_, at) =>
    pages.slice(at * most, (at + 1) * most),
  );
  await Promise.all(
    parts.map(async (part) => {
      try {
        // Also an adapter that does not heed its signal may not keep the page waiting.
        const answer = await Promise.race([backend.read(part, { signal }), late]);
        for (const [page, known] of answer) counts.set(page, known);
      } catch (error) {
        console.warn(`[gaung] [ssr] ${backend.id} gave no counts; the page is rendered without them.`, error);
      }
    }),
  );
  return counts;
}
