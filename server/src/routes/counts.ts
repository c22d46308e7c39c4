import { hash } from 'node:crypto';
import { COUNTS_PATH } from 'gaung/contract';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { etag, RETAINED_304_HEADERS } from 'hono/etag';
import { countsJson } from '../json.ts';
import { methodNotAllowed } from '../middleware/errors.ts';
import type { Policy } from '../policy.ts';
import type { Storage } from '../storage/storage.ts';
import { askedPages } from './asked-pages.ts';

const PATH = `/${COUNTS_PATH}`;

/** `GET /v1/counts`: nothing personal, the same for everybody, so any page may read it and any cache may keep it. */
export function countsRoutes(storage: Storage, policy: Policy): Hono {
  return new Hono()
    .use(PATH, cors({ origin: '*', allowMethods: ['GET', 'HEAD'], exposeHeaders: ['Retry-After'] }))
    .use(PATH, etag({ retainedHeaders: [...RETAINED_304_HEADERS, 'access-control-allow-origin'] }))
    .get(PATH, async (c) => {
      const counts = await storage.read([...askedPages(c)].filter(policy.allowsPage));
      const body = `{"counts":${countsJson(counts)}}`;
      return c.body(body, 200, {
        'Content-Type': 'application/json',
        'Cache-Control': 'public, max-age=0, s-maxage=5, stale-while-revalidate=30',
        ETag: `"${hash('sha256', body, 'base64url').slice(0, 22)}"`,
      });
    })
    .all(PATH, methodNotAllowed('GET, HEAD, OPTIONS'));
}
