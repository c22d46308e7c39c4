/** The load client in a process of its own, so that it takes nothing from the server but the other core. */

import { type LiveOptions, type LiveResult, live } from './live.ts';
import { type Load, type LoadOptions, load } from './load.ts';
import { requests, type Work } from './work.ts';

export type Job =
  | ({ readonly kind: 'load'; readonly work: Work; readonly seed: number } & Omit<LoadOptions, 'next'>)
  | ({ readonly kind: 'live' } & LiveOptions);

export type JobResult = { readonly result: Load | LiveResult } | { readonly error: string };

process.on('message', async (job: Job | 'go on') => {
  if (job === 'go on') return;
  let answer: JobResult;
  try {
    answer = {
      result: job.kind === 'load' ? await load({ ...job, next: requests(job.work, job.seed) }) : await live(job),
    };
  } catch (error) {
    answer = { error: (error as Error).message };
  }
  process.send!(answer);
});
process.once('disconnect', () => process.exit());
process.send!({ isReady: true });
