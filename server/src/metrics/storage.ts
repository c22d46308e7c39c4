import { type Storage, StorageError, StorageRefusal } from '../storage/storage.ts';
import type { Metrics } from './metrics.ts';

/** The same storage; what it cannot do is counted, by the method's name. */
export function countFailures(storage: Storage, metrics: Metrics): Storage {
  const count = (operation: string) => (error: unknown) => {
    if (error instanceof StorageError && !(error instanceof StorageRefusal)) metrics.storageFailed(operation);
    throw error;
  };
  const methods = Object.entries(storage).map(([name, method]: [string, unknown]) => {
    if (typeof method !== 'function') return [name, method];
    const counting = (...args: unknown[]) => {
      const result: unknown = method.apply(storage, args);
      return result instanceof Promise ? result.catch(count(name)) : result;
    };
    return [name, counting];
  });
  return Object.fromEntries(methods) as Storage;
}
