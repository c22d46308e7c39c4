import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { InteractionId } from 'gaung/contract';
import { createDailySalt } from './daily-salt.ts';
import { networkOf } from './network.ts';
import type { VisitorId } from './storage/storage.ts';

/** How a visitor's token is spelled; whether it is ours, its signature says. */
export const TOKEN_PATTERN = /^v1\.([\w-]{22})\.([\w-]{22})$/;

export interface Visitors {
  /** Whose token it is, by either secret, or undefined where this server did not sign it. */
  verify(token: unknown): VisitorId | undefined;
  /** The visitor who comes without a token: always the same for the same first interaction, so that a retry is no other. */
  mint(first: InteractionId): VisitorId;
  /** The same by the other secret, where there is one. */
  mintByOther(first: InteractionId): VisitorId | undefined;
  /** The token by which a visitor is known from now on. */
  token(visitor: VisitorId): string;
  /**
   * Who cannot keep a token: one pseudonym for a network and browser, until the end of the UTC day.
   *
   * @throws {StorageError} where the day's salt cannot be asked for: by another one they could vote twice.
   */
  pseudonym(address: string, userAgent: string): Promise<VisitorId>;
}

export interface VisitorsOptions {
  /** What signs the tokens. */
  readonly secret: Uint8Array;
  /** What signed them before, or will, while they are taken as well. */
  readonly otherSecret?: Uint8Array | undefined;
  /** In ms since 1970; says when the day ends. */
  readonly clock: () => number;
  /** The salt of a day since 1970, where other instances use the same one; default: one of this process's own. */
  readonly salt?: ((day: number) => Promise<Uint8Array>) | undefined;
}

export function createVisitors({ secret, otherSecret, clock, salt }: VisitorsOptions): Visitors {
  const key = createSecretKey(secret);
  const otherKey = otherSecret && createSecretKey(otherSecret);
  const saltOfToday = createDailySalt(clock, salt);

  /** 16 bytes that only the holder of the key can make. */
  const sign = (key: KeyObject, purpose: string, data: Uint8Array | string) =>
    createHmac('sha256', key).update(purpose).update(data).digest().subarray(0, 16);
  const signature = (key: KeyObject, visitor: Uint8Array) => sign(key, 'token:', visitor);
  const mintBy = (key: KeyObject, first: InteractionId) => toId(sign(key, 'visitor:', first));
  const toId = (bytes: Buffer) => bytes.toString('base64url') as VisitorId;

  return {
    verify(token) {
      const [, id, signed] = (typeof token === 'string' && TOKEN_PATTERN.exec(token)) || [];
      if (!id || !signed) return undefined;
      const bytes = Buffer.from(id, 'base64url');
      const isBy = (key: KeyObject) => timingSafeEqual(Buffer.from(signed, 'base64url'), signature(key, bytes));
      if (!isBy(key) && !(otherKey && isBy(otherKey))) return undefined;
      return toId(bytes); // Not `id`: other spellings of the same bytes must not be other visitors.
    },
    mint: (first) => mintBy(key, first),
    mintByOther: (first) => otherKey && mintBy(otherKey, first),
    token: (visitor) => `v1.${visitor}.${toId(signature(key, Buffer.from(visitor, 'base64url')))}`,
    pseudonym: async (address, userAgent) =>
      toId(sign(await saltOfToday(), 'network:', `${networkOf(address)}\n${userAgent}`)),
  };
}
