import type { DatabaseSync } from 'node:sqlite';
import { countsById, type InteractionId, type PageCounts, type PageKey } from 'gaung/contract';
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

/** So many pages stay in memory after a commit: those that are read today. About 1 KB each. */
const MOST = 5000;

export interface DraftsOptions {
  /** From how many requests on a commit goes into the journal rather than into the rows. */
  readonly journalFrom?: number;
  /** So many interactions may be in the journal before the rows take them in. */
  readonly journalMost?: number;
}

/** Fewer requests cost little enough to be written into the rows at once. */
const JOURNAL_FROM = 32;
/** The more there are, the more of them are in one database page; all others wait meanwhile, 10 to 20 ms. */
const JOURNAL_MOST = 2000;

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

/** What is of one reader. */
interface OneVote extends Vote {
  readonly page: number;
  readonly visitor: VisitorId;
}
interface LastView {
  readonly page: number;
  readonly visitor: VisitorId;
  readonly at: number;
  readonly received: number;
}
interface Excluded {
  readonly page: number;
  readonly reason: string;
  readonly delta: number;
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

  /** What the rows do not have yet. */
  const changed = new Set<Draft>();
  const ids = new Map<InteractionId, number>();
  const votes = new Map<string, OneVote>();
  const lastViews = new Map<string, LastView>();
  let excluded: Excluded[] = [];
  /** Whether there is anything in the journal. */
  let isJournalled = false;
  /** What of it the journal does not have yet, either. */
  let fresh = nothing();

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
    fresh.pages.push(draft);
  }

  const ofVisitor = (page: number, visitor: VisitorId) => `${page} ${visitor}`;

  function vote(draft: Draft, visitor: VisitorId): Vote | undefined {
    const id = ofVisitor(draft.id, visitor);
    const set = votes.get(id);
    if (set) return set;
    if (seenVotes.has(id)) return seenVotes.get(id);
    const found = rows.vote(draft.id, visitor);
    seenVotes.set(id, found);
    return found;
  }

  const ledger: ReadersLedger<Draft> = {
    claim(id, now) {
      if (ids.has(id) || sql.isClaimed.get(interactionBytes(id)) !== undefined) return false;
      ids.set(id, now);
      fresh.ids.push(id);
      return true;
    },
    unclaim(id) {
      ids.delete(id);
      fresh.ids = fresh.ids.filter((one) => one !== id);
    },
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
    addExcluded({ id: page }, reason, delta) {
      const one = { page, reason, delta };
      excluded.push(one);
      fresh.excluded.push(one);
    },
    touch(draft) {
      draft.version++;
      change(draft);
      touched.push(...draft.keys);
    },
    vote,
    setVote(draft, visitor, { at, reactions }) {
      const one = { page: draft.id, visitor, at, reactions };
      votes.set(ofVisitor(draft.id, visitor), one);
      fresh.votes.push(one);
    },
    lastView: (draft, visitor) => lastViews.get(ofVisitor(draft.id, visitor))?.at ?? rows.lastView(draft.id, visitor),
    setLastView(draft, visitor, at, received) {
      const one = { page: draft.id, visitor, at, received };
      lastViews.set(ofVisitor(draft.id, visitor), one);
      fresh.lastViews.push(one);
    },
  };

  function drop(): void {
    drafts.clear();
    byKey.clear();
    touched = [];
    seenVotes.clear();
    settle();
    seen = undefined;
  }

  /** The rows have all, or nobody knows what they have. */
  function settle(): void {
    changed.clear();
    ids.clear();
    votes.clear();
    lastViews.clear();
    excluded = [];
    isJournalled = false;
    fresh = nothing();
  }

  /** What whoever wrote last, this process or another, has left in the journal. */
  function takeIn(entry: Entry): void {
    for (const [received, ...some] of entry.ids) for (const id of some) ids.set(id, received);
    for (const page of entry.pages) {
      const draft = byId(page[0]);
      if (!draft) continue; // Somebody took it out of the file by hand: there is nothing left to be counted on.
      takeEntry(draft, page);
      changed.add(draft);
    }
    for (const [page, visitor, at, reactions] of entry.votes) {
      if (byId(page)) votes.set(ofVisitor(page, visitor), { page, visitor, at, reactions });
    }
    for (const [page, visitor, at, received] of entry.lastViews) {
      if (byId(page)) lastViews.set(ofVisitor(page, visitor), { page, visitor, at, received });
    }
    for (const [page, reason, delta] of entry.excluded) if (byId(page)) excluded.push({ page, reason, delta });
  }

  /** Writes into the journal what it does not have yet. */
  function log(): void {
    journal.add({
      ids: byTime(fresh.ids, ids),
      pages: fresh.pages.map(toEntry),
      votes: fresh.votes.map(({ page, visitor, at, reactions }) => [page, visitor, at, reactions]),
      lastViews: fresh.lastViews.map(({ page, visitor, at, received }) => [page, visitor, at, received]),
      excluded: fresh.excluded.map(({ page, reason, delta }) => [page, reason, delta]),
    });
    isJournalled = true;
  }

  function post(): void {
    for (const [id, received] of ids) rows.claim(id, received);
    for (const { page, visitor, ...vote } of votes.values()) rows.setVote(page, visitor, vote);
    for (const { page, visitor, at, received } of lastViews.values()) rows.setLastView(page, visitor, at, received);
    for (const { page, reason, delta } of excluded) rows.addExcluded(page, reason, delta);
    for (const draft of changed) {
      writeDraft(draftRows, draft);
      draft.isFresh = false;
      drafts.delete(draft.id);
      drafts.set(draft.id, draft); // Those of the last commits are the last to go.
    }
    if (isJournalled) journal.clear();
    settle();
    for (const draft of drafts.values()) {
      if (drafts.size <= MOST) break;
      forget(draft);
    }
  }

  return {
    ledger,
    begin() {
      const { data_version: now } = sql.dataVersion.get() as { data_version: number };
      if (now === seen) return;
      drop();
      for (const entry of journal.read()) {
        takeIn(entry);
        isJournalled = true;
      }
      seen = now;
    },
    areOf: (dataVersion) => dataVersion === seen,
    get arePending() {
      return isJournalled;
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
      if (requests < journalFrom || ids.size > journalMost) {
        post();
        return;
      }
      if (!isNothing(fresh)) log();
      for (const draft of fresh.pages) draft.isFresh = false;
      fresh = nothing();
    },
    post,
    drop,
  };
}

interface Fresh {
  ids: InteractionId[];
  readonly pages: Draft[];
  readonly votes: OneVote[];
  readonly lastViews: LastView[];
  readonly excluded: Excluded[];
}

const nothing = (): Fresh => ({ ids: [], pages: [], votes: [], lastViews: [], excluded: [] });
const isNothing = ({ ids, ...others }: Fresh) => ids.length === 0 && others.excluded.length === 0;

/** Interactions by when they came, sorted: in the order in which they came they would stand beside their votes. */
function byTime(some: readonly InteractionId[], received: ReadonlyMap<InteractionId, number>): Entry['ids'] {
  const byTime = new Map<number, [number, ...InteractionId[]]>();
  for (const id of some.toSorted()) {
    const time = received.get(id)!;
    const others = byTime.get(time);
    if (others) others.push(id);
    else byTime.set(time, [time, id]);
  }
  return [...byTime.values()];
}

const zeros = (version: number, visitor?: VisitorId): PageCounts => ({
  ...{ version, views: 0, shares: countsById([]), reactions: countsById([]) },
  ...(visitor && { mine: [] }),
});
