import type { DatabaseSync } from 'node:sqlite';
import type { PageKey } from 'gaung/contract';
import type { Bucket, Ledger } from '../rules/ledger.ts';
import type { VisitorId } from '../storage.ts';
import { type CountRow, sizeName, toNamedCount, toReactions, visitorBytes } from './rows.ts';

type PageSteps = Pick<
  Ledger<number>,
  | 'pages'
  | 'key'
  | 'version'
  | 'setVersion'
  | 'title'
  | 'setTitle'
  | 'sources'
  | 'excluded'
  | 'buckets'
  | 'votes'
  | 'votedOn'
  | 'remove'
  | 'addAlias'
  | 'removeAlias'
  | 'setFloor'
  | 'removeLastViews'
>;

type VoteRow = { visitor: Uint8Array; at: number; reactions: string };

/** The steps of a ledger that only operators need: to look at whole pages, move, delete and forget. */
export function sqlitePages(db: DatabaseSync, touchAll: (page: number, key: PageKey) => void): PageSteps {
  const sql = {
    pages: db.prepare('SELECT id FROM pages WHERE alias_of IS NULL ORDER BY key'),
    row: db.prepare('SELECT key, version, title FROM pages WHERE id = ?'),
    setVersion: db.prepare('UPDATE pages SET version = ? WHERE id = ? RETURNING key'),
    setTitle: db.prepare('UPDATE pages SET title = ? WHERE id = ?'),
    sources: db.prepare("SELECT DISTINCT source FROM counts WHERE page = ? AND source <> '' ORDER BY source"),
    excluded: db.prepare('SELECT reason, count FROM exclusions WHERE page = ? AND count > 0 ORDER BY reason'),
    buckets: db.prepare(
      `SELECT size, start, kind, name, count FROM buckets WHERE page = ? AND count <> 0
       ORDER BY size, start, kind, name`,
    ),
    votes: db.prepare('SELECT visitor, at, reactions FROM votes WHERE page = ? ORDER BY visitor'),
    votedOn: db.prepare('SELECT page FROM votes WHERE visitor = ?'),
    removals: ['counts', 'votes', 'last_views', 'buckets', 'exclusions'].map((table) =>
      db.prepare(`DELETE FROM ${table} WHERE page = ?`),
    ),
    removePage: db.prepare('DELETE FROM pages WHERE id = ?1 OR alias_of = ?1'),
    onePageLess: db.prepare("UPDATE meta SET value = value - 1 WHERE name = 'pages'"),
    addAlias: db.prepare('INSERT INTO pages (key, version, alias_of) VALUES (?, 0, ?)'),
    removeAlias: db.prepare('DELETE FROM pages WHERE key = ? AND alias_of IS NOT NULL'),
    setFloor: db.prepare("UPDATE meta SET value = ? WHERE name = 'version_floor'"),
    removeLastViews: db.prepare('DELETE FROM last_views WHERE visitor = ?'),
  };
  const row = (page: number) => sql.row.get(page) as { key: PageKey; version: number; title: string | null };

  return {
    *pages() {
      for (const { id } of sql.pages.iterate() as Iterable<{ id: number }>) yield id;
    },
    key: (page) => row(page).key,
    version: (page) => row(page).version,
    setVersion: (page, version) => touchAll(page, (sql.setVersion.get(version, page) as { key: PageKey }).key),
    title: (page) => row(page).title ?? undefined,
    setTitle: (page, title) => void sql.setTitle.run(title ?? null, page),
    sources: (page) => (sql.sources.all(page) as { source: string }[]).map(({ source }) => source),
    excluded: (page) =>
      (sql.excluded.all(page) as { reason: string; count: number }[]).map(({ reason, count }) => [reason, count]),
    buckets(page) {
      const found = new Map<string, Bucket & { counts: ReturnType<typeof toNamedCount>[] }>();
      for (const row of sql.buckets.iterate(page) as Iterable<CountRow & { size: number; start: number }>) {
        const name = `${row.size} ${row.start}`;
        const bucket = found.get(name) ?? { size: sizeName(row.size), start: row.start, counts: [] };
        found.set(name, bucket);
        bucket.counts.push(toNamedCount(row));
      }
      return [...found.values()];
    },
    *votes(page) {
      for (const { visitor, at, reactions } of sql.votes.iterate(page) as Iterable<VoteRow>) {
        const id = Buffer.from(visitor).toString('base64url') as VisitorId;
        yield [id, { at, reactions: toReactions(reactions) }];
      }
    },
    votedOn: (visitor) => (sql.votedOn.all(visitorBytes(visitor)) as { page: number }[]).map(({ page }) => page),
    remove(page) {
      for (const removal of sql.removals) removal.run(page);
      sql.removePage.run(page);
      sql.onePageLess.run();
    },
    addAlias: (key, page) => void sql.addAlias.run(key, page),
    removeAlias: (key) => sql.removeAlias.run(key).changes > 0,
    setFloor: (version) => void sql.setFloor.run(version),
    removeLastViews: (visitor) => void sql.removeLastViews.run(visitorBytes(visitor)),
  };
}
