import { COUNTS_PATH, type PageKey } from 'gaung/contract';
import { Hono } from 'hono';
import { readCountsJson } from '../json.ts';
import { methodNotAllowed } from '../middleware/errors.ts';
import { keepable } from '../middleware/keep-answers.ts';
import { failAgain } from '../node/failed.ts';
import type { Policy } from '../policy.ts';
import { publicJson, readableByAll } from '../public.ts';
import type { Storage } from '../storage/storage.ts';
import { askedPages } from './asked-pages.ts';

const PATH = `/${COUNTS_PATH}`;
/** Exact at the origin, at most 35 s old through a CDN. */
export const COUNTS_CACHE = 'public, max-age=0, s-maxage=5, stale-while-revalidate=30';

/** What those pages that are counted here are answered with, as JSON. */
export type ReadCounts = (asked: ReadonlySet<PageKey>) => Promise<{ pages: readonly PageKey[]; body: string }>;

export function createReadCounts(storage: Pick<Storage, 'read'>, policy: Policy): ReadCounts {
  return async (asked) => {
    const counts = await storage.read([...asked].filter(policy.allowsPage));
    return { pages: [...counts.keys()], body: `{"counts":${readCountsJson(counts)}}` };
  };
}

/** `GET /v1/counts`: nothing personal, the same for everybody, so any page may read it and any cache may keep it. */
export function countsRoutes(read: ReadCounts): Hono {
  return new Hono()
    .use(PATH, readableByAll())
    .get(PATH, async (c) => {
      failAgain(c);
      const answer = await read(askedPages(c));
      keepable(c, answer);
      return publicJson(c, answer.body, COUNTS_CACHE);
    })
    .all(PATH, methodNotAllowed('GET, HEAD, OPTIONS'));
}
