import type { CountsById, ReactionId } from '../../contract/index.ts';

/** What a bar shows of the counts of its options. */
export interface Tally {
  /** By id: how many readers; absent where nobody knows, or where it is not to be seen. */
  readonly counts: ReadonlyMap<ReactionId, number>;
  /** All choices together; undefined where nobody knows, or where it is not to be seen. */
  readonly total: number | undefined;
  /** By id: whole percents of the total, which add up to 100; empty without a total. */
  readonly percents: ReadonlyMap<ReactionId, number>;
  /** The option that more readers chose than any other. */
  readonly leading: ReactionId | undefined;
}

export const NO_TALLY: Tally = { counts: new Map(), total: undefined, percents: new Map(), leading: undefined };

/** Whole percents that add up to 100, by largest remainders: rounded each alone they may add up to 99 or 101. */
function percentsOf(counts: readonly (readonly [ReactionId, number])[], total: number): Map<ReactionId, number> {
  const exact = counts.map(([id, count]) => ({
    id,
    whole: Math.floor((count * 100) / total),
    rest: (count * 100) % total,
  }));
  let left = 100 - exact.reduce((sum, { whole }) => sum + whole, 0);
  const percents = new Map(exact.map(({ id, whole }) => [id, whole]));
  for (const { id, whole } of exact.toSorted((a, b) => b.rest - a.rest)) if (left-- > 0) percents.set(id, whole + 1);
  return percents;
}

/**
 * @param counts What is known of the page; undefined where nothing is.
 * @param minCount Numbers below it are not to be seen: of an option by itself, of a percentage the total.
 */
export function tallyOf(ids: readonly ReactionId[], counts: CountsById | undefined, minCount: number): Tally {
  if (!counts) return NO_TALLY;
  const all = ids.map((id) => [id, Object.hasOwn(counts, id) ? counts[id]! : 0] as const);
  const total = all.reduce((sum, [, count]) => sum + count, 0);
  const [first, second] = all.toSorted(([, a], [, b]) => b - a);
  const isLed = first !== undefined && first[1] > (second?.[1] ?? 0) && first[1] >= minCount;
  return {
    counts: new Map(all.filter(([, count]) => count >= minCount)),
    total: total >= minCount ? total : undefined,
    percents: total > 0 && total >= minCount ? percentsOf(all, total) : new Map(),
    leading: isLed ? first[0] : undefined,
  };
}
