import { hash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster, Redis } from 'ioredis';
import { StorageError } from '../storage.ts';
import { COMMAND_MS, type Connected } from './connect.ts';
import { isCut, isUnknownScript, isUntouched, toStorageError } from './errors.ts';
import { baseOf, GROUPS, slotOf } from './keys.ts';
import { type Command, createLanes } from './lanes.ts';
import type { RedisAddress } from './url.ts';

/** How long a command that did nothing is tried again, in ms: a failover in a cluster may be over by then. */
const PATIENCE_MS = 2500;
/** Between two attempts, in ms. */
const RETRY_MS = 50;

/** The slots of the groups: none changes while the process runs. */
const SLOTS = Array.from({ length: GROUPS }, (_, group) => slotOf(group));

/** A node that takes writes. */
export interface Master {
  /** `host:port`. */
  readonly name: string;
  readonly redis: Redis;
}

/** A Redis or a cluster of them, by groups of keys. All that it rejects with is a {@link StorageError}. */
export interface Engine extends Pick<Connected, 'isCluster' | 'publish'> {
  /** What the keys of a group begin with. */
  base(group: number): string;
  /**
   * Runs a script in a group, its `ARGV[1]` the group's base. What it resolves to is as durable as was asked for. Carried
   * out once or several times: where a connection ended, it is sent again.
   *
   * @param args Made anew for each time. `isRepeat`: it may have been carried out already.
   */
  run(script: string, group: number, args: (isRepeat: boolean) => readonly string[], key?: string): Promise<unknown>;
  /** The same of a single command, which is harmless when it is repeated. */
  write(group: number, command: Command): Promise<unknown>;
  /** Reads from the group's master. */
  read(group: number, command: Command): Promise<unknown>;
  masters(): Master[];
  /** The master of a group, by its name; undefined where a cluster has none. */
  masterOf(group: number): string | undefined;
  close(): void;
}

const shas = new Map<string, string>();
function shaOf(script: string): string {
  const known = shas.get(script) ?? hash('sha1', script);
  shas.set(script, known);
  return known;
}

export function createEngine(connected: Connected, { prefix, replicas, wait }: RedisAddress): Engine {
  const { client, reader, isCluster } = connected;
  const writes = createLanes(client, replicas > 0 ? { replicas, ms: wait } : undefined);
  const reads = reader === client ? writes : createLanes(reader);
  const base = (group: number) => baseOf(prefix, group);
  let isClosed = false;

  /** Tries while nothing was done, and where a connection ended. */
  async function persist(attempt: (isRepeat: boolean) => Promise<unknown>): Promise<unknown> {
    const end = performance.now() + PATIENCE_MS;
    let isRepeat = false;
    for (;;) {
      try {
        return await withinTime(attempt(isRepeat), COMMAND_MS + wait);
      } catch (error) {
        const isAgain = isUntouched(error) || isCut(error);
        if (!isAgain || isClosed || performance.now() > end) throw toStorageError('Redis failed.', error);
        isRepeat ||= isCut(error);
        if (isCluster) for (const one of [client, reader]) (one as Cluster).refreshSlotsCache();
      }
      await delay(RETRY_MS);
    }
  }

  async function runOnce(script: string, group: number, key: string, args: readonly string[]): Promise<unknown> {
    // No key has the second name. While a slot is moved to another node, a command one of whose keys is not there is
    // refused: so no script ever works on half of a page.
    const rest = [2, key, `${base(group)}never`, base(group), ...args];
    try {
      return await writes.send(SLOTS[group]!, ['evalsha', shaOf(script), ...rest]);
    } catch (error) {
      if (!isUnknownScript(error)) throw error;
      return writes.send(SLOTS[group]!, ['eval', script, ...rest]);
    }
  }

  return {
    ...connected,
    base,
    run: (script, group, args, key = `${base(group)}pages`) =>
      persist((isRepeat) => runOnce(script, group, key, args(isRepeat))),
    write: (group, command) => persist(() => writes.send(SLOTS[group]!, command)),
    read(group, command) {
      let times = 0;
      return persist(() => {
        // Then alone, so that the driver can follow a slot that is being moved.
        if (times++ > 0 && isCluster) return reader.call(command[0], ...command.slice(1).map(String));
        return reads.send(SLOTS[group]!, command);
      });
    },
    masters: () => mastersOf(connected),
    masterOf: (group) => (isCluster ? (client as Cluster).slots[SLOTS[group]!]?.[0] : mastersOf(connected)[0]!.name),
    close() {
      isClosed = true;
      client.disconnect();
      reader.disconnect();
    },
  };
}

function mastersOf({ reader, isCluster }: Connected): Master[] {
  const all = isCluster ? (reader as Cluster).nodes('master') : [reader as Redis];
  return all.map((redis) => ({ name: `${redis.options.host}:${redis.options.port}`, redis }));
}

/** @throws {StorageError} where it takes longer than `ms`. What was asked for may still happen. */
export function withinTime<Result>(work: Promise<Result>, ms: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    // A plain timer: one that is called off by a signal makes an error each time, which costs more than the command.
    const late = setTimeout(() => reject(new StorageError(`Redis did not answer in ${ms} ms.`)), ms);
    void work.then(resolve, reject).finally(() => clearTimeout(late));
  });
}
