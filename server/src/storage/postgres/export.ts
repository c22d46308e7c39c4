/** Looking through all rows while others go on reading and writing: as they were at one moment. */
import { type CountsById, countsById, type PageKey } from 'gaung/contract';
import type { Difference, PageDetails, Progress, Verification } from '../administration.ts';
import type { StoredRecord } from '../records.ts';
import { detailsOf, differencesOf, metaRecord, recordsOfPage, voteRecord } from '../rules/export-rules.ts';
import { createWorkingSet, type WorkingSet } from '../working-set/working-set.ts';
import { type Connection, inTransaction, type Pool, type Row } from './connections.ts';
import type { Loaded, Loader, Wanted } from './load.ts';
import { toReactions, toVisitor } from './rows.ts';

/** Pages at a time. */
const PAGES = 200;
/** Votes at a time. */
const VOTES = 10_000;
/** Sees one moment of the database, however long it takes. */
const SNAPSHOT = 'ISOLATION LEVEL REPEATABLE READ READ ONLY';

const PARTS = ['counts', 'votes', 'last_views', 'buckets', 'exclusions'];

export interface LookingOptions {
  readonly s: string;
  readonly pool: Pool;
  readonly loader: Loader;
}

interface Some {
  readonly stored: Loaded;
  readonly set: WorkingSet<number>;
}

async function load({ loader }: LookingOptions, connection: Connection, wanted: Wanted): Promise<Some> {
  const { queries, toStored } = loader.load(wanted);
  const stored = toStored(await connection.run(queries));
  return { stored, set: createWorkingSet(stored) };
}

/** All pages in the order of the bytes of their keys, some at a time. */
async function* pagesInOrder(options: LookingOptions, connection: Connection, parts: boolean): AsyncGenerator<Some> {
  for (let last = ''; ; ) {
    const { rows } = await connection.query({
      name: 'gaung_next_pages',
      text: `SELECT key FROM ${options.s}pages WHERE alias_of IS NULL AND key > $1 ORDER BY key LIMIT ${PAGES}`,
      values: [last],
    });
    const pages = rows.map(({ key }) => key as PageKey);
    if (pages.length === 0) return;
    yield await load(options, connection, { pages, ...(parts && { withBuckets: pages, withExcluded: pages }) });
    last = pages.at(-1)!;
  }
}

/** All records. Whoever takes them may take their time. */
export async function* postgresExport(options: LookingOptions): AsyncGenerator<StoredRecord, void, undefined> {
  const connection = await options.pool.connect();
  let isBroken = true;
  try {
    await connection.query(`BEGIN ${SNAPSHOT}`);
    await connection.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    const { set } = await load(options, connection, { pages: [] });
    yield metaRecord(set.rows.ledger);
    for await (const some of pagesInOrder(options, connection, true)) yield* recordsOfSome(options, connection, some);
    await connection.query('COMMIT');
    isBroken = false;
  } finally {
    connection.release(isBroken);
  }
}

async function* recordsOfSome(
  { s }: LookingOptions,
  connection: Connection,
  { stored, set }: Some,
): AsyncGenerator<StoredRecord> {
  const ids = new Map(stored.pages.map(({ id, key }) => [key, id]));
  const { rows } = await connection.query({
    name: 'gaung_export_votes',
    text: `SELECT page, visitor, at, reactions FROM ${s}votes WHERE page = ANY($1::bigint[])
      ORDER BY page, visitor LIMIT ${VOTES}`,
    values: [[...ids.values()]],
  });
  const all = rows.length < VOTES ? byPage(rows) : undefined;
  const { ledger } = set.rows;
  for (const page of ledger.pages()) {
    yield* recordsOfPage(ledger, page);
    const id = ids.get(page.key)!;
    const votes = all ? (all.get(id) ?? []) : votesInOrder(s, connection, id);
    for await (const row of votes) {
      const { visitor, at, reactions } = row;
      yield voteRecord(page.key, toVisitor(visitor), { at: at as number, reactions: toReactions(reactions) });
    }
  }
}

function byPage(rows: readonly Row[]): Map<unknown, Row[]> {
  const found = new Map<unknown, Row[]>();
  for (const row of rows) {
    const ofPage = found.get(row.page);
    if (ofPage) ofPage.push(row);
    else found.set(row.page, [row]);
  }
  return found;
}

/** The votes of a page that has too many for one answer. */
async function* votesInOrder(s: string, connection: Connection, page: number): AsyncGenerator<Row> {
  for (let last: unknown = Buffer.alloc(0); ; ) {
    const { rows } = await connection.query({
      name: 'gaung_next_votes',
      text: `SELECT visitor, at, reactions FROM ${s}votes WHERE page = $1 AND visitor > $2
        ORDER BY visitor LIMIT ${VOTES}`,
      values: [page, last],
    });
    yield* rows;
    if (rows.length < VOTES) return;
    last = rows.at(-1)!.visitor;
  }
}

/** All that is known of a page. */
export async function postgresPage(options: LookingOptions, key: PageKey): Promise<PageDetails | undefined> {
  const all = { pages: [key], withVotes: [key], withExcluded: [key] };
  const { set } = await inTransaction(options.pool, (connection) => load(options, connection, all), SNAPSHOT);
  const page = set.rows.ledger.find(key);
  return page && detailsOf(set.rows.ledger, page);
}

/**
 * Compares all counts of reactions with the votes. Also gives the pages that differ.
 *
 * @param long For what is a question about whole tables.
 */
export async function postgresVerify(
  options: LookingOptions,
  long: Pool,
  progress: Progress = () => {},
): Promise<Verification & { readonly wrong: readonly PageKey[] }> {
  const { s } = options;
  const compared = await inTransaction(
    options.pool,
    async (connection) => {
      const { rows } = await connection.query(`SELECT coalesce(sum(pages), 0)::bigint AS pages FROM ${s}page_totals`);
      const total = rows[0]!.pages as number;
      const differences: Difference[] = [];
      let pages = 0;
      for await (const { stored, set } of pagesInOrder(options, connection, false)) {
        const counted = await countVotes(s, connection, stored);
        for (const page of set.rows.ledger.pages()) {
          differences.push(...differencesOf(set.rows.ledger, page, counted.get(page.key) ?? countsById([])));
        }
        pages += stored.pages.length;
        progress(pages, total);
      }
      return { pages, total, differences };
    },
    SNAPSHOT,
  );
  const { pages, total, differences } = compared;
  const { votes, lost } = await inTransaction(long, (connection) => countRows(s, connection), SNAPSHOT);
  const damage = [...lost, ...(pages === total ? [] : [`${total} pages are remembered, ${pages} are there`])];
  return { pages, votes, differences, damage, wrong: [...new Set(differences.map(({ page }) => page))] };
}

/** What the votes of pages come to. The engine adds them up: there may be millions on one page. */
async function countVotes(s: string, connection: Connection, { pages }: Loaded): Promise<Map<PageKey, CountsById>> {
  const { rows } = await connection.query({
    name: 'gaung_count_votes',
    text: `SELECT page, reaction, count(*) AS count
      FROM ${s}votes CROSS JOIN LATERAL unnest(string_to_array(reactions, ' ')) AS reaction
      WHERE page = ANY($1::bigint[]) GROUP BY page, reaction`,
    values: [pages.map(({ id }) => id)],
  });
  const found = byPage(rows);
  const toEntry = ({ reaction, count }: Row): [string, number] => [reaction as string, count as number];
  return new Map(pages.map(({ id, key }) => [key, countsById((found.get(id) ?? []).map(toEntry))]));
}

/** How many votes there are, and which rows belong to no page. */
async function countRows(
  s: string,
  connection: Connection,
): Promise<{ readonly votes: number; readonly lost: string[] }> {
  const { rows } = await connection.query(`SELECT count(*) AS votes FROM ${s}votes`);
  const lost: string[] = [];
  for (const table of PARTS) {
    const { rows } = await connection.query(
      `SELECT count(*) AS rows FROM ${s}${table} AS part
       WHERE NOT EXISTS (SELECT 1 FROM ${s}pages WHERE pages.id = part.page)`,
    );
    const count = rows[0]!.rows as number;
    if (count > 0) lost.push(`${count} rows of ${table} belong to no page`);
  }
  return { votes: rows[0]!.votes as number, lost };
}
