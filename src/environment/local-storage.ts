import { type KeyValueStorage, memoryStorage } from '../contract/index.ts';

/**
 * localStorage as a {@link KeyValueStorage}. What the browser refuses to keep (storage forbidden, full, a sandboxed
 * frame) is kept in memory instead, for as long as the page lives.
 */
export function browserStorage(): KeyValueStorage {
  const memory = memoryStorage();
  let local: Storage | undefined;
  try {
    local = globalThis.localStorage;
  } catch {
    // Even reading the property throws where storage is forbidden; memory stands in.
  }
  if (!local) return memory;
  const kept = local;
  return {
    get: (key) => memory.get(key) ?? kept.getItem(key) ?? undefined,
    set(key, value) {
      try {
        kept.setItem(key, value);
        memory.remove(key);
        return true;
      } catch {
        memory.set(key, value);
        return false;
      }
    },
    remove(key) {
      memory.remove(key);
      kept.removeItem(key);
    },
    keys: (prefix) => [
      ...new Set([...Object.keys(kept).filter((key) => key.startsWith(prefix)), ...memory.keys(prefix)]),
    ],
  };
}
