import type { CountsById, PageKey, ReactionId } from 'gaung/contract';
import type { BucketSize } from './rules/buckets.ts';
import type { VisitorId } from './storage.ts';

/** Numbers of one page from one origin: its readers, or a source that was imported. */
export interface Numbers {
  readonly views: number;
  readonly shares: CountsById;
  readonly reactions: CountsById;
}

/** The first record of an export. */
export interface MetaRecord {
  readonly type: 'meta';
  /** Where the versions of new pages begin. */
  readonly versionFloor: number;
}

/** A page and what its readers did. */
export interface PageRecord extends Numbers {
  readonly type: 'page';
  readonly page: PageKey;
  readonly version: number;
  /** Plain text, from an operator; never from a reader. */
  readonly title?: string;
  /** Other keys that mean this page, sorted. */
  readonly aliases: readonly PageKey[];
  /** Views that were left out, by reason. */
  readonly excluded: CountsById;
}

/** Totals of one page from elsewhere. They are set, never added: the same record twice changes nothing. */
export interface Base extends Numbers {
  readonly type: 'base';
  readonly page: PageKey;
  /** Names where the totals come from (`legacy`); a later record of the same page and source replaces this one. */
  readonly source: string;
  readonly title?: string;
}

/** How a page's own counts grew in a span of time. A reaction that was taken back in a later one is negative there. */
export interface BucketRecord extends Numbers {
  readonly type: 'bucket';
  readonly page: PageKey;
  readonly size: BucketSize;
  /** Its beginning in ms since 1970, a multiple of its size. */
  readonly start: number;
}

/** A visitor's choice on a page. */
export interface VoteRecord {
  readonly type: 'vote';
  readonly page: PageKey;
  readonly visitor: VisitorId;
  /** The client's clock, in ms since 1970. */
  readonly at: number;
  /** Sorted; empty when taken back. */
  readonly reactions: readonly ReactionId[];
}

/**
 * What an export consists of: `meta`, then page by page, sorted by the bytes of its key, the page, its bases by source,
 * its buckets by size and start, its votes by visitor. An import takes any of them in any order.
 */
export type StoredRecord = MetaRecord | PageRecord | Base | BucketRecord | VoteRecord;
