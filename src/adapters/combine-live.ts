import type { CountsListener, PageCounts, PageKey, ReadOptions } from '../contract/index.ts';
import type { KnownCounts, Part } from './combine-known.ts';

/** How often a part that cannot push is asked, in ms. */
const POLL_MS = 15_000;

export interface WatchedParts {
  readonly parts: readonly Part[];
  readonly known: KnownCounts;
  readPart(part: Part, pages: readonly PageKey[], options?: ReadOptions): Promise<readonly PageKey[]>;
  /** Asks each part for the pages of which it has said nothing yet. */
  complete(pages: readonly PageKey[]): Promise<void>;
}

/**
 * Counts of several backends as they change: pushed by those that can, the others are asked now and then. What one pushes
 * is passed on with the numbers of the others.
 */
export function watchParts(
  { parts, known, readPart, complete }: WatchedParts,
  pages: readonly PageKey[],
  { onCounts, onError, signal }: CountsListener,
): () => void {
  if (signal.aborted) return () => {};
  const controller = new AbortController();
  const stops: (() => void)[] = [];
  const stop = () => {
    controller.abort();
    signal.removeEventListener('abort', stop);
    for (const one of stops.splice(0)) one();
  };
  signal.addEventListener('abort', stop);

  const tell = async (changed: readonly PageKey[]) => {
    try {
      await complete(changed);
    } catch (error) {
      // Without the others' numbers it would take away those that are shown.
      if (!controller.signal.aborted) onError(error as Error);
      return;
    }
    if (!controller.signal.aborted) onCounts(new Map(changed.map((page) => [page, known.counts(page)])));
  };

  const poll = async (part: Part) => {
    try {
      await tell(await readPart(part, pages, { signal: controller.signal }));
    } catch (error) {
      if (!controller.signal.aborted) onError(error as Error);
    }
  };

  for (const part of parts) {
    const { subscribe } = part.adapter;
    if (subscribe) {
      const onPush = (counts: ReadonlyMap<PageKey, PageCounts>) => {
        for (const [page, one] of counts) known.take(part, page, one);
        void tell([...counts.keys()]);
      };
      stops.push(subscribe.call(part.adapter, pages, { onCounts: onPush, onError, signal: controller.signal }));
    } else {
      const timer = setInterval(() => void poll(part), POLL_MS);
      stops.push(() => clearInterval(timer));
    }
  }
  return stop;
}
