import type { Context, MiddlewareHandler } from 'hono';
import { LRUCache } from 'lru-cache';

/**
 * The headers of a route's answers, names (in lower case) and values by turns: what all middleware together made of the
 * first one, by whatever they depend on.
 */
export type KnownHeaders = LRUCache<string, readonly string[]>;

const MOST = 1000;

export const createKnownHeaders = (): KnownHeaders => new LRUCache({ max: MOST });

/**
 * Stands before all that adds headers, and keeps those of answers that are as they should be.
 *
 * @param keyOf What of a request its headers depend on; undefined for one that has no such answer.
 */
export function keepHeaders(known: KnownHeaders, keyOf: (c: Context) => string | undefined): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const key = c.res.status === 200 ? keyOf(c) : undefined;
    if (key !== undefined && !known.has(key)) known.set(key, [...c.res.headers].flat());
  };
}
