import { setTimeout as delay } from 'node:timers/promises';

/** Waits for work, but for no more than so many ms: a network that swallows everything must keep nobody from stopping. */
export async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  const late = delay(ms, undefined, { signal: over.signal }).catch(() => {});
  await Promise.race([work, late]).finally(() => over.abort());
}
