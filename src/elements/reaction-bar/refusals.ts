import { enRefusals } from '../../locales/en-refusals.ts';
import type { Messages, Refusals } from '../../locales/locale.ts';
import type { RefusedInteraction } from '../../store/index.ts';

/** Why a choice was undone, where a reader can be told more than that it was. */
const REASONS: Partial<Record<RefusedInteraction['code'], keyof Refusals>> = {
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
  const reason = REASONS[code];
  return reason ? (messages[reason] ?? enRefusals[reason]) : messages.refused;
}
