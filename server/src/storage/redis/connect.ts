import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { StorageError } from '../storage.ts';
import { isForbidden, toStorageError } from './errors.ts';
import type { RedisAddress } from './url.ts';

/** How long a command may take, in ms. */
export const COMMAND_MS = 5000;
/** How long a cluster may take to be ready at the start, in ms. */
const READY_MS = 6000;
/** A connection on which nothing comes for so long while something is waited for is given up, in ms. */
const SILENCE_MS = COMMAND_MS + 1000;

export type Client = Redis | Cluster;

/** What is found out at the start. */
export interface Connected {
  readonly client: Client;
  /** For reads: another one where writes wait for replicas, because a WAIT holds up all that comes after it. */
  readonly reader: Client;
  readonly isCluster: boolean;
  /** How changes are told to other servers: within the slot, or to the whole cluster by versions before 7. */
  readonly publish: 'SPUBLISH' | 'PUBLISH';
}

/** What all connections have in common. */
export function connectionOptions({ user, password, database, isEncrypted }: RedisAddress, patience: number) {
  return {
    ...(user && { username: user }),
    ...(password && { password }),
    ...(isEncrypted && { tls: {} }),
    db: database,
    protocol: 2,
    lazyConnect: true,
    connectTimeout: 3000,
    commandTimeout: COMMAND_MS + patience,
    socketTimeout: SILENCE_MS + patience,
    keepAlive: 10_000,
    // What was under way when a connection ended may have been carried out: who sent it decides what that means.
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    retryStrategy: (times: number) => Math.min(50 * times, 1000),
  } satisfies RedisOptions;
}

type ConnectionOptions = ReturnType<typeof connectionOptions>;

/**
 * Connects to the first host that answers, finds out what it is, and connects to all of a cluster.
 *
 * @throws {StorageError} where none answers; it says why.
 */
export async function connect(address: RedisAddress): Promise<Connected> {
  const options = connectionOptions(address, address.replicas > 0 ? address.wait : 0);
  let failure: unknown;
  for (const host of address.hosts) {
    const probe = new Redis({ ...options, ...host, retryStrategy: () => null, commandTimeout: COMMAND_MS });
    probe.on('error', (error) => {
      failure = error;
    });
    try {
      await probe.connect();
      await selectDatabase(probe, address);
      const { isCluster, publish } = await probeServer(probe, address);
      if (!isCluster && address.hosts.length > 1) {
        throw new StorageError(
          `Redis at ${host.host}:${host.port} is no cluster: name that host only. Each single Redis has counts of its own.`,
        );
      }
      const begin = async () => (isCluster ? connectCluster(address, options) : connectOne({ ...options, ...host }));
      const client = await begin();
      if (address.replicas === 0) return { client, reader: client, isCluster, publish };
      const reader = await begin().catch((error) => {
        client.disconnect();
        throw error;
      });
      return { client, reader, isCluster, publish };
    } catch (error) {
      if (error instanceof StorageError) throw error;
      failure = isVague(error) ? (failure ?? error) : error;
    } finally {
      probe.disconnect();
    }
  }
  const names = address.hosts.map(({ host, port }) => `${host}:${port}`).join(', ');
  throw toStorageError(`Redis cannot be used at ${names}.`, failure);
}

const isVague = (error: unknown) => error instanceof Error && error.message === 'Connection is closed.';

/** The driver says nothing of a database that is not there, and goes on in the first one. */
async function selectDatabase(probe: Redis, { database }: RedisAddress): Promise<void> {
  if (database === 0) return;
  try {
    await probe.select(database);
  } catch (error) {
    if (!isAboutDatabase(error)) throw error;
    const { host, port } = probe.options;
    throw toStorageError(
      `Redis at ${host}:${port} has no database ${database}: look at the number in GAUNG_STORAGE.`,
      error,
    );
  }
}

const isAboutDatabase = (error: unknown) =>
  error instanceof Error && /DB index|SELECT is not allowed/.test(error.message);

async function probeServer(probe: Redis, { hosts }: RedisAddress): Promise<Pick<Connected, 'isCluster' | 'publish'>> {
  const isCluster = await probe
    .info('cluster')
    .then((text) => text.includes('cluster_enabled:1'))
    .catch((error) => {
      if (isForbidden(error)) return hosts.length > 1;
      throw error;
    });
  const knowsShards = await probe
    .call('COMMAND', 'INFO', 'SPUBLISH')
    .then((found) => Array.isArray(found) && found[0] !== null)
    .catch(() => false);
  return { isCluster, publish: knowsShards ? 'SPUBLISH' : 'PUBLISH' };
}

async function connectOne(
  options: ConnectionOptions & { readonly host: string; readonly port: number },
): Promise<Redis> {
  const client = new Redis({ ...options, enableOfflineQueue: false });
  client.on('error', () => {}); // Who sent a command hears of it.
  try {
    await client.connect();
  } catch (error) {
    client.disconnect();
    throw error;
  }
  return client;
}

async function connectCluster({ hosts, isEncrypted }: RedisAddress, options: ConnectionOptions): Promise<Cluster> {
  const client = new Cluster([...hosts], {
    redisOptions: options,
    lazyConnect: true,
    enableOfflineQueue: false,
    slotsRefreshInterval: 5000,
    slotsRefreshTimeout: 2000,
    // By 0 a command whose connection ended is not sent again.
    retryDelayOnFailover: 0,
    clusterRetryStrategy: (times) => Math.min(50 * times, 1000),
    // Certificates are made out to names.
    ...(isEncrypted && { dnsLookup: (name, done) => done(null, name) }),
  });
  client.on('error', () => {});
  try {
    await readyInTime(client, hosts);
  } catch (error) {
    client.disconnect();
    throw error;
  }
  return client;
}

/** The driver tries for ever where a cluster is not ready, and says nothing: the start would hang. */
async function readyInTime(client: Cluster, hosts: RedisAddress['hosts']): Promise<void> {
  const names = hosts.map(({ host, port }) => `${host}:${port}`).join(', ');
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new StorageError(
      `The Redis Cluster at ${names} was not ready in ${READY_MS / 1000} seconds: look at "cluster info" of its nodes, and whether they are reached by the addresses in "cluster nodes".`,
    );
    timer = setTimeout(() => reject(error), READY_MS);
  });
  const connecting = client.connect();
  connecting.catch(() => {}); // When it is late, nobody waits for it any more.
  try {
    await Promise.race([connecting, late]);
  } finally {
    clearTimeout(timer);
  }
}
