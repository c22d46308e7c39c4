import type { StorageConfig } from './config.ts';
import { memoryStorage } from './storage/memory/memory.ts';
import { sqliteStorage } from './storage/sqlite/sqlite.ts';
import type { Storage, StorageOptions } from './storage/storage.ts';

export interface OpenOptions extends StorageOptions {
  /** How long to wait for another process's lock where there may be one, in ms. */
  readonly busyTimeout?: number;
}

/** Opens the storage that a configuration names, made where it is missing. @throws {StorageError} */
export async function openStorage(config: StorageConfig, options: OpenOptions = {}): Promise<Storage> {
  return config.kind === 'memory' ? memoryStorage(options) : sqliteStorage({ path: config.path, ...options });
}

/** As `GAUNG_STORAGE` says it. */
export function describeStorage(config: StorageConfig): string {
  return config.kind === 'memory' ? 'memory:' : `sqlite:${config.path}`;
}
