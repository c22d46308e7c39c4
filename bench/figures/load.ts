import { STORAGES, type StorageName } from '../load/options.ts';
import { loadPlot } from '../load/plot.ts';
import { FULL_TITLES, perCpuSecond } from '../load/report.ts';
import { BURST_TIMES, type Part, type Run } from '../load/run.ts';
import { KINDS_OF_LOAD } from '../load/story.ts';
import { figure, markdownTable } from './markdown.ts';
import { type LoadResult, madeText, readResult } from './results.ts';

const results = (): [StorageName, LoadResult][] => STORAGES.map((name) => [name, readResult(`load-${name}`)]);

/** What is drawn beside the tables. */
export const scalePlot = (): string => loadPlot(results().map(([storage, { runs }]) => ({ storage, runs })));

const waits = ({ p50, p90, p99, p999 }: Part['read']) =>
  p50 === 0 ? '' : [p50, p90, p99, p999].map(figure).join(' / ');

function rowOf(name: string, { perSecond, read, write, errors }: Part): string[] {
  const failed = Object.values(errors).reduce((sum, count) => sum + count, 0);
  return [name, figure(perSecond), waits(read), waits(write), figure(failed)];
}

function runRows({ instances, full, rate, steady, burst }: Run): string[][] {
  return [
    ...KINDS_OF_LOAD.map((kind) => rowOf(`${instances} ×, ${FULL_TITLES[kind]}`, full[kind])),
    rowOf(`${instances} ×, ${figure(rate)} readers a second`, steady),
    rowOf(`${instances} ×, burst of ${BURST_TIMES} × that`, burst),
  ];
}

/** What `npm run load` has kept, for docs/scale.md: a table for each storage. */
export function loadFigures(): string {
  const head = ['servers, load', 'a second', 'reads: p50 / p90 / p99 / p99.9 ms', 'writes: the same', 'errors'];
  const seenHead = [
    'servers',
    'watch',
    'taps',
    'p50 / p90 / p99 / p99.9 ms',
    'missed',
    'acknowledged',
    'of it counted',
  ];
  return results()
    .flatMap(([name, result]) => [
      `**${name}**`,
      madeText(`load-${name}`, result),
      markdownTable(head, result.runs.flatMap(runRows)),
      'From a tap until a reader who watches saw it, and what readers were told is stored:',
      markdownTable(
        seenHead,
        result.runs.map(({ instances, watched, written }) => [
          `${instances} ×`,
          ...[watched.readers, watched.taps].map(figure),
          waits(watched.seen),
          ...[watched.missed, written.acknowledged, written.counted].map(figure),
        ]),
      ),
    ])
    .join('\n\n');
}

/** Requests for a CPU second: what carries over to other machines. */
export function cpuFigures(): string {
  const rows = results().flatMap(([name, { runs }]) =>
    runs.flatMap(({ instances, full }) =>
      KINDS_OF_LOAD.map((kind) => {
        const { perSecond, cpu } = full[kind];
        const { servers, engine, clients } = cpu;
        const each = [servers, engine].map((spent) => (spent > 0 ? figure(perCpuSecond(perSecond, spent)) : ''));
        return [`${name}, ${instances} ×, ${FULL_TITLES[kind]}`, ...[servers, engine, clients].map(figure), ...each];
      }),
    ),
  );
  const head = ['', 'servers', 'engine', 'clients', 'requests for a server’s second', 'for an engine’s second'];
  return markdownTable(head, rows);
}

/** What the engines do where nothing of ours is between. */
export function floorFigures(): string {
  const rows = results().flatMap(([name, { floor }]) =>
    (floor?.rows ?? []).map((row) => [
      `${name}: ${row.name}`,
      ...[row.perSecond, row.cpu, perCpuSecond(row.perSecond, row.cpu)].map(figure),
    ]),
  );
  const tools = results().flatMap(([name, { floor }]) => (floor ? [`${name} by ${floor.tool}`] : []));
  return [`${tools.join('; ')}.`, markdownTable(['', 'a second', 'CPU', 'for a CPU second'], rows)].join('\n\n');
}

const ROW_TITLES = {
  id: 'an interaction’s id, 8 days',
  vote: 'a choice of a visitor, for good',
  lastView: 'a last view, half an hour',
  bucket: 'a count in a bucket',
  page: 'a page with its first bucket',
};

/** What `npm run bench:rows` has kept. */
export function rowsFigures(): string {
  const result = readResult('rows');
  const { sqlite, postgres, redis } = result.results;
  const kinds = Object.keys(ROW_TITLES) as (keyof typeof ROW_TITLES)[];
  return [
    `${madeText('rows', result)} ${figure(result.rows)} of each.`,
    markdownTable(
      ['bytes of', 'SQLite', 'PostgreSQL', 'Redis, in memory'],
      kinds.map((kind) => [ROW_TITLES[kind], ...[sqlite, postgres, redis].map((bytes) => figure(bytes[kind]))]),
    ),
  ].join('\n\n');
}
