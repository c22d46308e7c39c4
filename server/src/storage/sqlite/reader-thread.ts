/** The thread of `reader.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import type { TopQuery } from '../administration.ts';
import { openReader } from './open.ts';
import type { Answer } from './reader.ts';
import { sqliteTop } from './top.ts';

const BUSY_MS = 1000;
const db = openReader((workerData as { path: string }).path, BUSY_MS);

parentPort!.on('message', ({ n, query }: { n: number; query: TopQuery }) => {
  let answer: Answer;
  try {
    answer = { n, pages: sqliteTop(db, query) };
  } catch (error) {
    answer = { n, error: (error as Error).message };
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A thread has no origin.
  parentPort!.postMessage(answer);
});
