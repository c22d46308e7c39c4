import {
  type Capabilities,
  checkInteraction,
  type Interaction,
  type InteractionId,
  type Refusal,
} from '../contract/index.ts';

/** Interactions as they are to be sent, and why the others are not. */
export interface Accepted {
  readonly accepted: readonly Interaction[];
  readonly refused: Map<InteractionId, Refusal>;
}

/** Why a backend cannot take a sound interaction, or undefined where it can. */
function refusalOf(interaction: Interaction, capabilities: Capabilities): Refusal | undefined {
  const { views, shares, reactions, undo, multiple, reactionIds } = capabilities;
  if (interaction.type === 'view') return views ? undefined : { code: 'unsupported', detail: 'It counts no views.' };
  if (interaction.type === 'share') return shares ? undefined : { code: 'unsupported', detail: 'It counts no shares.' };
  if (!reactions) return { code: 'unsupported', detail: 'It counts no reactions.' };
  const { reactions: choice, previous } = interaction;
  const unknown = choice.filter((id) => reactionIds && !reactionIds.includes(id));
  if (unknown.length > 0) {
    return { code: 'reaction-not-allowed', detail: `It counts ${reactionIds!.join(', ')}, not ${unknown.join(', ')}.` };
  }
  if (!multiple && choice.length > 1) return { code: 'too-many-choices' };
  if (!undo && previous.some((id) => !choice.includes(id))) {
    return { code: 'unsupported', detail: 'It cannot take a reaction back.' };
  }
  return undefined;
}

/**
 * What of interactions a backend can take, each once, and why not the others: those that are none, and those that are
 * beyond its capabilities.
 */
export function accept(interactions: readonly Interaction[], capabilities: Capabilities): Accepted {
  const accepted = new Map<InteractionId, Interaction>();
  const refused = new Map<InteractionId, Refusal>();
  for (const one of interactions) {
    const checked = checkInteraction(one, Number.MAX_SAFE_INTEGER);
    const refusal = typeof checked === 'string' ? { code: checked } : refusalOf(checked, capabilities);
    if (refusal) refused.set(one.id, refusal);
    else if (!accepted.has(one.id)) accepted.set(one.id, checked as Interaction);
  }
  return { accepted: [...accepted.values()], refused };
}
