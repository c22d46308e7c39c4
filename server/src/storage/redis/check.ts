import { StorageError } from '../storage.ts';
import type { Engine } from './engine.ts';
import { withinTime } from './engine.ts';
import { ALL_GROUPS } from './keys.ts';

/** How long a check may take, in ms. */
const CHECK_MS = 4000;

/**
 * A check that each master can take a durable write, and that the settings of each are right. One serves all who ask
 * meanwhile.
 */
export function redisCheck(engine: Engine, inspect: () => Promise<void>): () => Promise<void> {
  let checking: Promise<void> | undefined;

  async function check(): Promise<void> {
    const one = new Map<string, number>();
    for (const group of ALL_GROUPS) {
      const master = engine.masterOf(group);
      if (master === undefined) throw new StorageError('A part of the Redis Cluster has no master.');
      one.set(master, group);
    }
    await Promise.all(
      [...one.values()].map((group) => engine.write(group, ['set', `${engine.base(group)}checked`, '1'])),
    );
    await inspect();
  }

  return () => {
    checking ??= withinTime(check(), CHECK_MS).finally(() => {
      checking = undefined;
    });
    return checking;
  };
}
