import type { Bytes } from '../load/rows.ts';
import type { Run } from '../load/run.ts';
import type { KindOfLoad } from '../load/story.ts';
import { ASSUMED, type Assumptions, type Rows, type Traffic } from './traffic.ts';

/** What was measured of a storage. */
export interface Measured {
  readonly run: Run;
  readonly bytes: Bytes;
}

/** How a storage grows. */
export interface Shape {
  /** Copies of all data, the first one included. */
  readonly copies: number;
  /** How many of them the engine had that was measured: what it spent, it spent for all of them. */
  readonly copiesMeasured: number;
  /** Of one shard of the engine: the most cores that it makes use of. */
  readonly coresOfShard: number;
  /** The most cores that work on one page at a time. */
  readonly coresOfPage: number;
  /** The most that one shard is to hold, in bytes. */
  readonly bytesOfShard: number;
  /** The most shards and the most servers there can be. */
  readonly mostShards: number;
  readonly mostServers: number;
}

const [GB, TB] = [1e9, 1e12];

/**
 * Sizes of machines that are common. A server, and a node of Redis, is one thread that does the work; PostgreSQL has as many
 * as there are connections, but one at a time works on the row of a page. A page is in one of 256 groups of keys, which are
 * what a cluster is shared out by.
 */
export const SHAPES = {
  sqlite: {
    copies: 1,
    copiesMeasured: 1,
    coresOfShard: 1,
    coresOfPage: 1,
    bytesOfShard: 1 * TB,
    mostShards: 1,
    mostServers: 1,
  },
  postgres: {
    copies: 2,
    copiesMeasured: 1,
    coresOfShard: 32,
    coresOfPage: 1,
    bytesOfShard: 4 * TB,
    mostShards: 1,
    mostServers: 64,
  },
  cluster: {
    copies: 2,
    copiesMeasured: 2,
    coresOfShard: 1,
    coresOfPage: 1,
    bytesOfShard: 32 * GB,
    mostShards: 256,
    mostServers: 64,
  },
} as const satisfies Record<string, Shape>;
export type Shaped = keyof typeof SHAPES;

/** What so much traffic needs of one storage. */
export interface Needs {
  /** Of the servers, and of the engine's shards all together, at the peak; copies not included. */
  readonly serverCores: number;
  readonly engineCores: number;
  /** Servers of one core each, as one process makes use of one. */
  readonly servers: number;
  readonly shards: number;
  /** After a year, one copy, in bytes. */
  readonly bytes: number;
  readonly bytesOf: Rows;
  /** What the busiest page takes alone. */
  readonly hotCores: number;
  /** Why it cannot be; empty where it can. */
  readonly limits: readonly string[];
}

/** CPU seconds for one request; of the engine 0, where it is within the server. */
function cost({ full }: Run, kind: KindOfLoad, of: 'servers' | 'engine'): number {
  const { perSecond, cpu } = full[kind];
  return cpu[of] / perSecond;
}

export function needsOf(
  traffic: Traffic,
  { run, bytes }: Measured,
  shape: Shape,
  { utilisation }: Assumptions = ASSUMED,
): Needs {
  const { peakWrites, peakReads, peakHot, rows } = traffic;
  const coresOf = (of: 'servers' | 'engine') =>
    (peakWrites * cost(run, 'writes', of) + peakReads * cost(run, 'reads', of)) / utilisation;
  const serverCores = coresOf('servers');
  const engineCores = coresOf('engine') / shape.copiesMeasured;
  const kinds = Object.keys(rows) as (keyof Rows)[];
  const bytesOf = Object.fromEntries(kinds.map((kind) => [kind, rows[kind] * bytes[kind]])) as unknown as Rows;
  const all = kinds.reduce((sum, kind) => sum + bytesOf[kind], 0);
  // A page is in one place: in the engine, or where there is none, in the server.
  const of = engineCores > 0 ? 'engine' : 'servers';
  const hotCores = (peakHot * cost(run, 'hot', of)) / utilisation / shape.copiesMeasured;
  const servers = Math.max(1, Math.ceil(serverCores));
  const shards = Math.max(1, Math.ceil(engineCores / shape.coresOfShard), Math.ceil(all / shape.bytesOfShard));
  const limits = [
    ...(servers > shape.mostServers ? [`${serverCores.toFixed(1)} cores of servers`] : []),
    ...(shards > shape.mostShards ? [`${shards} shards`] : []),
    ...(hotCores > shape.coresOfPage ? [`${hotCores.toFixed(1)} cores for one page`] : []),
  ];
  return { serverCores, engineCores, servers, shards, bytes: all, bytesOf, hotCores, limits };
}
