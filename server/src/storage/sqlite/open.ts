import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { damage, sqliteError } from './errors.ts';
import { damageOfJournal } from './journal.ts';
import { MIGRATIONS } from './migrations.ts';

/** "GAUN": tells a file of ours from another program's. */
const APPLICATION_ID = 0x4741554e;

/**
 * Of the writing connection. Thousands of interactions at a time go to as many places of the index of their ids: with less,
 * SQLite reads those anew each time, and writes some twice.
 */
const CACHE_KIB = 16 * 1024;

/**
 * Opens the database file at `path`, made with its folder where missing, and brings its schema up to date.
 *
 * @param busyTimeout How long to wait for another process's lock, in ms; this process stands still meanwhile.
 * @throws {StorageError} that names the file and what is wrong with it.
 */
export function openDatabase(path: string, busyTimeout: number): DatabaseSync {
  const file = resolve(path);
  let db: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true });
    // Made by us before SQLite would: the file holds the signing secret, and the log beside it takes its mode.
    closeSync(openSync(file, 'a', 0o600));
    if (statSync(file).size > 0) inspect(file, busyTimeout);
    db = new DatabaseSync(file, { timeout: busyTimeout, enableForeignKeyConstraints: true });
    identify(db);
    db.exec('PRAGMA trusted_schema = OFF');
    if (pragma(db, 'journal_mode = WAL') !== 'wal') throw new Error('its file system cannot hold a write-ahead log');
    db.exec('PRAGMA synchronous = FULL'); // In WAL mode a commit is durable only so.
    db.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
    migrate(db);
    const wrong = damageOfJournal(db);
    if (wrong) throw wrong;
    return db;
  } catch (cause) {
    db?.close();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw sqliteError(`Cannot use ${file} as the database: ${reason}.`, cause);
  }
}

/** Opens a file that {@link openDatabase} has opened before, to read only; others may write meanwhile. */
export function openReader(path: string, busyTimeout: number): DatabaseSync {
  const db = new DatabaseSync(resolve(path), { timeout: busyTimeout });
  db.exec('PRAGMA query_only = ON; PRAGMA trusted_schema = OFF');
  return db;
}

/** The first column of what a pragma answers. */
export function pragma(db: DatabaseSync, name: string): unknown {
  return Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

/**
 * Looks through a file that was there, about a second for a gigabyte, by a connection that cannot write: a damaged file
 * stays as it is, its write-ahead log too, for whoever wants to save what is left.
 */
function inspect(file: string, busyTimeout: number): void {
  const db = new DatabaseSync(file, { readOnly: true, timeout: busyTimeout });
  try {
    if (pragma(db, 'schema_version') === 0) return; // Nothing was ever in it.
    identify(db);
    const found = pragma(db, 'quick_check(1)');
    if (found !== 'ok') throw damage(String(found));
  } finally {
    db.close();
  }
}

function identify(db: DatabaseSync): void {
  const isNew = pragma(db, 'schema_version') === 0;
  if (isNew) db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
  else if (pragma(db, 'application_id') !== APPLICATION_ID) throw new Error('it belongs to another program');
}

function migrate(db: DatabaseSync): void {
  const version = () => pragma(db, 'user_version') as number;
  if (version() > MIGRATIONS.length) throw new Error('it was made by a newer version of this server');
  if (version() === MIGRATIONS.length) return;
  db.exec('BEGIN IMMEDIATE');
  try {
    // Read again inside: another process may have been quicker.
    for (const step of MIGRATIONS.slice(version())) db.exec(step);
    db.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
