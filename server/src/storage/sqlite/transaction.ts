import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { isBusy } from './errors.ts';
import { RETRY_MS, rollBack } from './group-commit.ts';

/** Runs `work` in a transaction of its own. It takes the write lock, and so fails where somebody else has it. */
export function transaction<Result>(db: DatabaseSync, work: () => Result): Result {
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

/** Runs `work`, which only reads, at one moment of the database: it takes the locks of one read, not of each. */
export function snapshot<Result>(db: DatabaseSync, work: () => Result): Result {
  db.exec('BEGIN');
  try {
    return work();
  } finally {
    rollBack(db);
  }
}

/**
 * Does it as soon as no other process has the lock, at once where none has. This process goes on meanwhile.
 *
 * @param patience In ms.
 * @throws What the last attempt threw.
 */
export async function onceUnlocked<Result>(work: () => Result, patience: number): Promise<Result> {
  const end = performance.now() + patience;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= end) throw error;
    }
    await delay(RETRY_MS);
  }
}
