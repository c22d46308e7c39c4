import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { type Commit, StorageError } from '../storage.ts';
import { isBusy, sqliteError } from './errors.ts';

/** Most requests in one transaction: bounds how long the event loop stands still, and how much one failure takes along. */
const MOST = 500;
/** Until a lock that somebody else has is tried again, in ms. */
export const RETRY_MS = 25;

interface Waiting<Job, Result> {
  readonly job: Job;
  /** In ms of `performance.now()`. */
  readonly since: number;
  resolve(result: Result): void;
  reject(error: StorageError): void;
}

export interface GroupCommit<Job, Result> {
  /** Queues a job. Resolves when its effect is durable; rejects with a {@link StorageError} when it has none. */
  add(job: Job): Promise<Result>;
  /** Commits all that is queued. Resolves when nothing waits any more. */
  flush(): Promise<void>;
}

export interface GroupCommitOptions<Job, Result> {
  readonly db: DatabaseSync;
  /** Does one job, synchronously. What it throws undoes and rejects that job alone. */
  readonly apply: (job: Job) => Result;
  /** Looks whether anything may be written. What it throws rejects all jobs. */
  readonly before?: () => void;
  /** Hears that a transaction has begun, in which no other process can write, or that it goes on after an undoing. */
  readonly begun?: () => void;
  /** Does the rest of all jobs that were applied since it was last called. What it throws undoes them. */
  readonly applied?: (jobs: number) => void;
  /** Hears that what was done in the transaction was undone, all of it or that of the last job. */
  readonly undone?: () => void;
  /** Hears that one of the jobs threw, and that from here on each is done by itself. What it throws rejects all jobs. */
  readonly oneByOne?: () => void;
  /** Housekeeping that shares the transaction. */
  readonly beforeCommit?: () => void;
  /** Hears once a transaction what its jobs came to, those aside that were undone. Must not throw. */
  readonly afterCommit?: (results: readonly Result[]) => void;
  /** Is told how large it was and how long it took. Must not throw. */
  readonly onCommit?: ((commit: Commit) => void) | undefined;
  /** How long a job may wait while another process has the lock, in ms; default: not at all. */
  readonly patience?: number;
  /** Makes the error of a job that failed. */
  readonly toError?: (message: string, cause: unknown) => StorageError;
}

/**
 * Lets jobs that arrive together share one transaction, because a durable commit costs a disk sync however much is in
 * it. A transaction runs from begin to commit in one turn of the event loop: nobody can read what is not committed.
 *
 * While another process has the lock jobs wait in the queue and not in SQLite, where all who read would wait with them.
 */
export function groupCommit<Job, Result>(options: GroupCommitOptions<Job, Result>): GroupCommit<Job, Result> {
  const { db, apply, before, begun, applied, undone, oneByOne, beforeCommit, afterCommit, onCommit } = options;
  const { patience = 0, toError = sqliteError } = options;
  const queue: Waiting<Job, Result>[] = [];
  const savepoint = db.prepare('SAVEPOINT job');
  const release = db.prepare('RELEASE job');
  const undo = db.prepare('ROLLBACK TO job');
  let isScheduled = false;

  function schedule(isLocked = false): void {
    if (isScheduled) return;
    isScheduled = true;
    const run = () => {
      isScheduled = false;
      const isLocked = !commitSome();
      if (queue.length > 0) schedule(isLocked);
    };
    if (isLocked) setTimeout(run, RETRY_MS);
    else setImmediate(run);
  }

  function begin(): void {
    db.exec('BEGIN IMMEDIATE');
    begun?.();
  }

  /**
   * Does all jobs, at first without a savepoint for each, which makes SQLite copy every database page that a job changes.
   * Where one throws, all begin again, each by itself: that is rare, and a job done anew does the same.
   */
  function attemptAll(jobs: readonly Waiting<Job, Result>[], done: Result[]): (() => void)[] {
    try {
      const results = jobs.map(({ job }) => apply(job));
      applied?.(jobs.length);
      done.push(...results);
      return jobs.map(
        ({ resolve }, i) =>
          () =>
            resolve(results[i]!),
      );
    } catch (cause) {
      if (!db.isTransaction) throw cause; // SQLite rolled everything back, as on a full disk: there is no going on.
      db.exec('ROLLBACK');
      undone?.();
      begin();
      oneByOne?.();
      return jobs.map((job) => attempt(job, done));
    }
  }

  /** Does one job inside the open transaction. Returns how to tell whoever waits, once it is committed. */
  function attempt({ job, resolve, reject }: Waiting<Job, Result>, done: Result[]): () => void {
    savepoint.run();
    try {
      const result = apply(job);
      applied?.(1);
      release.run();
      done.push(result);
      return () => resolve(result);
    } catch (cause) {
      if (!db.isTransaction) throw cause; // SQLite rolled everything back, as on a full disk: there is no going on.
      undo.run();
      release.run();
      undone?.();
      begun?.();
      return () => reject(toError('One request could not be stored.', cause));
    }
  }

  /** Returns whether the lock could be had. */
  function commitSome(): boolean {
    const jobs = queue.splice(0, MOST);
    const done: Result[] = [];
    const start = performance.now();
    let tell: (() => void)[];
    try {
      before?.();
      begin();
      tell = attemptAll(jobs, done);
      beforeCommit?.();
      db.exec('COMMIT');
    } catch (cause) {
      rollBack(db);
      undone?.();
      const isLocked = isBusy(cause);
      if (isLocked) queue.unshift(...jobs);
      const error = () => toError('The commit failed; nothing of it was stored.', cause);
      for (const { reject } of isLocked ? impatient() : jobs) reject(cause instanceof StorageError ? cause : error());
      return !isLocked;
    }
    const seconds = (performance.now() - start) / 1000;
    for (const settle of tell) settle();
    afterCommit?.(done);
    onCommit?.({ requests: jobs.length, seconds });
    return true;
  }

  /** Takes those out of the queue who have waited long enough. */
  function impatient(): Waiting<Job, Result>[] {
    const latest = performance.now() - patience;
    const others = queue.findIndex(({ since }) => since > latest);
    return queue.splice(0, others === -1 ? queue.length : others);
  }

  return {
    add: (job) =>
      new Promise((resolve, reject) => {
        queue.push({ job, since: performance.now(), resolve, reject });
        schedule();
      }),
    async flush() {
      while (queue.length > 0) if (!commitSome()) await delay(RETRY_MS);
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
