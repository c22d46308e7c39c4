import { BUCKET_MS } from '../rules/buckets.ts';
import type { Difference, PageChange } from '../working-set/working-set.ts';
import type { Connection, Query, Statement } from './connections.ts';
import { kindCode, visitorBytes } from './rows.ts';

/** Writes what a change made of its rows. */
export interface Writer {
  /**
   * What writes all but pages that are gone or new: few statements, however many pages.
   *
   * @param idOf The ids of pages that are new.
   */
  queries(difference: Difference<number>, idOf: (key: string) => number): Query[];
  /** All of a difference. */
  write(connection: Connection, difference: Difference<number>): Promise<void>;
  /** Notes that there are so many pages more, or fewer. */
  grow(pages: number): Query;
}

const PARTS = ['counts', 'votes', 'last_views', 'buckets', 'exclusions'];

/** @param slot Which of the totals of pages this server adds to. */
export function createWriter(s: string, slot: number): Writer {
  const statement = (name: string, text: string): Statement => ({ name: `gaung_write_${name}`, text });
  const sql = {
    page: statement(
      'page',
      `UPDATE ${s}pages AS page SET version = new.version, title = new.title
       FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS new (id, version, title) WHERE page.id = new.id`,
    ),
    count: statement(
      'count',
      `INSERT INTO ${s}counts AS old (page, kind, name, source, count)
       SELECT * FROM unnest($1::bigint[], $2::smallint[], $3::text[], $4::text[], $5::bigint[])
       ON CONFLICT (page, kind, name, source) DO UPDATE SET count = excluded.count`,
    ),
    noCount: statement(
      'no_count',
      `DELETE FROM ${s}counts AS old USING unnest($1::bigint[], $2::smallint[], $3::text[], $4::text[])
         AS gone (page, kind, name, source)
       WHERE old.page = gone.page AND old.kind = gone.kind AND old.name = gone.name AND old.source = gone.source`,
    ),
    vote: statement(
      'vote',
      `INSERT INTO ${s}votes (page, visitor, at, reactions)
       SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::bigint[], $4::text[])
       ON CONFLICT (page, visitor) DO UPDATE SET at = excluded.at, reactions = excluded.reactions`,
    ),
    noVote: statement(
      'no_vote',
      `DELETE FROM ${s}votes AS old USING unnest($1::bigint[], $2::bytea[]) AS gone (page, visitor)
       WHERE old.page = gone.page AND old.visitor = gone.visitor`,
    ),
    lastView: statement(
      'last_view',
      `INSERT INTO ${s}last_views (page, visitor, at, received)
       SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::bigint[], $4::bigint[])
       ON CONFLICT (page, visitor) DO UPDATE SET at = excluded.at, received = excluded.received`,
    ),
    bucket: statement(
      'bucket',
      `INSERT INTO ${s}buckets AS old (page, size, start, kind, name, count)
       SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::smallint[], $5::text[], $6::bigint[])
       ON CONFLICT (page, size, start, kind, name) DO UPDATE SET count = old.count + excluded.count`,
    ),
    exclusion: statement(
      'exclusion',
      `INSERT INTO ${s}exclusions AS old (page, reason, count)
       SELECT * FROM unnest($1::bigint[], $2::text[], $3::bigint[])
       ON CONFLICT (page, reason) DO UPDATE SET count = old.count + excluded.count`,
    ),
    floor: statement('floor', `UPDATE ${s}meta SET value = $1 WHERE name = 'version_floor'`),
    grow: statement(
      'grow',
      `INSERT INTO ${s}page_totals AS old (slot, pages) VALUES ($1, $2)
       ON CONFLICT (slot) DO UPDATE SET pages = old.pages + excluded.pages`,
    ),
    removePages: statement(
      'no_page',
      `DELETE FROM ${s}pages WHERE id = ANY($1::bigint[]) OR alias_of = ANY($1::bigint[])`,
    ),
    removeParts: PARTS.map((table) =>
      statement(`no_page_${table}`, `DELETE FROM ${s}${table} WHERE page = ANY($1::bigint[])`),
    ),
    removeAliases: statement('no_alias', `DELETE FROM ${s}pages WHERE key = ANY($1::text[]) AND alias_of IS NOT NULL`),
    newPages: statement(
      'new_page',
      `INSERT INTO ${s}pages (key, version, title) SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[])
       RETURNING id, key`,
    ),
    newAliases: statement(
      'new_alias',
      `INSERT INTO ${s}pages (key, version, alias_of)
       SELECT new.key, 0, page.id FROM unnest($1::text[], $2::text[]) AS new (key, page)
       JOIN ${s}pages AS page ON page.key = new.page`,
    ),
  };

  const grow = (pages: number): Query => ({ ...sql.grow, values: [slot, pages] });

  function queries({ pages, floor }: Difference<number>, idOf: (key: string) => number): Query[] {
    const all: Query[] = [];
    /** One statement for all rows, a column a value. */
    const add = (statement: Statement, rows: readonly (readonly unknown[])[]) => {
      if (rows.length === 0) return;
      all.push({ ...statement, values: rows[0]!.map((_, column) => rows.map((row) => row[column])) });
    };
    const of = <Part>(
      part: (page: PageChange<number>) => readonly Part[],
      toRow: (id: number, one: Part) => readonly unknown[],
    ) => pages.flatMap((page) => part(page).map((one) => toRow(page.id ?? idOf(page.key), one)));

    add(
      sql.page,
      pages
        .filter(({ isOther }) => isOther)
        .map(({ id, key, version, title }) => [id ?? idOf(key), version, title ?? null]),
    );
    const counts = of(
      (page) => page.counts,
      (id, [source, [kind, name, count]]) => [id, kindCode(kind), name, source, count],
    );
    add(
      sql.count,
      counts.filter((row) => row[4] !== 0),
    );
    add(
      sql.noCount,
      counts.filter((row) => row[4] === 0).map((row) => row.slice(0, 4)),
    );
    const votes = of(
      (page) => page.votes,
      (id, [visitor, vote]) => [id, visitorBytes(visitor), vote?.at, vote?.reactions.join(' ')],
    );
    add(
      sql.vote,
      votes.filter((row) => row[2] !== undefined),
    );
    add(
      sql.noVote,
      votes.filter((row) => row[2] === undefined).map((row) => row.slice(0, 2)),
    );
    const lastViews = of(
      (page) => page.lastViews,
      (id, [visitor, { at, received }]) => [id, visitorBytes(visitor), at, received],
    );
    add(sql.lastView, lastViews);
    const buckets = of(
      (page) => page.buckets,
      (id, { size, start, count: [kind, name, delta] }) => [id, BUCKET_MS[size], start, kindCode(kind), name, delta],
    );
    add(sql.bucket, buckets);
    const exclusions = of(
      (page) => page.excluded,
      (id, [reason, delta]) => [id, reason, delta],
    );
    add(sql.exclusion, exclusions);
    if (floor !== undefined) all.push({ ...sql.floor, values: [floor] });
    return all;
  }

  return {
    queries,
    grow,
    async write(connection, difference) {
      const { removed, removedAliases, aliases, pages } = difference;
      const news = pages.filter(({ id }) => id === undefined);
      const removals: Query[] = [];
      if (removed.length > 0) {
        for (const statement of [...sql.removeParts, sql.removePages])
          removals.push({ ...statement, values: [removed] });
      }
      if (removedAliases.length > 0) removals.push({ ...sql.removeAliases, values: [removedAliases] });
      await connection.run(removals);
      const made = {
        ...sql.newPages,
        values: [
          news.map(({ key }) => key),
          news.map(({ version }) => version),
          news.map(({ title }) => title ?? null),
        ],
      };
      const [rows = []] = news.length > 0 ? await connection.run([made]) : [];
      const ids = new Map(rows.map(({ id, key }) => [key as string, id as number]));
      const rest = queries(difference, (key) => ids.get(key)!);
      if (aliases.length > 0) {
        rest.unshift({ ...sql.newAliases, values: [aliases.map(([alias]) => alias), aliases.map(([, page]) => page)] });
      }
      if (news.length !== removed.length) rest.push(grow(news.length - removed.length));
      await connection.run(rest);
    },
  };
}
