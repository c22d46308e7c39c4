import type { Figures } from './measure.ts';

/** The middle one; of an even number, the upper of the two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

/** Rounds as much off as noise makes meaningless. */
export function rounded(value: number): number {
  const factor = value < 10 ? 1000 : 10;
  return Math.round(value * factor) / factor;
}

/** The median of each figure over all runs. */
export function mediansOf(runs: readonly Figures[]): Figures {
  const names = Object.keys(runs[0]!) as (keyof Figures)[];
  const entries = names.map((name) => [name, rounded(median(runs.map((run) => run[name])))] as const);
  return Object.fromEntries(entries) as unknown as Figures;
}
