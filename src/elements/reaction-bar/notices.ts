import type { Messages } from '../../locales/locale.ts';
import type { PageState, RefusedInteraction } from '../../store/index.ts';

/** Why a choice was undone, where a reader can be told more than that it was. */
const REASONS: Partial<Record<RefusedInteraction['code'], keyof Messages>> = {
  'page-invalid': 'refusedPage',
  'page-too-long': 'refusedPage',
  'page-not-allowed': 'refusedPage',
  'too-many-pages': 'refusedPage',
  'reaction-invalid': 'refusedReaction',
  'reaction-not-allowed': 'refusedReaction',
  'too-many-choices': 'refusedMultiple',
  'too-many-ids': 'refusedFull',
  unsupported: 'refusedUnavailable',
  expired: 'expired',
  unconfirmed: 'unconfirmed',
};

/** What a reader is told whose choice was refused. */
export function refusalNotice({ code }: RefusedInteraction, messages: Messages): string {
  return messages[REASONS[code] ?? 'refused'] as string;
}

/** What a reader is told whose choice waits; empty where none does. */
export function waitingNotice(state: PageState | undefined, messages: Messages): string {
  if (!state?.waiting) return '';
  return state.waiting === 'consent' ? messages.needsConsent : messages.waiting;
}
