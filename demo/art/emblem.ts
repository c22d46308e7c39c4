import { type Draw, path, svg } from './svg.ts';

/** The mark of the paper and its favicon: a cut lapis with the sea in it. One for both colour schemes. */
export const emblem: Draw = () =>
  svg(
    64,
    64,
    `${path('M32 2L62 32L32 62L2 32Z', '#2f62b8')}
    ${path('M32 2L62 32H2Z', '#5b8ede')}
    ${path('M32 2L46 32H18Z', '#8db4f2')}
    ${path('M8 38C14 33 20 33 26 38S38 43 44 38S53 34 57 37L51 43C46 41 43 43 40 45C34 49 28 48 23 44C18 41 15 43 13 43Z', '#f4f7fd')}
    ${path('M20 50C25 47 29 51 34 52C38 52 41 50 44 50L32 62Z', '#1d3f7c')}`,
  );
