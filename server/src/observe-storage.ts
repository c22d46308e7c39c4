import type { Storage } from './storage/storage.ts';

/** Hears what becomes of each call. */
export interface StorageObserver {
  /** @param operation The method that failed. */
  failed?(operation: string, error: unknown): void;
  succeeded?(operation: string): void;
}

/** The same storage, looked at from outside: no storage has to care who counts or logs its failures. */
export function observeStorage(storage: Storage, { failed, succeeded }: StorageObserver): Storage {
  const methods = Object.entries(storage).map(([name, method]: [string, unknown]) => {
    if (typeof method !== 'function') return [name, method];
    const observed = (...args: unknown[]) => {
      const result: unknown = method.apply(storage, args);
      if (!(result instanceof Promise)) return result;
      return result.then(
        (value: unknown) => {
          succeeded?.(name);
          return value;
        },
        (error: unknown) => {
          failed?.(name, error);
          throw error;
        },
      );
    };
    return [name, observed];
  });
  return Object.fromEntries(methods) as Storage;
}
