import type { Environment } from './environment.ts';

const KEY = 'gaung:clock';

/**
 * The browser's clock for `at`: ms since 1970, strictly increasing even where the system's clock jumps back. A clock
 * that once stood far ahead stays ahead: backends clamp the future to their own now.
 *
 * @returns Tells the next time; kept in the browser only where it is told to, because a view stores nothing.
 */
export function createClock(environment: Environment): (isKept: boolean) => number {
  let last = 0;
  return (isKept) => {
    const kept = Number(environment.storage.get(KEY));
    last = Math.max(environment.now(), last + 1, Number.isSafeInteger(kept) ? kept + 1 : 0);
    if (isKept) environment.storage.set(KEY, String(last));
    return last;
  };
}
