import type { MiddlewareHandler } from 'hono';
import { LRUCache } from 'lru-cache';

/**
 * The headers of answers to pages that have written before, by their origin: names and values by turns. They are what
 * all middleware together made of the first one, and depend on nothing but the origin.
 */
export type KnownOrigins = LRUCache<string, readonly string[]>;

const MOST = 1000;

export const createKnownOrigins = (): KnownOrigins => new LRUCache({ max: MOST });

/** Stands before all that adds headers. */
export function keepOriginHeaders(known: KnownOrigins): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const origin = c.req.header('Origin');
    if (origin === undefined || c.req.method !== 'POST' || c.res.status !== 200 || known.has(origin)) return;
    known.set(origin, [...c.res.headers].flat());
  };
}
