import type { PageKey } from 'gaung/contract';
import type { TopPage, TopQuery } from '../administration.ts';
import { BUCKET_MS, BUCKET_SIZES, oldestStart } from '../rules/buckets.ts';
import type { Pool } from './connections.ts';
import { kindCode } from './rows.ts';

/** The pages with the highest counts. For all time it looks at every page's count, for a window at its buckets. */
export async function postgresTop(s: string, pool: Pool, query: TopQuery): Promise<TopPage[]> {
  const { kind, name, window, limit, now } = query;
  const isNamed = name === undefined ? '' : 'AND name = $3';
  const source =
    window === 'all'
      ? `SELECT page, count FROM ${s}counts WHERE kind = $1 ${isNamed}`
      : BUCKET_SIZES.map(
          (size) =>
            `SELECT page, count FROM ${s}buckets
             WHERE size = ${BUCKET_MS[size]} AND start >= ${oldestStart(now, window, size)} AND kind = $1 ${isNamed}`,
        ).join(' UNION ALL ');
  const text = `SELECT pages.key AS page, pages.title, best.count FROM (
      SELECT page, sum(count)::bigint AS count FROM (${source}) AS source GROUP BY page HAVING sum(count) > 0
    ) AS best JOIN ${s}pages AS pages ON pages.id = best.page ORDER BY best.count DESC, pages.key LIMIT $2`;
  const rows = await pool.query({
    name: '',
    text,
    values: [kindCode(kind), limit, ...(name === undefined ? [] : [name])],
  });
  return rows.map(({ page, title, count }) => ({
    page: page as PageKey,
    ...(title !== null && { title: title as string }),
    count: count as number,
  }));
}
