import type { PageCounts, PageKey } from 'gaung/contract';
import { LRUCache } from 'lru-cache';

/** So many pages are remembered: those that are read today. About 10 MB. */
const MOST = 20_000;

export interface KnownPagesOptions {
  /** The counts of a page in the database. */
  readonly read: (key: PageKey) => PageCounts;
  /** Does several reads at one moment; default: one after the other. */
  readonly together?: <Result>(work: () => Result) => Result;
  /** The row of a page. */
  readonly find: (key: PageKey) => unknown;
  /** As of a storage: another number after any change that `forget` is not called for. */
  readonly untold: () => number;
}

/** What was read lately of an SQLite file, as long as it is the same: each question costs SQLite the locks of a transaction. */
export interface KnownPages {
  read(keys: readonly PageKey[]): Map<PageKey, PageCounts>;
  /** Whether it has a row. No page goes away but by an operator or another process. */
  has(key: PageKey): boolean;
  /** Called when counts have changed, before anybody hears of it. */
  forget(pages: Iterable<PageKey>): void;
}

/** Asked outside of transactions only: what is read inside of one may be undone. */
export function createKnownPages({ read, together = (work) => work(), find, untold }: KnownPagesOptions): KnownPages {
  const counts = new LRUCache<PageKey, PageCounts>({ max: MOST });
  const rows = new LRUCache<PageKey, true>({ max: MOST });
  let seen: number | undefined;

  function refresh(): void {
    const now = untold();
    if (now === seen) return;
    counts.clear();
    rows.clear();
    seen = now;
  }

  return {
    read(keys) {
      refresh();
      const all = new Map<PageKey, PageCounts>();
      const missing: PageKey[] = [];
      for (const key of keys) {
        const known = counts.get(key);
        if (known) all.set(key, known);
        else missing.push(key);
      }
      const readMissing = () => {
        for (const key of missing) all.set(key, read(key));
      };
      if (missing.length > 1) together(readMissing);
      else readMissing();
      for (const key of missing) counts.set(key, all.get(key));
      return all;
    },
    has(key) {
      refresh();
      if (rows.get(key)) return true;
      const isThere = find(key) !== undefined;
      if (isThere) rows.set(key, true);
      return isThere;
    },
    forget(pages) {
      for (const page of pages) counts.delete(page);
    },
  };
}
