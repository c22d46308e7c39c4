import { observeStorage } from '../observe-storage.ts';
import { type Storage, StorageError, StorageRefusal } from '../storage/storage.ts';
import type { Metrics } from './metrics.ts';

/** The same storage; what it cannot do is counted, by the method's name. */
export const countFailures = (storage: Storage, metrics: Metrics): Storage =>
  observeStorage(storage, {
    failed(operation, error) {
      if (error instanceof StorageError && !(error instanceof StorageRefusal)) metrics.storageFailed(operation);
    },
  });
