import type { Storage } from './storage/storage.ts';

/** Hears what becomes of each call. */
export interface StorageObserver {
  /** @param operation The method that failed. */
  failed?(operation: string, error: unknown): void;
  succeeded?(operation: string): void;
}

/**
 * The same storage, looked at from outside: no storage has to care who counts or logs its failures. What servers share
 * is looked at as well, as `shared.add` and so on.
 */
export function observeStorage(storage: Storage, observer: StorageObserver): Storage {
  const { shared } = storage;
  return {
    ...observeMethods(storage, '', observer),
    ...(shared && { shared: observeMethods(shared, 'shared.', observer) }),
  };
}

function observeMethods<Observed extends object>(
  object: Observed,
  prefix: string,
  { failed, succeeded }: StorageObserver,
): Observed {
  const methods = Object.entries(object).map(([name, method]: [string, unknown]) => {
    if (typeof method !== 'function') return [name, method];
    const operation = `${prefix}${name}`;
    const observed = (...args: unknown[]) => {
      const result: unknown = method.apply(object, args);
      if (!(result instanceof Promise)) return result;
      // Beside whoever waits for it, and before: they have no more turns to wait for than without us.
      result.then(
        () => succeeded?.(operation),
        (error: unknown) => failed?.(operation, error),
      );
      return result;
    };
    return [name, observed];
  });
  return Object.fromEntries(methods) as Observed;
}
