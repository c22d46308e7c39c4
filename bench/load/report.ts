import { table } from '../table.ts';
import type { Floor } from './engines.ts';
import type { LoadOptions } from './options.ts';
import { BURST_TIMES, type Part, type Run } from './run.ts';
import { KINDS_OF_LOAD, type KindOfLoad } from './story.ts';

export type Asked = Omit<LoadOptions, 'as' | 'plot' | 'instances'>;

/** Requests for which a CPU second is spent, by the CPU seconds spent in a second; 0 where none is. */
export const perCpuSecond = (perSecond: number, cpu: number): number => (cpu > 0 ? Math.round(perSecond / cpu) : 0);

export const FULL_TITLES: Readonly<Record<KindOfLoad, string>> = {
  mix: 'the mix',
  reads: 'reads alone',
  writes: 'writes alone',
  hot: 'writes to one page',
};
const HEAD = ['', 'kind', 'a second', 'p50 ms', 'p90', 'p99', 'p99.9', 'errors'];

function rowsOf(name: string, { perSecond, read, write, errors }: Part): (string | number)[][] {
  const failed = Object.entries(errors).map(([why, count]) => `${count} × ${why}`);
  const kinds = Object.entries({ reads: read, writes: write }).filter(([, { p50 }]) => p50 > 0);
  return kinds.map(([kind, { p50, p90, p99, p999 }], at) => [
    ...(at === 0 ? [name, kind, perSecond] : ['', kind, '']),
    ...[p50, p90, p99, p999],
    at === 0 ? failed.join(', ') || 0 : '',
  ]);
}

/** What people look at: the parts of each run, what a CPU second does, and who saw what. */
export function loadTables(asked: Asked, runs: readonly Run[]): string {
  const parts = runs.flatMap(({ instances, full, rate, steady, burst }) => [
    ...KINDS_OF_LOAD.flatMap((kind) => rowsOf(`${instances} × full speed, ${FULL_TITLES[kind]}`, full[kind])),
    ...rowsOf(`${instances} × ${rate} readers a second`, steady),
    ...rowsOf(`${instances} × burst of ${BURST_TIMES} × that`, burst),
  ]);
  const cpu = runs.flatMap(({ instances, full }) =>
    KINDS_OF_LOAD.map((kind) => {
      const { perSecond, cpu } = full[kind];
      const { servers, engine, clients } = cpu;
      const per = [perCpuSecond(perSecond, servers), perCpuSecond(perSecond, engine)];
      return [`${instances} × full speed, ${FULL_TITLES[kind]}`, servers, engine, clients, ...per];
    }),
  );
  const seen = runs.map(({ instances, watched, written }) => [
    `${instances} ×`,
    ...[watched.readers, watched.taps, watched.seen.p50, watched.seen.p99, watched.seen.p999, watched.missed],
    ...[written.acknowledged, written.unsure, written.counted],
  ]);
  const seenHead = ['', 'watch', 'taps', 'p50 ms', 'p99', 'p99.9', 'missed', 'acknowledged', 'unsure', 'counted'];
  const cpuHead = ['CPU seconds in a second', 'servers', 'engine', 'clients', 'requests per server’s', 'per engine’s'];
  return [
    `${asked.storage}, ${asked.pages.toLocaleString('en')} pages, ${asked.seconds} s each; at full speed ${asked.connections} requests are under way`,
    table(HEAD, parts),
    table(cpuHead, cpu),
    table(seenHead, seen),
  ].join('\n\n');
}

/** What the engine does by itself. */
export function floorTable(floor: Floor | undefined): string {
  if (!floor) return 'No floor: the engine has no load test of its own here (pgbench, redis-benchmark).';
  return table(
    [`${floor.tool}, nothing of ours between`, 'a second', 'CPU', 'per CPU second'],
    floor.rows.map(({ name, perSecond, cpu }) => [name, perSecond, cpu, perCpuSecond(perSecond, cpu)]),
  );
}
