import type { DatabaseSync } from 'node:sqlite';
import { countsById, type PageCounts, type PageKey } from 'gaung/contract';
import { SMALLEST } from '../rules/buckets.ts';
import type { Ledger, ReadersLedger, Vote } from '../rules/ledger.ts';
import type { VisitorId } from '../storage.ts';
import {
  add,
  addToBucket,
  countsOf,
  createDraft,
  type Draft,
  namesOf,
  takeEntry,
  toEntry,
  totalOf,
  writeDraft,
} from './draft.ts';
import { sqliteDraftRows } from './draft-rows.ts';
import { type Entry, sqliteJournal } from './journal.ts';
import { interactionBytes, KINDS } from './rows.ts';
import { createUnposted } from './unposted.ts';

/** So many pages stay in memory after a commit: those that are read today. About 1 KB each. */
const MOST = 5000;

export interface DraftsOptions {
  /** From how many requests on a commit goes into the journal rather than into the rows. */
  readonly journalFrom?: number;
  /** So many interactions may be in the journal: with one more the rows take all in. */
  readonly journalMost?: number;
}

/** Fewer requests cost little enough to be written into the rows at once. */
const JOURNAL_FROM = 32;
/** The more there are, the more of them are in one database page; all others wait meanwhile, some 20 ms. */
const JOURNAL_MOST = 2000;
/** Nor do they wait longer, in ms of the server's clock: what is old is forgotten by its row. */
const JOURNAL_MS = 10_000;

/** The rows as a group commit sees them. All between `begin` and `write` is in one transaction. */
export interface Drafts {
  readonly ledger: ReadersLedger<Draft>;
  /** Called in a transaction before anything else, and after {@link drop}: another process may have written. */
  begin(): void;
  /** Whether they are right as of this `PRAGMA data_version`. */
  areOf(dataVersion: number): boolean;
  /** Whether the rows do not have all of them yet. */
  readonly arePending: boolean;
  /** Counts as they will be. Of pages that a batch named. */
  read(key: PageKey, visitor?: VisitorId): PageCounts;
  /** Counts of a page that its rows do not have yet. */
  pending(key: PageKey): PageCounts | undefined;
  /** The keys of pages that have other counts since it was last asked. */
  takeTouched(): PageKey[];
  /** Writes what changed, into the journal or into the rows. @param requests How many there were since it was called last. */
  write(requests: number): void;
  /** Writes all into the rows that they do not have yet. */
  post(): void;
  /** Forgets all: what was written may be undone, or somebody else wrote. */
  drop(): void;
}

/**
 * Pages that a commit changes are read once, changed in memory, and written once before it ends, however many readers
 * did something on them. They stay in memory for the next commit, as long as no other process and no operator writes.
 *
 * A commit of many requests writes no rows, but what they did into the journal. The rows follow once in some commits: by
 * then many more readers did something on the same pages. Until then they and the journal together are what is stored,
 * and the drafts say what the two come to.
 */
export function sqliteDrafts(db: DatabaseSync, rows: Ledger<number>, options: DraftsOptions = {}): Drafts {
  const { journalFrom = JOURNAL_FROM, journalMost = JOURNAL_MOST } = options;
  const journal = sqliteJournal(db);
  const draftRows = sqliteDraftRows(db, rows);
  const sql = {
    dataVersion: db.prepare('PRAGMA data_version'),
    byKey: db.prepare(
      `SELECT page.id, page.key, page.version FROM pages AS named
       JOIN pages AS page ON page.id = coalesce(named.alias_of, named.id) WHERE named.key = ?`,
    ),
    byId: db.prepare('SELECT id, key, version FROM pages WHERE id = ?'),
    counts: db.prepare("SELECT kind, name, source = '' AS isOwn, count FROM counts WHERE page = ?"),
    isClaimed: db.prepare('SELECT 1 FROM interactions WHERE id = ?'),
  };
  const drafts = new Map<number, Draft>();
  const byKey = new Map<PageKey, Draft>();
  let touched: PageKey[] = [];
  /** Votes that the batch has read. */
  let seenVotes = new Map<string, Vote | undefined>();
  /** The `PRAGMA data_version` that all of this is of; undefined where nobody knows. */
  let seen: number | undefined;

  /** Pages with numbers that their rows do not have yet. */
  const changed = new Set<Draft>();
  /** Those of them that the journal does not have yet, either. */
  let fresh: Draft[] = [];
  const unposted = createUnposted();

  type PageRow = { id: number; key: PageKey; version: number };
  type CountRow = { kind: number; name: string; isOwn: 0 | 1; count: number };

  function load(row: PageRow | undefined): Draft | undefined {
    if (!row) return undefined;
    const counts = (sql.counts.all(row.id) as CountRow[]).map(
      ({ kind, name, isOwn, count }) => [KINDS[kind]!, name, isOwn === 1, count] as const,
    );
    const draft = createDraft(row.id, [row.key, ...rows.aliases(row.id)], row.version, counts);
    drafts.set(row.id, draft);
    for (const one of draft.keys) byKey.set(one, draft);
    return draft;
  }

  const find = (key: PageKey) => byKey.get(key) ?? load(sql.byKey.get(key) as PageRow | undefined);
  const byId = (id: number) => drafts.get(id) ?? load(sql.byId.get(id) as PageRow | undefined);

  function forget(draft: Draft): void {
    drafts.delete(draft.id);
    for (const key of draft.keys) byKey.delete(key);
  }

  function change(draft: Draft): void {
    if (draft.isFresh) return;
    draft.isFresh = true;
    changed.add(draft);
    fresh.push(draft);
  }

  function vote({ id: page }: Draft, visitor: VisitorId): Vote | undefined {
    const set = unposted.vote(page, visitor);
    if (set) return set;
    const id = `${page} ${visitor}`;
    if (seenVotes.has(id)) return seenVotes.get(id);
    const found = rows.vote(page, visitor);
    seenVotes.set(id, found);
    return found;
  }

  const ledger: ReadersLedger<Draft> = {
    claim(id, now) {
      if (unposted.has(id) || sql.isClaimed.get(interactionBytes(id)) !== undefined) return false;
      unposted.claim(id, now);
      return true;
    },
    unclaim: unposted.unclaim,
    find,
    page(key) {
      const found = find(key);
      if (found) return found;
      rows.page(key);
      return find(key)!;
    },
    total: totalOf,
    names: namesOf,
    add(draft, kind, name, delta) {
      add(draft, kind, name, delta);
      change(draft);
    },
    addToBucket(draft, size, start, count) {
      if (size !== SMALLEST) throw new RangeError('Readers add to the smallest buckets alone.');
      addToBucket(draft, start, count);
      change(draft);
    },
    addExcluded: ({ id: page }, reason, delta) => unposted.addExcluded(page, reason, delta),
    touch(draft) {
      draft.version++;
      change(draft);
      touched.push(...draft.keys);
    },
    vote,
    setVote: ({ id: page }, visitor, vote) => unposted.setVote(page, visitor, vote),
    lastView: ({ id: page }, visitor) => unposted.lastView(page, visitor) ?? rows.lastView(page, visitor),
    setLastView: ({ id: page }, visitor, at, received) => unposted.setLastView(page, visitor, at, received),
  };

  function drop(): void {
    drafts.clear();
    byKey.clear();
    changed.clear();
    fresh = [];
    unposted.clear();
    journal.forget();
    touched = [];
    seenVotes.clear();
    seen = undefined;
  }

  /** What this process or another has left in the journal. */
  function takeIn(entry: Entry): void {
    // Of a page that somebody took out of the file by hand there is nothing left to be counted on.
    unposted.take(entry, (page) => byId(page) !== undefined);
    for (const page of entry.pages) {
      const draft = byId(page[0]);
      if (!draft) continue;
      takeEntry(draft, page);
      changed.add(draft);
    }
  }

  /** Writes into the journal what it does not have yet. */
  function log(): void {
    const deeds = unposted.takeFresh();
    if (deeds) journal.add({ ...deeds, pages: fresh.map(toEntry) });
    for (const draft of fresh) draft.isFresh = false;
    fresh = [];
  }

  function post(): void {
    if (journal.hasEntries) journal.clear(); // First: until then the triggers let nobody write.
    unposted.post(rows);
    unposted.clear();
    for (const draft of changed) {
      writeDraft(draftRows, draft);
      draft.isFresh = false;
      drafts.delete(draft.id);
      drafts.set(draft.id, draft); // Those of the last commits are the last to go.
    }
    changed.clear();
    fresh = [];
  }

  /** Forgets the pages that nobody has changed for longest, but none that its rows do not have yet. */
  function trim(): void {
    let tooMany = drafts.size - changed.size - MOST;
    if (tooMany <= 0) return;
    for (const draft of drafts.values()) {
      if (changed.has(draft)) continue;
      forget(draft);
      if (--tooMany === 0) return;
    }
  }

  return {
    ledger,
    begin() {
      const { data_version: now } = sql.dataVersion.get() as { data_version: number };
      if (now === seen) return;
      if (!journal.goesOn()) drop();
      try {
        for (const entry of journal.readOn()) takeIn(entry);
      } catch (error) {
        drop(); // Half of it is nothing.
        throw error;
      }
      seen = now;
    },
    areOf: (dataVersion) => dataVersion === seen,
    get arePending() {
      return journal.hasEntries;
    },
    read(key, visitor) {
      const draft = find(key);
      if (!draft) return zeros(rows.floor(), visitor);
      const counts = countsOf(draft);
      return visitor ? { ...counts, mine: [...(vote(draft, visitor)?.reactions ?? [])] } : counts;
    },
    pending(key) {
      const draft = byKey.get(key);
      return draft && changed.has(draft) ? countsOf(draft) : undefined;
    },
    takeTouched() {
      const taken = touched;
      touched = [];
      return taken;
    },
    write(requests) {
      seenVotes = new Map();
      const isFull = unposted.size > journalMost || unposted.span > JOURNAL_MS;
      if (requests < journalFrom || isFull) post();
      else log();
      trim();
    },
    post,
    drop,
  };
}

const zeros = (version: number, visitor?: VisitorId): PageCounts => ({
  ...{ version, views: 0, shares: countsById([]), reactions: countsById([]) },
  ...(visitor && { mine: [] }),
});
