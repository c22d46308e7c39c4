import type { InteractionId, PageCounts, PageKey, RefusalCode } from 'gaung/contract';
import type { Listeners } from '../listeners.ts';
import { toPageCounts } from '../rules/page-counts.ts';
import { type Batch, type Recorded, StorageError } from '../storage.ts';
import type { Batches, PageOutcome, PageRequest } from './batches.ts';
import type { Engine } from './engine.ts';
import { indexVote } from './write-page.ts';

/** What a request does, page by page. Pages are in the order of their first interaction. */
function byPage({ visitor, viewWindow = true, interactions, excluded = [], now }: Batch): Map<PageKey, PageRequest> {
  const pages = new Map<PageKey, { interactions: Batch['interactions'][number][]; excluded: string[] }>();
  const of = (key: PageKey) => {
    const page = pages.get(key) ?? { interactions: [], excluded: [] };
    pages.set(key, page);
    return page;
  };
  for (const one of interactions) of(one.page).interactions.push(one);
  for (const { page, reason } of excluded) of(page).excluded.push(reason);
  return new Map([...pages].map(([key, page]) => [key, { visitor, viewWindow, now, ...page }]));
}

/** By page. A request may name one by two of its keys, and then each shall have the counts after both calls. */
function newestOf(outcomes: readonly PageOutcome[]): Map<PageKey, PageOutcome> {
  const newest = new Map<PageKey, PageOutcome>();
  for (const outcome of outcomes) {
    if (outcome.version >= (newest.get(outcome.page)?.version ?? 0)) newest.set(outcome.page, outcome);
  }
  return newest;
}

/** Applies requests: atomic per page, and acknowledged when all its pages are. */
export function createRecord(engine: Engine, batches: Batches, listeners: Listeners) {
  /** Calls of which listeners have been told: requests share them. */
  const told = new WeakSet<object>();

  function tell(outcomes: readonly PageOutcome[]): void {
    const changed = new Set<PageKey>();
    for (const outcome of outcomes) {
      if (told.has(outcome.call)) continue;
      told.add(outcome.call);
      for (const key of outcome.changed) changed.add(key);
    }
    listeners.tell(changed);
  }

  return async (batch: Batch): Promise<Recorded> => {
    const { visitor } = batch;
    const chosen = new Set(batch.interactions.flatMap(({ type, page }) => (type === 'reaction' ? [page] : [])));
    if (chosen.size > 0) {
      if (visitor === undefined) throw new StorageError('A reaction needs a visitor.');
      await indexVote(engine, visitor, [...chosen]);
    }
    const pages = [...byPage(batch)];
    const settled = await Promise.allSettled(pages.map(([key, request]) => batches.add(key, request)));
    tell(settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])));
    const newest = newestOf(settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])));
    const counts = new Map<PageKey, PageCounts>();
    const refused = new Map<InteractionId, RefusalCode>();
    for (const [i, one] of settled.entries()) {
      if (one.status === 'rejected') throw one.reason;
      const [key, { interactions }] = pages[i]!;
      for (const id of one.value.refused) refused.set(id, 'too-many-ids');
      if (interactions.length === 0) continue; // Nothing was done but left out.
      const after = newest.get(one.value.page)!;
      counts.set(key, toPageCounts(after.version, after.counts, visitor && after.mine));
    }
    return { counts, refused };
  };
}
