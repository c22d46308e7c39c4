import { execFile } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type pg from 'pg';
import { onPath } from '../../scripts/on-path.mjs';
import { usageOf } from '../usage.ts';
import type { Floor, FloorRow } from './engines.ts';

const run = promisify(execFile);

const CLIENTS = 32;
const SECONDS = 3;
const KEYS = 1000;

/** What was done, a second, and what of the CPU the engine took for it. */
async function measured(name: string, pids: readonly number[], work: () => Promise<number>): Promise<FloorRow> {
  const spent = () => pids.reduce((sum, pid) => sum + usageOf(pid).cpu, 0);
  const before = spent();
  const begin = performance.now();
  const perSecond = Math.round(await work());
  const seconds = (performance.now() - begin) / 1000;
  return { name, perSecond, cpu: Math.round(((spent() - before) / seconds) * 100) / 100 };
}

interface Postgres {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly client: pg.Client;
  readonly pids: readonly number[];
}

const PGBENCH_SCRIPTS = {
  'upsert of one row of 1,000': `\\set k random(1, ${KEYS})
    insert into floor values (:k, 1) on conflict (k) do update set n = floor.n + 1;`,
  'upsert of one row, always the same':
    'insert into floor values (1, 1) on conflict (k) do update set n = floor.n + 1;',
  'select of one row of 1,000': `\\set k random(1, ${KEYS})\n select n from floor where k = :k;`,
};

/** By pgbench, each statement a transaction of its own; undefined where it is not installed. */
export async function pgbenchFloor({ client, pids, password, ...at }: Postgres): Promise<Floor | undefined> {
  const program = onPath(['pgbench'], process.env) ?? globSync('/usr/lib/postgresql/*/bin/pgbench').at(-1);
  if (!program) return undefined;
  await client.query('create table floor (k bigint primary key, n bigint not null)');
  const folder = mkdtempSync(join(tmpdir(), 'gaung-pgbench-'));
  const file = join(folder, 'script.sql');
  const rows: FloorRow[] = [];
  for (const [name, script] of Object.entries(PGBENCH_SCRIPTS)) {
    writeFileSync(file, script.replaceAll(/\n +/g, '\n'));
    const args = ['-n', '-M', 'prepared', '-c', CLIENTS, '-j', 1, '-T', SECONDS, '-f', file];
    const to = ['-h', at.host, '-p', at.port, '-U', at.user, at.database];
    rows.push(
      await measured(name, pids, async () => {
        const env = { ...process.env, PGPASSWORD: password };
        const { stdout } = await run(program, [...args, ...to].map(String), { env });
        return Number(/^tps = ([\d.]+)/m.exec(stdout)![1]);
      }),
    );
  }
  rmSync(folder, { recursive: true });
  await client.query('drop table floor');
  return { tool: `pgbench, ${CLIENTS} clients`, rows };
}

/** How many of each: some seconds' worth. */
const REDIS_TESTS = { INCR: 40_000, GET: 200_000 };

/** By redis-benchmark; undefined where it is not installed. */
export async function redisFloor(
  port: number,
  isCluster: boolean,
  pids: readonly number[],
): Promise<Floor | undefined> {
  const program = onPath(['redis-benchmark', 'valkey-benchmark'], process.env);
  if (!program || !existsSync(program)) return undefined;
  const rows: FloorRow[] = [];
  for (const [test, many] of Object.entries(REDIS_TESTS)) {
    const args = ['-p', port, '-t', test.toLowerCase(), '-n', many, '-c', CLIENTS, '-r', KEYS, '--csv'];
    rows.push(
      await measured(`${test} of ${KEYS.toLocaleString('en')} keys`, pids, async () => {
        const { stdout } = await run(program, [...args, ...(isCluster ? ['--cluster'] : [])].map(String));
        return Number(new RegExp(`^"${test}[^"]*","([\\d.]+)"`, 'm').exec(stdout)![1]);
      }),
    );
  }
  return { tool: `redis-benchmark, ${CLIENTS} clients`, rows };
}
