import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { StorageError } from '../storage.ts';
import { isDamage, sqliteError } from './errors.ts';

/** Looks after the file beneath an open database: SQLite does not say when it is gone. */
export interface Guard {
  /** @throws {StorageError} where nothing more may be written, because it would be lost. */
  check(): void;
  /** The error for a failure. What says that the file is damaged ends all writing until the next start. */
  toError(message: string, cause: unknown): StorageError;
  /** Something has just become durable. */
  wrote(): void;
  /** When something last became durable with no failure since, in ms of `performance.now()`. */
  readonly lastWrite: number;
}

/**
 * Made when the database is open. A file that is deleted or replaced lives on for who has it open, and what is written
 * to it then is gone with the process: so its place is looked at before each commit. The write-ahead log's too.
 */
export function guardFile(db: DatabaseSync, path: string): Guard {
  const files = ['', '-wal'].map((suffix) => resolve(path) + suffix);
  const opened = files.map(identity);
  let damage: StorageError | undefined;
  let lastWrite = Number.NEGATIVE_INFINITY;
  return {
    check() {
      if (damage) throw damage;
      for (const [i, file] of files.entries()) {
        const now = identity(file);
        if (opened[i] === now) continue;
        opened[i] ??= now; // The log was made since.
        if (opened[i] === now) continue;
        empty(db);
        throw new StorageError(
          `${file} was ${now === undefined ? 'taken away' : 'replaced'} while the server had it open. Put it back, or start ` +
            'the server again to go on with what is there.',
        );
      }
    },
    toError(message, cause) {
      lastWrite = Number.NEGATIVE_INFINITY;
      const error = sqliteError(message, cause);
      if (isDamage(cause)) damage ??= error;
      return error;
    },
    wrote() {
      lastWrite = performance.now();
    },
    get lastWrite() {
      return lastWrite;
    },
  };
}

/**
 * Takes the log into the file, wherever the two are now: what was acknowledged is whole in the file that was moved away,
 * and no log of it is left to be poured into the one that took its place.
 */
function empty(db: DatabaseSync): void {
  try {
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // What led here is the thing to report, and this is tried again with each write.
  }
}

/** Which file it is; undefined where there is none. */
function identity(file: string): string | undefined {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}
