import type { DatabaseSync } from 'node:sqlite';
import { type Commit, StorageError } from './storage.ts';

/** Most requests in one transaction: bounds how long the event loop stands still, and how much one failure takes along. */
const MOST = 500;

interface Waiting<Job, Result> {
  readonly job: Job;
  resolve(result: Result): void;
  reject(error: StorageError): void;
}

export interface GroupCommit<Job, Result> {
  /** Queues a job. Resolves when its effect is durable; rejects with a {@link StorageError} when it has none. */
  add(job: Job): Promise<Result>;
  /** Commits all that is queued. */
  flush(): void;
}

/**
 * Lets jobs that arrive together share one transaction, because a durable commit costs a disk sync however much is in
 * it. A transaction runs from begin to commit in one turn of the event loop: nobody can read what is not committed.
 *
 * @param apply Does one job, synchronously. What it throws undoes and rejects that job alone.
 * @param beforeCommit Housekeeping that shares the transaction.
 * @param afterCommit Hears once a transaction what its jobs came to, those aside that were undone. Must not throw.
 * @param onCommit Is told how large it was and how long it took. Must not throw.
 */
export function groupCommit<Job, Result>(
  db: DatabaseSync,
  apply: (job: Job) => Result,
  beforeCommit: () => void,
  afterCommit: (results: readonly Result[]) => void = () => {},
  onCommit: (commit: Commit) => void = () => {},
): GroupCommit<Job, Result> {
  const queue: Waiting<Job, Result>[] = [];
  const savepoint = db.prepare('SAVEPOINT job');
  const release = db.prepare('RELEASE job');
  const undo = db.prepare('ROLLBACK TO job');
  let scheduled: NodeJS.Immediate | undefined;

  function schedule(): void {
    scheduled ??= setImmediate(() => {
      scheduled = undefined;
      commitSome();
      if (queue.length > 0) schedule();
    });
  }

  /** Does one job inside the open transaction. Returns how to tell whoever waits, once it is committed. */
  function attempt({ job, resolve, reject }: Waiting<Job, Result>, done: Result[]): () => void {
    savepoint.run();
    try {
      const result = apply(job);
      release.run();
      done.push(result);
      return () => resolve(result);
    } catch (cause) {
      if (!db.isTransaction) throw cause; // SQLite rolled everything back, as on a full disk: there is no going on.
      undo.run();
      release.run();
      return () => reject(new StorageError('One request could not be stored.', cause));
    }
  }

  function commitSome(): void {
    const jobs = queue.splice(0, MOST);
    const done: Result[] = [];
    const start = performance.now();
    let tell: (() => void)[];
    try {
      db.exec('BEGIN IMMEDIATE');
      tell = jobs.map((job) => attempt(job, done));
      beforeCommit();
      db.exec('COMMIT');
    } catch (cause) {
      rollBack(db);
      for (const { reject } of jobs) reject(new StorageError('The commit failed; nothing of it was stored.', cause));
      return;
    }
    const seconds = (performance.now() - start) / 1000;
    for (const settle of tell) settle();
    afterCommit(done);
    onCommit({ requests: jobs.length, seconds });
  }

  return {
    add: (job) =>
      new Promise((resolve, reject) => {
        queue.push({ job, resolve, reject });
        schedule();
      }),
    flush() {
      while (queue.length > 0) commitSome();
    },
  };
}

/** Ends a failed transaction, where SQLite has not done so itself. */
export function rollBack(db: DatabaseSync): void {
  try {
    if (db.isTransaction) db.exec('ROLLBACK');
  } catch {
    // The failure that led here is the one to report. Should the transaction be open still, the next BEGIN says so.
  }
}
