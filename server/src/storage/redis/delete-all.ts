import type { PageKey } from 'gaung/contract';
import type { Redis } from 'ioredis';
import { allKeys } from './all-pages.ts';
import type { Calls } from './calls.ts';
import type { Engine } from './engine.ts';
import { raiseFloors } from './floors.ts';
import { groupOf } from './keys.ts';
import { UNALIAS_LUA } from './lua/change.ts';
import { toPage } from './page-fields.ts';
import { findPage, highestFloor, readWhole } from './pages.ts';
import { holdPage, writePage } from './write-page.ts';

/** The highest version that readers may have seen. */
export async function highestVersion(engine: Engine): Promise<number> {
  let highest = await highestFloor(engine);
  for await (const key of allKeys(engine)) {
    highest = Math.max(highest, Number((await findPage(engine, key)).fields['v'] ?? 0));
  }
  return highest;
}

/**
 * Deletes all pages with their aliases and the interaction ids that they took. Each page goes in one step; versions of new
 * ones begin above it before.
 *
 * @param floor Above the versions of all.
 * @returns The keys that are gone.
 */
export async function deleteAll(engine: Engine, calls: Calls, floor: number): Promise<ReadonlySet<PageKey>> {
  const gone = new Set<PageKey>();
  await raiseFloors(engine, floor);
  for await (const key of allKeys(engine)) {
    for (let times = 0; ; times++) {
      await holdPage(engine, key, times);
      const before = await readWhole(engine, key);
      if (before.page['v'] === undefined) break;
      const page = toPage(key, before);
      if (page.version >= floor) await raiseFloors(engine, page.version + 1);
      if (!(await writePage(engine, calls, { key, before, after: undefined, floor }))) continue;
      for (const one of [key, ...page.aliases]) gone.add(one);
      await Promise.all([...page.aliases].map((alias) => removeAlias(engine, alias)));
      break;
    }
  }
  await Promise.all(engine.masters().map(({ redis }) => removeIds(redis, engine.base(0).split('{')[0]!)));
  return gone;
}

async function removeAlias(engine: Engine, alias: PageKey): Promise<void> {
  const name = `${engine.base(groupOf(alias))}p:${alias}`;
  const into = (await engine.read(groupOf(alias), ['hget', name, 'a'])) as string | null;
  if (into !== null) await engine.run(UNALIAS_LUA, groupOf(alias), () => [alias, into], name);
}

async function removeIds(redis: Redis, prefix: string): Promise<void> {
  let cursor = '0';
  do {
    const [next, keys] = await redis.scan(cursor, 'MATCH', `${prefix}{*}:i:*`, 'COUNT', 500);
    cursor = next;
    await Promise.all(keys.map((key) => redis.unlink(key)));
  } while (cursor !== '0');
}
