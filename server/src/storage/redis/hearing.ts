import type { PageKey } from 'gaung/contract';
import { Redis } from 'ioredis';
import type { Listeners } from '../listeners.ts';
import type { Calls } from './calls.ts';
import { connectionOptions } from './connect.ts';
import type { Engine } from './engine.ts';
import { ALL_GROUPS } from './keys.ts';
import type { RedisAddress } from './url.ts';

/** How often it is looked at which node has which groups, in ms: a failover or a move of slots changes it. */
const LOOK_EVERY_MS = 1000;

interface Heard {
  readonly from: string;
  readonly n: number;
  readonly keys: readonly PageKey[];
}

interface Ear {
  /** What it is to hear, by the names of the groups. */
  readonly groups: string;
  readonly redis: Redis;
}

/**
 * Hears what all servers change, by a connection to each master. Whenever one is lost, or a group goes to another node,
 * anything may have changed meanwhile: then all is told.
 */
export interface Hearing {
  close(): void;
}

export async function createHearing(
  engine: Engine,
  address: RedisAddress,
  { calls, listeners }: { readonly calls: Calls; readonly listeners: Listeners },
): Promise<Hearing> {
  const ears = new Map<string, Ear>();
  const channel = (group: number) => `${engine.base(group)}changed`;
  const { publish } = engine;

  function hear(text: string): void {
    const { from, n, keys } = JSON.parse(text) as Heard;
    if (calls.isNews(from, n, keys)) listeners.tell(new Set(keys));
  }

  /** Which groups are heard at which node. Without shards any node tells of the whole cluster. */
  function wanted(): Map<string, number[]> {
    const byNode = new Map<string, number[]>();
    const only = publish === 'PUBLISH' ? engine.masters()[0]?.name : undefined;
    for (const group of ALL_GROUPS) {
      const name = only ?? engine.masterOf(group);
      if (name === undefined) continue;
      byNode.set(name, [...(byNode.get(name) ?? []), group]);
    }
    return byNode;
  }

  async function open(name: string, groups: readonly number[]): Promise<void> {
    const at = name.lastIndexOf(':');
    const redis = new Redis({
      ...connectionOptions(address, 0),
      ...{ host: name.slice(0, at), port: Number(name.slice(at + 1)), db: 0 },
      // Nothing may come for hours. A connection that died without a word is found by the ping below.
      autoResubscribe: false,
    });
    ears.set(name, { groups: groups.join(), redis });
    redis.on('error', () => {});
    redis.on(publish === 'SPUBLISH' ? 'smessage' : 'message', (_, text: string) => hear(text));
    // A slot that leaves this node takes its channels along.
    redis.on('end', () => drop(name, redis));
    redis.on('close', () => drop(name, redis));
    const channels = groups.map(channel);
    try {
      await redis.connect();
      if (publish === 'SPUBLISH') await Promise.all(channels.map((one) => redis.ssubscribe(one)));
      else await redis.subscribe(...channels);
    } catch (error) {
      drop(name, redis);
      throw error;
    }
  }

  function drop(name: string, redis: Redis): void {
    if (ears.get(name)?.redis !== redis) return;
    ears.delete(name);
    redis.disconnect();
  }

  /** Opens what is missing. Returns whether anything was. */
  async function look(): Promise<boolean> {
    const now = wanted();
    for (const [name, { groups, redis }] of ears) if (now.get(name)?.join() !== groups) drop(name, redis);
    const missing = [...now].filter(([name]) => !ears.has(name));
    await Promise.all(missing.map(([name, groups]) => open(name, groups)));
    return missing.length > 0;
  }

  async function ping(): Promise<void> {
    await Promise.all([...ears].map(([name, { redis }]) => redis.ping().catch(() => drop(name, redis))));
  }

  let isLooking = false;
  const timer = setInterval(async () => {
    if (isLooking) return;
    isLooking = true;
    try {
      await ping();
      if (await look()) listeners.tell('all');
    } catch {
      // It is tried again.
    } finally {
      isLooking = false;
    }
  }, LOOK_EVERY_MS);
  timer.unref();

  function close(): void {
    clearInterval(timer);
    for (const [name, { redis }] of ears) drop(name, redis);
  }

  try {
    await look();
  } catch (error) {
    close();
    throw error;
  }
  return { close };
}
