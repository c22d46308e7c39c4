import type { Kind } from './story.ts';

/** What became of a load, as it goes from process to process. Times are in ms. */
export interface Answers {
  /** Of all that were answered by 200. */
  readonly times: Readonly<Record<Kind, Float64Array>>;
  /** How many were not, by what came instead: a status, or how the connection broke. */
  readonly errors: Readonly<Record<string, number>>;
  /** Of all writes, those that are not in the times included. */
  readonly written: Written;
}

export interface Written {
  /** How many were acknowledged. */
  readonly acknowledged: number;
  /** Of how many nobody knows, because no answer came, or none that tells. */
  readonly unsure: number;
}

export interface Collector {
  /** @param outcome A status, or how the connection broke. @param ms Undefined where it is not to count in the times. */
  ended(kind: Kind, outcome: string, ms?: number): void;
  collected(): Answers;
}

export function collector(): Collector {
  const times: Record<Kind, number[]> = { read: [], write: [] };
  const errors: Record<string, number> = {};
  const written = { acknowledged: 0, unsure: 0 };
  return {
    ended(kind, outcome, ms) {
      const isWell = outcome === '200';
      if (kind === 'write') written[isWell ? 'acknowledged' : 'unsure']++;
      if (ms === undefined) return;
      if (isWell) times[kind].push(ms);
      else errors[outcome] = (errors[outcome] ?? 0) + 1;
    },
    collected: () => ({
      times: { read: Float64Array.from(times.read), write: Float64Array.from(times.write) },
      errors: { ...errors },
      written: { ...written },
    }),
  };
}

/** Those of several clients as if they were one's. */
export function together(all: readonly Answers[]): Answers {
  const times = (kind: Kind) => Float64Array.from(all.flatMap((one) => [...one.times[kind]]));
  const errors: Record<string, number> = {};
  for (const one of all)
    for (const [why, count] of Object.entries(one.errors)) errors[why] = (errors[why] ?? 0) + count;
  const sum = (name: keyof Written) => all.reduce((so, { written }) => so + written[name], 0);
  return {
    times: { read: times('read'), write: times('write') },
    errors,
    written: { acknowledged: sum('acknowledged'), unsure: sum('unsure') },
  };
}

/** How long readers waited, in ms: so long at most that part of them. */
export interface Latency {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly p999: number;
}

/** The least time that at least that part took no longer than (nearest rank); 0 of none. */
export function latency(times: Float64Array): Latency {
  const sorted = times.toSorted();
  const at = (part: number) => Math.round((sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0) * 100) / 100;
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), p999: at(0.999) };
}
