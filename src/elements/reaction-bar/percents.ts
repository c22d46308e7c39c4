import type { CountsById, ReactionId } from '../../contract/index.ts';

/** All choices of a bar together, and what part of them each option has. */
export interface Percents {
  /** Undefined where nobody knows, or where it is not to be seen. */
  readonly total: number | undefined;
  /** By id: whole percents of the total, which add up to 100; empty without a total. */
  readonly percents: ReadonlyMap<ReactionId, number>;
}

/**
 * Rounds by largest remainders: rounded each alone, percents may add up to 99 or 101.
 *
 * @param minCount A total below it is not to be seen.
 */
export function percentsOf(ids: readonly ReactionId[], counts: CountsById | undefined, minCount: number): Percents {
  const percents = new Map<ReactionId, number>();
  if (!counts) return { total: undefined, percents };
  const all = ids.map((id) => ({ id, count: Object.hasOwn(counts, id) ? counts[id]! : 0 }));
  const total = all.reduce((sum, { count }) => sum + count, 0);
  if (total < minCount) return { total: undefined, percents };
  if (total === 0) return { total, percents };
  let left = 100;
  const exact = all.map(({ id, count }) => {
    const whole = Math.floor((count * 100) / total);
    left -= whole;
    percents.set(id, whole);
    return { id, whole, rest: (count * 100) % total };
  });
  for (const { id, whole } of exact.toSorted((a, b) => b.rest - a.rest)) if (left-- > 0) percents.set(id, whole + 1);
  return { total, percents };
}
