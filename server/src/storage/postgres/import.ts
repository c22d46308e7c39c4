import type { PageKey } from 'gaung/contract';
import type { ImportMode, ImportSummary } from '../administration.ts';
import type { StoredRecord } from '../records.ts';
import { createImporting } from '../rules/import-rules.ts';
import { StorageNotEmptyError } from '../storage.ts';
import type { Work } from './change.ts';
import type { Connection } from './connections.ts';
import type { PageAndVisitor, Wanted } from './load.ts';

/** Records or pages at a time. */
const AT_ONCE = 2000;

/** Takes records, a part at a time and all in one transaction. */
export async function importRecords(
  s: string,
  work: Work,
  records: Iterable<StoredRecord>,
  mode: ImportMode | undefined,
): Promise<ImportSummary> {
  const { connection } = work;
  if (mode === 'replace') work.gone(await deleteAll(s, connection));
  if (mode === undefined && !(await isEmpty(s, connection))) throw new StorageNotEmptyError();
  const { rows } = await connection.query(`SELECT value FROM ${s}meta WHERE name = 'version_floor'`);
  const importing = createImporting(mode, rows[0]!.value as number);
  for (const some of inParts(records)) {
    const wanted = await wantedFor(s, connection, some);
    await work.apply(wanted, (ledger) => importing.take(ledger, some));
  }
  for (const keys of inParts(importing.keys())) {
    await work.apply({ pages: keys }, (ledger) => importing.finish(ledger, keys));
  }
  return importing.summary();
}

function* inParts<Item>(items: Iterable<Item>): Generator<Item[]> {
  let part: Item[] = [];
  for (const item of items) {
    part.push(item);
    if (part.length < AT_ONCE) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

/** All that the records name. What becomes another key of a page may have been a page itself: then all of both. */
async function wantedFor(s: string, connection: Connection, records: readonly StoredRecord[]): Promise<Wanted> {
  const pages = new Set<PageKey>();
  const votes: PageAndVisitor[] = [];
  const withBuckets = new Set<PageKey>();
  const withExcluded = new Set<PageKey>();
  const aliases = new Map<PageKey, PageKey>();
  for (const record of records) {
    if (record.type === 'meta') continue;
    pages.add(record.page);
    if (record.type === 'vote') votes.push([record.page, record.visitor]);
    if (record.type === 'bucket') withBuckets.add(record.page);
    if (record.type !== 'page') continue;
    withExcluded.add(record.page);
    for (const alias of record.aliases) aliases.set(alias, record.page);
  }
  const whole = new Set<PageKey>();
  for (const alias of await pagesAmong(s, connection, [...aliases.keys()], pages)) {
    whole.add(alias).add(aliases.get(alias)!);
  }
  return {
    pages: [...new Set([...pages, ...aliases.keys()])],
    votes,
    withVotes: [...whole],
    withBuckets: [...withBuckets, ...whole],
    withExcluded: [...withExcluded, ...whole],
  };
}

/** Those keys that are of pages: stored, or to come. */
async function pagesAmong(
  s: string,
  connection: Connection,
  keys: readonly PageKey[],
  coming: ReadonlySet<PageKey>,
): Promise<PageKey[]> {
  if (keys.length === 0) return [];
  const { rows } = await connection.query({
    name: 'gaung_pages_among',
    text: `SELECT key FROM ${s}pages WHERE key = ANY($1::text[]) AND alias_of IS NULL`,
    values: [keys],
  });
  return [...rows.map(({ key }) => key as PageKey), ...keys.filter((key) => coming.has(key))];
}

async function isEmpty(s: string, connection: Connection): Promise<boolean> {
  return (await connection.query(`SELECT 1 FROM ${s}pages LIMIT 1`)).count === 0;
}

/**
 * Deletes all but the secret and who was forgotten. Versions go on above the highest there was: to a reader who has seen it,
 * a page that began again at 1 would look older than what they have.
 *
 * @returns The pages that there were.
 */
async function deleteAll(s: string, connection: Connection): Promise<PageKey[]> {
  const { rows } = await connection.query(`SELECT key FROM ${s}pages`);
  await connection.query(
    `UPDATE ${s}meta SET value = greatest(value, (SELECT coalesce(max(version), 0) FROM ${s}pages)) + 1
     WHERE name = 'version_floor'`,
  );
  const tables = ['counts', 'votes', 'last_views', 'interactions', 'buckets', 'exclusions', 'page_totals', 'pages'];
  for (const table of tables) await connection.query(`DELETE FROM ${s}${table}`);
  return rows.map(({ key }) => key as PageKey);
}
