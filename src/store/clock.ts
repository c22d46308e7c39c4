import type { Environment } from './environment.ts';

const KEY = 'gaung:clock';

/** The browser's clock for `at`: ms since 1970, strictly increasing even where the system's clock jumps back. */
export function nextTime({ storage, now }: Environment): number {
  const last = Number(storage.get(KEY)) || 0;
  // A clock that once stood far ahead stays ahead; harmless, because backends clamp the future to their own now.
  const time = Math.max(now(), last + 1);
  storage.set(KEY, String(time));
  return time;
}
