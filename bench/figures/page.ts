import { LABELS, type Row } from '../page/report.ts';
import { TITLES, type Variant } from '../page/variants.ts';
import { figure, markdownTable, yesOrNo } from './markdown.ts';
import { madeText, type PageResult } from './results.ts';

function groupTable({ kind, throttle, rows, timesTheFloor }: PageResult['groups'][number]): string {
  const variants = Object.keys(rows) as Variant[];
  const lines = (Object.entries(LABELS) as [keyof Row, string][]).map(([name, label]) => {
    const [ours, floor] = [rows.gaung![name], rows.floor![name]];
    const times = floor > 0 ? `${(ours / floor).toFixed(2)} ×` : '–';
    return [label.trim(), ...variants.map((one) => figure(rows[one]![name])), times];
  });
  const head = ['', ...variants.map((one) => TITLES[one]), 'Gaung / floor'];
  const { gaung, lit } = timesTheFloor;
  return [
    `**The ${kind} page, CPU ${throttle} ×**`,
    markdownTable(head, lines),
    'Beyond what the page takes without widgets, the main thread’s time is ' +
      `${figure(gaung!.beyondNone)} × the floor’s for Gaung and ${figure(lit!.beyondNone)} × for bare Lit.`,
  ].join('\n\n');
}

/** What `npm run bench:page` has kept, for docs/performance.md. */
export function pageFigures(result: PageResult): string {
  const { groups, heap, goals, browser } = result;
  const rows = [
    ['before', heap.before],
    [`after ${figure(heap.sets)} sets`, heap.after],
    [`after ${figure(2 * heap.sets)}`, heap.twice],
  ] as const;
  return [
    madeText('page', result, browser),
    ...groups.map(groupTable),
    `**${figure(heap.sets)} sets of the three elements added and removed**, after a first hundred`,
    markdownTable(
      ['', 'objects on the heap, MB', '× before', 'V8’s code, MB'],
      rows.map(([when, { objects, code }]) => [when, ...[objects, objects / heap.before.objects, code].map(figure)]),
    ),
    markdownTable(
      ['goal', 'figure', 'met'],
      goals.map(({ goal, figure: of, isMet }) => [goal, figure(of), yesOrNo(isMet)]),
    ),
  ].join('\n\n');
}
