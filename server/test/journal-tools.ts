/** A storage whose journal is used at once, and short ways to fill it. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { TestContext } from 'node:test';
import { ANN, BEN, NOW, OTHER, react, share, toolsFor, view } from '../../test/contracts/storage/tools.ts';
import { type SqliteOptions, sqliteStorage } from '../src/storage/sqlite/sqlite.ts';
import type { Storage, VisitorId } from '../src/storage/storage.ts';
import { temporaryFolder } from './temporary-folder.ts';

/**
 * A process: two requests that come together go into the journal. Time stands still: by itself, the rows do not take it in.
 *
 * @param from A path, or options for a new file.
 */
export function openWithJournal(t: TestContext, from: string | Partial<SqliteOptions> = {}) {
  t.mock.timers.reset();
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { path, ...options } = typeof from === 'string' ? { path: from } : from;
  const file = path ?? join(temporaryFolder(t), 'gaung.sqlite');
  const storage = sqliteStorage({ busyTimeout: 20, journalFrom: 2, ...options, path: file });
  t.after(() => storage.close());
  const db = new DatabaseSync(file, { timeout: 20 });
  t.after(() => db.close());
  const rows = (table: string) => (db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;
  return { ...toolsFor(storage), path: file, rows, db };
}

export type Sent = readonly [ReturnType<typeof view>, VisitorId?];

/** Lets pass what must pass without a write before the rows take it in: a wait that a write spoilt, and another one. */
export function becomeQuiet(t: TestContext): void {
  for (let wait = 1; wait <= 2; wait++) t.mock.timers.tick(250);
}

/** Records each by a request of its own, all in one commit. */
export const together = (storage: Storage, sent: readonly Sent[]) =>
  Promise.all(
    sent.map(([interaction, visitor]) =>
      storage.record({ ...(visitor && { visitor }), interactions: [interaction], now: NOW }),
    ),
  );

export async function exported(storage: Storage) {
  const records = [];
  for await (const record of storage.export()) records.push(record);
  return records;
}

export const SENT = (): Sent[] => [
  [view(), ANN],
  [share('x')],
  [react(['love'], 5), ANN],
  [react(['wow'], 5, OTHER), BEN],
];
