import type { StorageConfig } from './config.ts';
import { hidePassword } from './storage/hide-password.ts';
import { memoryStorage } from './storage/memory/memory.ts';
import { readPlace } from './storage/postgres/place.ts';
import { sqliteStorage } from './storage/sqlite/sqlite.ts';
import type { Storage, StorageOptions } from './storage/storage.ts';

export interface OpenOptions extends StorageOptions {
  /** How long to wait for another process's lock where there may be one, in ms. */
  readonly busyTimeout?: number;
  /** Is told what an operator should know of the storage; default: the console. */
  readonly warn?: (message: string) => void;
}

/**
 * Opens the storage that a configuration names, made where it is missing. What speaks to an engine is loaded where it is
 * asked for.
 *
 * @throws {StorageError}
 */
export async function openStorage(config: StorageConfig, options: OpenOptions = {}): Promise<Storage> {
  switch (config.kind) {
    case 'memory':
      return memoryStorage(options);
    case 'sqlite':
      return sqliteStorage({ path: config.path, ...options });
    case 'postgres': {
      const { postgresStorage } = await import('./storage/postgres/postgres.ts');
      return postgresStorage({ url: config.url, ...options });
    }
    case 'redis': {
      const { redisStorage } = await import('./storage/redis/redis.ts');
      return redisStorage({ url: config.url, ...options });
    }
  }
}

/** As `GAUNG_STORAGE` says it, without a password. */
export function describeStorage(config: StorageConfig): string {
  switch (config.kind) {
    case 'memory':
      return 'memory:';
    case 'sqlite':
      return `sqlite:${config.path}`;
    case 'postgres':
      return readPlace(config.url).name;
    case 'redis':
      return hidePassword(config.url);
  }
}
