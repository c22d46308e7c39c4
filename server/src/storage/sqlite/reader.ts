import { Worker } from 'node:worker_threads';
import type { TopPage, TopQuery } from '../administration.ts';
import { StorageError } from '../storage.ts';

/** A thread that reads what takes long, so that nobody waits for it who wants a count. */
export interface Reader {
  top(query: TopQuery): Promise<readonly TopPage[]>;
  close(): Promise<void>;
}

/** What the thread answers to one query. */
export type Answer = { readonly n: number } & ({ readonly pages: readonly TopPage[] } | { readonly error: string });

interface Waiting {
  resolve(pages: readonly TopPage[]): void;
  reject(error: StorageError): void;
}

/** The thread begins with the first query, and again with the next one where it has died. */
export function createReader(path: string): Reader {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let last = 0;

  const settle = (n: number, how: (one: Waiting) => void) => {
    const one = waiting.get(n);
    waiting.delete(n);
    if (waiting.size === 0) worker?.unref(); // An idle thread keeps no process alive.
    if (one) how(one);
  };
  const fail = (error: unknown) => {
    worker = undefined;
    for (const n of waiting.keys()) {
      settle(n, ({ reject }) => reject(new StorageError('The reading thread ended.', error)));
    }
  };

  function begin(): Worker {
    const started = new Worker(new URL('reader-thread.ts', import.meta.url), { workerData: { path } });
    started.on('message', (answer: Answer) =>
      settle(answer.n, ({ resolve, reject }) => {
        if ('pages' in answer) resolve(answer.pages);
        else reject(new StorageError(`The database could not be read: ${answer.error}`));
      }),
    );
    started.on('error', (error) => worker === started && fail(error));
    started.on('exit', () => worker === started && fail(undefined));
    return started;
  }

  return {
    top: (query) =>
      new Promise((resolve, reject) => {
        worker ??= begin();
        worker.ref();
        waiting.set(++last, { resolve, reject });
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A thread has no origin.
        worker.postMessage({ n: last, query });
      }),
    async close() {
      const ending = worker;
      fail(undefined);
      await ending?.terminate();
    },
  };
}
