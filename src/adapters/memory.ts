import { type BackendAdapter, type KeyValueStorage, memoryStorage } from '../contract/index.ts';
import { ledger } from './ledger.ts';

export interface MemoryOptions {
  /** Names the backend: two that are not the same need names of their own on one page; default `memory`. */
  readonly id?: string;
  /** What several adapters of one test or page share; default: a storage of its own. */
  readonly storage?: KeyValueStorage;
  /** Who votes through this adapter; default `me`. */
  readonly visitor?: string;
  /** ms since 1970; default: the system's clock. */
  readonly now?: () => number;
}

/** A backend that lasts as long as the page: for tests, previews and playgrounds. */
export function memory({
  id = 'memory',
  storage = memoryStorage(),
  visitor = 'me',
  now = Date.now,
}: MemoryOptions = {}): BackendAdapter {
  return ledger({ id, storage, visitor, now });
}
