import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { Problem } from '../problem.ts';

const hash = (text: string) => createHash('sha256').update(text).digest();

/** Lets only the holder of the admin token through. Without a token in the configuration, nobody. */
export function adminOnly(token: string | undefined): MiddlewareHandler {
  const right = token === undefined ? undefined : hash(token);
  return async (c, next) => {
    if (!right) throw new Problem('admin-off', 'Set GAUNG_ADMIN_TOKEN to use this route.');
    const sent = /^Bearer +(.+)$/i.exec(c.req.header('Authorization') ?? '')?.[1] ?? '';
    // Hashes have one length, so that the comparison takes the same time whatever was sent.
    if (!timingSafeEqual(hash(sent), right)) {
      throw new Problem('token-wrong', 'Send the header "Authorization: Bearer <GAUNG_ADMIN_TOKEN>".', {
        headers: { 'WWW-Authenticate': 'Bearer realm="gaung"' },
      });
    }
    await next();
  };
}
