import type { Interaction, InteractionId } from 'gaung/contract';
import type { Storage, VisitorId } from '../storage/storage.ts';
import type { Visitors } from '../visitors.ts';

/**
 * Who somebody without a token is while the secret is rotated. A visitor is made of the first interaction and a secret,
 * so that a retry is no other one. Where the answer was lost that was made by the other secret, before a step of the
 * rotation or by an instance that has not taken it yet, they are who was made by that one: with another name they could
 * vote twice.
 *
 * The storage knows: what it has applied before changes nothing, and so the choice is not the new visitor's.
 *
 * @param visitor Who they are by the secret that signs here.
 * @param first What they are made of.
 * @param interactions What they are about to do.
 */
export async function whoItIs(
  storage: Storage,
  visitors: Visitors,
  visitor: VisitorId,
  first: InteractionId,
  interactions: readonly Interaction[],
  now: number,
): Promise<VisitorId> {
  const byOther = visitors.mintByOther(first);
  const vote = interactions.find((one) => one.type === 'reaction' && one.reactions.length > 0);
  if (!byOther || !vote) return visitor;
  const { counts, refused } = await storage.record({ visitor, interactions: [vote], now });
  const isTheirs = (counts.get(vote.page)?.mine ?? []).length > 0;
  return isTheirs || refused.size > 0 ? visitor : byOther;
}
