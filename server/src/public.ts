import { hash } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { every } from 'hono/combine';
import { cors } from 'hono/cors';
import { etag, RETAINED_304_HEADERS } from 'hono/etag';
import { crossOrigin } from './middleware/security.ts';

/** What a page of another origin must be told with "not modified", too. */
export const RETAINED = [...RETAINED_304_HEADERS, 'access-control-allow-origin', 'cross-origin-resource-policy'];

/** For what is the same for everybody and has nothing personal in it: any page may read it, any cache may keep it. */
export function readableByAll(): MiddlewareHandler {
  return every(
    crossOrigin,
    cors({ origin: '*', allowMethods: ['GET', 'HEAD'], exposeHeaders: ['Retry-After'] }),
    etag({ retainedHeaders: RETAINED }),
  );
}

/** Of a body. Equal bodies have the same. */
export const etagOf = (body: string | Uint8Array): string => `"${hash('sha256', body, 'base64url').slice(0, 22)}"`;

/** Answers with JSON that was written before. @param cacheControl Who may keep it, and how long. */
export function publicJson(c: Context, body: string, cacheControl: string): Response {
  return c.body(body, 200, {
    'Content-Type': 'application/json',
    'Cache-Control': cacheControl,
    ETag: etagOf(body),
  });
}
