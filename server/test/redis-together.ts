/** Opens storages of one Redis together, as several servers do. */
import type { TestContext } from 'node:test';
import type { PageKey } from 'gaung/contract';
import { toolsFor } from '../../test/contracts/storage/tools.ts';
import { redisStorage } from '../src/storage/redis/redis.ts';
import type { StorageOptions } from '../src/storage/storage.ts';

let prefixes = 0;

/** What the keys of the last test begin with. */
export const prefix = (): string => `together-${prefixes}`;

/** Opens storages of one prefix. */
export function together(t: TestContext, url: string) {
  prefixes++;
  const own = prefix();
  return async (query = '', options: StorageOptions = {}) => {
    const storage = await redisStorage({ ...options, url: `${url}/?prefix=${own}${query}`, warn() {} });
    t.after(() => storage.close());
    const told: (PageKey[] | 'all')[] = [];
    storage.watch((pages) => told.push(pages === 'all' ? 'all' : [...pages].toSorted()));
    return { ...toolsFor(storage), told };
  };
}
