import { setTimeout as delay } from 'node:timers/promises';
import type { PageCounts } from 'gaung/contract';
import { keyOf } from '../server/keys.ts';
import { ORIGIN } from '../server/work.ts';
import { type ServerProcess, startServer } from '../server-process.ts';
import { usageOf } from '../usage.ts';
import { type Answers, type Latency, latency, type Written } from './answers.ts';
import { type Clients, startClients } from './clients.ts';
import { bodyOf, connection } from './connections.ts';
import { createEnds } from './ends.ts';
import { type Engine, startEngine } from './engines.ts';
import type { LoadOptions } from './options.ts';
import { KINDS_OF_LOAD, type KindOfLoad, readRequest } from './story.ts';
import type { Watched } from './watch.ts';

/** CPU seconds that were spent in a second. */
export interface Cpu {
  readonly servers: number;
  readonly engine: number;
  readonly clients: number;
}

/** What came of one part of a run. */
export interface Part {
  /** Requests that were answered well, a second. */
  readonly perSecond: number;
  readonly read: Latency;
  readonly write: Latency;
  readonly errors: Readonly<Record<string, number>>;
}

export interface Run {
  readonly instances: number;
  readonly full: Readonly<Record<KindOfLoad, Part & { readonly cpu: Cpu }>>;
  /** Readers a second outside the burst. */
  readonly rate: number;
  readonly steady: Part;
  readonly burst: Part;
  /** Over the steady part and the burst together. */
  readonly cpu: Cpu;
  readonly watched: Watched;
  /** What readers were told is stored, and what then was. */
  readonly written: Written & { readonly counted: number };
}

const ENVIRONMENT = {
  GAUNG_ORIGINS: ORIGIN,
  GAUNG_RATE_LIMIT: 'off',
  GAUNG_BOTS: 'count',
  GAUNG_LIVE_CONNECTIONS: '999999',
};
/** Until caches are warm and code is compiled: most, in ms, and of the time that is measured. */
const WARM_UP = { most: 5000, part: 0.5 };
/** Without `--rate`: so much of what goes through at full speed, so that a burst comes to half of it. */
const PART_OF_FULL = 0.1;
export const BURST_TIMES = 5;
/** Of the second part: when the burst begins, and how long it is. */
const BURST = { from: 0.4, length: 0.2 };
/** Most pages of one request for counts. */
const MOST_PAGES = 100;

/** A whole run with so many servers side by side, on an engine of its own. @throws {Error} where something does not start. */
export async function run(options: LoadOptions, instances: number): Promise<Run> {
  const ends = createEnds();
  try {
    const engine = await startEngine(options.storage);
    ends.add(engine.stop);
    const servers: ServerProcess[] = [];
    for (let left = instances; left > 0; left--) {
      const server = await startServer({ ...ENVIRONMENT, GAUNG_STORAGE: engine.storage });
      ends.add(server.stop);
      servers.push(server);
    }
    const clients = await startClients(options.clients);
    ends.add(clients.stop);
    return await loaded(options, engine, servers, clients);
  } finally {
    await ends.stop();
  }
}

async function loaded(
  { seconds, connections, pages, live, ...options }: LoadOptions,
  engine: Engine,
  servers: readonly ServerProcess[],
  clients: Clients,
): Promise<Run> {
  const ports = servers.map(({ url }) => Number(new URL(url).port));
  const cpuOf = measuresCpu({ servers: servers.map(({ pid }) => pid), engine: engine.pids, clients: clients.pids });
  const time = seconds * 1000;
  const warmUp = Math.min(WARM_UP.most, time * WARM_UP.part);
  const common = { ports, connections, pages };

  const all: Written[] = [];
  const full: Partial<Record<KindOfLoad, Part & { cpu: Cpu }>> = {};
  for (const [at, kind] of KINDS_OF_LOAD.entries()) {
    const [answers, cpu] = await cpuOf(() => clients.fullSpeed({ ...common, kind, seed: 100 * at + 1, time, warmUp }));
    full[kind] = { ...partOf(answers, seconds), cpu };
    all.push(answers.written);
  }
  const rate = options.rate ?? Math.max(1, Math.round(full.mix!.perSecond * PART_OF_FULL));
  await delay(1000); // What full speed has left to do is not the next part's.

  const burst = { times: BURST_TIMES, from: time * BURST.from, length: time * BURST.length };
  const schedule = { rate, length: time, burst };
  const [[told, watched], cpu] = await cpuOf(() =>
    Promise.all([
      clients.frontPage({ ...common, seed: 1001, schedule }),
      clients.watch({ ports, readers: live, time }),
    ]),
  );
  all.push(told.steady.written, told.burst.written);
  const sum = (name: keyof Written) => all.reduce((so, written) => so + written[name], 0);
  return {
    instances: servers.length,
    full: full as Run['full'],
    rate,
    steady: partOf(told.steady, seconds * (1 - BURST.length)),
    burst: partOf(told.burst, seconds * BURST.length),
    cpu,
    watched,
    written: { acknowledged: sum('acknowledged'), unsure: sum('unsure'), counted: await countedIn(ports[0]!, pages) },
  };
}

function partOf({ times, errors }: Answers, seconds: number): Part {
  return {
    perSecond: Math.round((times.read.length + times.write.length) / seconds),
    read: latency(times.read),
    write: latency(times.write),
    errors,
  };
}

function measuresCpu(pids: Readonly<Record<keyof Cpu, readonly number[]>>) {
  const spent = (of: keyof Cpu) => pids[of].reduce((sum, pid) => sum + usageOf(pid).cpu, 0);
  const all = (): Cpu => ({ servers: spent('servers'), engine: spent('engine'), clients: spent('clients') });
  return async <Result>(work: () => Promise<Result>): Promise<[Result, Cpu]> => {
    const before = all();
    const begin = performance.now();
    const result = await work();
    const after = all();
    const seconds = (performance.now() - begin) / 1000;
    const part = (of: keyof Cpu) => Math.round(((after[of] - before[of]) / seconds) * 100) / 100;
    return [result, { servers: part('servers'), engine: part('engine'), clients: part('clients') }];
  };
}

/** All that is counted on the pages of the story. */
async function countedIn(port: number, pages: number): Promise<number> {
  const { ask, close } = await connection(port);
  let sum = 0;
  for (let first = 0; first < pages; first += MOST_PAGES) {
    const some = Array.from({ length: Math.min(MOST_PAGES, pages - first) }, (_, i) => first + i);
    const { bytes } = await ask(readRequest(some));
    const { counts } = bodyOf(bytes) as { counts: Record<string, PageCounts> };
    for (const page of some) {
      const { views = 0, shares = {}, reactions = {} } = counts[keyOf(page)]!;
      sum += views;
      for (const number of [...Object.values(shares), ...Object.values(reactions)]) sum += number;
    }
  }
  close();
  return sum;
}
