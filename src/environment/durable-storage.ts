import type { KeyValueStorage } from '../contract/index.ts';
import type { DurableStorage } from '../store/environment.ts';
import type { Changes, Database } from './database.ts';
import { DATABASE, hasDatabase } from './database-name.ts';
import { browserStorage } from './local-storage.ts';
import { isHeld, mayKeep, onConsent } from './privacy.ts';

/** How long anybody waits for the disk, in ms: some browsers' databases never answer. */
const PATIENCE_MS = 1000;

/** A database, opened when it is first asked for. */
export type LazyDatabase = Pick<Database, 'read' | 'write'>;

/** The browser's database. Its module is loaded with the first that is written, or that may be there to be read. */
function pageDatabase(): LazyDatabase {
  let loading: Promise<Database> | undefined;
  const load = () => {
    loading ??= import('./database.ts').then(({ Database }) => new Database(DATABASE));
    loading.catch(() => {
      loading = undefined; // It did not arrive: the next change tries again.
    });
    return loading;
  };
  return {
    read: async (prefix) => ((await hasDatabase()) ? (await load()).read(prefix) : new Map()),
    write: async (changes) => (await load()).write(changes),
  };
}

/**
 * What must survive a crash: written to localStorage at once, so that it is there in this task and in the next page load,
 * and to IndexedDB, which is on disk when it says so. localStorage alone loses the last seconds when the browser crashes.
 *
 * @param local The faster copy.
 */
export function durableStorage(database: LazyDatabase = pageDatabase(), local = browserStorage()): DurableStorage {
  /** What is on disk and localStorage has lost, or never had. */
  const restored = new Map<string, string>();
  /** What is yet to be written, and what is being written now. */
  let changes = new Map<string, string | undefined>();
  let batch: Changes = new Map();
  let writing: Promise<void> | undefined;

  async function write(): Promise<void> {
    while (mayKeep() && changes.size > 0) {
      batch = changes;
      changes = new Map();
      try {
        await database.write(batch);
      } catch {
        // Refused: full, forbidden, or closed in between. The faster copy is all there is; the next change tries again.
      }
    }
    batch = new Map();
    writing = undefined;
  }

  const schedule = () => {
    if (mayKeep() && changes.size > 0) writing ??= Promise.resolve().then(write);
  };

  function change(key: string, text: string | undefined): void {
    if (!mayKeep() && !isHeld()) return;
    changes.set(key, text);
    schedule();
  }

  // What was done before the reader agreed is kept from then on. The page may ask for consent after this was made.
  onConsent(schedule);

  return {
    get: (key) => restored.get(key) ?? local.get(key),
    set(key, value) {
      restored.delete(key);
      change(key, value);
      return local.set(key, value);
    },
    remove(key) {
      restored.delete(key);
      change(key, undefined);
      local.remove(key);
    },
    keys: (prefix) => [
      ...new Set([...local.keys(prefix), ...[...restored.keys()].filter((key) => key.startsWith(prefix))]),
    ],
    hasMore: async () => mayKeep() && (await hasDatabase().catch(() => false)),
    flush: () => within(PATIENCE_MS, writing ?? Promise.resolve()),
    async refresh(prefix, newest) {
      if (!mayKeep()) return;
      let kept: ReadonlyMap<string, string> | undefined;
      const reading = database.read(prefix).then(
        (found) => {
          kept = found;
        },
        () => {}, // Refused: the faster copy is all there is.
      );
      await within(PATIENCE_MS, reading);
      if (!kept) return;
      for (const key of restored.keys()) if (key.startsWith(prefix)) restored.delete(key);
      for (const key of new Set([...kept.keys(), ...local.keys(prefix)])) {
        const [fast, text] = [local.get(key), kept.get(key)];
        if (fast === text || changes.has(key) || batch.has(key)) continue; // What was done meanwhile is newer than both.
        if (text !== undefined && (fast === undefined || newest(fast, text) === text)) restored.set(key, text);
        // A page that was left had no time for it.
        else if (fast !== undefined) change(key, fast);
      }
    },
  };
}

/** Waits for something, but not for ever. */
function within(ms: number, work: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    void work.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

let shared: DurableStorage | undefined;

/** The one durable storage of this document: what one part of the page writes is on disk in that order. */
export function pageStorage(): DurableStorage & KeyValueStorage {
  shared ??= durableStorage();
  return shared;
}
