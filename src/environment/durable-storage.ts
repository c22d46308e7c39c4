import type { KeyValueStorage } from '../contract/index.ts';
import type { DurableStorage } from '../store/environment.ts';
import { DATABASE, hasDatabase } from './database-name.ts';
import { browserStorage } from './local-storage.ts';
import { isHeld, mayKeep, onConsent } from './privacy.ts';

/** How long anybody waits for the part that writes, in ms. */
const PATIENCE_MS = 1000;

/**
 * What must survive a crash: written to localStorage at once, so that it is there in this task and in the next page load,
 * and to IndexedDB, which is on disk when it says so. localStorage alone loses the last seconds when the browser crashes.
 * Whoever does nothing needs no disk: what writes to it is loaded with the first change, or to see what is there.
 *
 * @param local The faster copy.
 * @param load Default: the module itself.
 */
export function durableStorage(
  name = DATABASE,
  local: KeyValueStorage = browserStorage(),
  load: () => Promise<Pick<typeof import('./disk.ts'), 'mirrored'>> = () => import('./disk.ts'),
): DurableStorage {
  /** What the disk does not know. */
  const changes = new Map<string, string | undefined>();
  let coming: Promise<boolean> | undefined;

  /** Resolves once all is done by what was loaded; with false where it did not arrive: the next change tries again. */
  const come = () => {
    coming ??= load().then(
      ({ mirrored }) => {
        Object.assign(storage, mirrored({ local, changes, name, mayKeep, isHeld, onConsent }));
        return true;
      },
      () => {
        coming = undefined;
        return false;
      },
    );
    return coming;
  };

  const comeSoon = () =>
    Promise.race([come(), new Promise<boolean>((resolve) => setTimeout(resolve, PATIENCE_MS, false))]);

  const change = (key: string, text: string | undefined) => {
    if (mayKeep() || isHeld()) changes.set(key, text);
    write();
  };
  const write = () => {
    if (mayKeep() && changes.size > 0) void come();
  };
  // What was done before the reader agreed is kept from then on. The page may ask for consent after this was made.
  onConsent(write);

  const storage: DurableStorage = {
    ...local,
    set(key, value) {
      change(key, value);
      return local.set(key, value);
    },
    remove(key) {
      change(key, undefined);
      local.remove(key);
    },
    hasMore: async () => mayKeep() && (await hasDatabase(name).catch(() => false)),
    async flush() {
      if (mayKeep() && changes.size > 0 && (await comeSoon())) await storage.flush();
    },
    async refresh(prefix, newest) {
      const isNeeded = local.keys(prefix).length > 0 || (await storage.hasMore());
      if (isNeeded && mayKeep() && (await comeSoon())) await storage.refresh(prefix, newest);
    },
  };
  return storage;
}

let shared: DurableStorage | undefined;

/** The one durable storage of this document: what one part of the page writes is on disk in that order. */
export function pageStorage(): DurableStorage {
  shared ??= durableStorage();
  return shared;
}
