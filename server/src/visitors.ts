import { createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';
import type { InteractionId } from 'gaung/contract';
import { networkOf } from './network.ts';
import type { VisitorId } from './storage/storage.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How a visitor's token is spelled; whether it is ours, its signature says. */
export const TOKEN_PATTERN = /^v1\.([\w-]{22})\.([\w-]{22})$/;

export interface Visitors {
  /** Whose token it is, by either secret, or undefined where this server did not sign it. */
  verify(token: unknown): VisitorId | undefined;
  /** The visitor who comes without a token: always the same for the same first interaction, so that a retry is no other. */
  mint(first: InteractionId): VisitorId;
  /** The same by the old secret, where there is one. */
  mintBefore(first: InteractionId): VisitorId | undefined;
  /** The token by which a visitor is known from now on. */
  token(visitor: VisitorId): string;
  /** Who cannot keep a token: one pseudonym for a network and browser, until the end of the UTC day. */
  pseudonym(address: string, userAgent: string): VisitorId;
}

/**
 * @param secret What signs the tokens.
 * @param clock In ms since 1970; says when the day ends.
 * @param oldSecret What signed them before, while they are still taken.
 */
export function createVisitors(secret: Uint8Array, clock: () => number, oldSecret?: Uint8Array): Visitors {
  const key = createSecretKey(secret);
  const oldKey = oldSecret && createSecretKey(oldSecret);
  let salt: { readonly day: number; readonly key: KeyObject } | undefined;

  /** 16 bytes that only the holder of the key can make. */
  const sign = (key: KeyObject, purpose: string, data: Uint8Array | string) =>
    createHmac('sha256', key).update(purpose).update(data).digest().subarray(0, 16);
  const signature = (key: KeyObject, visitor: Uint8Array) => sign(key, 'token:', visitor);
  const mintBy = (key: KeyObject, first: InteractionId) => toId(sign(key, 'visitor:', first));
  const toId = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url') as VisitorId;

  /** The day's salt is in memory only and thrown away: with it goes all that could lead back to an address. */
  function saltOfToday(): KeyObject {
    const day = Math.floor(clock() / DAY_MS);
    if (salt?.day !== day) salt = { day, key: createSecretKey(randomBytes(32)) };
    return salt.key;
  }

  return {
    verify(token) {
      const [, id, signed] = (typeof token === 'string' && TOKEN_PATTERN.exec(token)) || [];
      if (!id || !signed) return undefined;
      const bytes = Buffer.from(id, 'base64url');
      const isBy = (key: KeyObject) => timingSafeEqual(Buffer.from(signed, 'base64url'), signature(key, bytes));
      if (!isBy(key) && !(oldKey && isBy(oldKey))) return undefined;
      return toId(bytes); // Not `id`: other spellings of the same bytes must not be other visitors.
    },
    mint: (first) => mintBy(key, first),
    mintBefore: (first) => oldKey && mintBy(oldKey, first),
    token: (visitor) => `v1.${visitor}.${toId(signature(key, Buffer.from(visitor, 'base64url')))}`,
    pseudonym: (address, userAgent) => toId(sign(saltOfToday(), 'network:', `${networkOf(address)}\n${userAgent}`)),
  };
}
