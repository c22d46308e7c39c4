import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { Problem } from '../problem.ts';

const hash = (text: string | Buffer) => createHash('sha256').update(text).digest();

/** Lets only the holder of the admin token through. Without a token in the configuration, nobody. */
export function adminOnly(token: string | undefined): MiddlewareHandler {
  return bearerOnly([token], 'GAUNG_ADMIN_TOKEN', () => {
    throw new Problem('admin-off', 'Set GAUNG_ADMIN_TOKEN to use this route.');
  });
}

/**
 * Lets only holders of one of some tokens through.
 *
 * @param name What the token is called where it is asked for.
 * @param off Answers where there is no token at all.
 */
export function bearerOnly(
  tokens: readonly (string | undefined)[],
  name: string,
  off: MiddlewareHandler,
): MiddlewareHandler {
  const right = tokens.filter((token) => token !== undefined).map(hash);
  if (right.length === 0) return off;
  return async (c, next) => {
    const sent = hash(bytesOf(/^Bearer +(.+)$/i.exec(c.req.header('Authorization') ?? '')?.[1] ?? ''));
    // Hashes have one length, and all are compared, so that it takes the same time whatever was sent.
    if (right.filter((one) => timingSafeEqual(sent, one)).length === 0) {
      throw new Problem('token-wrong', `Send the header "Authorization: Bearer <${name}>".`, {
        headers: { 'WWW-Authenticate': 'Bearer realm="gaung"' },
      });
    }
    await next();
  };
}

/** The bytes that were sent: each is a character of the header, also where a token's letters are more than ASCII. */
function bytesOf(header: string): Buffer {
  return Buffer.from(header, 'latin1');
}
