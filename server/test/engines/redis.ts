/** Real Redis processes for tests: single nodes and a cluster, on free ports, in temporary folders. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from '../free-port.ts';

/** Why there can be no Redis in tests here; undefined where there can. */
export const redisMissing: string | undefined =
  spawnSync('redis-server', ['--version']).status === 0 ? undefined : 'redis-server is not installed';

export interface RedisNode {
  readonly port: number;
  /** `redis://127.0.0.1:PORT`. */
  readonly url: string;
  /** A connection of the test's own. */
  readonly client: Redis;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
  /** Starts it again, with what its files hold. */
  start(): Promise<void>;
  /** Stands still without closing anything, until `resume`. */
  pause(): void;
  resume(): void;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

/** Ports that were free, and that no other call of this process has got: a node may not listen on its own yet. */
const given = new Set<number>();
async function newPort(): Promise<number> {
  for (;;) {
    const port = await freePort();
    if (given.has(port)) continue;
    given.add(port);
    return port;
  }
}

/** A folder that is in memory, where there is one with some room. */
const MEMORY = '/dev/shm';

/**
 * Where the files are. What a process that is killed wrote is there all the same, and no test waits for a disk, at which six
 * nodes would queue.
 */
function place(): string {
  if (!existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize > 2 ** 30 ? MEMORY : tmpdir();
}

/** The settings by which nothing that is acknowledged is lost. */
const DURABLE = { appendonly: 'yes', appendfsync: 'always', save: '' };

/** Waits until something is so. */
export async function until(what: string, isSo: () => Promise<boolean> | boolean, ms = 20_000): Promise<void> {
  const end = performance.now() + ms;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`In ${ms} ms it did not happen: ${what}`);
    await delay(25);
  }
}

/**
 * @param settings Those of redis.conf, which go before the durable ones.
 * @param within Where its folder is made: on a disk, for whoever measures.
 */
export async function startRedis(
  settings: Readonly<Record<string, string | number>> = {},
  within: string = place(),
): Promise<RedisNode> {
  const folder = mkdtempSync(join(within, 'gaung-redis-'));
  const port = await newPort();
  const all = { ...DURABLE, bind: '127.0.0.1', port, dir: folder, 'enable-debug-command': 'local', ...settings };
  const args = Object.entries(all).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const client = new Redis({
    ...{ host: '127.0.0.1', port, lazyConnect: true, maxRetriesPerRequest: null, protocol: 2 },
    retryStrategy: () => 50,
    ...('requirepass' in settings && { password: String(settings['requirepass']) }),
  });
  client.on('error', () => {});
  let process: ChildProcess | undefined;

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = process;
    process = undefined;
    if (!ending) return;
    const ended = once(ending, 'exit');
    ending.kill(signal);
    if (signal !== 'SIGKILL') ending.kill('SIGCONT');
    await ended;
  }

  async function start(): Promise<void> {
    process = spawn('redis-server', args, { stdio: 'ignore' });
    if (client.status === 'wait') await client.connect().catch(() => {});
    await client.ping();
  }

  await start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    client,
    kill: () => end('SIGKILL'),
    start,
    pause: () => void process?.kill('SIGSTOP'),
    resume: () => void process?.kill('SIGCONT'),
    async stop() {
      client.disconnect();
      await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface RedisCluster {
  /** Three masters, then their three replicas, in that order at first. */
  readonly nodes: readonly RedisNode[];
  /** Names all nodes. */
  readonly url: string;
  /** The nodes that are masters now, as one of those that run sees it. */
  masters(): Promise<RedisNode[]>;
  /** Waits until all slots are served and each master has a replica. */
  healthy(): Promise<void>;
  stop(): Promise<void>;
}

const SLOTS = 16_384;

/**
 * @param settings Those of redis.conf for all nodes.
 * @param within As for {@link startRedis}.
 */
export async function startRedisCluster(
  settings: Readonly<Record<string, string | number>> = {},
  within?: string,
): Promise<RedisCluster> {
  const start = async () => {
    const common = { 'cluster-enabled': 'yes', 'cluster-port': await newPort(), 'cluster-node-timeout': 1500 };
    const quick = { 'cluster-replica-validity-factor': 0, 'repl-diskless-sync-delay': 0 };
    return startRedis({ ...common, ...quick, ...settings }, within);
  };
  const nodes = await Promise.all(Array.from({ length: 6 }, start));
  const [first, ...others] = nodes as [RedisNode, ...RedisNode[]];
  for (const [i, { client }] of nodes.slice(0, 3).entries()) {
    const [from, to] = [Math.ceil((SLOTS * i) / 3), Math.ceil((SLOTS * (i + 1)) / 3) - 1];
    await client.call('CLUSTER', 'ADDSLOTSRANGE', from, to);
    await client.call('CLUSTER', 'SET-CONFIG-EPOCH', i + 1);
  }
  for (const { port, client } of others) {
    const [, busPort] = await client.config('GET', 'cluster-port');
    await first.client.call('CLUSTER', 'MEET', '127.0.0.1', port, busPort!);
  }
  const known = async ({ client }: RedisNode) => (await linesOf(client)).length === nodes.length;
  await until('all nodes know each other', async () => (await Promise.all(nodes.map(known))).every(Boolean));
  for (const [i, { client }] of nodes.slice(3).entries()) {
    await client.call('CLUSTER', 'REPLICATE', String(await nodes[i]!.client.call('CLUSTER', 'MYID')));
  }

  /** The lines of CLUSTER NODES, as those see it that answer. */
  async function seen(): Promise<string[][]> {
    const answers = await Promise.all(
      nodes.map(async ({ client }) =>
        Promise.race([linesOf(client).catch(() => []), delay(500, [] as string[], { ref: false })]),
      ),
    );
    return answers.filter(({ length }) => length > 0);
  }

  const portOf = (line: string) => Number(/:(\d+)@/.exec(line)![1]);
  const isMaster = (line: string) => /\bmaster\b/.test(line) && !/fail|noaddr/.test(line) && / \d+-\d+/.test(line);

  const cluster: RedisCluster = {
    nodes,
    url: `redis://${nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}`,
    async masters() {
      const lines = (await seen())[0] ?? [];
      const ports = new Set(lines.filter(isMaster).map(portOf));
      return nodes.filter(({ port }) => ports.has(port));
    },
    async healthy() {
      await until('all slots are served, and each master has its replica', async () => {
        const states = await Promise.all(
          nodes.map(async ({ client }) =>
            Promise.race([client.cluster('INFO').catch(() => ''), delay(500, '', { ref: false })]),
          ),
        );
        if (!states.every((text) => text.includes('cluster_state:ok'))) return false;
        const masters = await cluster.masters();
        const infos = await Promise.all(masters.map(({ client }) => client.info('replication')));
        return masters.length === 3 && infos.every((info) => /slave0:.*state=online/.test(info));
      });
    },
    async stop() {
      await Promise.all(nodes.map((node) => node.stop()));
    },
  };
  await cluster.healthy();
  return cluster;
}

async function linesOf(client: Redis): Promise<string[]> {
  return String(await client.cluster('NODES'))
    .trim()
    .split('\n');
}
