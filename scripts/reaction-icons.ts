// Writes src/elements/reaction-bar/icons/<preset>.ts from Fluent Emoji, so that a page loads only the set that it shows
// and the published package needs no icon package. Run it after the package is updated: npm run icons.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { icons } from '@iconify-json/fluent-emoji-flat';
import { PRESETS } from '../src/elements/reaction-bar/presets.ts';

/** Reaction → name of its picture in Fluent Emoji. */
const PICTURES: Readonly<Record<string, string>> = {
  love: 'red-heart',
  haha: 'face-with-tears-of-joy',
  wow: 'face-with-open-mouth',
  sad: 'crying-face',
  angry: 'pouting-face',
  support: 'handshake',
  respect: 'folded-hands',
  mourn: 'candle',
  hope: 'dove',
};

type Shape = readonly [fill: string, path: string];
const TAG = /<(\/?)(\w+)((?:\s+[\w-]+="[^"]*")*)\s*\/?>/g;

const short = (value: number) => String(Math.round(value * 1000) / 1000);

/** A circle or an ellipse as a path, so that a picture is paths alone. @param turn In degrees, around its centre. */
function ellipse(cx: number, cy: number, rx: number, ry: number, turn: number): string {
  const angle = (turn * Math.PI) / 180;
  const [x, y] = [rx * Math.cos(angle), rx * Math.sin(angle)];
  const half = (dx: number, dy: number) => `a${rx} ${ry} ${turn} 1 0 ${short(dx)} ${short(dy)}`;
  return `M${short(cx - x)} ${short(cy - y)}${half(2 * x, 2 * y)}${half(-2 * x, -2 * y)}`;
}

/** Degrees of `rotate(a cx cy)` around the shape's own centre. */
function turnOf(transform: string | undefined, cx: string, cy: string): number {
  if (!transform) return 0;
  const [, turn, x, y] = /^rotate\((\S+) (\S+) (\S+)\)$/.exec(transform) ?? [];
  if (!turn || x !== cx || y !== cy) throw new Error(`A transform that is no turn in place: ${transform}`);
  return Number(turn);
}

/** The shapes of a picture. Throws for whatever would be lost. */
export function shapesOf(body: string): Shape[] {
  const fills: string[] = [];
  return [...body.matchAll(TAG)].flatMap(([whole, closes, tag, text = '']): Shape[] => {
    const { fill, ...rest } = Object.fromEntries(
      [...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, ...pair]) => pair),
    ) as Record<string, string>;
    if (tag === 'g') {
      if (closes) fills.pop();
      else fills.push(fill ?? fills.at(-1) ?? '#000');
      if (Object.keys(rest).length > 0) throw new Error(`A group with ${Object.keys(rest).join()}: ${whole}`);
      return [];
    }
    const color = fill ?? fills.at(-1) ?? '#000';
    const { d, cx, cy, r, rx = r, ry = r, transform, ...more } = rest;
    if (Object.keys(more).length > 0) throw new Error(`A shape with ${Object.keys(more).join()}: ${whole}`);
    if (tag === 'path' && d && !transform) return [[color, d]];
    if ((tag === 'circle' || tag === 'ellipse') && cx && cy) {
      return [[color, ellipse(Number(cx), Number(cy), Number(rx), Number(ry), turnOf(transform, cx, cy))]];
    }
    throw new Error(`A ${tag}: ${whole}`);
  });
}

/** The text of a preset's module. */
export function packModule(preset: keyof typeof PRESETS): string {
  const lines = Object.keys(PRESETS[preset]).map((id) => {
    const { body } = icons.icons[PICTURES[id]!]!;
    return `  ${id}: ${JSON.stringify(shapesOf(body)).replaceAll('"', "'")},`;
  });
  return [
    '/*! Fluent Emoji, (c) Microsoft Corporation, MIT License (NOTICES.md). Written by scripts/reaction-icons.ts. */',
    "import type { IconPack } from '../icon-packs.ts';",
    '',
    'export const icons: IconPack = {',
    ...lines,
    '};',
    '',
  ].join('\n');
}

/** Where a preset's module is. */
export const packPath = (preset: string): string =>
  fileURLToPath(new URL(`../src/elements/reaction-bar/icons/${preset}.ts`, import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const preset of Object.keys(PRESETS) as (keyof typeof PRESETS)[]) {
    mkdirSync(dirname(packPath(preset)), { recursive: true });
    writeFileSync(packPath(preset), packModule(preset));
  }
}
