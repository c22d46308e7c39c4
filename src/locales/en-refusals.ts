import type { Refusals } from './locale.ts';

/** English, and what stands in where another language does not say it. */
export const enRefusals: Refusals = {
  refusedPage: 'Reactions are not counted on this page. Your choice was undone.',
  refusedReaction: 'This reaction cannot be chosen here. Your choice was undone.',
  refusedMultiple: 'Only one reaction can be chosen here. Your choice was undone.',
  refusedFull: 'This page takes no more kinds of reactions. Your choice was undone.',
  refusedUnavailable: 'Reactions are not available any more. Your choice was undone.',
  expired: 'Your choice could not be sent for 7 days and was undone.',
  unconfirmed: 'It is not certain that your choice was counted.',
};
