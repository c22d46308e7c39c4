/** Looking through the whole file while others go on reading and writing: each time by a connection of its own. */
import { closeSync, openSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { backup, type DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { PageKey } from 'gaung/contract';
import type { Difference, Progress, Verification } from '../administration.ts';
import type { StoredRecord } from '../records.ts';
import { recordsOf, verifyPage } from '../rules/export-rules.ts';
import { StorageError } from '../storage.ts';
import { damageOfJournal } from './journal.ts';
import { sqliteLedger } from './ledger.ts';
import { openReader } from './open.ts';

/** How many records or pages are looked at before others have their turn in this thread. */
const AT_ONCE = 200;

/** All records, as they were when the first was asked for: a reader's transaction sees nothing of later commits. */
export async function* sqliteExport(path: string, busyTimeout: number): AsyncGenerator<StoredRecord, void, undefined> {
  const db = openReader(path, busyTimeout);
  try {
    db.exec('BEGIN');
    let n = 0;
    for (const record of recordsOf(sqliteLedger(db).ledger)) {
      yield record;
      if (++n % AT_ONCE === 0) await setImmediate();
    }
  } catch (cause) {
    throw cause instanceof StorageError ? cause : new StorageError('The database could not be read.', cause);
  } finally {
    db.close();
  }
}

/** How much of a backup is copied in one go, in pages of the file. */
const STEP = 100;

/** Compares all counts of reactions with the votes. Also gives the pages that differ. */
export async function sqliteVerify(
  path: string,
  busyTimeout: number,
  progress: Progress = () => {},
): Promise<Verification & { readonly wrong: readonly PageKey[] }> {
  const db = openReader(path, busyTimeout);
  try {
    db.exec('BEGIN');
    const { ledger } = sqliteLedger(db);
    const { total } = db.prepare("SELECT value AS total FROM meta WHERE name = 'pages'").get() as { total: number };
    const differences: Difference[] = [];
    let pages = 0;
    let votes = 0;
    for (const page of ledger.pages()) {
      const found = verifyPage(ledger, page);
      votes += found.votes;
      differences.push(...found.differences);
      if (++pages % AT_ONCE === 0) {
        progress(pages, total);
        await setImmediate();
      }
    }
    progress(pages, total);
    const wrong = [...new Set(differences.map(({ page }) => page))];
    const damage = [...damageOf(db), ...(pages === total ? [] : [`${total} pages are remembered, ${pages} are there`])];
    return { pages, votes, differences, damage, wrong };
  } finally {
    db.close();
  }
}

/** What SQLite finds wrong with the file, and rows that belong to nothing. */
function damageOf(db: DatabaseSync): string[] {
  const integrity = (db.prepare('PRAGMA integrity_check').all() as { integrity_check: string }[])
    .map(({ integrity_check }) => integrity_check)
    .filter((line) => line !== 'ok');
  const lost = db.prepare('PRAGMA foreign_key_check').all() as { table: string }[];
  const tables = [...new Set(lost.map(({ table }) => table))].toSorted();
  const orphans = tables.map((name) => {
    const rows = lost.filter(({ table }) => table === name).length;
    return `${rows} rows of ${name} belong to no page`;
  });
  const journal = damageOfJournal(db);
  return [...integrity, ...orphans, ...(journal ? [journal.message] : [])];
}

/** Copies the file as it is at one moment. The copy has its name only once it is whole. */
export async function sqliteBackup(path: string, to: string, busyTimeout: number, progress?: Progress): Promise<void> {
  const file = resolve(to);
  const part = `${file}.part`;
  try {
    closeSync(openSync(file, 'wx', 0o600)); // Takes the name, or finds it taken.
  } catch (cause) {
    const isThere = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    throw new StorageError(`Cannot write a backup to ${file}${isThere ? ': it is there already' : ''}.`, cause);
  }
  const db = openReader(path, busyTimeout);
  try {
    rmSync(part, { force: true });
    closeSync(openSync(part, 'wx', 0o600)); // The copy holds the secret, as the file does.
    db.exec('BEGIN');
    db.prepare('SELECT count(*) FROM meta').get(); // The moment that is copied.
    const pages = await backup(db, part, {
      rate: STEP,
      progress: ({ totalPages, remainingPages }) => progress?.(totalPages - remainingPages, totalPages),
    });
    progress?.(pages, pages);
    renameSync(part, file);
  } catch (cause) {
    rmSync(part, { force: true });
    rmSync(file, { force: true });
    throw new StorageError(`The backup to ${file} failed.`, cause);
  } finally {
    db.close();
  }
}
