import type { Interaction, InteractionId, PageCounts, PageKey, RefusalCode } from 'gaung/contract';
import type { Administration } from './administration.ts';
import type { StoredSecrets } from './rules/secrets.ts';

export type { Administration, ImportMode, ImportSummary, TopPage, TopQuery } from './administration.ts';
export type { Base, StoredRecord } from './records.ts';
export type { RotationStep, StoredSecrets } from './rules/secrets.ts';

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

/**
 * Hears which pages changed; `all`: any of them may have, because the storage could not hear of other servers for a while, or
 * because they are too many to name. What it throws goes to {@link StorageOptions.report} and harms nobody else.
 */
export type ChangeListener = (pages: ReadonlySet<PageKey> | 'all') => void;

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
export interface Storage extends Administration {
  /** Counts of pages: their own plus all bases. An unknown page has zeros, and no row is made for it. */
  read(pages: readonly PageKey[]): Promise<Map<PageKey, PageCounts>>;
  /** Those of `pages` that have no row: an interaction with one would make it. */
  missing(pages: readonly PageKey[]): Promise<PageKey[]>;
  /** Applies a batch, each interaction at most once by its id. What it resolves to is durable. */
  record(batch: Batch): Promise<Recorded>;
  /**
   * Tells after each commit which pages have other counts than before it; once a commit, however many requests are in
   * it, and never before it is durable. What changed nothing (a repeat, a refusal) is not told. Where several processes
   * write to one storage, those engines tell of all of them that can; SQLite tells of its own process alone.
   *
   * @returns Stops telling.
   */
  watch(listener: ChangeListener): () => void;
  /**
   * A number that is another one after any change of counts that {@link Storage.watch} did not tell page by page: one of
   * another process, or of an operator, which may change what pages without a row are answered with. Cheap: it is asked at
   * each read. Absent where the storage cannot know.
   *
   * @throws {StorageError} where it cannot be read.
   */
  untold?(): number;
  /** What signs the tokens, made by whoever asks first and kept as long as the storage. */
  secrets(): Promise<StoredSecrets>;
  /** What all servers of one storage have in common; absent where one process has the storage to itself. */
  readonly shared?: Shared;
  /** Resolves when the storage can take a write. */
  check(): Promise<void>;
  /** Finishes what is under way and lets go of everything. Nothing may be called after it. */
  close(): Promise<void>;
}

/**
 * What servers over one storage share beside the counts, so that a reader is the same one to each of them. None of it has
 * to survive a crash, and none of it leads back to an address: keys are HMACs.
 */
export interface Shared {
  /**
   * Adds to points that many servers count, in one go. A count begins with its first points and is forgotten after its
   * time; negative points give back, never below 0.
   *
   * @returns What each comes to over all servers, in the order of `counts`.
   */
  add(counts: readonly PointsToAdd[]): Promise<readonly SharedPoints[]>;
  /**
   * 32 random bytes of a UTC day, made by whoever asks first. Nothing keeps those of a day that is over.
   *
   * @param day Since 1970.
   */
  salt(day: number): Promise<Uint8Array>;
}

export interface PointsToAdd {
  /** Which count; at most 64 characters of `[\w:-]`. */
  readonly key: string;
  readonly points: number;
  /** How long the count lives from its first points on. */
  readonly seconds: number;
}

export interface SharedPoints {
  readonly points: number;
  /** In ms, until the count is forgotten. */
  readonly left: number;
}

/** The storage could not do it. Nothing was changed; the same may work later. */
export class StorageError extends Error {
  override readonly name: string = 'StorageError';
  /** The message for whoever knows already that it is about the storage. */
  readonly reason: string;

  constructor(message: string, cause?: unknown) {
    super(`[gaung] [storage] ${message}`, cause === undefined ? undefined : { cause });
    this.reason = message;
  }
}

/** What an operator asked for cannot be, whoever tries it and when: no failure of the storage. */
export class StorageRefusal extends StorageError {
  override readonly name: string = 'StorageRefusal';
}

/** An import without a mode met a storage that has pages. */
export class StorageNotEmptyError extends StorageRefusal {
  override readonly name = 'StorageNotEmptyError';

  constructor() {
    super('The storage already has pages: import needs the mode "merge" or "replace".');
  }
}

/** An import says other reactions of a page than the votes in it. */
export class ImportMismatchError extends StorageRefusal {
  override readonly name = 'ImportMismatchError';

  constructor(page: PageKey, said: object, votes: object) {
    super(
      `The import says ${JSON.stringify(said)} of the reactions on ${page}, but the votes in it come to ` +
        `${JSON.stringify(votes)}. Nothing was imported.`,
    );
  }
}
