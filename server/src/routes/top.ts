import { Hono } from 'hono';
import { methodNotAllowed } from '../middleware/errors.ts';
import { Problem } from '../problem.ts';
import { publicJson, readableByAll } from '../public.ts';
import { topQuery } from '../top/query.ts';
import type { Rankings } from '../top/ranking.ts';

const PATH = '/v1/top';
/** At most 5 s old at the origin, at most 365 s through a CDN. */
export const TOP_CACHE = 'public, max-age=0, s-maxage=60, stale-while-revalidate=300';

/** `GET /v1/top`: the pages that were viewed, shared or reacted to most. As public as the counts are. */
export function topRoutes(rankings: Rankings): Hono {
  return new Hono()
    .use(PATH, readableByAll())
    .get(PATH, async (c) => {
      const { success, data, error } = topQuery.safeParse(c.req.query());
      if (!success) {
        const told = error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
        throw new Problem('request-invalid', `${told.join('; ')}.`);
      }
      const { by, window, limit } = data;
      const first = (await rankings(by, window)).slice(0, limit);
      const pages = first.map(({ page, title, count }) => ({ page, title, count })); // No title, no member.
      return publicJson(c, JSON.stringify({ by, window, pages }), TOP_CACHE);
    })
    .all(PATH, methodNotAllowed('GET, HEAD, OPTIONS'));
}
