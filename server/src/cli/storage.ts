import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { type Environment, readConfig, type StorageConfig } from '../config.ts';
import { openStorage } from '../open-storage.ts';
import type { Storage } from '../storage/storage.ts';
import { CommandError, UsageError } from './errors.ts';

/** How long to wait for a server that is writing, in ms. */
const BUSY_TIMEOUT_MS = 30_000;

export interface StorageFlags {
  readonly storage?: string;
}

/** A command that works on the storage itself. */
export function storageCommand(parent: Command, nameAndArguments: string, description: string): Command {
  return parent
    .command(nameAndArguments)
    .description(description)
    .option('--storage <WHERE>', 'where the counts are (GAUNG_STORAGE; default: sqlite:data/gaung.sqlite)');
}

/** What the flag or the environment names. @throws {ConfigError} @throws {UsageError} for one that keeps nothing. */
export function storageConfig({ storage }: StorageFlags, { GAUNG_STORAGE }: Environment): StorageConfig {
  const config = readConfig({ GAUNG_STORAGE }, { GAUNG_STORAGE: storage }).storage;
  if (config.kind !== 'memory') return config;
  throw new UsageError(
    'memory: is empty in every process. Name the database, such as --storage sqlite:data/gaung.sqlite',
  );
}

/**
 * Works on the storage, and closes it whatever happens.
 *
 * @param canMake Whether a storage may be made where there is none: else a mistyped path would be an empty one.
 * @throws {CommandError} where there is none.
 */
export async function withStorage<Result>(
  config: StorageConfig,
  work: (storage: Storage) => Promise<Result>,
  canMake = false,
): Promise<Result> {
  if (!canMake && config.kind === 'sqlite' && !existsSync(config.path)) {
    throw new CommandError(`There is no database at ${config.path}. Say --storage sqlite:PATH, or set GAUNG_STORAGE.`);
  }
  const storage = await openStorage(config, { busyTimeout: BUSY_TIMEOUT_MS });
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}
