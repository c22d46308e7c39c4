/** What batches need of the rows. */
import type { InteractionId, PageKey } from 'gaung/contract';
import type { Batch } from '../storage.ts';
import type { Row } from './connections.ts';
import type { Loaded, PageAndVisitor } from './load.ts';

/** The time of the last one, in ms since 1970. */
export const latest = (batches: readonly Batch[]) => Math.max(...batches.map(({ now }) => now));

/** In order. */
export const idsOf = (batches: readonly Batch[]): InteractionId[] =>
  [...new Set(batches.flatMap(({ interactions }) => interactions.map(({ id }) => id)))].toSorted();

/** All pages that are named. */
export function pagesOf(batches: readonly Batch[]): Set<PageKey> {
  const pages = new Set<PageKey>();
  for (const { interactions, excluded = [] } of batches) {
    for (const { page } of interactions) pages.add(page);
    for (const { page } of excluded) pages.add(page);
  }
  return pages;
}

/** Whose votes and last views are looked at: an answer has `mine` of each page in it. */
export function visitorsOf(batches: readonly Batch[]) {
  const votes = new Map<string, PageAndVisitor>();
  const lastViews = new Map<string, PageAndVisitor>();
  for (const { visitor, viewWindow = true, interactions } of batches) {
    if (!visitor) continue;
    for (const { type, page } of interactions) {
      votes.set(`${page} ${visitor}`, [page, visitor]);
      if (type === 'view' && viewWindow) lastViews.set(`${page} ${visitor}`, [page, visitor]);
    }
  }
  return { votes: [...votes.values()], lastViews: [...lastViews.values()] };
}

/** An id is new where it was in none of its days. */
export function claimedIds(rows: readonly Row[], days: number): Set<InteractionId> {
  const times = new Map<string, number>();
  for (const { id } of rows) times.set(id as string, (times.get(id as string) ?? 0) + 1);
  return new Set([...times].filter(([, n]) => n === days).map(([id]) => id));
}

/** Pages without a row on which something is to be applied. */
export function missingPages(
  batches: readonly Batch[],
  claimed: ReadonlySet<InteractionId>,
  { pages }: Loaded,
): PageKey[] {
  const there = new Set(pages.flatMap(({ key, aliases }) => [key, ...aliases]));
  const needed = batches.flatMap(({ interactions }) => interactions.filter(({ id }) => claimed.has(id)));
  return [...new Set(needed.map(({ page }) => page))].filter((key) => !there.has(key)).toSorted();
}
