import { type KeyValueStorage, memoryStorage } from '../contract/index.ts';
import { mayKeep, onConsent } from './privacy.ts';

/**
 * localStorage as a {@link KeyValueStorage}. What the browser refuses to keep (storage forbidden, full, a sandboxed
 * frame), or the page or its reader does not want to be kept, is kept in memory instead, for as long as the page lives.
 */
export function browserStorage(): KeyValueStorage {
  const memory = memoryStorage();
  /** What `work` gives, or `otherwise` where the browser refuses, as it may at any time. */
  const attempt = <T>(work: (local: Storage) => T, otherwise: T): T => {
    if (!mayKeep()) return otherwise;
    try {
      return work(globalThis.localStorage);
    } catch {
      return otherwise; // Even reading the property throws where storage is forbidden; memory stands in.
    }
  };
  const storage: KeyValueStorage = {
    get: (key) => memory.get(key) ?? attempt((local) => local.getItem(key), null) ?? undefined,
    set(key, value) {
      const isKept = attempt((local) => {
        local.setItem(key, value);
        return true;
      }, false);
      if (isKept) memory.remove(key);
      else memory.set(key, value);
      return isKept;
    },
    remove(key) {
      memory.remove(key);
      attempt((local) => local.removeItem(key), undefined);
    },
    keys(prefix) {
      const kept = attempt((local) => Object.keys(local), []).filter((key) => key.startsWith(prefix));
      return [...new Set([...kept, ...memory.keys(prefix)])];
    },
  };
  // What was done before the reader agreed is kept from then on. The page may ask for consent after this was made.
  onConsent(() => {
    for (const key of memory.keys('')) storage.set(key, memory.get(key)!);
  });
  return storage;
}
