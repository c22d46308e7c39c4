import type { CountsById, ReactionId } from '../../contract/index.ts';

/** What a bar shows of the counts of its options. */
export interface Tally {
  /** By id: how many readers; absent where nobody knows, or where it is not to be seen. */
  readonly counts: ReadonlyMap<ReactionId, number>;
  /** The option that more readers chose than any other. */
  readonly leading: ReactionId | undefined;
}

/** @param minCount Numbers below it are not to be seen. */
export function tallyOf(ids: readonly ReactionId[], all: CountsById | undefined, minCount: number): Tally {
  const counts = new Map<ReactionId, number>();
  let leading: ReactionId | undefined;
  let most = 0;
  for (const id of all ? ids : []) {
    const count = Object.hasOwn(all!, id) ? all![id]! : 0;
    if (count >= minCount) counts.set(id, count);
    if (count >= most) leading = count > most ? id : undefined;
    most = Math.max(most, count);
  }
  return { counts, leading: most < minCount ? undefined : leading };
}
