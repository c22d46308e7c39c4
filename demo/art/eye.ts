import { type Draw, line, svg } from './svg.ts';

/** The sign beside a number of views; the stylesheet uses it as a mask and gives it the colour of the text. */
export const eye: Draw = () =>
  svg(
    24,
    24,
    `${line('M2 12C5 6.8 8.6 5 12 5S19 6.8 22 12C19 17.2 15.4 19 12 19S5 17.2 2 12Z', '#000', 2)}<circle cx="12" cy="12" r="3.4"/>`,
  );
