import { type Measured, needsOf, SHAPES, type Shaped } from '../model/needs.ts';
import { ASSUMED, BUCKETS_OF_A_COUNT, rowsADay, trafficOf } from '../model/traffic.ts';
import { figure, markdownTable, percent } from './markdown.ts';
import { readResult } from './results.ts';

/** Views a day that are looked at. */
const VIEWS = [10e6, 100e6, 1e9];
const NAMES: Readonly<Record<Shaped, string>> = {
  sqlite: 'SQLite',
  postgres: 'PostgreSQL',
  cluster: 'Redis Cluster',
};

/** A large number by its thousands: `1.2 G`. */
function short(number: number, unit = ''): string {
  const [by, letter] = (
    [
      [1e12, 'T'],
      [1e9, 'G'],
      [1e6, 'M'],
      [1e3, 'k'],
    ] as const
  ).find(([by]) => number >= by) ?? [1, ''];
  return `${figure(number / by)} ${letter}${unit}`.trim();
}
const bytes = (number: number) => short(number, 'B');

export function assumptionFigures(): string {
  const { peak, readsPerView, cdn, reactions, shares, known, stories, countsPerStory, hot, utilisation } = ASSUMED;
  const rows = [
    ['the busiest second, beside an average one', `${peak} ×`],
    [
      'requests for counts for each view (an index, a list beside the story); an article’s own come with its view',
      figure(readsPerView),
    ],
    ['of them answered by a CDN (`s-maxage=5`); no write is', percent(cdn)],
    ['views that lead to a reaction, to a share', `${percent(reactions)}, ${(100 * shares).toFixed(1)} %`],
    ['views by readers who have a token: a last view is kept for half an hour', percent(known)],
    ['stories that come out in a day', figure(stories)],
    ['counts of a story: views, and each reaction and network that somebody chose', figure(countsPerStory)],
    ['buckets of a count, while the story is in rankings: eight days', figure(BUCKETS_OF_A_COUNT)],
    ['views of the busiest second that are on one page', percent(hot)],
    ['of each core that is planned for; the rest is for what nobody foresaw', percent(utilisation)],
    [
      'of a shard of PostgreSQL: cores, bytes',
      `${SHAPES.postgres.coresOfShard}, ${bytes(SHAPES.postgres.bytesOfShard)}`,
    ],
    [
      'of a master of Redis: cores, bytes of memory',
      `${SHAPES.cluster.coresOfShard}, ${bytes(SHAPES.cluster.bytesOfShard)}`,
    ],
  ];
  return markdownTable(['assumed', ''], rows);
}

export function trafficFigures(): string {
  const all = VIEWS.map((views) => trafficOf(views));
  const days = VIEWS.map((views) => rowsADay(views));
  const rows = [
    ['views a second, average', ...all.map(({ average }) => figure(average))],
    ['writes a second, peak', ...all.map(({ peakWrites }) => figure(peakWrites))],
    ['of them on one page', ...all.map(({ peakHot }) => figure(peakHot))],
    ['reads a second behind the CDN, peak', ...all.map(({ peakReads }) => figure(peakReads))],
    ['ids a day', ...days.map(({ id }) => short(id))],
    ['choices a day', ...days.map(({ vote }) => short(vote))],
    ['ids that are kept', ...all.map(({ rows }) => short(rows.id))],
    ['choices after a year', ...all.map(({ rows }) => short(rows.vote))],
    ['last views, peak', ...all.map(({ rows }) => short(rows.lastView))],
    ['counts in buckets', ...all.map(({ rows }) => short(rows.bucket))],
    ['pages after a year', ...all.map(({ rows }) => short(rows.page))],
  ];
  return markdownTable(['', ...VIEWS.map((views) => `${short(views)} views a day`)], rows);
}

/** What was measured with the most servers side by side. */
function measured(name: Shaped): Measured {
  const { results } = readResult('rows');
  const run = readResult(`load-${name}`).runs.at(-1)!;
  return { run, bytes: results[name === 'cluster' ? 'redis' : name] };
}

export function needsFigures(): string {
  const rows = VIEWS.flatMap((views) =>
    (Object.keys(SHAPES) as Shaped[]).map((name) => {
      const shape = SHAPES[name];
      const needs = needsOf(trafficOf(views), measured(name), shape);
      return [
        `${short(views)}, ${NAMES[name]}`,
        figure(needs.servers),
        needs.engineCores > 0 ? figure(needs.engineCores) : '',
        figure(needs.hotCores),
        bytes(needs.bytesOf.id),
        bytes(needs.bytesOf.vote),
        bytes(needs.bytes),
        figure(needs.shards),
        bytes(needs.bytes * shape.copies),
        needs.limits.length > 0 ? `**no**: ${needs.limits.join(', ')}` : 'yes',
      ];
    }),
  );
  const head = [
    'views a day',
    'servers',
    'engine’s cores',
    'for one page',
    'of ids',
    'of choices',
    'after a year',
    'shards',
    'with copies',
    'fits',
  ];
  return markdownTable(head, rows);
}
