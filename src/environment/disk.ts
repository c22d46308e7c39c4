/** What is loaded when something is to be written to the disk, or may be there. Imports nothing that has a state. */
import type { KeyValueStorage } from '../contract/index.ts';
import type { DurableStorage } from '../store/environment.ts';
import { type Changes, Database } from './database.ts';

/** How long anybody waits for the disk, in ms: some browsers' databases never answer. */
const PATIENCE_MS = 1000;

/** What the storage has done without the disk, and goes on with. */
export interface Begun {
  /** The faster copy. */
  readonly local: KeyValueStorage;
  /** What is yet to be written: the new text of each key, or undefined where it was removed. */
  readonly changes: Map<string, string | undefined>;
  /** The name of the database. */
  readonly name: string;
  /** Whether anything may be kept in the browser now. */
  mayKeep(): boolean;
  /** Whether that is not known yet. */
  isHeld(): boolean;
  /** Calls back once it is known. */
  onConsent(callback: () => void): unknown;
}

/** Mirrors what is kept to IndexedDB: see {@link DurableStorage}. */
export function mirrored({
  local,
  changes: begun,
  name,
  mayKeep,
  isHeld,
  onConsent,
}: Begun): Omit<DurableStorage, 'hasMore'> {
  const database = new Database(name);
  /** What is on disk and localStorage has lost, or never had. */
  const restored = new Map<string, string>();
  /** What is yet to be written, and what is being written now. */
  let changes = begun;
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
  schedule();

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
