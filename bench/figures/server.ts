import { type Figures, perCpu } from '../server/measure.ts';
import { figure, markdownTable, percent, yesOrNo } from './markdown.ts';
import { madeText, type ServerResult } from './results.ts';

/** The least that Waline's speed is to be multiplied by. */
const WALINE_GOAL = 20;
/** The most memory with 10,000 who watch, in MB. */
const LIVE_GOAL = 512;

const goalOf = (goal: number | undefined, isReached: boolean | undefined) =>
  goal === undefined ? '' : `≥ ${percent(goal)}: ${yesOrNo(isReached === true)}`;
const load = ({ p50, p99, cpu, memory }: Figures) => [`${figure(p50)} / ${figure(p99)}`, ...[cpu, memory].map(figure)];

/** What `npm run bench:server` has kept of single servers, for docs/performance.md. */
export function serverFigures(result: ServerResult): string {
  const rows = result.results.map(({ row, bare, ours, ratio, ratioByCpu, goal, isReached }) => [
    row,
    ...[bare, ours].map(({ perSecond }) => figure(perSecond)),
    ...[ratio, ratioByCpu].map(percent),
    ...load(ours),
    goalOf(goal, isReached),
  ]);
  const head = ['row', 'bare, a second', 'ours, a second', 'of bare', 'by CPU', 'p50 / p99 ms', 'CPU', 'MB', 'goal'];
  return [madeText('server', result), markdownTable(head, rows)].join('\n\n');
}

export function liveFigures({ live }: ServerResult): string {
  const { subscribers, taps, half, last, worst, memory } = live!;
  const isGoal = subscribers >= 10_000;
  return (
    `${figure(subscribers)} readers watch one page, of a server that has just started: a tap has come to half of them after ` +
    `${figure(half)} ms and to the last after ${figure(last)} ms (median of ${taps} taps; at worst ${figure(worst)} ms). ` +
    `The server has ${memory.before} MB before them and ${memory.with} MB with them` +
    `${isGoal ? ` (goal: less than ${LIVE_GOAL}; ${yesOrNo(memory.with < LIVE_GOAL)})` : ''}.`
  );
}

/** What it has kept of a database of many pages beside one of few. */
export function manyFigures(name: string, result: ServerResult): string {
  const { pages: few } = result;
  const { pages, seconds, megabytes, memory, isMemoryDefault, results } = result.many!;
  const head = ['row', `${figure(few)}, a second`, `${figure(pages)}, a second`];
  const rows = results.map(({ row, few, many, ratio, goal, isReached }) => [
    row,
    ...[few, many].map(({ perSecond }) => figure(perSecond)),
    percent(ratio),
    percent(perCpu(many) / perCpu(few)),
    ...load(many),
    goalOf(goal, isReached),
  ]);
  return [
    `${madeText(name, result)} The database was made in ${figure(seconds)} s and has ${figure(megabytes)} MB; ` +
      `each server's \`GAUNG_MEMORY\` is ${figure(memory)} MiB${isMemoryDefault ? ', as it is on this machine where nobody says it' : ''}.`,
    markdownTable([...head, 'part', 'by CPU', 'p50 / p99 ms', 'CPU', 'MB', 'goal'], rows),
  ].join('\n\n');
}

export function walineFigures({ waline }: ServerResult): string {
  return markdownTable(
    ['row', 'Waline, a second', 'ours, a second', 'times', `≥ ${WALINE_GOAL}`],
    waline!.map(({ row, ours, theirs, times }) => [
      row,
      ...[theirs.perSecond, ours.perSecond, times].map(figure),
      yesOrNo(times >= WALINE_GOAL),
    ]),
  );
}
