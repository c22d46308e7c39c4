import type { RowTexts } from './locale.ts';

/** English for a row that is not the default one, and what stands in where another language does not say it. */
export const enRowTexts: RowTexts = {
  more: 'More networks',
  quote: 'Share this quote',
  search: 'Search networks',
  nothingFound: 'No network of that name',
  shareCount: { one: '{count} share', other: '{count} shares' },
};
