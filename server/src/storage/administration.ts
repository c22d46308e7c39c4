import type { PageKey } from 'gaung/contract';
import type { Base, Numbers, PageRecord, StoredRecord } from './records.ts';
import type { TopWindow } from './rules/buckets.ts';
import type { Kind } from './rules/ledger.ts';
import type { RotationStep } from './rules/secrets.ts';
import type { VisitorId } from './storage.ts';

/** What an import may meet: an empty storage only, by default; `merge` keeps what is there, `replace` deletes it first. */
export type ImportMode = 'merge' | 'replace';

export interface ImportSummary {
  /** How many different pages were in the import. */
  readonly pages: number;
  /** How many of them have other numbers than before. */
  readonly changed: number;
}

/** All that is known of a page. */
export interface PageDetails extends PageRecord {
  readonly bases: readonly Base[];
  /** What readers see: own numbers and bases together. */
  readonly total: Numbers;
  /** How many visitors have chosen, those aside who took it back. */
  readonly voters: number;
}

/** A count of reactions that is not what the votes say. */
export interface Difference {
  readonly page: PageKey;
  readonly reaction: string;
  /** What is stored. */
  readonly stored: number;
  /** How many votes there are for it. */
  readonly votes: number;
}

export interface Verification {
  readonly pages: number;
  readonly votes: number;
  readonly differences: readonly Difference[];
  /** What the storage itself finds wrong with its file. */
  readonly damage: readonly string[];
}

export interface TopQuery {
  readonly kind: Kind;
  /** Only this network or reaction; absent: all of the kind together. */
  readonly name?: string;
  readonly window: TopWindow;
  /** How many pages at most. */
  readonly limit: number;
  /** The server's clock, in ms since 1970. */
  readonly now: number;
}

export interface TopPage {
  readonly page: PageKey;
  readonly title?: string;
  /** More than 0. */
  readonly count: number;
}

export interface StorageStats {
  /** Pages, aliases not among them. */
  readonly pages: number;
}

/** Hears how far a long piece of work is. @param total Absent where nobody knows. */
export type Progress = (done: number, total: number | undefined) => void;

/** What operators do with the rows. A method that fails has changed nothing. */
export interface Administration {
  /**
   * Takes records, all or none. Bases, a page's own numbers and buckets are set; of votes the newest wins; a page's own
   * reactions are what its votes say.
   *
   * @throws {StorageNotEmptyError} where anything is stored and no mode was given.
   * @throws {ImportMismatchError} where own reactions are not what the votes say, unless the mode is `merge`.
   * @throws {StorageRefusal} where an alias is another page's already.
   */
  import(records: Iterable<StoredRecord>, mode?: ImportMode): Promise<ImportSummary>;
  /**
   * All that is stored but the secret and what is forgotten in days anyway; as it was at one moment, or, over several
   * machines, each page as it was at one of its own.
   */
  export(): AsyncIterable<StoredRecord>;
  /** The pages with the highest counts, from the highest; equal ones by the bytes of their keys. */
  top(query: TopQuery): Promise<readonly TopPage[]>;
  /** All that is known of a page, by its key or an alias; undefined where it has no row. */
  page(key: PageKey): Promise<PageDetails | undefined>;
  /** Sets or removes a page's title; the page is made where it is missing. */
  retitle(key: PageKey, title: string | undefined): Promise<void>;
  /**
   * Makes `from` an alias of `into`, which then has the numbers of both. Of a visitor's two choices the newer one stays.
   *
   * @throws {StorageRefusal} where they are one page already, the other way round, or `from` is another page's alias.
   */
  merge(from: PageKey, into: PageKey): Promise<void>;
  /** Deletes a page with its aliases; of an alias, only itself. Returns whether there was one. */
  delete(key: PageKey): Promise<boolean>;
  /**
   * Deletes a visitor's votes and all else that is kept of them, and knows their token no more. What is left is a hash,
   * so that it stays unknown.
   *
   * @returns On how many pages they had chosen.
   */
  forget(visitor: VisitorId): Promise<number>;
  /** Whether a visitor was forgotten. */
  isForgotten(visitor: VisitorId): Promise<boolean>;
  /** Compares what is stored with what it can be computed from. @param repair Sets what differs right, and says what it was. */
  verify(options?: { readonly repair?: boolean; readonly progress?: Progress }): Promise<Verification>;
  /**
   * Writes a copy of everything, the secret included, as it is at one moment, while others go on reading and writing.
   *
   * @param path A file that does not exist yet; it gets mode 600.
   */
  backup(path: string, progress?: Progress): Promise<void>;
  /**
   * Takes a step of the rotation of the secret: see `rules/secrets.ts`. Servers heed it from their next start on.
   *
   * @throws {StorageRefusal} where it is another step's turn.
   */
  rotate(step: RotationStep): Promise<void>;
  stats(): Promise<StorageStats>;
}
