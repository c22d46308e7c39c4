import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { PageKey } from 'gaung/contract';
import { groupCommit, rollBack } from './group-commit.ts';
import { createListeners } from './listeners.ts';
import { applyBases, applyBatch } from './rules.ts';
import { sqliteLedger } from './sqlite-ledger.ts';
import { openDatabase } from './sqlite-open.ts';
import { sqlitePrune } from './sqlite-prune.ts';
import {
  type Batch,
  type Recorded,
  type Storage,
  StorageError,
  StorageNotEmptyError,
  type StorageOptions,
} from './storage.ts';

export interface SqliteOptions extends StorageOptions {
  /** The database file; made where missing, with mode 600. */
  readonly path: string;
  /** How long to wait for another process's lock, in ms; default 1000. The whole server waits with it. */
  readonly busyTimeout?: number;
}

/**
 * Rows in an SQLite file, with nothing to install. Writes of one process share commits; what is acknowledged survives a
 * crash of the process and of the machine.
 *
 * @throws {StorageError} where the file cannot be used; it says why.
 */
export function sqliteStorage({ path, busyTimeout = 1000, ...options }: SqliteOptions): Storage {
  const db = openDatabase(path, busyTimeout);
  const { ledger, read, has, touched } = sqliteLedger(db);
  const listeners = createListeners(options);
  const prune = sqlitePrune(db);
  let latest = 0;
  const writes = groupCommit<Batch, Applied>(
    db,
    (batch) => {
      latest = batch.now;
      touched.clear(); // Also of what an undone batch left.
      const refused = applyBatch(ledger, batch);
      const pages = new Set(batch.interactions.map(({ page }) => page));
      const counts = new Map([...pages].map((key) => [key, read(key, batch.visitor)]));
      return { recorded: { counts, refused }, changed: [...touched] };
    },
    () => prune(latest),
    (batches) => listeners.tell(new Set(batches.flatMap(({ changed }) => changed))),
    options.onCommit,
  );

  /** Runs `work` as the promise's own, so that what it throws is a rejection, and one of ours. */
  async function asStorage<Result>(work: () => Result): Promise<Result> {
    if (!db.isOpen) throw new StorageError('The storage is closed.');
    try {
      return work();
    } catch (cause) {
      throw cause instanceof StorageError ? cause : new StorageError('The database failed.', cause);
    }
  }

  return {
    read: (pages) => asStorage(() => new Map(pages.map((key) => [key, read(key)]))),
    missing: (pages) => asStorage(() => pages.filter((key) => !has(key))),
    async record(batch) {
      if (!db.isOpen) throw new StorageError('The storage is closed.');
      return (await writes.add(batch)).recorded;
    },
    import: (bases, mode) =>
      asStorage(() => {
        const { summary, changed } = transaction(db, () => {
          touched.clear();
          const gone = mode === 'replace' ? deleteAll(db) : [];
          if (mode === undefined && db.prepare('SELECT 1 FROM pages LIMIT 1').get()) throw new StorageNotEmptyError();
          const summary = applyBases(ledger, bases);
          return { summary, changed: new Set([...gone, ...touched]) };
        });
        listeners.tell(changed);
        return summary;
      }),
    watch: (listener) => listeners.add(listener),
    secret: () => asStorage(() => secret(db)),
    check: () => asStorage(() => transaction(db, () => undefined)),
    async close() {
      if (!db.isOpen) return;
      writes.flush();
      listeners.clear();
      db.close();
    },
  };
}

/** What a batch came to, and the pages that it gave other counts. */
interface Applied {
  readonly recorded: Recorded;
  readonly changed: readonly PageKey[];
}

/** Runs `work` in a transaction of its own. It takes the write lock, and so fails where nothing can be written. */
function transaction<Result>(db: DatabaseSync, work: () => Result): Result {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    rollBack(db);
    throw error;
  }
}

/**
 * Deletes all but the secret. Versions go on above the highest there was: to a reader who has seen it, a page that
 * began again at 1 would look older than what they have.
 *
 * @returns The pages that there were.
 */
function deleteAll(db: DatabaseSync): PageKey[] {
  const pages = db.prepare('SELECT key FROM pages').all() as { key: PageKey }[];
  db.exec(`
    UPDATE meta SET value = max(value, (SELECT coalesce(max(version), 0) FROM pages)) + 1 WHERE name = 'version_floor';
    DELETE FROM counts;
    DELETE FROM votes;
    DELETE FROM last_views;
    DELETE FROM interactions;
    DELETE FROM pages;
  `);
  return pages.map(({ key }) => key);
}

function secret(db: DatabaseSync): Uint8Array {
  db.prepare("INSERT OR IGNORE INTO meta VALUES ('secret', ?)").run(randomBytes(32));
  return (db.prepare("SELECT value FROM meta WHERE name = 'secret'").get() as { value: Uint8Array }).value;
}
