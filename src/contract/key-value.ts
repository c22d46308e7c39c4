/** A small synchronous store of text by key, such as localStorage. Never throws: what cannot be kept is forgotten. */
export interface KeyValueStorage {
  get(key: string): string | undefined;
  /** Whether it was kept: false where the browser refused (full, forbidden). */
  set(key: string, value: string): boolean;
  remove(key: string): void;
  /** All keys that begin with `prefix`. */
  keys(prefix: string): string[];
}

/** A {@link KeyValueStorage} that lasts as long as the page does. */
export function memoryStorage(map: Map<string, string> = new Map()): KeyValueStorage {
  return {
    get: (key) => map.get(key),
    set: (key, value) => {
      map.set(key, value);
      return true;
    },
    remove: (key) => void map.delete(key),
    keys: (prefix) => [...map.keys()].filter((key) => key.startsWith(prefix)),
  };
}
