import type { InteractionId, PageKey, ReactionId } from 'gaung/contract';
import type { VisitorId } from '../storage.ts';
import type { BucketSize } from './buckets.ts';

/** What is counted on a page. */
export type Kind = 'view' | 'share' | 'reaction';

/** One number: its kind, the network or reaction (empty for views), and how many. */
export type NamedCount = readonly [kind: Kind, name: string, count: number];

/** The source of what readers did; imported bases have names. */
export const OWN = '';

/** A visitor's choice on one page. */
export interface Vote {
  /** The client's clock when it was made, in ms since 1970. */
  readonly at: number;
  /** Sorted; empty when taken back. */
  readonly reactions: readonly ReactionId[];
}

/** How much was counted on a page in a span of time. */
export interface Bucket {
  readonly size: BucketSize;
  readonly start: number;
  readonly counts: readonly NamedCount[];
}

/** What of a ledger readers need, who only do something: see `rules.ts`. */
export type ReadersLedger<Page> = Pick<
  Ledger<Page>,
  | 'claim'
  | 'unclaim'
  | 'page'
  | 'find'
  | 'total'
  | 'names'
  | 'add'
  | 'addToBucket'
  | 'addExcluded'
  | 'touch'
  | 'vote'
  | 'setVote'
  | 'lastView'
  | 'setLastView'
>;

/**
 * The rows of an embedded storage, as the rules see them: small steps that take effect at once. Whoever calls the rules
 * wraps them in a transaction. `Page` is a row's handle, whatever that is to the storage: equal for equal pages, and the
 * same whichever of a page's keys it was found by.
 */
export interface Ledger<Page> {
  /** Remembers an interaction. Whether it was not there yet: one that was has been applied before. */
  claim(id: InteractionId, now: number): boolean;
  /** Forgets an interaction that was claimed a moment ago. */
  unclaim(id: InteractionId): void;
  /** The row of a page, made where it is missing. */
  page(key: PageKey): Page;
  /** The row of a page, by its key or an alias. */
  find(key: PageKey): Page | undefined;
  /** How many of a name are counted on a page, bases included. */
  total(page: Page, kind: Kind, name: string): number;
  /** How many different names are counted on a page, bases included. */
  names(page: Page, kind: Kind): number;
  /** Adds to the page's own count, which must not become negative. A count of 0 leaves no row. */
  add(page: Page, kind: Kind, name: string, delta: number): void;
  /** Adds to a bucket, which may become negative. */
  addToBucket(page: Page, size: BucketSize, start: number, [kind, name, delta]: NamedCount): void;
  /** Counts a view that was left out. */
  addExcluded(page: Page, reason: string, delta: number): void;
  /** The page's version grows by one. */
  touch(page: Page): void;
  vote(page: Page, visitor: VisitorId): Vote | undefined;
  setVote(page: Page, visitor: VisitorId, vote: Vote): void;
  removeVote(page: Page, visitor: VisitorId): void;
  /** When a visitor's last counted view of a page was, by the client's clock, where that was not long ago. */
  lastView(page: Page, visitor: VisitorId): number | undefined;
  setLastView(page: Page, visitor: VisitorId, at: number, now: number): void;
  /** What a source has set on a page, or its own counts; sorted by kind (as in {@link Kind}) and name. */
  counts(page: Page, source: string): NamedCount[];
  setCounts(page: Page, source: string, counts: readonly NamedCount[]): void;

  /** All pages, sorted by the bytes of their keys. Nothing may be changed meanwhile. */
  pages(): Iterable<Page>;
  key(page: Page): PageKey;
  /** Other keys of a page, sorted by their bytes. */
  aliases(page: Page): PageKey[];
  version(page: Page): number;
  setVersion(page: Page, version: number): void;
  title(page: Page): string | undefined;
  setTitle(page: Page, title: string | undefined): void;
  /** The sources of a page's bases, sorted. */
  sources(page: Page): string[];
  /** Sorted by reason. */
  excluded(page: Page): [reason: string, count: number][];
  /** Sorted by size (the smallest first) and start; no count is 0. */
  buckets(page: Page): Bucket[];
  /** Sorted by the bytes of the visitor's id. */
  votes(page: Page): Iterable<readonly [VisitorId, Vote]>;
  /** The pages that a visitor chose on. */
  votedOn(visitor: VisitorId): Page[];
  /** Removes a page with all that is of it, its aliases too. */
  remove(page: Page): void;
  /** Makes a key, which has no row, another one of a page. */
  addAlias(key: PageKey, page: Page): void;
  /** Whether a key was an alias; it is none then. */
  removeAlias(key: PageKey): boolean;
  /** Where the versions of new pages begin. */
  floor(): number;
  setFloor(version: number): void;
  /** Removes when somebody last viewed what. */
  removeLastViews(visitor: VisitorId): void;
}
