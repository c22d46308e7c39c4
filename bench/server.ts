/**
 * npm run bench:server: how fast the server answers and stores, beside a bare `node:http` server that sends the same
 * bytes or echoes what it gets.
 *
 * `--pages N` measures with a database of N pages, too; `--memory MIB` is the servers' `GAUNG_MEMORY`, instead of what they
 * take by themselves; `--live N` says how many readers watch; `--waline DIR` measures Waline where it is installed;
 * `--only TEXT` measures the rows with that text and keeps them only under a name of their own, `--as NAME`; by
 * `--cpu-prof DIR` with a profile of the server.
 */
import { parseArgs } from 'node:util';
import { keepResult } from './result.ts';
import { type Filled, fill } from './server/fill.ts';
import { CONNECTIONS, type Figures, measure, perCpu, rounded, warm } from './server/measure.ts';
import { startBare, startClient, type Target } from './server/processes.ts';
import { FEW, MANY_GOAL, type Result, ROWS } from './server/rows.ts';
import { rawAnswer } from './server/sample.ts';
import { startWaline, WALINE_READ, WALINE_WRITE } from './server/waline.ts';
import { ORIGIN } from './server/work.ts';
import { startServer } from './server-process.ts';
import { table } from './table.ts';

const { values } = parseArgs({
  options: {
    pages: { type: 'string' },
    memory: { type: 'string' },
    live: { type: 'string', default: '1000' },
    waline: { type: 'string' },
    only: { type: 'string' },
    as: { type: 'string' },
    'cpu-prof': { type: 'string' },
  },
});
const rows = ROWS.filter(({ name }) => name.includes(values.only ?? ''));
const ENVIRONMENT = {
  GAUNG_ORIGINS: ORIGIN,
  GAUNG_RATE_LIMIT: 'off',
  GAUNG_BOTS: 'count',
  GAUNG_MAX_PAGES: '999999999',
  GAUNG_LIVE_CONNECTIONS: '999999',
  ...(values.memory !== undefined && { GAUNG_MEMORY: values.memory }),
};
const TAPS = 5;
/** After that: until the answers that are asked for most are kept, as they are in a server that has run for a while. */
const MANY_WARM_UP_MS = 3000;

interface Ours extends Target {
  readonly filled: Filled;
  /** Most that it may take for counts that are ready to be sent, in MiB. */
  readonly memory: number;
  stop(): Promise<void>;
}

async function startOurs(pages: number): Promise<Ours> {
  let filled: Filled | undefined;
  const profiles = values['cpu-prof'];
  const { url, usage, stop, mostMemory } = await startServer(ENVIRONMENT, {
    prepare: (path) => {
      filled = fill(path, pages);
    },
    ...(profiles && { nodeFlags: ['--cpu-prof', `--cpu-prof-dir=${profiles}`] }),
  });
  return { port: Number(new URL(url).port), usage, stop, filled: filled!, memory: await mostMemory() };
}

const stops: (() => unknown)[] = [];
/** Stopped at the end, whatever comes. */
async function started<One extends { stop(): unknown }>(starting: Promise<One>): Promise<One> {
  const one = await starting;
  stops.unshift(() => one.stop());
  return one;
}

const percent = (part: number) => `${Math.round(part * 100)} %`;
const verdict = (ratio: number, goal: number) => (ratio >= goal ? `yes, ≥ ${percent(goal)}` : `NO, < ${percent(goal)}`);
const HEAD = ['', 'server', 'a second', 'p50 ms', 'p99 ms', 'CPU', 'MB'];
const cells = (who: string, { perSecond, p50, p99, cpu, memory }: Figures) => [who, perSecond, p50, p99, cpu, memory];

try {
  const client = await started(startClient());
  const bare = await started(startBare());
  const ours = await started(startOurs(FEW));

  const results: Result[] = [];
  for (const { name: row, work, goal } of rows) {
    await bare.answer(await rawAnswer(ours.port, work));
    const figures = await measure(client, { bare: { target: bare, work }, ours: { target: ours, work } });
    const ratio = rounded(figures.ours.perSecond / figures.bare.perSecond);
    const ratioByCpu = rounded(perCpu(figures.ours) / perCpu(figures.bare));
    results.push({ row, ...figures, ratio, ratioByCpu, ...(goal !== undefined && { goal, isReached: ratio >= goal }) });
  }
  console.log(`\n${CONNECTIONS} in flight, ${FEW.toLocaleString('en')} pages in the database\n`);
  console.log(
    table(
      [...HEAD, 'of bare', 'by CPU', 'goal'],
      results.flatMap(({ row, bare, ours, ratio, ratioByCpu, goal }) => [
        [row, ...cells('bare', bare), '', '', ''],
        [
          '',
          ...cells('ours', ours),
          percent(ratio),
          percent(ratioByCpu),
          goal === undefined ? '' : verdict(ratio, goal),
        ],
      ]),
    ),
  );

  let live: object | undefined;
  if (values.only === undefined || values.only === 'live') {
    const subscribers = Number(values.live);
    const fresh = await started(startOurs(FEW)); // What the rows above have left in memory is not the readers'.
    const before = await fresh.usage();
    let after = before;
    const { half, last, worst } = await client.live({ port: fresh.port, subscribers, taps: TAPS }, async () => {
      after = await fresh.usage();
    });
    const memory = { before: Math.round(before.memory / 1e6), with: Math.round(after.memory / 1e6) };
    live = { subscribers, taps: TAPS, half: rounded(half), last: rounded(last), worst: rounded(worst), memory };
    console.log(
      `\n${subscribers.toLocaleString('en')} readers watch one page: a tap has come to half of them after ${rounded(half)} ms, ` +
        `to the last after ${rounded(last)} ms (at worst ${rounded(worst)} ms). ` +
        `The server's memory: ${memory.before} MB before them, ${memory.with} MB with them.`,
    );
  }

  let many: object | undefined;
  if (values.pages !== undefined) {
    const more = await started(startOurs(Number(values.pages)));
    const { memory, filled: made } = more;
    const { pages, seconds, bytes } = made;
    const filled = { pages, seconds: rounded(seconds), megabytes: Math.round(bytes / 1e6) };
    await warm(client, ours, FEW, memory);
    await warm(client, more, pages, memory);
    const results = [];
    for (const { name: row, many } of rows) {
      if (!many) continue;
      const pair = { few: { target: ours, work: many(FEW) }, many: { target: more, work: many(pages) } };
      const figures = await measure(client, pair, { warmUp: MANY_WARM_UP_MS });
      const ratio = rounded(figures.many.perSecond / figures.few.perSecond);
      const ratioByCpu = rounded(perCpu(figures.many) / perCpu(figures.few));
      const isNew = row.includes('new');
      results.push({
        row,
        ...figures,
        ratio,
        ratioByCpu,
        ...(!isNew && { goal: MANY_GOAL, isReached: ratio >= MANY_GOAL }),
      });
    }
    many = { ...filled, memory, isMemoryDefault: values.memory === undefined, results };
    console.log(`\n${pages.toLocaleString('en')} pages, made in ${filled.seconds} s, ${filled.megabytes} MB\n`);
    console.log(
      table(
        [...HEAD, 'of few', 'by CPU', 'goal'],
        results.flatMap(({ row, few, many, ratio, ratioByCpu, goal }) => [
          [row, ...cells('few', few), '', '', ''],
          [
            '',
            ...cells('many', many),
            percent(ratio),
            percent(ratioByCpu),
            goal === undefined ? '' : verdict(ratio, goal),
          ],
        ]),
      ),
    );
  }

  let waline: object | undefined;
  if (values.waline === undefined) {
    console.log(
      '\nWaline was left out. To measure it: npm i @waline/vercel in a folder of its own, and --waline FOLDER.',
    );
  } else {
    const theirs = await started(startWaline(values.waline));
    const pairs = [
      ['GET 1, one URL', WALINE_READ],
      ['POST 1, one page', WALINE_WRITE],
    ] as const;
    const results = [];
    for (const [row, theirWork] of pairs) {
      const { work } = ROWS.find(({ name }) => name === row)!;
      const figures = await measure(client, {
        ours: { target: ours, work },
        theirs: { target: theirs, work: theirWork },
      });
      results.push({ row, ...figures, times: rounded(figures.ours.perSecond / figures.theirs.perSecond) });
    }
    waline = results;
    console.log(
      `\n${table(
        [...HEAD, 'times'],
        results.flatMap(({ row, ours, theirs, times }) => [
          [row, ...cells('Waline', theirs), ''],
          ['', ...cells('ours', ours), `${times} ×`],
        ]),
      )}`,
    );
  }

  if (values.only === undefined || values.as !== undefined)
    keepResult(values.as ?? 'server', { connections: CONNECTIONS, pages: FEW, results, live, many, waline });
} finally {
  for (const stop of stops) await stop();
}
