import type { Property } from './types.ts';

export const accent: Property = {
  name: '--gaung-accent',
  kind: 'color',
  hint: 'What is chosen, done or focused.',
  standard: 'a blue of the scheme; this site sets its own',
  example: '#b3261e',
};
export const line: Property = {
  name: '--gaung-line',
  kind: 'color',
  hint: 'The lines around buttons.',
  standard: 'the colour of the text, at 22 %',
  example: '#8a6d1d',
};
export const focus: Property = {
  name: '--gaung-focus',
  kind: 'color',
  hint: 'The ring around what is focused.',
  standard: 'the accent',
  example: '#c2410c',
};
export const radius = (standard: string): Property => ({
  name: '--gaung-radius',
  kind: 'text',
  hint: 'How round the corners of a button are.',
  standard,
  example: '6px',
});
