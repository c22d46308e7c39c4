import type { InteractionId, PageKey } from 'gaung/contract';
import { createRows, emptyState, type Page, type Rows } from '../memory/rows.ts';
import type { BucketSize } from '../rules/buckets.ts';
import { type NamedCount, OWN, type Vote } from '../rules/ledger.ts';
import type { VisitorId } from '../storage.ts';

/** What is stored of a page, as far as a change needs it. `Id` is what the engine knows it by. */
export interface StoredPage<Id> {
  readonly id: Id;
  readonly key: PageKey;
  readonly version: number;
  readonly title: string | undefined;
  /** All of them. */
  readonly aliases: readonly PageKey[];
  /** All of them, by source. */
  readonly counts: readonly (readonly [source: string, NamedCount])[];
  /** Those that the change may look at. */
  readonly votes: readonly (readonly [VisitorId, Vote])[];
  /** Those that the change may look at; what it only adds to may be absent. */
  readonly buckets: readonly (readonly [BucketSize, start: number, NamedCount])[];
  /** The same. */
  readonly excluded: readonly (readonly [reason: string, number])[];
  /** When visitors last viewed it, by the clients' clocks; those that the change may look at. */
  readonly lastViews: readonly (readonly [VisitorId, at: number])[];
}

/** Rows that were read for a change. */
export interface Stored<Id> {
  /** Where the versions of new pages begin. */
  readonly floor: number;
  readonly pages: readonly StoredPage<Id>[];
  /** Of the interactions of the change those that were applied before. */
  readonly known?: Iterable<InteractionId>;
}

export interface BucketChange {
  readonly size: BucketSize;
  readonly start: number;
  /** With how much it grew. */
  readonly count: NamedCount;
}

/** What became of a page. Counts and votes are as they are now, buckets and exclusions as they grew. */
export interface PageChange<Id> {
  readonly key: PageKey;
  /** Absent for a page that is new. */
  readonly id: Id | undefined;
  readonly version: number;
  readonly title: string | undefined;
  /** Whether one of these two is another one. */
  readonly isOther: boolean;
  /** A count of 0 is none. */
  readonly counts: readonly (readonly [source: string, NamedCount])[];
  /** Undefined: there is none any more. */
  readonly votes: readonly (readonly [VisitorId, Vote | undefined])[];
  readonly buckets: readonly BucketChange[];
  readonly excluded: readonly (readonly [reason: string, number])[];
  readonly lastViews: readonly (readonly [VisitorId, { readonly at: number; readonly received: number }])[];
}

/** By what the rows differ from what was read: to be written in this order. */
export interface Difference<Id> {
  /** Pages that are gone, with all that is theirs, their aliases too. */
  readonly removed: readonly Id[];
  /** Aliases that are gone, though their page is not. */
  readonly removedAliases: readonly PageKey[];
  /** Pages that are new or different. */
  readonly pages: readonly PageChange<Id>[];
  /** New aliases, with the key of their page. */
  readonly aliases: readonly (readonly [alias: PageKey, page: PageKey])[];
  /** Where it is another one. */
  readonly floor: number | undefined;
}

/**
 * The few rows that a change needs, in memory: the rules run on them as on any ledger, and what became of them is written
 * in few statements, however many steps it took.
 */
export interface WorkingSet<Id> {
  readonly rows: Rows;
  /** Whether an interaction is applied: now or before. */
  isApplied(id: InteractionId): boolean;
  difference(): Difference<Id>;
}

export function createWorkingSet<Id>({ floor, pages, known = [] }: Stored<Id>): WorkingSet<Id> {
  const state = emptyState(floor);
  for (const id of known) state.interactions.set(id, 0);
  const before = new Map<Page, StoredPage<Id>>();
  for (const stored of pages) {
    const page = toPage(stored);
    before.set(page, stored);
    state.pages.set(page.key, page);
    for (const alias of page.aliases) state.aliases.set(alias, page);
    for (const [visitor, at] of stored.lastViews) state.lastViews.set(`${visitor} ${page.key}`, { at, received: 0 });
  }

  /** By page: those that were set. */
  function newLastViews(): Map<PageKey, PageChange<Id>['lastViews'][number][]> {
    const found = new Map<PageKey, PageChange<Id>['lastViews'][number][]>();
    for (const [name, view] of state.lastViews) {
      if (view.received === 0) continue;
      const [visitor, key] = name.split(' ') as [VisitorId, PageKey];
      const ofPage = found.get(key);
      if (ofPage) ofPage.push([visitor, view]);
      else found.set(key, [[visitor, view]]);
    }
    return found;
  }

  return {
    rows: createRows(state),
    isApplied: (id) => state.interactions.has(id),
    difference() {
      const isThere = (page: Page) => state.pages.get(page.key) === page;
      const lastViews = newLastViews();
      const changes = [...state.pages.values()].map((page) =>
        changeOf(page, before.get(page), lastViews.get(page.key)),
      );
      const removedAliases: PageKey[] = [];
      const aliasesBefore = new Map<PageKey, Page>();
      for (const [page, { aliases }] of before) {
        if (!isThere(page)) continue; // They are gone with it.
        for (const alias of aliases) {
          aliasesBefore.set(alias, page);
          if (state.aliases.get(alias) !== page) removedAliases.push(alias);
        }
      }
      return {
        removed: [...before].filter(([page]) => !isThere(page)).map(([, { id }]) => id),
        removedAliases,
        pages: changes.filter((change) => isChange(change)),
        aliases: [...state.aliases]
          .filter(([alias, page]) => aliasesBefore.get(alias) !== page)
          .map(([alias, page]) => [alias, page.key] as const),
        floor: state.floor === floor ? undefined : state.floor,
      };
    },
  };
}

const nameOf = ([kind, name]: NamedCount) => `${kind}:${name}`;

function toPage<Id>({ key, version, title, aliases, counts, votes, buckets, excluded }: StoredPage<Id>): Page {
  const page: Page = {
    ...{ key, version, title, aliases: new Set(aliases), votes: new Map(votes), excluded: new Map(excluded) },
    counts: new Map([[OWN, new Map()]]),
    buckets: new Map(),
  };
  for (const [source, count] of counts) {
    const ofSource = page.counts.get(source) ?? new Map<string, NamedCount>();
    page.counts.set(source, ofSource.set(nameOf(count), count));
  }
  for (const [size, start, count] of buckets) {
    const bucket = page.buckets.get(`${size} ${start}`) ?? { size, start, counts: new Map() };
    page.buckets.set(`${size} ${start}`, bucket);
    bucket.counts.set(nameOf(count), count);
  }
  return page;
}

function changeOf<Id>(
  page: Page,
  before: StoredPage<Id> | undefined,
  lastViews: PageChange<Id>['lastViews'] = [],
): PageChange<Id> {
  const { key, version, title } = page;
  return {
    ...{ key, version, title, id: before?.id, lastViews },
    isOther: version !== before?.version || title !== before.title,
    counts: changedCounts(page, before?.counts ?? []),
    votes: changedVotes(page, before?.votes ?? []),
    buckets: grownBuckets(page, before?.buckets ?? []),
    excluded: grownExclusions(page, before?.excluded ?? []),
  };
}

const isChange = <Id>({ id, isOther, counts, votes, buckets, excluded, lastViews }: PageChange<Id>) =>
  id === undefined || isOther || [counts, votes, buckets, excluded, lastViews].some(({ length }) => length > 0);

function changedCounts(page: Page, before: StoredPage<unknown>['counts']): PageChange<unknown>['counts'] {
  const left = new Map(before.map((one) => [`${one[0]} ${nameOf(one[1])}`, one]));
  const changed: (readonly [string, NamedCount])[] = [];
  for (const [source, counts] of page.counts) {
    for (const count of counts.values()) {
      const id = `${source} ${nameOf(count)}`;
      if (left.get(id)?.[1][2] !== count[2]) changed.push([source, count]);
      left.delete(id);
    }
  }
  for (const [source, [kind, name]] of left.values()) changed.push([source, [kind, name, 0]]);
  return changed;
}

function changedVotes(page: Page, before: StoredPage<unknown>['votes']): PageChange<unknown>['votes'] {
  const left = new Map(before);
  const changed: (readonly [VisitorId, Vote | undefined])[] = [];
  for (const [visitor, vote] of page.votes) {
    if (left.get(visitor) !== vote) changed.push([visitor, vote]); // One that was set is another object.
    left.delete(visitor);
  }
  for (const visitor of left.keys()) changed.push([visitor, undefined]);
  return changed;
}

function grownBuckets(page: Page, before: StoredPage<unknown>['buckets']): BucketChange[] {
  const left = new Map(
    before.map(([size, start, count]) => [`${size} ${start} ${nameOf(count)}`, { size, start, count }]),
  );
  const grown: BucketChange[] = [];
  for (const { size, start, counts } of page.buckets.values()) {
    for (const [kind, name, now] of counts.values()) {
      const id = `${size} ${start} ${kind}:${name}`;
      const delta = now - (left.get(id)?.count[2] ?? 0);
      if (delta !== 0) grown.push({ size, start, count: [kind, name, delta] });
      left.delete(id);
    }
  }
  for (const { size, start, count } of left.values()) {
    grown.push({ size, start, count: [count[0], count[1], -count[2]] });
  }
  return grown;
}

function grownExclusions(page: Page, before: StoredPage<unknown>['excluded']): PageChange<unknown>['excluded'] {
  const known = new Map(before);
  return [...page.excluded]
    .map(([reason, count]) => [reason, count - (known.get(reason) ?? 0)] as const)
    .filter(([, delta]) => delta !== 0);
}
