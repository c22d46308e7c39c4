import type { Guard } from './guard.ts';

/** How long nobody may have written, in ms. */
const QUIET_MS = 250;
/** Until it is tried again after a failure, in ms: what failed, such as a full disk, mostly stays so for longer. */
const RETRY_MS = 2000;

export interface WhenQuietOptions {
  readonly guard: Pick<Guard, 'lastWrite'>;
  /** Whether there is still something to be done. */
  readonly isDue: () => boolean;
  /** What is tried again where it rejects. */
  readonly work: () => Promise<void>;
}

/** Returns how to have it done once nobody has written for a moment. It is done once, however often that is called. */
export function whenQuiet({ guard, isDue, work }: WhenQuietOptions): () => void {
  let isWaiting = false;

  function wait(after: number): void {
    if (isWaiting) return;
    isWaiting = true;
    const { lastWrite } = guard;
    const run = async () => {
      isWaiting = false;
      if (!isDue()) return;
      if (guard.lastWrite !== lastWrite) wait(QUIET_MS);
      else await work().catch(() => wait(RETRY_MS));
    };
    setTimeout(run, after).unref();
  }

  return () => wait(QUIET_MS);
}
