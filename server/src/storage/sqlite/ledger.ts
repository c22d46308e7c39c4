import type { DatabaseSync } from 'node:sqlite';
import { countsById, type PageCounts, type PageKey } from 'gaung/contract';
import { BUCKET_MS } from '../rules/buckets.ts';
import type { Ledger, Vote } from '../rules/ledger.ts';
import { toPageCounts } from '../rules/page-counts.ts';
import type { VisitorId } from '../storage.ts';
import { sqlitePages } from './pages.ts';
import { type CountRow, interactionBytes, KINDS, kindCode, toNamedCount, toReactions, visitorBytes } from './rows.ts';

/**
 * The rows as the rules see them, the one way to read a page, and the pages that were touched since `touched` was last
 * cleared, by all of their keys. A page's handle is its `id`.
 */
export function sqliteLedger(db: DatabaseSync) {
  const sql = {
    claim: db.prepare('INSERT INTO interactions (id, received) VALUES (?, ?) ON CONFLICT (id) DO NOTHING'),
    unclaim: db.prepare('DELETE FROM interactions WHERE id = ?'),
    findPage: db.prepare('SELECT coalesce(alias_of, id) AS id FROM pages WHERE key = ?'),
    addPage: db.prepare(
      "INSERT INTO pages (key, version) VALUES (?, (SELECT value FROM meta WHERE name = 'version_floor'))",
    ),
    onePageMore: db.prepare("UPDATE meta SET value = value + 1 WHERE name = 'pages'"),
    total: db.prepare('SELECT sum(count) AS total FROM counts WHERE page = ? AND kind = ? AND name = ?'),
    names: db.prepare('SELECT count(DISTINCT name) AS names FROM counts WHERE page = ? AND kind = ?'),
    increase: db.prepare(
      `INSERT INTO counts (page, kind, name, source, count) VALUES (?, ?, ?, '', ?)
       ON CONFLICT DO UPDATE SET count = count + excluded.count`,
    ),
    decrease: db.prepare(
      `UPDATE counts SET count = count - ? WHERE page = ? AND kind = ? AND name = ? AND source = '' RETURNING count`,
    ),
    removeZero: db.prepare(`DELETE FROM counts WHERE page = ? AND kind = ? AND name = ? AND source = '' AND count = 0`),
    addToBucket: db.prepare(
      `INSERT INTO buckets (page, size, start, kind, name, count) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET count = count + excluded.count`,
    ),
    addExcluded: db.prepare(
      `INSERT INTO exclusions (page, reason, count) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET count = count + excluded.count`,
    ),
    touch: db.prepare('UPDATE pages SET version = version + 1 WHERE id = ? RETURNING key'),
    aliases: db.prepare('SELECT key FROM pages WHERE alias_of = ? ORDER BY key'),
    vote: db.prepare('SELECT at, reactions FROM votes WHERE page = ? AND visitor = ?'),
    setVote: db.prepare(
      `INSERT INTO votes (page, visitor, at, reactions) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET at = excluded.at, reactions = excluded.reactions`,
    ),
    removeVote: db.prepare('DELETE FROM votes WHERE page = ? AND visitor = ?'),
    lastView: db.prepare('SELECT at FROM last_views WHERE page = ? AND visitor = ?'),
    // Replaced, not updated: the row gets a new number and so moves to the end.
    setLastView: db.prepare('REPLACE INTO last_views (page, visitor, at, received) VALUES (?, ?, ?, ?)'),
    counts: db.prepare('SELECT kind, name, count FROM counts WHERE page = ? AND source = ? ORDER BY kind, name'),
    removeCounts: db.prepare('DELETE FROM counts WHERE page = ? AND source = ?'),
    addCount: db.prepare('INSERT INTO counts (page, kind, name, source, count) VALUES (?, ?, ?, ?, ?)'),
    read: db.prepare(
      `SELECT named.alias_of, named.version, counts.kind, counts.name, counts.count
       FROM pages AS named LEFT JOIN counts ON counts.page = named.id WHERE named.key = ?
       ORDER BY counts.kind, counts.name`,
    ),
    keyOf: db.prepare('SELECT key FROM pages WHERE id = ?'),
    floor: db.prepare("SELECT value FROM meta WHERE name = 'version_floor'"),
  };

  sql.read.setReturnArrays(true); // Half the time: no object is made for each number.

  const touched = new Set<PageKey>();
  const touchAll = (page: number, key: PageKey) => {
    touched.add(key);
    for (const alias of sql.aliases.all(page) as { key: PageKey }[]) touched.add(alias.key);
  };

  const find = (key: PageKey) => (sql.findPage.get(key) as { id: number } | undefined)?.id;
  const floor = () => (sql.floor.get() as { value: number }).value;
  const vote = (page: number, visitor: VisitorId): Vote | undefined => {
    const row = sql.vote.get(page, visitorBytes(visitor)) as { at: number; reactions: string } | undefined;
    return row && { at: row.at, reactions: toReactions(row.reactions) };
  };

  const ledger: Ledger<number> = {
    ...sqlitePages(db, touchAll),
    claim: (id, now) => sql.claim.run(interactionBytes(id), now).changes === 1,
    unclaim: (id) => void sql.unclaim.run(interactionBytes(id)),
    page(key) {
      const found = find(key);
      if (found !== undefined) return found;
      sql.onePageMore.run();
      return Number(sql.addPage.run(key).lastInsertRowid);
    },
    find,
    total: (page, kind, name) => (sql.total.get(page, kindCode(kind), name) as { total: number | null }).total ?? 0,
    names: (page, kind) => (sql.names.get(page, kindCode(kind)) as { names: number }).names,
    add(page, kind, name, delta) {
      if (delta >= 0) {
        sql.increase.run(page, kindCode(kind), name, delta);
        return;
      }
      const left = sql.decrease.get(-delta, page, kindCode(kind), name) as { count: number } | undefined;
      if (!left) throw new RangeError(`A count became negative: ${kind} ${name}`);
      if (left.count === 0) sql.removeZero.run(page, kindCode(kind), name);
    },
    addToBucket: (page, size, start, [kind, name, delta]) =>
      void sql.addToBucket.run(page, BUCKET_MS[size], start, kindCode(kind), name, delta),
    addExcluded: (page, reason, delta) => void sql.addExcluded.run(page, reason, delta),
    touch: (page) => touchAll(page, (sql.touch.get(page) as { key: PageKey }).key),
    aliases: (page) => (sql.aliases.all(page) as { key: PageKey }[]).map(({ key }) => key),
    vote,
    setVote: (page, visitor, { at, reactions }) =>
      void sql.setVote.run(page, visitorBytes(visitor), at, reactions.join(' ')),
    removeVote: (page, visitor) => void sql.removeVote.run(page, visitorBytes(visitor)),
    lastView: (page, visitor) => (sql.lastView.get(page, visitorBytes(visitor)) as { at: number } | undefined)?.at,
    setLastView: (page, visitor, at, now) => void sql.setLastView.run(page, visitorBytes(visitor), at, now),
    counts: (page, source) => (sql.counts.all(page, source) as CountRow[]).map(toNamedCount),
    setCounts(page, source, counts) {
      sql.removeCounts.run(page, source);
      for (const [kind, name, count] of counts) sql.addCount.run(page, kindCode(kind), name, source, count);
    },
    floor,
  };

  /** By one walk to the page's row and one to its counts, of which each is taken as it comes: reads are what comes most. */
  function read(key: PageKey): PageCounts {
    type Row = [alias: number | null, version: number, kind: number | null, name: string, count: number];
    const rows = sql.read.all(key) as unknown as Row[];
    const [first] = rows;
    if (!first) return toPageCounts(floor(), []);
    const [alias, version] = first;
    if (alias !== null) return read((sql.keyOf.get(alias) as { key: PageKey }).key);
    let views = 0;
    const shares: [string, number][] = [];
    const reactions: [string, number][] = [];
    for (const [, , kind, name, count] of rows) {
      if (kind === null) break; // There is no count.
      if (KINDS[kind] === 'view') {
        views += count;
        continue;
      }
      const named = KINDS[kind] === 'share' ? shares : reactions;
      const last = named.at(-1);
      if (last?.[0] === name) last[1] += count;
      else named.push([name, count]);
    }
    return { version, views, shares: countsById(shares), reactions: countsById(reactions) };
  }

  return { ledger, read, touched };
}
