import type { ElementDescription } from './types.ts';

export const viewCounter: ElementDescription = {
  tag: 'view-counter',
  id: 'views',
  summary: 'How often a page was read. It counts this visit once, when the page is really shown.',
  attributes: [
    {
      name: 'format',
      kind: 'choice',
      options: ['long', 'compact', 'number'],
      hint: 'How the number is written: in a sentence, shortened or in full.',
      standard: 'long',
    },
    {
      name: 'readonly',
      kind: 'flag',
      hint: 'Shows the number and counts nothing. A visit already counted stays: turn it on, then change “page”.',
      standard: 'off',
    },
  ],
  properties: [
    {
      name: '--gaung-counter-size',
      kind: 'text',
      hint: 'The room that is kept for the text (the dashed line), so that nothing moves when the number comes.',
      standard: '10em, or 4em in the short formats',
      example: '14em',
    },
  ],
};
