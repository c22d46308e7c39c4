import type { PageKey } from 'gaung/contract';
import type { Storage, TopPage } from '../storage/storage.ts';
import { MOST_PAGES, type TopWindow, toStorageQuery } from './query.ts';

/** How old a ranking may be at the origin, in ms. */
export const FRESH_MS = 5000;
/** Most rankings that are kept: `by` may be any name, and somebody may ask for all of them. */
const MOST_KEPT = 200;
/** Most pages that a storage is asked for, where many of the first ones belong to hosts that are not allowed any more. */
const MOST_ASKED = 10_000;

export interface RankingsOptions {
  readonly storage: Pick<Storage, 'top'>;
  readonly allowsPage: (page: PageKey) => boolean;
  /** In ms since 1970; never runs backwards. */
  readonly clock: () => number;
}

/** The first {@link MOST_PAGES} pages, or all where there are fewer. At most {@link FRESH_MS} old. */
export type Rankings = (by: string, window: TopWindow) => Promise<readonly TopPage[]>;

interface Kept {
  readonly at: number;
  readonly pages: Promise<readonly TopPage[]>;
}

/**
 * Rankings of pages, kept for a few seconds: however many ask for one, it is one query of the storage in that time.
 * What failed is not kept.
 */
export function createRankings({ storage, allowsPage, clock }: RankingsOptions): Rankings {
  const kept = new Map<string, Kept>();

  /** Asks for more until there are enough that may be shown, or no more. */
  async function ask(by: string, window: TopWindow, now: number): Promise<readonly TopPage[]> {
    for (let limit = MOST_PAGES; ; limit *= 10) {
      const found = await storage.top({ ...toStorageQuery(by, window), limit, now });
      const shown = found.filter(({ page }) => allowsPage(page)).slice(0, MOST_PAGES);
      if (shown.length === MOST_PAGES || found.length < limit || limit >= MOST_ASKED) return shown;
    }
  }

  return (by, window) => {
    const key = `${window} ${by}`;
    const now = clock();
    const one = kept.get(key);
    if (one && now - one.at < FRESH_MS) return one.pages;
    const pages = ask(by, window, now);
    kept.delete(key); // To its end: the first one is the oldest.
    kept.set(key, { at: now, pages });
    pages.catch(() => {
      if (kept.get(key)?.pages === pages) kept.delete(key);
    });
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
    return pages;
  };
}
