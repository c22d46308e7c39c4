import type { Remarks } from './locale.ts';

/** English, and what stands in where another language does not say it. */
export const enRemarks: Remarks = {
  reactionTotal: { one: '{count} reaction', other: '{count} reactions' },
  countsHidden: 'Choose one to see the counts.',
  closed: 'Reactions are closed.',
};
