import { setImmediate as nextTurn } from 'node:timers/promises';
import { StorageError } from '../storage.ts';

/** Most jobs in one commit: bounds how much one failure takes along. */
const MOST = 500;
/** Most of what they weigh together: bounds how long it takes, which must stay far below what the engine gives a statement. */
const MOST_WEIGHT = 5000;

interface Waiting<Job, Result> {
  readonly job: Job;
  resolve(result: Result): void;
  reject(error: StorageError): void;
}

export interface Queue<Job, Result> {
  /** Resolves when its effect is durable; rejects with a {@link StorageError}. */
  add(job: Job): Promise<Result>;
  /** Resolves when nothing waits any more. */
  flush(): Promise<void>;
}

export interface QueueOptions<Job, Result> {
  /** How much is to be done for a job. One that is too much for any commit has its own. */
  weigh(job: Job): number;
  /** Does all jobs in one transaction; of each what it came to, or why it alone failed. Where it throws, nothing is done. */
  commit(jobs: readonly Job[]): Promise<readonly (Result | StorageError)[]>;
  /** Whether what `commit` threw will be thrown to whoever comes next, too. */
  isOutage(error: unknown): boolean;
}

/**
 * Lets jobs that arrive while a commit is under way share the next one. What the engine does not take fails alone: then each
 * is done by itself. In an outage all fail, those who wait, too: each try may take seconds, and nobody is to wait for those of
 * others.
 */
export function createQueue<Job, Result>({ weigh, commit, isOutage }: QueueOptions<Job, Result>): Queue<Job, Result> {
  const queue: Waiting<Job, Result>[] = [];
  let running: Promise<void> | undefined;

  async function commitSome(some: readonly Waiting<Job, Result>[]): Promise<void> {
    try {
      const results = await commit(some.map(({ job }) => job));
      for (const [i, { resolve, reject }] of some.entries()) {
        const result = results[i]!;
        if (result instanceof StorageError) reject(result);
        else resolve(result);
      }
    } catch (error) {
      if (isOutage(error)) for (const { reject } of [...some, ...queue.splice(0)]) reject(error as StorageError);
      else if (some.length > 1) for (const one of some) await commitSome([one]);
      else some[0]!.reject(error as StorageError);
    }
  }

  function take(): Waiting<Job, Result>[] {
    let n = 0;
    for (let weight = 0; n < Math.min(queue.length, MOST); n++) {
      weight += weigh(queue[n]!.job);
      if (n > 0 && weight > MOST_WEIGHT) break;
    }
    return queue.splice(0, n);
  }

  async function run(): Promise<void> {
    await nextTurn(); // What comes until then goes along.
    while (queue.length > 0) await commitSome(take());
    running = undefined; // In the same moment: who comes now begins anew.
  }

  return {
    add: (job) =>
      new Promise((resolve, reject) => {
        queue.push({ job, resolve, reject });
        running ??= run();
      }),
    flush: async () => running,
  };
}
