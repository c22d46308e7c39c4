import { createSecretKey, type KeyObject } from 'node:crypto';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The salt of the present day, in memory only and thrown away: with it goes all that could lead back to an address.
 *
 * @param clock In ms since 1970; says when the day ends, in UTC.
 * @param saltOf Makes or fetches the salt of a day since 1970. Asked once a day, and again where it failed.
 */
export function createDailySalt(
  clock: () => number,
  saltOf: (day: number) => Promise<Uint8Array>,
): () => Promise<KeyObject> {
  let current: { readonly day: number; readonly key: Promise<KeyObject> } | undefined;

  return () => {
    const day = Math.floor(clock() / DAY_MS);
    if (current?.day === day) return current.key;
    const key = saltOf(day).then((salt) => createSecretKey(salt));
    current = { day, key };
    key.catch(() => {
      if (current?.key === key) current = undefined;
    });
    return key;
  };
}
