import { table } from '../table.ts';
import type { HeapFigures } from './heap.ts';
import type { Figures } from './measure.ts';
import { rounded } from './medians.ts';
import { type PageKind, TITLES, type Variant } from './variants.ts';

export type Row = Figures & {
  /** Compiling and evaluating the scripts, in ms; of traced runs. */
  readonly evaluation: number;
};

/** The medians of one page at one speed. */
export interface Group {
  readonly kind: PageKind;
  readonly throttle: number;
  readonly rows: Readonly<Partial<Record<Variant, Row>>>;
}

export interface Goal {
  readonly goal: string;
  readonly figure: number;
  readonly isMet: boolean;
}

export const LABELS: Readonly<Record<keyof Row, string>> = {
  task: 'main thread, ms',
  script: '  of it scripts',
  layout: '  of it layout',
  style: '  of it styles',
  evaluation: 'scripts compiled and evaluated, ms',
  painted: 'script there → elements painted, ms',
  counted: 'script there → numbers painted, ms',
  layouts: 'layouts',
  styles: 'style recalculations',
  longTasks: 'long tasks',
  longTaskTime: '  their time, ms',
  heap: 'heap after collection, MB',
  nodes: 'DOM nodes',
  requests: 'requests',
  countsRequests: '  of them for counts',
  interactionsRequests: '  of them interactions',
  shift: 'layout shift',
};

/** What the widgets cost: the main thread's time beyond that of the page without them. */
const beyondNone = (rows: Group['rows'], variant: Variant) => rows[variant]!.task - rows.none!.task;

/** How much of the floor's main-thread time a variant takes. */
export function ratiosOf(rows: Group['rows'], variant: Variant): { whole: number; beyondNone: number } {
  return {
    whole: rounded(rows[variant]!.task / rows.floor!.task),
    beyondNone: rounded(beyondNone(rows, variant) / beyondNone(rows, 'floor')),
  };
}

/** One group as a table, its figures beside each other and ours as a multiple of the floor's. */
export function printGroup({ kind, throttle, rows }: Group): void {
  const variants = Object.keys(rows) as Variant[];
  const lines = (Object.entries(LABELS) as [keyof Row, string][]).map(([name, label]) => {
    const [ours, floor] = [rows.gaung![name], rows.floor![name]];
    return [label, ...variants.map((one) => rows[one]![name]), floor > 0 ? `${(ours / floor).toFixed(2)} ×` : '–'];
  });
  const widgets = ['main thread without the page, ms', ...variants.map((one) => rounded(beyondNone(rows, one)))];
  lines.splice(1, 0, [...widgets, `${ratiosOf(rows, 'gaung').beyondNone.toFixed(2)} ×`]);
  const head = [`${kind} page, CPU ${throttle} ×`, ...variants.map((one) => TITLES[one]), 'Gaung / floor'];
  console.log(`\n${table(head, lines)}`);
}

/** The goals and whether they are met, by the medians. */
export function goalsOf(groups: readonly Group[], heap: HeapFigures): Goal[] {
  const goals: Goal[] = [];
  const atMost = (goal: string, figure: number, most: number) => goals.push({ goal, figure, isMet: figure <= most });
  for (const { kind, throttle, rows } of groups) {
    const ours = rows.gaung!;
    const where = `${kind} page, CPU ${throttle} ×`;
    atMost(`${where}: main thread ≤ 1.1 × the floor's`, ratiosOf(rows, 'gaung').whole, 1.1);
    atMost(`${where}: at most one request for counts`, ours.countsRequests, 1);
    if (kind === 'article') atMost(`${where}: no long task`, ours.longTasks, 0);
    atMost(`${where}: layout shift 0`, ours.shift, 0);
  }
  atMost(`objects on the heap after ${heap.sets} sets ≤ 1.02 × before`, rounded(heap.ratio), 1.02);
  return goals;
}

export function printHeap({ sets, before, after, twice }: HeapFigures): void {
  const rows = (
    [
      ['before', before],
      [`after ${sets} sets`, after],
      [`after ${2 * sets}`, twice],
    ] as const
  ).map(([when, { objects, code }]) => [when, ...[objects, objects / before.objects, code].map(rounded)]);
  console.log(`\n${table(['Heap', 'objects, MB', '× before', 'code, MB'], rows)}`);
}

export function printGoals(goals: readonly Goal[]): void {
  const rows = goals.map(({ goal, figure, isMet }) => [goal, String(figure), isMet ? 'yes' : 'no']);
  console.log(`\n${table(['Goal', 'figure', 'met'], rows)}`);
}
