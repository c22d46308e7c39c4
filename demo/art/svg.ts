/**
 * Helpers for the drawings. They use presentation attributes only: a `<style>` inside an SVG may be refused by a strict
 * Content-Security-Policy, and a drawing has to look the same everywhere.
 */

export interface Palette {
  readonly skyTop: string;
  readonly skyLow: string;
  readonly sun: string;
  readonly glow: string;
  readonly far: string;
  readonly mid: string;
  readonly near: string;
  readonly sea: string;
  readonly deep: string;
  readonly leaf: string;
  readonly leafLight: string;
  readonly leafDark: string;
  readonly mud: string;
  readonly mudDark: string;
  readonly wood: string;
  readonly bark: string;
  readonly ink: string;
  readonly paper: string;
  readonly warm: string;
  readonly lamp: string;
  readonly gold: string;
  readonly sand: string;
}

export const day: Palette = {
  skyTop: '#c4d8e8',
  skyLow: '#f8e7cf',
  sun: '#f0a24e',
  glow: '#fdf3df',
  far: '#a8bfd0',
  mid: '#7d9fb8',
  near: '#557f9e',
  sea: '#6fa0bd',
  deep: '#2a5a8a',
  leaf: '#3d7a62',
  leafLight: '#6ea37c',
  leafDark: '#1f4f45',
  mud: '#8b7463',
  mudDark: '#5f4c41',
  wood: '#a46a45',
  bark: '#4c352b',
  ink: '#1e2a38',
  paper: '#fbf5e9',
  warm: '#cb5338',
  lamp: '#fff1c9',
  gold: '#f0a24e',
  sand: '#f8e7cf',
};

export const night: Palette = {
  skyTop: '#0d1729',
  skyLow: '#2c4668',
  sun: '#efe6cd',
  glow: '#6f8db3',
  far: '#2b4361',
  mid: '#22384f',
  near: '#1b2e43',
  sea: '#24466a',
  deep: '#10233c',
  leaf: '#2a5a4f',
  leafLight: '#4b7f6d',
  leafDark: '#143531',
  mud: '#3f3835',
  mudDark: '#262221',
  wood: '#7a5038',
  bark: '#1d1715',
  ink: '#0a111b',
  paper: '#d9d5c8',
  warm: '#d2694c',
  lamp: '#ffd37a',
  gold: '#d08a3c',
  sand: '#776a58',
};

export type Draw = (palette: Palette) => string;

export function svg(width: number, height: number, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${body.replaceAll(/\s*\n\s*/g, '').replaceAll(/ +\/>/g, '/>')}</svg>\n`;
}

/** Deterministic (mulberry32): the same leaves in every build. */
export function random(seed: number): (min: number, max: number) => number {
  let state = seed;
  return (min, max) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return min + (((t ^ (t >>> 14)) >>> 0) / 4294967296) * (max - min);
  };
}

export const n = (value: number): number => Math.round(value * 10) / 10;

export const rect = (x: number, y: number, width: number, height: number, fill: string, more = ''): string =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" fill="${fill}" ${more}/>`;

export const circle = (x: number, y: number, r: number, fill: string, more = ''): string =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="${fill}" ${more}/>`;

export const ellipse = (x: number, y: number, rx: number, ry: number, fill: string, more = ''): string =>
  `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}" ${more}/>`;

export const path = (d: string, fill: string, more = ''): string => `<path d="${d}" fill="${fill}" ${more}/>`;

export const line = (d: string, stroke: string, width: number, more = ''): string =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${n(width)}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`;

/** One leaf, a unit long and pointing up; drawn hundreds of times, so it is defined once. */
export const leafShape = '<defs><path id="l" d="M0 0C-.28-.35-.22-.75 0-1C.22-.75 .28-.35 0 0Z"/></defs>';

/** A leaf growing from (x, y), `length` long, turned by `angle` degrees. Needs {@link leafShape} in the drawing. */
export const leaf = (x: number, y: number, length: number, angle: number, fill: string): string =>
  `<use href="#l" fill="${fill}" transform="translate(${Math.round(x)} ${Math.round(y)})rotate(${Math.round(angle)})scale(${Math.round(length)})"/>`;

export const sky = (palette: Palette, width: number, height: number): string =>
  `<defs><linearGradient id="s" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${palette.skyTop}"/><stop offset="1" stop-color="${palette.skyLow}"/></linearGradient></defs>${rect(0, 0, width, height, 'url(#s)')}`;
