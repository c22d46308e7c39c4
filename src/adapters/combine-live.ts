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
  /** Says that a part fails, and why; or, without a reason, that it is over. */
  tell(part: Part, reason: unknown): void;
}

/**
 * Counts of several backends as they change: pushed by those that can, the others are asked now and then. What one pushes
 * is passed on with the numbers of the others.
 */
export function watchParts(
  { parts, known, readPart, complete, tell }: WatchedParts,
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

  const passOn = async (changed: readonly PageKey[]) => {
    // Numbers of a part that has never answered are absent, as they are in what was read: it takes none away.
    await complete(changed);
    if (!controller.signal.aborted) onCounts(new Map(changed.map((page) => [page, known.counts(page)])));
  };

  /** A part that fails leaves the others alone: an error would end what they push. */
  const poll = async (part: Part) => {
    try {
      const answered = await readPart(part, pages, { signal: controller.signal });
      tell(part, undefined);
      await passOn(answered);
    } catch (error) {
      if (!controller.signal.aborted) tell(part, error);
    }
  };

  for (const part of parts) {
    const { subscribe } = part.adapter;
    if (subscribe) {
      const onPush = (counts: ReadonlyMap<PageKey, PageCounts>) => {
        for (const [page, one] of counts) known.take(part, page, one);
        void passOn([...counts.keys()]);
      };
      stops.push(subscribe.call(part.adapter, pages, { onCounts: onPush, onError, signal: controller.signal }));
    } else {
      const timer = setInterval(() => void poll(part), POLL_MS);
      stops.push(() => clearInterval(timer));
    }
  }
  return stop;
}
