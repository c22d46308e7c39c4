import type { KeyValueStorage } from '../contract/index.ts';

/** A turn that was not renewed for so long is nobody's: its tab has crashed. */
const DEAD_MS = 2000;
const RENEW_MS = 500;
/** How long a tab waits to see whether another one took the turn at the same moment. */
const SETTLE_MS = 40;
/** How often a waiting tab looks. */
const LOOK_MS = 100;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Takes turns among the tabs of a browser: two first requests at once would make one reader two visitors. Goes by the
 * storage that the tabs share, because `navigator.locks` is missing on plain-http pages.
 *
 * @param isOver Whether nobody needs a turn any more, because the first one was successful.
 * @returns Ends the turn. Leaving the page ends it too, so that a reload waits for nobody.
 */
export async function takeTurn(storage: KeyValueStorage, key: string, isOver: () => boolean): Promise<() => void> {
  const own = `${Math.random()}`;
  const holder = () => {
    const [name, since] = (storage.get(key) ?? '').split(' ');
    return name && Math.abs(Date.now() - Number(since)) < DEAD_MS ? name : undefined;
  };
  const hold = () => void storage.set(key, `${own} ${Date.now()}`);
  const renewing = setInterval(() => holder() === own && hold(), RENEW_MS);
  const end = () => {
    clearInterval(renewing);
    globalThis.removeEventListener?.('pagehide', end);
    if (holder() === own) storage.remove(key);
  };
  globalThis.addEventListener?.('pagehide', end);
  while (!isOver()) {
    if (holder() === undefined) {
      hold();
      await wait(SETTLE_MS);
      if (holder() === own) break;
    }
    await wait(LOOK_MS);
  }
  return end;
}
