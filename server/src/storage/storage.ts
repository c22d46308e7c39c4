import type { CountsById, Interaction, InteractionId, PageCounts, PageKey, RefusalCode } from 'gaung/contract';

declare const brand: unique symbol;

/** The pseudonym that makes one vote one vote: 16 bytes in base64url (22 characters). */
export type VisitorId = string & { readonly [brand]: 'VisitorId' };

/** One request's interactions, each already checked. */
export interface Batch {
  /** Who did it. Needed as soon as a reaction is among the interactions. */
  readonly visitor?: VisitorId;
  /**
   * Whether this visitor's views of one page within `VIEW_WINDOW_MS` are one view; default true. False for a whole
   * network's pseudonym, which may be many readers, and for who had no token yet: their views leave no trace.
   */
  readonly viewWindow?: boolean;
  /** Applied in this order. */
  readonly interactions: readonly Interaction[];
  /** Views that were left out, to be counted apart. A page without a row gets none by them. */
  readonly excluded?: readonly Exclusion[];
  /** The server's clock, in ms since 1970. */
  readonly now: number;
}

/** A view that does not count. */
export interface Exclusion {
  readonly page: PageKey;
  /** Why: a name such as `bot`. */
  readonly reason: string;
}

/** What became of a batch: an interaction that is not refused has been applied, now or before. */
export interface Recorded {
  /** The counts after it of every page in the batch, with `mine` where the batch has a visitor. */
  readonly counts: Map<PageKey, PageCounts>;
  /** What changed nothing and never will, and why. */
  readonly refused: Map<InteractionId, RefusalCode>;
}

/** Totals of one page from elsewhere. They are set, never added: the same entry twice changes nothing. */
export interface Base {
  readonly page: PageKey;
  /** Names where the totals come from (`legacy`); a later entry of the same page and source replaces this one. */
  readonly source: string;
  readonly views: number;
  readonly shares: CountsById;
  readonly reactions: CountsById;
}

/** What an import may meet: an empty storage only, by default; `merge` keeps what is there, `replace` deletes it first. */
export type ImportMode = 'merge' | 'replace';

export interface ImportSummary {
  /** How many different pages were in the import. */
  readonly pages: number;
  /** How many of them have other numbers than before. */
  readonly changed: number;
}

/** Which pages are asked for. */
export interface TopQuery {
  readonly kind: 'view' | 'share' | 'reaction';
  /** One network or reaction alone. */
  readonly name?: string;
  readonly window: 'hour' | 'day' | 'week' | 'all';
  /** Most pages. */
  readonly limit: number;
  /** The server's clock, in ms since 1970: the end of the window. */
  readonly now: number;
}

export interface TopPage {
  readonly page: PageKey;
  /** Plain text, by import or an operator. */
  readonly title?: string;
  readonly count: number;
}

/** A storage that ranks pages. */
export interface TopStorage {
  /** The pages with the most, the first one first. */
  top(query: TopQuery): Promise<readonly TopPage[]>;
}

/** Hears which pages changed. What it throws goes to {@link StorageOptions.report} and harms nobody else. */
export type ChangeListener = (pages: ReadonlySet<PageKey>) => void;

/** What every storage can be given. */
export interface StorageOptions {
  /** Is told what a listener threw; default: the console. */
  readonly report?: (error: unknown) => void;
  /** Is told of each durable commit, where the storage makes any. Must not throw. */
  readonly onCommit?: (commit: Commit) => void;
}

/** One commit, as far as it is worth counting. */
export interface Commit {
  /** How many requests shared it. */
  readonly requests: number;
  /** How long it took, from begin to durable. */
  readonly seconds: number;
}

/**
 * Where the server keeps its rows. Made by a factory as a plain object.
 *
 * A method that cannot do its work rejects with a {@link StorageError}, and then has changed nothing.
 */
export interface Storage extends Partial<TopStorage> {
  /** Counts of pages: their own plus all bases. An unknown page has zeros, and no row is made for it. */
  read(pages: readonly PageKey[]): Promise<Map<PageKey, PageCounts>>;
  /** Those of `pages` that have no row: an interaction with one would make it. */
  missing(pages: readonly PageKey[]): Promise<PageKey[]>;
  /** Applies a batch, each interaction at most once by its id. What it resolves to is durable. */
  record(batch: Batch): Promise<Recorded>;
  /**
   * Sets bases, all or none.
   *
   * @throws {StorageNotEmptyError} where anything is stored and no mode was given.
   */
  import(bases: Iterable<Base>, mode?: ImportMode): Promise<ImportSummary>;
  /**
   * Tells after each commit which pages have other counts than before it; once a commit, however many requests are in
   * it, and never before it is durable. What changed nothing (a repeat, a refusal) is not told. Where several processes
   * write to one storage, those engines tell of all of them that can; SQLite tells of its own process alone.
   *
   * @returns Stops telling.
   */
  watch(listener: ChangeListener): () => void;
  /** 32 random bytes, made once and kept as long as the storage. */
  secret(): Promise<Uint8Array>;
  /** Resolves when the storage can take a write. */
  check(): Promise<void>;
  /** Finishes what is under way and lets go of everything. Nothing may be called after it. */
  close(): Promise<void>;
}

/** The storage could not do it. Nothing was changed; the same may work later. */
export class StorageError extends Error {
  override readonly name: string = 'StorageError';

  constructor(message: string, cause?: unknown) {
    super(`[gaung] [storage] ${message}`, cause === undefined ? undefined : { cause });
  }
}

/** An import without a mode met a storage that has pages. */
export class StorageNotEmptyError extends StorageError {
  override readonly name = 'StorageNotEmptyError';

  constructor() {
    super('The storage already has pages: import needs the mode "merge" or "replace".');
  }
}
