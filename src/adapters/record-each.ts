import type {
  BackendAdapter,
  Interaction,
  InteractionId,
  PageCounts,
  PageKey,
  RecordOptions,
  RecordResult,
  Refusal,
} from '../contract/index.ts';
import { accept } from './accept.ts';
import { atMost, PATIENCE_MS } from './at-most.ts';

/** By how much a reader misses one that was lost. */
const KINDS: readonly Interaction['type'][] = ['reaction', 'share', 'view'];

/** Sends one interaction. Resolves with why it was refused, where it was; rejects where nobody knows. */
export type Apply = (interaction: Interaction, options: RecordOptions) => Promise<Refusal | undefined>;

/**
 * Records for a backend that takes one interaction at a time and does not know it again: one after another, because such
 * backends are known to lose what comes at the same time, and all at once where the page is being left. Once one failed,
 * those behind it are not sent: what fails for one fails for the next, and each would wait for its own timeout. They are
 * refused, because it is certain that they did not count.
 *
 * Those of one kind are sent in their order; what a reader misses most is sent first: reactions, shares, views.
 */
export async function recordEach(
  { capabilities, read }: Pick<BackendAdapter, 'capabilities' | 'read'>,
  apply: Apply,
  interactions: readonly Interaction[],
  options: RecordOptions = {},
): Promise<RecordResult> {
  options.signal?.throwIfAborted();
  const { accepted, refused } = accept(interactions, capabilities);
  const unconfirmed = new Map<InteractionId, Error>();
  let failure: Error | undefined;
  const applyOne = async (one: Interaction) => {
    if (failure && !options.urgent) {
      refused.set(one.id, { code: 'rejected', detail: `It was not sent after another had failed: ${failure.message}` });
      return;
    }
    try {
      const refusal = await apply(one, options);
      if (refusal) refused.set(one.id, refusal);
    } catch (cause) {
      options.signal?.throwIfAborted();
      failure = cause as Error;
      unconfirmed.set(one.id, failure);
    }
  };
  const sorted = accepted.toSorted((one, other) => KINDS.indexOf(one.type) - KINDS.indexOf(other.type));
  if (options.urgent) await Promise.all(sorted.map(applyOne));
  else for (const one of sorted) await applyOne(one);
  if (failure && unconfirmed.size === interactions.length) throw failure;

  const unclear = new Set(interactions.filter(({ id }) => unconfirmed.has(id)).map(({ page }) => page));
  const applied = accepted.filter(({ id, page }) => !refused.has(id) && !unclear.has(page));
  const pages = [...new Set(applied.map(({ page }) => page))];
  let counts: ReadonlyMap<PageKey, PageCounts> = new Map();
  if (pages.length > 0 && !options.urgent) {
    // What was applied was applied, whatever becomes of this: whoever misses counts reads again, and hears why not. Soon:
    // until there is an answer, nobody knows that it was.
    counts = await atMost(
      PATIENCE_MS,
      read(pages, options).catch(() => counts),
      counts,
    );
  }
  return { counts, refused, ...(failure && { unconfirmed }) };
}
