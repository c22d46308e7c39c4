import { checkInteraction, type Interaction, type InteractionId, type PageKey, type RefusalCode } from 'gaung/contract';
import { isPageKey } from '../page-keys.ts';
import type { Policy } from '../policy.ts';

export interface Refused {
  /** As it was sent, cut to 64 characters; null where it was no text. */
  readonly id: InteractionId | null;
  readonly code: RefusalCode;
}

export interface Checked {
  readonly accepted: readonly Interaction[];
  readonly refused: readonly Refused[];
}

/** A page key that is checked at once. */
const STAND_IN = 'a' as PageKey;

/** As the contract does, but for the page: see `page-keys.ts`. */
function checkOne(value: unknown, now: number): Interaction | RefusalCode {
  const page = typeof value === 'object' && value !== null ? (value as { page?: unknown }).page : undefined;
  if (typeof page !== 'string' || !isPageKey(page)) return checkInteraction(value, now);
  const checked = checkInteraction({ ...(value as object), page: STAND_IN }, now);
  if (typeof checked !== 'string') (checked as { page: PageKey }).page = page; // Nobody else has it yet.
  return checked;
}

/** Checks each interaction of a request alone. */
export function checkInteractions(values: readonly unknown[], policy: Policy, now: number): Checked {
  const accepted: Interaction[] = [];
  const refused: Refused[] = [];
  const keepOrder = orderKeeper(now);
  for (const value of values) {
    const checked = checkOne(value, now);
    const code = typeof checked === 'string' ? checked : policy.refusalOf(checked);
    if (code) refused.push({ id: sentId(value), code });
    else accepted.push(keepOrder(checked as Interaction, value));
  }
  return { accepted, refused };
}

/**
 * Times in the future become `now`, and so do missing ones: several choices of one page in a request would be equally
 * new, and the first would win. The order in which they were sent decides instead.
 */
function orderKeeper(now: number): (interaction: Interaction, sent: unknown) => Interaction {
  const latest = new Map<PageKey, number>();
  return (interaction, sent) => {
    const { at } = sent as { at?: number };
    const clamped = at === undefined || at > now;
    if (interaction.type !== 'reaction' || !clamped) return interaction;
    const next = Math.max(now, (latest.get(interaction.page) ?? 0) + 1);
    latest.set(interaction.page, next);
    return { ...interaction, at: next };
  };
}

/** The id that was sent, cut to 64 characters; null where it was no text. */
export function sentId(value: unknown): string | null {
  const id = typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : undefined;
  return typeof id === 'string' ? id.slice(0, 64) : null;
}
