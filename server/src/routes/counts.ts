import { hash } from 'node:crypto';
import { COUNTS_PATH, decodePageKey, PAGES_PER_READ, type PageKey, pageKeyProblem, toPageKey } from 'gaung/contract';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { etag, RETAINED_304_HEADERS } from 'hono/etag';
import { countsJson } from '../json.ts';
import { methodNotAllowed } from '../middleware/errors.ts';
import type { Policy } from '../policy.ts';
import { Problem } from '../problem.ts';
import type { Storage } from '../storage/storage.ts';

const PATH = `/${COUNTS_PATH}`;

/** `GET /v1/counts`: nothing personal, the same for everybody, so any page may read it and any cache may keep it. */
export function countsRoutes(storage: Storage, policy: Policy): Hono {
  return new Hono()
    .use(PATH, cors({ origin: '*', allowMethods: ['GET', 'HEAD'], exposeHeaders: ['Retry-After'] }))
    .use(PATH, etag({ retainedHeaders: [...RETAINED_304_HEADERS, 'access-control-allow-origin'] }))
    .get(PATH, async (c) => {
      const pages = askedPages(c.req.queries('p') ?? [], c.req.queries('page') ?? []);
      const counts = await storage.read([...pages].filter(policy.allowsPage));
      const body = `{"counts":${countsJson(counts)}}`;
      return c.body(body, 200, {
        'Content-Type': 'application/json',
        'Cache-Control': 'public, max-age=0, s-maxage=5, stale-while-revalidate=30',
        ETag: `"${hash('sha256', body, 'base64url').slice(0, 22)}"`,
      });
    })
    .all(PATH, methodNotAllowed('GET, HEAD, OPTIONS'));
}

/** Each page once. What names no page is left out: the others of the request are somebody's article. @throws {Problem} */
function askedPages(encoded: readonly string[], typed: readonly string[]): Set<PageKey> {
  const { length } = [...encoded, ...typed];
  if (length === 0 || length > PAGES_PER_READ) {
    throw new Problem(
      'request-invalid',
      `Ask for 1 to ${PAGES_PER_READ} pages, each as p=<base64url of the page key> or page=<page key or URL>; these are ${length}.`,
    );
  }
  const pages = new Set<PageKey>();
  for (const text of encoded) {
    const key = decodePageKey(text);
    if (key !== undefined && pageKeyProblem(key) === undefined) pages.add(key as PageKey);
  }
  for (const text of typed) {
    try {
      pages.add(toPageKey(text));
    } catch {
      // A PageKeyError: not a page.
    }
  }
  return pages;
}
