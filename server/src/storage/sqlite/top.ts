import type { DatabaseSync } from 'node:sqlite';
import type { PageKey } from 'gaung/contract';
import type { TopPage, TopQuery } from '../administration.ts';
import { BUCKET_MS, BUCKET_SIZES, oldestStart } from '../rules/buckets.ts';
import { kindCode } from './rows.ts';

/** The pages with the highest counts. For all time it looks at every page's count, for a window at its buckets. */
export function sqliteTop(db: DatabaseSync, { kind, name, window, limit, now }: TopQuery): TopPage[] {
  const isNamed = name === undefined ? '' : 'AND name = :name';
  const source =
    window === 'all'
      ? `SELECT page, count FROM counts WHERE kind = :kind ${isNamed}`
      : BUCKET_SIZES.map(
          (size) =>
            `SELECT page, count FROM buckets
             WHERE size = ${BUCKET_MS[size]} AND start >= ${oldestStart(now, window, size)} AND kind = :kind ${isNamed}`,
        ).join(' UNION ALL ');
  const rows = db
    .prepare(
      `SELECT pages.key AS page, pages.title, sum(count) AS count FROM (${source}) AS source
       JOIN pages ON pages.id = source.page GROUP BY source.page HAVING sum(count) > 0
       ORDER BY sum(count) DESC, pages.key LIMIT :limit`,
    )
    .all({ kind: kindCode(kind), limit, ...(name !== undefined && { name }) });
  return (rows as { page: PageKey; title: string | null; count: number }[]).map(({ page, title, count }) => ({
    page,
    ...(title !== null && { title }),
    count,
  }));
}
