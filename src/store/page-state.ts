import {
  type CountsById,
  countsById,
  type Interaction,
  type PageCounts,
  type ReactionId,
  type ReactionInteraction,
  type Refusal,
} from '../contract/index.ts';

/** What an element shows of one page. Frozen: a change is a new object. */
export interface PageState {
  /** `loading` before the first answer, `unavailable` when it failed, `ready` once there are counts. */
  readonly status: 'loading' | 'ready' | 'unavailable';
  /** The last acknowledged counts with this reader's unacknowledged choice in them; views are never optimistic. */
  readonly counts: PageCounts | undefined;
  /** This reader's choice as they last made it. */
  readonly mine: readonly ReactionId[];
  /**
   * What holds up something that the reader did: the `connection`, where it failed to reach the backend and is tried
   * again by itself, or the reader's `consent`.
   */
  readonly waiting: 'connection' | 'consent' | undefined;
  /** Whether the counts are the last known ones: the backend could not be asked since. */
  readonly isStale: boolean;
  /** The last interaction that was refused and rolled back, and why. A new object each time. */
  readonly refused: RefusedInteraction | undefined;
  /** What went wrong last, where nothing has come since; all is tried again by itself. */
  readonly error: Error | undefined;
}

/** An interaction that will never count. */
export interface RefusedInteraction extends Omit<Refusal, 'code'> {
  readonly interaction: Interaction;
  /** A backend's code, or `unconfirmed`: it cannot be asked again, and nobody knows whether it counted. */
  readonly code: Refusal['code'] | 'unconfirmed';
}

const isReaction = (interaction: Interaction): interaction is ReactionInteraction => interaction.type === 'reaction';

/** The choice that the reader sees: the newest one not yet acknowledged, else the acknowledged one. */
export function currentChoice(
  acknowledged: readonly ReactionId[],
  pending: readonly Interaction[],
): readonly ReactionId[] {
  return pending.findLast(isReaction)?.reactions ?? acknowledged;
}

/** Changes some of the counts: a frozen copy. */
function adjust(
  counts: CountsById,
  changes: readonly (readonly [id: string, by: number, least: number])[],
): CountsById {
  const sums = new Map(Object.entries(counts));
  for (const [id, by, least] of changes) sums.set(id, Math.max(least, (sums.get(id) ?? 0) + by));
  return Object.freeze(countsById(sums));
}

/**
 * Acknowledged counts with what is pending laid over them: a frozen copy. A pressed reaction shows at least 1, even
 * where an answer from a cache does not hold the vote yet. A number that is unknown stays unknown.
 */
export function optimisticCounts(
  counts: PageCounts,
  acknowledged: readonly ReactionId[],
  pending: readonly Interaction[],
): PageCounts {
  const { shares, reactions, mine } = counts;
  const choice = currentChoice(acknowledged, pending);
  const undone = acknowledged.filter((id) => !choice.includes(id)).map((id) => [id, -1, 0] as const);
  const chosen = choice.map((id) => [id, acknowledged.includes(id) ? 0 : 1, 1] as const);
  const shared = pending.flatMap((one) => (one.type === 'share' ? [[one.network, 1, 1] as const] : []));
  return Object.freeze({
    ...counts,
    ...(shares && { shares: adjust(shares, shared) }),
    ...(reactions && { reactions: adjust(reactions, [...undone, ...chosen]) }),
    ...(mine && { mine: choice }),
  });
}

/** What is known of a page, for those who show it. */
export interface Known extends Pick<PageState, 'counts' | 'isStale' | 'refused' | 'error'> {
  /** The acknowledged choice. */
  readonly acknowledged: readonly ReactionId[];
  /** What was done since and is not acknowledged, oldest first. */
  readonly pending: readonly Interaction[];
  /** What holds up all that waits. */
  readonly waitsFor: PageState['waiting'];
}

/** The frozen state of a page. */
export function stateOf({ counts, isStale, refused, error, acknowledged, pending, waitsFor }: Known): PageState {
  return Object.freeze({
    status: counts ? 'ready' : error ? 'unavailable' : 'loading',
    counts: counts && optimisticCounts(counts, acknowledged, pending),
    mine: Object.freeze(currentChoice(acknowledged, pending)),
    waiting: pending.some(({ type }) => type !== 'view') ? waitsFor : undefined,
    isStale: counts !== undefined && isStale,
    refused,
    error,
  });
}
