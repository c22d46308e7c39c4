import { createInteractionId, type Interaction, type PageKey, type ReactionId } from '../../src/contract/index.ts';

let time = 1_800_000_000_000;
const stamp = (page: PageKey) => ({ id: createInteractionId(), page, at: ++time });

/** One of each kind, with an id of its own, each newer than the one before. */
export const view = (of: PageKey): Interaction => ({ ...stamp(of), type: 'view' });
export const share = (of: PageKey, network = 'line'): Interaction => ({ ...stamp(of), type: 'share', network });
export const react = (
  of: PageKey,
  reactions: readonly ReactionId[],
  previous: readonly ReactionId[] = [],
): Interaction => ({ ...stamp(of), type: 'reaction', reactions, previous });
