import { COUNTS_PATH } from 'gaung/contract';
import { Hono } from 'hono';
import { countsJson } from '../json.ts';
import { methodNotAllowed } from '../middleware/errors.ts';
import { keepable } from '../middleware/keep-answers.ts';
import type { Policy } from '../policy.ts';
import { publicJson, readableByAll } from '../public.ts';
import type { Storage } from '../storage/storage.ts';
import { askedPages } from './asked-pages.ts';

const PATH = `/${COUNTS_PATH}`;
/** Exact at the origin, at most 35 s old through a CDN. */
export const COUNTS_CACHE = 'public, max-age=0, s-maxage=5, stale-while-revalidate=30';

/** `GET /v1/counts`: nothing personal, the same for everybody, so any page may read it and any cache may keep it. */
export function countsRoutes(storage: Storage, policy: Policy): Hono {
  return new Hono()
    .use(PATH, readableByAll())
    .get(PATH, async (c) => {
      const counts = await storage.read([...askedPages(c)].filter(policy.allowsPage));
      const body = `{"counts":${countsJson(counts)}}`;
      keepable(c, { pages: [...counts.keys()], body });
      return publicJson(c, body, COUNTS_CACHE);
    })
    .all(PATH, methodNotAllowed('GET, HEAD, OPTIONS'));
}
