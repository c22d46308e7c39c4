import type { PageCounts, PageKey } from 'gaung/contract';
import { LRUCache } from 'lru-cache';
import type { NamedCount } from '../rules/ledger.ts';
import { toPageCounts } from '../rules/page-counts.ts';
import type { VisitorId } from '../storage.ts';
import { coalesce } from './coalesce.ts';
import type { Pool, Statement } from './connections.ts';
import { forgottenBytes, toNamedCount } from './rows.ts';

/** Most queries of a kind under way; more than these wait and share the next one. */
const AT_ONCE = 2;
/** Most keys in one query. */
const MOST = 1000;
/** So many pages are known to be there: those that are written to today. About 5 MB. */
const MOST_KNOWN = 20_000;
/** How long a page is known to be there without being asked for, in ms. */
const KNOWN_MS = 30_000;

/** What is asked for by a key, all day. */
export interface Reads {
  read(pages: readonly PageKey[]): Promise<Map<PageKey, PageCounts>>;
  missing(pages: readonly PageKey[]): Promise<PageKey[]>;
  isForgotten(visitor: VisitorId): Promise<boolean>;
  stats(): Promise<{ readonly pages: number }>;
  /** Pages may be gone. */
  doubt(): void;
}

/**
 * Counts and who is forgotten are asked for each time: whatever another server has acknowledged is in the next answer.
 *
 * Which pages are there is kept for a while. Only operators delete pages, and servers tell each other when one did; should
 * that not arrive, the worst is that a page begins again without a place among those that are new.
 */
export function createReads(s: string, pool: Pool): Reads {
  const sql = statements(s);
  const ask = async (statement: Statement, keys: readonly unknown[]) => pool.query({ ...statement, values: [keys] });

  const read = coalesce<PageKey, PageCounts>(
    async (pages) => {
      const rows = await ask(sql.counts, pages);
      return new Map(
        rows.map(({ key, version, counts }) => [
          key as PageKey,
          toPageCounts(version as number, toCounts(counts as string | null)),
        ]),
      );
    },
    AT_ONCE,
    MOST,
  );
  const isThere = coalesce<PageKey, boolean>(
    async (pages) => {
      const found = new Set((await ask(sql.there, pages)).map(({ key }) => key));
      return new Map(pages.map((page) => [page, found.has(page)]));
    },
    AT_ONCE,
    MOST,
  );
  const isForgotten = coalesce<VisitorId, boolean>(
    async (visitors) => {
      const hashes = visitors.map((visitor) => forgottenBytes(visitor));
      const found = new Set(
        (await ask(sql.forgotten, hashes)).map(({ visitor }) => (visitor as Buffer).toString('hex')),
      );
      return new Map(visitors.map((visitor, i) => [visitor, found.has(hashes[i]!.toString('hex'))]));
    },
    AT_ONCE,
    MOST,
  );
  const countPages = coalesce<'pages', number>(
    async () => {
      const [row] = await pool.query({ ...sql.pages, values: [] });
      return new Map([['pages', row!.pages as number]]);
    },
    AT_ONCE,
    MOST,
  );

  const known = new LRUCache<PageKey, true>({ max: MOST_KNOWN, ttl: KNOWN_MS });
  /** Grows when pages may be gone: what was asked before is not to be kept after. */
  let doubts = 0;

  return {
    read: (pages) => read(pages),
    async missing(pages) {
      const unknown = pages.filter((page) => !known.has(page));
      if (unknown.length === 0) return [];
      const before = doubts;
      const found = await isThere(unknown);
      if (before === doubts) for (const [page, is] of found) if (is) known.set(page, true);
      return unknown.filter((page) => !found.get(page));
    },
    isForgotten: async (visitor) => (await isForgotten([visitor])).get(visitor)!,
    stats: async () => ({ pages: (await countPages(['pages'])).get('pages')! }),
    doubt() {
      doubts++;
      known.clear();
    },
  };
}

/** One text for all counts of a page: a row for each would take the driver ten times as long. */
function toCounts(text: string | null): NamedCount[] {
  if (text === null) return [];
  return text.split(' ').map((one) => {
    const [kind, name, count] = one.split(':') as [string, string, string];
    return toNamedCount({ kind: Number(kind), name, count: Number(count) });
  });
}

function statements(s: string) {
  return {
    counts: {
      name: 'gaung_read',
      text: `SELECT asked.key, coalesce(page.version, floor.value) AS version, (
          SELECT string_agg(kind::text || ':' || name || ':' || count::text, ' ')
          FROM ${s}counts WHERE counts.page = page.id
        ) AS counts
        FROM unnest($1::text[]) AS asked (key)
        JOIN ${s}meta AS floor ON floor.name = 'version_floor'
        LEFT JOIN ${s}pages AS named ON named.key = asked.key
        LEFT JOIN ${s}pages AS page ON page.id = coalesce(named.alias_of, named.id)`,
    },
    there: { name: 'gaung_there', text: `SELECT key FROM ${s}pages WHERE key = ANY($1::text[])` },
    forgotten: { name: 'gaung_forgotten', text: `SELECT visitor FROM ${s}forgotten WHERE visitor = ANY($1::bytea[])` },
    pages: { name: 'gaung_pages', text: `SELECT coalesce(sum(pages), 0)::bigint AS pages FROM ${s}page_totals` },
  };
}
