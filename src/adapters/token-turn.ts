import type { KeyValueStorage } from '../contract/index.ts';

/** A tab whose turn lasts longer has been closed, or has no network. */
const LONGEST_MS = 10_000;
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
 * @returns Ends the turn.
 */
export async function takeTurn(storage: KeyValueStorage, key: string, isOver: () => boolean): Promise<() => void> {
  const own = `${Math.random()}`;
  const holder = () => {
    const [name, since] = (storage.get(key) ?? '').split(' ');
    return name && Date.now() - Number(since) < LONGEST_MS ? name : undefined;
  };
  while (!isOver()) {
    if (holder() === undefined) {
      storage.set(key, `${own} ${Date.now()}`);
      await wait(SETTLE_MS);
      if (holder() === own) break;
    }
    await wait(LOOK_MS);
  }
  return () => {
    if (holder() === own) storage.remove(key);
  };
}
