import type { DatabaseSync } from 'node:sqlite';
import { type CountsById, countsById, type PageCounts, type PageKey } from 'gaung/contract';
import type { BucketSize } from '../rules/buckets.ts';
import type { Kind, Ledger, ReadersLedger, Vote } from '../rules/ledger.ts';
import type { VisitorId } from '../storage.ts';
import { KINDS, kindCode } from './rows.ts';

/** So many pages stay in memory after a commit: those that are read today. About 1 KB each. */
const MOST = 5000;

/** One number of a page. */
interface Tally {
  readonly kind: Kind;
  readonly name: string;
  /** Its own, which its row is to say. */
  own: number;
  /** What its row says; 0 where there is none. */
  stored: number;
  /** Of all bases. */
  readonly bases: number;
}

interface Growth {
  readonly size: BucketSize;
  readonly start: number;
  readonly tally: Tally;
  delta: number;
}

/** A page with its numbers, ahead of its rows until they are written. */
export interface Draft {
  readonly id: number;
  readonly keys: readonly PageKey[];
  version: number;
  /** By kind and name. */
  readonly tallies: Map<string, Tally>;
  /** Of buckets, by start and tally. */
  readonly growths: Map<string, Growth>;
  /** As they go into answers, until one of them changes. */
  shares: CountsById | undefined;
  reactions: CountsById | undefined;
}

/** The rows as a group commit sees them. All between `begin` and `write` is in one transaction. */
export interface Drafts {
  readonly ledger: ReadersLedger<Draft>;
  /** Called when a transaction has begun: another process may have written since the last one. */
  begin(): void;
  /** Counts as they will be. Of pages that a batch named. */
  read(key: PageKey, visitor?: VisitorId): PageCounts;
  /** The keys of pages that have other counts since it was last asked. */
  takeTouched(): PageKey[];
  /** Writes what changed into the rows. */
  write(): void;
  /** Forgets all drafts: what was written may be undone, or somebody else wrote. */
  drop(): void;
}

/**
 * Pages that a commit changes are read once, changed in memory, and written once before it ends, however many readers
 * did something on them. They stay in memory for the next commit, as long as no other process and no operator writes.
 *
 * What is of one reader (interaction ids, votes, last views) is written at once.
 */
export function sqliteDrafts(db: DatabaseSync, rows: Ledger<number>): Drafts {
  const sql = {
    version: db.prepare('PRAGMA data_version'),
    page: db.prepare(
      `SELECT page.id, page.key, page.version FROM pages AS named
       JOIN pages AS page ON page.id = coalesce(named.alias_of, named.id) WHERE named.key = ?`,
    ),
    counts: db.prepare("SELECT kind, name, source = '' AS isOwn, count FROM counts WHERE page = ?"),
    setVersion: db.prepare('UPDATE pages SET version = ? WHERE id = ?'),
    setCount: db.prepare(
      `INSERT INTO counts (page, kind, name, source, count) VALUES (?, ?, ?, '', ?)
       ON CONFLICT DO UPDATE SET count = excluded.count`,
    ),
    removeCount: db.prepare("DELETE FROM counts WHERE page = ? AND kind = ? AND name = ? AND source = ''"),
  };
  const drafts = new Map<number, Draft>();
  const byKey = new Map<PageKey, Draft>();
  const changed = new Set<Draft>();
  let touched: PageKey[] = [];
  /** Votes that the batch has seen or set. */
  let votes = new Map<string, Vote | undefined>();
  let seen: number | undefined;

  function load(key: PageKey): Draft | undefined {
    const row = sql.page.get(key) as { id: number; key: PageKey; version: number } | undefined;
    if (!row) return undefined;
    const draft: Draft = {
      id: row.id,
      keys: [row.key, ...rows.aliases(row.id)],
      version: row.version,
      tallies: new Map(),
      growths: new Map(),
      shares: undefined,
      reactions: undefined,
    };
    type Row = { kind: number; name: string; isOwn: 0 | 1; count: number };
    for (const { kind, name, isOwn, count } of sql.counts.all(row.id) as Row[]) {
      const { own, bases } = draft.tallies.get(`${KINDS[kind]!}:${name}`) ?? { own: 0, bases: 0 };
      const now = isOwn ? { own: own + count, bases } : { own, bases: bases + count };
      draft.tallies.set(`${KINDS[kind]!}:${name}`, { kind: KINDS[kind]!, name, ...now, stored: now.own });
    }
    drafts.set(row.id, draft);
    for (const one of draft.keys) byKey.set(one, draft);
    return draft;
  }

  function forget(draft: Draft): void {
    drafts.delete(draft.id);
    for (const key of draft.keys) byKey.delete(key);
  }

  function tallyOf(draft: Draft, kind: Kind, name: string): Tally {
    const id = `${kind}:${name}`;
    let tally = draft.tallies.get(id);
    if (!tally) {
      tally = { kind, name, own: 0, stored: 0, bases: 0 };
      draft.tallies.set(id, tally);
    }
    return tally;
  }

  function writeOne(draft: Draft): void {
    sql.setVersion.run(draft.version, draft.id);
    for (const tally of draft.tallies.values()) {
      const { kind, name, own, stored } = tally;
      if (own === stored) continue;
      if (own === 0) sql.removeCount.run(draft.id, kindCode(kind), name);
      else sql.setCount.run(draft.id, kindCode(kind), name, own);
      tally.stored = own;
    }
    for (const { size, start, tally, delta } of draft.growths.values()) {
      if (delta !== 0) rows.addToBucket(draft.id, size, start, [tally.kind, tally.name, delta]);
    }
    draft.growths.clear();
  }

  const find = (key: PageKey) => byKey.get(key) ?? load(key);
  const voteId = (draft: Draft, visitor: VisitorId) => `${draft.id} ${visitor}`;
  const total = ({ own, bases }: Tally) => own + bases;

  function vote(draft: Draft, visitor: VisitorId): Vote | undefined {
    const id = voteId(draft, visitor);
    if (votes.has(id)) return votes.get(id);
    const found = rows.vote(draft.id, visitor);
    votes.set(id, found);
    return found;
  }

  const ledger: ReadersLedger<Draft> = {
    claim: rows.claim,
    unclaim: rows.unclaim,
    find,
    page(key) {
      const found = find(key);
      if (found) return found;
      rows.page(key);
      return load(key)!;
    },
    total: (draft, kind, name) => {
      const tally = draft.tallies.get(`${kind}:${name}`);
      return tally ? total(tally) : 0;
    },
    names(draft, kind) {
      let names = 0;
      for (const tally of draft.tallies.values()) if (tally.kind === kind && total(tally) > 0) names++;
      return names;
    },
    add(draft, kind, name, delta) {
      const tally = tallyOf(draft, kind, name);
      if (tally.own + delta < 0) throw new RangeError(`A count became negative: ${kind} ${name}`);
      tally.own += delta;
      if (kind === 'share') draft.shares = undefined;
      else if (kind === 'reaction') draft.reactions = undefined;
      changed.add(draft);
    },
    addToBucket(draft, size, start, [kind, name, delta]) {
      const id = `${size} ${start} ${kind}:${name}`;
      const growth = draft.growths.get(id);
      if (growth) growth.delta += delta;
      else draft.growths.set(id, { size, start, tally: tallyOf(draft, kind, name), delta });
      changed.add(draft);
    },
    addExcluded: (draft, reason, delta) => rows.addExcluded(draft.id, reason, delta),
    touch(draft) {
      draft.version++;
      changed.add(draft);
      touched.push(...draft.keys);
    },
    vote,
    setVote(draft, visitor, one) {
      rows.setVote(draft.id, visitor, one);
      votes.set(voteId(draft, visitor), one);
    },
    lastView: (draft, visitor) => rows.lastView(draft.id, visitor),
    setLastView: (draft, visitor, at, now) => rows.setLastView(draft.id, visitor, at, now),
  };

  function byName(draft: Draft, kind: Kind): CountsById {
    const found = [...draft.tallies.values()].filter((tally) => tally.kind === kind && total(tally) > 0);
    found.sort((a, b) => (a.name < b.name ? -1 : 1)); // No two have the same.
    return countsById(found.map((tally) => [tally.name, total(tally)]));
  }

  function drop(): void {
    drafts.clear();
    byKey.clear();
    changed.clear();
    touched = [];
    votes.clear();
  }

  return {
    ledger,
    begin() {
      const { data_version: now } = sql.version.get() as { data_version: number };
      if (now !== seen) drop();
      seen = now;
    },
    read(key, visitor) {
      const draft = find(key);
      if (!draft) return zeros(rows.floor(), visitor);
      draft.shares ??= byName(draft, 'share');
      draft.reactions ??= byName(draft, 'reaction');
      const { version, shares, reactions } = draft;
      const counts = { version, views: ledger.total(draft, 'view', ''), shares, reactions };
      return visitor ? { ...counts, mine: [...(vote(draft, visitor)?.reactions ?? [])] } : counts;
    },
    takeTouched() {
      const taken = touched;
      touched = [];
      return taken;
    },
    write() {
      for (const draft of changed) {
        writeOne(draft);
        drafts.delete(draft.id);
        drafts.set(draft.id, draft); // Those of the last commits are the last to go.
      }
      changed.clear();
      votes = new Map();
      for (const draft of drafts.values()) {
        if (drafts.size <= MOST) break;
        forget(draft);
      }
    },
    drop,
  };
}

const zeros = (version: number, visitor?: VisitorId): PageCounts => ({
  ...{ version, views: 0, shares: countsById([]), reactions: countsById([]) },
  ...(visitor && { mine: [] }),
});
