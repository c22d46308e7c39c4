import { countsById, type PageCounts, type ReactionId } from 'gaung/contract';
import type { Kind } from './ledger.ts';

const byName = ([a]: readonly [string, number], [b]: readonly [string, number]) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The counts of a page from its numbers, in any order; what is there more than once, from several sources, adds up.
 * Names are sorted, so that equal counts are equal bytes, and their ETag the same.
 */
export function toPageCounts(
  version: number,
  numbers: Iterable<readonly [kind: Kind, name: string, count: number]>,
  mine?: readonly ReactionId[],
): PageCounts {
  let views = 0;
  const named = { share: new Map<string, number>(), reaction: new Map<string, number>() };
  for (const [kind, name, count] of numbers) {
    if (kind === 'view') views += count;
    else named[kind].set(name, (named[kind].get(name) ?? 0) + count);
  }
  return {
    version,
    views,
    shares: countsById([...named.share].toSorted(byName)),
    reactions: countsById([...named.reaction].toSorted(byName)),
    ...(mine && { mine: [...mine] }),
  };
}
