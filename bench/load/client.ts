/** A client in a process of its own, so that servers and clients do not wait for each other's work. */
import { type FrontPage, frontPage } from './front-page.ts';
import { type FullSpeed, fullSpeed } from './full-speed.ts';
import { type Watch, watch } from './watch.ts';

const JOBS = {
  fullSpeed: (job: FullSpeed) => fullSpeed(job),
  frontPage: (job: FrontPage) => frontPage(job),
  watch: (job: Watch) => watch(job),
};

export type Jobs = typeof JOBS;

/** What a client can be asked to do. */
export type Question = {
  [Name in keyof Jobs]: { readonly name: Name; readonly job: Parameters<Jobs[Name]>[0] };
}[keyof Jobs];

export type Reply = { readonly result: unknown } | { readonly error: string };

process.on('message', async ({ name, job }: Question) => {
  try {
    process.send!({ result: await JOBS[name](job as never) });
  } catch (error) {
    process.send!({ error: (error as Error).message });
  }
});
process.once('disconnect', () => process.exit());
process.send!({ result: 'ready' });
