import { type InteractionId, isInteractionId, isName, type NetworkId, type ReactionId } from './ids.ts';
import { REACTIONS_PER_PAGE } from './limits.ts';
import { type PageKey, pageKeyProblem } from './page-key.ts';
import type { RefusalCode } from './refusal-codes.ts';

interface InteractionBase {
  readonly id: InteractionId;
  readonly page: PageKey;
  /** The client's clock in ms since 1970, strictly increasing per browser. */
  readonly at: number;
}

/** The page was really shown to the reader. */
export interface ViewInteraction extends InteractionBase {
  readonly type: 'view';
}

/** The reader shared the page. */
export interface ShareInteraction extends InteractionBase {
  readonly type: 'share';
  readonly network: NetworkId;
}

/** The reader chose, changed or took back a reaction. */
export interface ReactionInteraction extends InteractionBase {
  readonly type: 'reaction';
  /** The visitor's whole choice on that page, sorted; empty when taken back. */
  readonly reactions: readonly ReactionId[];
  /** The last acknowledged choice, for backends that know only up and down. */
  readonly previous: readonly ReactionId[];
}

/** One thing that a reader did. A backend applies each at most once, by its id. */
export type Interaction = ViewInteraction | ShareInteraction | ReactionInteraction;

const isTime = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function isChoice(value: unknown): value is ReactionId[] {
  return (
    Array.isArray(value) &&
    value.length <= REACTIONS_PER_PAGE &&
    value.every(isName) &&
    new Set(value).size === value.length
  );
}

/**
 * Checks one interaction as it came over the wire. Backends add what only they know (hosts, allowed reactions).
 *
 * @param now What a missing or future `at` becomes.
 * @returns The interaction, its choices sorted and nothing unknown in it, or why it is refused.
 */
export function checkInteraction(value: unknown, now: number): Interaction | RefusalCode {
  if (typeof value !== 'object' || value === null) return 'type-unknown';
  const { id, type, page, at = now, network, reactions, previous = [] } = value as Record<string, unknown>;
  if (!isInteractionId(id)) return 'id-invalid';
  if (type !== 'view' && type !== 'share' && type !== 'reaction') return 'type-unknown';
  const problem = pageKeyProblem(page);
  if (problem) return problem;
  if (!isTime(at)) return 'at-invalid';
  const base = { id, page: page as PageKey, at: Math.min(at, now) };
  switch (type) {
    case 'view':
      return { ...base, type };
    case 'share':
      return isName(network) ? { ...base, type, network } : 'network-invalid';
    case 'reaction':
      return isChoice(reactions) && isChoice(previous)
        ? { ...base, type, reactions: reactions.toSorted(), previous: previous.toSorted() }
        : 'reaction-invalid';
  }
}
