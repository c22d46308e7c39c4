import type { Client, Target } from './processes.ts';
import type { Work } from './work.ts';

/** The figures of one server under one kind of load. */
export interface Figures {
  readonly perSecond: number;
  /** Time to an answer, in ms. */
  readonly p50: number;
  readonly p99: number;
  /** CPU seconds that the server's process spent in a second. */
  readonly cpu: number;
  /** Memory of the server's process afterwards, in MB. */
  readonly memory: number;
}

/** In ms: how long one round is counted, and before it is. */
const ROUND = { time: 1000, warmUp: 250 };
const ROUNDS = 3;
export const CONNECTIONS = 100;

/** A server, and what it is loaded with. */
export interface Loaded {
  readonly target: Target;
  readonly work: Work;
}

export interface MeasureOptions {
  /** How long each server is loaded before its first round, in ms. */
  readonly warmUp?: number;
}

/**
 * Loads each of some servers in turn, several rounds long: whatever else the machine does meets them alike. A server's
 * figures are those of its best round: what others do can only make it slower.
 */
export async function measure<Name extends string>(
  client: Client,
  loaded: Readonly<Record<Name, Loaded>>,
  { warmUp = 0 }: MeasureOptions = {},
): Promise<Record<Name, Figures>> {
  const names = Object.keys(loaded) as Name[];
  for (const name of warmUp > 0 ? names : []) await oneRound(client, loaded[name], 0, warmUp);
  const rounds = Object.fromEntries(names.map((name) => [name, [] as Figures[]])) as Record<Name, Figures[]>;
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) rounds[name].push(await oneRound(client, loaded[name], round + 1));
  }
  return Object.fromEntries(names.map((name) => [name, best(rounds[name])])) as Record<Name, Figures>;
}

async function oneRound(
  client: Client,
  { target, work }: Loaded,
  seed: number,
  warmUp: number = ROUND.warmUp,
): Promise<Figures> {
  const before = await target.usage();
  const begin = performance.now();
  const { requests, seconds, p50, p99 } = await client.load({
    ...{ port: target.port, connections: CONNECTIONS, work, seed },
    ...{ time: ROUND.time, warmUp },
  });
  const { cpu, memory } = await target.usage();
  const all = (performance.now() - begin) / 1000;
  return {
    perSecond: Math.round(requests / seconds),
    p50: rounded(p50),
    p99: rounded(p99),
    cpu: rounded((cpu - before.cpu) / all),
    memory: Math.round(memory / 1e6),
  };
}

const best = (rounds: readonly Figures[]) => rounds.reduce((a, b) => (b.perSecond > a.perSecond ? b : a));

/** About how many pages a MiB of a server's memory for them holds. */
const PAGES_PER_MIB = 7000;
/** Longer than it takes to ask for them all, in ms. */
const WARM_MS = 600_000;

/**
 * Asks once for all pages that a server has, or for as many of those that are read most as it has memory for: what one
 * that has run for a day remembers.
 *
 * @param memory In MiB.
 */
export async function warm(client: Client, { port }: Target, pages: number, memory: number): Promise<void> {
  const work: Work = { method: 'GET', pages: 100, urls: 'warm', among: Math.min(pages, memory * PAGES_PER_MIB) };
  await client.load({ port, connections: 10, work, seed: 1, warmUp: 0, time: WARM_MS });
}

/** How much of a processor's second a server's speed takes, in requests. */
export const perCpu = ({ perSecond, cpu }: Figures) => perSecond / cpu;

export const rounded = (number: number) => Math.round(number * 100) / 100;
