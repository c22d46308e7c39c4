import type { PageCounts, ReactionId } from 'gaung/contract';
import type { NamedCount } from './ledger.ts';
import { toNumbers } from './numbers.ts';

/** The counts of a page from its numbers, in any order. Equal counts are equal bytes, and their ETag the same. */
export function toPageCounts(version: number, counts: Iterable<NamedCount>, mine?: readonly ReactionId[]): PageCounts {
  return { version, ...toNumbers(counts), ...(mine && { mine: [...mine] }) };
}
