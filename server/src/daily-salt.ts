import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long the engine's salt is taken for the one of all instances, in ms: an engine that crashed may have another one. */
const ASK_AGAIN_MS = 60_000;

/**
 * The salt of the present day, in memory only and thrown away: with it goes all that could lead back to an address.
 *
 * @param clock In ms since 1970; says when the day ends, in UTC.
 * @param shared The salt of a day since 1970, where other instances use the same one; absent: one of this process's own.
 * @returns Rejects where the engine cannot be asked and has not been that day.
 */
export function createDailySalt(
  clock: () => number,
  shared?: (day: number) => Promise<Uint8Array>,
): () => Promise<KeyObject> {
  let current: { readonly day: number; readonly asked: number; readonly key: Promise<KeyObject> } | undefined;

  const keyOf = async (day: number) => createSecretKey(shared ? await shared(day) : randomBytes(32));

  function ask(day: number, asked: number): Promise<KeyObject> {
    const key = keyOf(day);
    current = { day, asked, key };
    key.catch(() => {
      if (current?.key === key) current = undefined;
    });
    return key;
  }

  /** Goes on with the salt that there is, unless the engine has another one. */
  function askAgain(day: number, asked: number, key: Promise<KeyObject>): void {
    current = { day, asked, key };
    keyOf(day).then(
      (newer) => {
        if (current?.day === day) current = { day, asked, key: Promise.resolve(newer) };
      },
      () => {}, // Logged where the storage is asked.
    );
  }

  return () => {
    const now = clock();
    const day = Math.floor(now / DAY_MS);
    if (current?.day !== day) return ask(day, now);
    const { key, asked } = current;
    if (shared && now - asked >= ASK_AGAIN_MS) askAgain(day, now, key);
    return key;
  };
}
