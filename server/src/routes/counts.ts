import { COUNTS_PATH, type PageKey } from 'gaung/contract';
import { Hono } from 'hono';
import { pageMember } from '../json.ts';
import type { Answer } from '../kept-answers.ts';
import { methodNotAllowed } from '../middleware/errors.ts';
import { keepable } from '../middleware/keep-answers.ts';
import { failAgain } from '../node/failed.ts';
import type { PageMemory } from '../page-memory/page-memory.ts';
import type { Policy } from '../policy.ts';
import { publicJson, readableByAll } from '../public.ts';
import type { Storage } from '../storage/storage.ts';
import { askedPages } from './asked-pages.ts';

const PATH = `/${COUNTS_PATH}`;
/** Exact at the origin, at most 35 s old through a CDN. */
export const COUNTS_CACHE = 'public, max-age=0, s-maxage=5, stale-while-revalidate=30';

/** What those pages that are counted here are answered with, as JSON. */
export type ReadCounts = (
  asked: ReadonlySet<PageKey>,
) => Promise<Pick<Answer, 'hashes' | 'members'> & { body: string }>;

/** @param memory Asked for each page before the storage is. */
export function createReadCounts(
  storage: Pick<Storage, 'read'>,
  policy: Policy,
  memory: Pick<PageMemory, 'memberOf' | 'hashOf'>,
): ReadCounts {
  return async (asked) => {
    const known = new Map<PageKey, string>();
    const missing: PageKey[] = [];
    for (const page of asked) {
      if (!policy.allowsPage(page)) continue;
      const member = memory.memberOf(page);
      if (member === undefined) missing.push(page);
      else known.set(page, member);
    }
    const members = new Map<PageKey, string>();
    if (missing.length > 0) {
      for (const [page, counts] of await storage.read(missing)) members.set(page, pageMember(page, counts));
    }
    const pages = [...known.keys(), ...members.keys()].toSorted();
    const body = `{"counts":{${pages.map((page) => known.get(page) ?? members.get(page)!).join(',')}}}`;
    return { hashes: () => Uint32Array.from(pages, memory.hashOf), members, body };
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
