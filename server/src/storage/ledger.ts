import type { InteractionId, PageKey, ReactionId } from 'gaung/contract';
import type { VisitorId } from './storage.ts';

/** What is counted on a page. */
export type Kind = 'view' | 'share' | 'reaction';

/** One number of a base: its kind, the network or reaction (empty for views), and how many. */
export type BaseCount = readonly [kind: Kind, name: string, count: number];

/** A visitor's choice on one page. */
export interface Vote {
  /** The client's clock when it was made, in ms since 1970. */
  readonly at: number;
  /** Sorted; empty when taken back. */
  readonly reactions: readonly ReactionId[];
}

/**
 * The rows of an embedded storage, as the rules see them: small steps that take effect at once. Whoever calls the rules
 * wraps them in a transaction. `Page` is a row's handle, whatever that is to the storage.
 */
export interface Ledger<Page> {
  /** Whether an interaction was applied before. */
  knows(id: InteractionId): boolean;
  remember(id: InteractionId, now: number): void;
  /** The row of a page, made where it is missing. */
  page(key: PageKey): Page;
  /** How many of a name are counted on a page, bases included. */
  total(page: Page, kind: Kind, name: string): number;
  /** How many different names are counted on a page, bases included. */
  names(page: Page, kind: Kind): number;
  /** Adds to the page's own count, which must not become negative. A count of 0 leaves no row. */
  add(page: Page, kind: Kind, name: string, delta: number): void;
  /** The page's version grows by one. */
  touch(page: Page): void;
  vote(page: Page, visitor: VisitorId): Vote | undefined;
  setVote(page: Page, visitor: VisitorId, vote: Vote): void;
  /** When a visitor's last counted view of a page was, by the client's clock, where that was not long ago. */
  lastView(page: Page, visitor: VisitorId): number | undefined;
  setLastView(page: Page, visitor: VisitorId, at: number, now: number): void;
  /** What a source has set on a page, sorted by kind and name. */
  base(page: Page, source: string): BaseCount[];
  setBase(page: Page, source: string, counts: readonly BaseCount[]): void;
}
