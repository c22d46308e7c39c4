// npm run bench:fake-votes: what 10,000 fake votes on one page cost one machine with one address.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { attack, type Loot } from './attacker.ts';
import { startServer } from './server-process.ts';

const VOTES = 10_000;
const CONNECTIONS = 32;
const ORIGIN = 'https://news.example';
const PAGE = 'news.example/a';

interface SetUp {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  /** When the attack is given up, in seconds. */
  readonly bound: number;
}

const SET_UPS: readonly SetUp[] = [
  { name: 'no limits (GAUNG_RATE_LIMIT=off)', env: { GAUNG_RATE_LIMIT: 'off' }, bound: 20 },
  { name: 'limits, as by default', env: {}, bound: 20 },
  { name: 'limits and proof of work (GAUNG_PROOF=on)', env: { GAUNG_PROOF: 'on' }, bound: 45 },
  {
    name: 'proof of work alone, as for any number of networks',
    env: { GAUNG_RATE_LIMIT: 'off', GAUNG_PROOF: 'on' },
    bound: 15,
  },
];

interface Result extends Loot {
  readonly setUp: string;
  /** Votes a second while they were taken. */
  readonly rate: number;
  /** How long 10,000 take, in seconds: measured, or by what is taken in a window. */
  readonly secondsForAll: number;
  readonly isExtrapolated: boolean;
  /** CPU seconds of the attacker for 10,000. */
  readonly cpuForAll: number;
  /** CPU seconds that the server spent. */
  readonly serverCpu: number;
}

async function measure({ name: setUp, env, bound }: SetUp): Promise<Result> {
  const server = await startServer({ GAUNG_ORIGINS: ORIGIN, ...env });
  try {
    const before = await server.cpu();
    const loot = await attack({
      ...{ url: server.url, origin: ORIGIN, page: PAGE },
      ...{ votes: VOTES, bound: bound * 1000, connections: CONNECTIONS },
    });
    const serverCpu = (await server.cpu()) - before;
    const counted = await votesOf(server.url);
    if (counted !== loot.taken) throw new Error(`The server took ${loot.taken} votes and counts ${counted}.`);
    const { taken, seconds, window } = loot;
    const rate = taken / seconds;
    // Whoever knows the limit waits until the window is over, and takes the next one.
    const secondsForAll =
      window === undefined ? VOTES / rate : Math.floor((VOTES - 1) / taken) * window + (VOTES % taken || taken) / rate;
    return {
      ...{ setUp, ...loot, rate, secondsForAll, isExtrapolated: taken < VOTES, serverCpu },
      cpuForAll: (loot.cpu / taken) * VOTES,
    };
  } finally {
    await server.stop();
  }
}

async function votesOf(url: string): Promise<number> {
  const { counts } = (await (await fetch(`${url}v1/counts?page=${PAGE}`)).json()) as {
    counts: Record<string, { reactions: { love?: number } }>;
  };
  return counts[PAGE]!.reactions.love ?? 0;
}

function time(seconds: number): string {
  if (seconds < 120) return `${seconds.toFixed(1)} s`;
  return seconds < 7200 ? `${(seconds / 60).toFixed(1)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

/** How many processes wanted the machine's cores in the minute before: others make the times longer, not the CPU. */
const [load] = loadavg();
const results: Result[] = [];
for (const setUp of SET_UPS) results.push(await measure(setUp));

console.log(`\n${VOTES.toLocaleString('en')} fake votes on one page from one address:\n`);
console.table(
  Object.fromEntries(
    results.map(({ setUp, taken, seconds, rate, refused, secondsForAll, isExtrapolated, cpuForAll, serverCpu }) => [
      setUp,
      {
        'got through': taken,
        'until the last': time(seconds),
        'a second': Math.round(rate),
        refused: Object.entries(refused)
          .map(([status, count]) => `${count} × ${status}`)
          .join(', '),
        '10,000 take': `${time(secondsForAll)}${isExtrapolated ? ' (extrapolated)' : ''}`,
        'and CPU': time(cpuForAll),
        "server's CPU": time(serverCpu),
      },
    ]),
  ),
);

const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
const folder = new URL('results/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(
  new URL('fake-votes.json', folder),
  `${JSON.stringify(
    {
      machine: {
        cpu: cpus()[0]?.model.trim(),
        cores: cpus().length,
        memory: totalmem(),
        platform: `${process.platform} ${process.arch}`,
        node: process.version,
        load,
      },
      date: new Date().toISOString(),
      commit: git('rev-parse', 'HEAD'),
      ...{ votes: VOTES, connections: CONNECTIONS, results },
    },
    (_, value: unknown) => (typeof value === 'number' ? Math.round(value * 1000) / 1000 : value),
    2,
  )}\n`,
);
