import type { DatabaseSync } from 'node:sqlite';
import type { InteractionId, PageCounts, PageKey } from 'gaung/contract';
import type { BaseCount, Kind, Ledger, Vote } from './ledger.ts';
import { toPageCounts } from './page-counts.ts';
import type { VisitorId } from './storage.ts';

/** As in the `kind` column. */
const KINDS: readonly Kind[] = ['view', 'share', 'reaction'];
const code = (kind: Kind) => KINDS.indexOf(kind);

const interactionBytes = (id: InteractionId) => Buffer.from(id.replaceAll('-', ''), 'hex');
const visitorBytes = (visitor: VisitorId) => Buffer.from(visitor, 'base64url');

const toReactions = (text: string) => (text === '' ? [] : text.split(' '));

type NumberRow = { kind: number; name: string; count: number };

/**
 * The rows as the rules see them, the one way to read a page, and the pages that were touched since `touched` was last
 * cleared. A page's handle is its `id`.
 */
export function sqliteLedger(db: DatabaseSync) {
  const sql = {
    knows: db.prepare('SELECT 1 FROM interactions WHERE id = ?'),
    remember: db.prepare('INSERT INTO interactions (id, received) VALUES (?, ?)'),
    findPage: db.prepare('SELECT id FROM pages WHERE key = ?'),
    addPage: db.prepare(
      "INSERT INTO pages (key, version) VALUES (?, (SELECT value FROM meta WHERE name = 'version_floor'))",
    ),
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
    touch: db.prepare('UPDATE pages SET version = version + 1 WHERE id = ? RETURNING key'),
    vote: db.prepare('SELECT at, reactions FROM votes WHERE page = ? AND visitor = ?'),
    setVote: db.prepare(
      `INSERT INTO votes (page, visitor, at, reactions) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET at = excluded.at, reactions = excluded.reactions`,
    ),
    lastView: db.prepare('SELECT at FROM last_views WHERE page = ? AND visitor = ?'),
    // Replaced, not updated: the row gets a new number and so moves to the end.
    setLastView: db.prepare('REPLACE INTO last_views (page, visitor, at, received) VALUES (?, ?, ?, ?)'),
    base: db.prepare('SELECT kind, name, count FROM counts WHERE page = ? AND source = ? ORDER BY kind, name'),
    removeBase: db.prepare('DELETE FROM counts WHERE page = ? AND source = ?'),
    addBase: db.prepare('INSERT INTO counts (page, kind, name, source, count) VALUES (?, ?, ?, ?, ?)'),
    read: db.prepare(
      `SELECT pages.id, pages.version, counts.kind, counts.name, counts.count
       FROM pages LEFT JOIN counts ON counts.page = pages.id WHERE pages.key = ?`,
    ),
    floor: db.prepare("SELECT value FROM meta WHERE name = 'version_floor'"),
  };

  const touched = new Set<PageKey>();

  const vote = (page: number, visitor: VisitorId): Vote | undefined => {
    const row = sql.vote.get(page, visitorBytes(visitor)) as { at: number; reactions: string } | undefined;
    return row && { at: row.at, reactions: toReactions(row.reactions) };
  };

  const ledger: Ledger<number> = {
    knows: (id) => sql.knows.get(interactionBytes(id)) !== undefined,
    remember: (id, now) => void sql.remember.run(interactionBytes(id), now),
    page(key) {
      const found = sql.findPage.get(key) as { id: number } | undefined;
      return found ? found.id : Number(sql.addPage.run(key).lastInsertRowid);
    },
    total: (page, kind, name) => (sql.total.get(page, code(kind), name) as { total: number | null }).total ?? 0,
    names: (page, kind) => (sql.names.get(page, code(kind)) as { names: number }).names,
    add(page, kind, name, delta) {
      if (delta >= 0) {
        sql.increase.run(page, code(kind), name, delta);
        return;
      }
      const left = sql.decrease.get(-delta, page, code(kind), name) as { count: number } | undefined;
      if (!left) throw new RangeError(`A count became negative: ${kind} ${name}`);
      if (left.count === 0) sql.removeZero.run(page, code(kind), name);
    },
    touch: (page) => void touched.add((sql.touch.get(page) as { key: PageKey }).key),
    vote,
    setVote: (page, visitor, { at, reactions }) =>
      void sql.setVote.run(page, visitorBytes(visitor), at, reactions.join(' ')),
    lastView: (page, visitor) => (sql.lastView.get(page, visitorBytes(visitor)) as { at: number } | undefined)?.at,
    setLastView: (page, visitor, at, now) => void sql.setLastView.run(page, visitorBytes(visitor), at, now),
    base: (page, source) =>
      (sql.base.all(page, source) as NumberRow[]).map(
        ({ kind, name, count }): BaseCount => [KINDS[kind]!, name, count],
      ),
    setBase(page, source, counts) {
      sql.removeBase.run(page, source);
      for (const [kind, name, count] of counts) sql.addBase.run(page, code(kind), name, source, count);
    },
  };

  function read(key: PageKey, visitor?: VisitorId): PageCounts {
    type Row = { id: number; version: number; kind: number | null; name: string; count: number };
    const rows = sql.read.all(key) as Row[];
    const page = rows[0];
    const mine = visitor && ((page && vote(page.id, visitor)?.reactions) ?? []);
    if (!page) return toPageCounts((sql.floor.get() as { value: number }).value, [], mine);
    const numbers = rows.flatMap(({ kind, name, count }): BaseCount[] =>
      kind === null ? [] : [[KINDS[kind]!, name, count]],
    );
    return toPageCounts(page.version, numbers, mine);
  }

  return { ledger, read, has: (key: PageKey) => sql.findPage.get(key) !== undefined, touched };
}
