import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type RedisNode, startRedis, startRedisCluster } from '../../server/test/engines/redis.ts';
import { startPostgresEngine } from '../../test/engines/postgres.ts';
import { pgbenchFloor, redisFloor } from './floors.ts';
import type { StorageName } from './options.ts';

/** What servers keep their rows in, empty and ready. All that it acknowledges is on the disk. */
export interface Engine {
  /** As `GAUNG_STORAGE` names it. */
  readonly storage: string;
  /** Its processes, without their children; none where it is within the server. */
  readonly pids: readonly number[];
  /** What it has taken of the disk, or of memory where it keeps all there, in bytes. */
  size(): Promise<number>;
  /** The engine's own load test; undefined where it has none, or it is not installed. */
  readonly floor?: (() => Promise<Floor | undefined>) | undefined;
  stop(): Promise<void>;
}

/** What an engine does where nothing of ours is between. */
export interface Floor {
  readonly tool: string;
  readonly rows: readonly FloorRow[];
}

export interface FloorRow {
  readonly name: string;
  readonly perSecond: number;
  /** CPU seconds that the engine spent in a second. */
  readonly cpu: number;
}

async function memory(): Promise<Engine> {
  return { storage: 'memory:', pids: [], size: async () => 0, stop: async () => {} };
}

async function sqlite(): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'gaung-load-'));
  const path = join(folder, 'gaung.sqlite');
  return {
    storage: `sqlite:${path}`,
    pids: [],
    async size() {
      const { DatabaseSync } = await import('node:sqlite');
      const db = new DatabaseSync(path, { readOnly: true });
      const { bytes } = db
        .prepare('select page_count * page_size as bytes from pragma_page_count, pragma_page_size')
        .get() as { bytes: number };
      db.close();
      return bytes;
    },
    stop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function postgres(): Promise<Engine> {
  const { host, port, user, password, database, remove } = await startPostgresEngine({ fsync: true });
  const client = new pg.Client({ host, port, user, password, database });
  await client.connect();
  const first = async (sql: string) => String(Object.values((await client.query(sql)).rows[0] as object)[0]);
  const pids = [Number.parseInt(await first("select pg_read_file('postmaster.pid')"), 10)];
  return {
    storage: `postgres://${user}:${password}@${host}:${port}/${database}`,
    pids,
    size: async () => Number(await first('select pg_database_size(current_database())')),
    floor: () => pgbenchFloor({ host, port, user, password, database, client, pids }),
    async stop() {
      await client.end();
      await remove();
    },
  };
}

const infoOf = async ({ client }: RedisNode, section: string, name: string) =>
  Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(await client.info(section))![1]);

/** @param masters Where the data are; replicas have the same once more. */
async function redisEngine(storage: string, nodes: readonly RedisNode[], masters: number): Promise<Engine> {
  const pids = await Promise.all(nodes.map((node) => infoOf(node, 'server', 'process_id')));
  return {
    storage,
    pids,
    async size() {
      const each = await Promise.all(
        nodes.slice(0, masters).map((node) => infoOf(node, 'memory', 'used_memory_dataset')),
      );
      return each.reduce((sum, bytes) => sum + bytes, 0);
    },
    floor: () => redisFloor(nodes[0]!.port, nodes.length > 1, pids),
    stop: async () => void (await Promise.all(nodes.map((node) => node.stop()))),
  };
}

async function redis(): Promise<Engine> {
  const node = await startRedis({}, tmpdir());
  return redisEngine(node.url, [node], 1);
}

/** Longer than a node of a busy machine may be silent. */
const NODE_TIMEOUT_MS = 15_000;

async function cluster(): Promise<Engine> {
  const { url, nodes } = await startRedisCluster({ 'cluster-node-timeout': NODE_TIMEOUT_MS }, tmpdir());
  // As deploy/compose.valkey.yaml has it: what is acknowledged outlives a master.
  return redisEngine(`${url}/?replicas=1`, nodes, nodes.length / 2);
}

const STARTERS: Readonly<Record<StorageName, () => Promise<Engine>>> = { memory, sqlite, postgres, redis, cluster };

/** @throws {Error} where it does not start. */
export const startEngine = (name: StorageName): Promise<Engine> => STARTERS[name]();
