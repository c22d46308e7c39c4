import type { PageKey } from 'gaung/contract';
import { LRUCache } from 'lru-cache';

/** So many pages are remembered: those that are written to today. About 5 MB. */
const MOST = 20_000;

export interface KnownPagesOptions {
  /** The row of a page. */
  readonly find: (key: PageKey) => unknown;
  /** As of a storage: another number after any change by an operator or another process. */
  readonly untold: () => number;
}

/** Which pages have a row, as long as the file is the same: each question costs SQLite the locks of a transaction. */
export interface KnownPages {
  /** Whether it has a row. No page goes away but by an operator or another process. */
  has(key: PageKey): boolean;
}

/** Asked outside of transactions only: what is read inside of one may be undone. */
export function createKnownPages({ find, untold }: KnownPagesOptions): KnownPages {
  const rows = new LRUCache<PageKey, true>({ max: MOST });
  let seen: number | undefined;

  return {
    has(key) {
      const now = untold();
      if (now !== seen) rows.clear();
      seen = now;
      if (rows.get(key)) return true;
      const isThere = find(key) !== undefined;
      if (isThere) rows.set(key, true);
      return isThere;
    },
  };
}
