import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Answers, together } from './answers.ts';
import type { Jobs, Reply } from './client.ts';
import type { FrontPage, FrontPageAnswers } from './front-page.ts';
import type { FullSpeed } from './full-speed.ts';

interface Client {
  readonly pid: number;
  ask<Name extends keyof Jobs>(name: Name, job: Parameters<Jobs[Name]>[0]): Promise<Awaited<ReturnType<Jobs[Name]>>>;
  stop(): void;
}

/** @throws {Error} what the client could not do, or that it ended. */
async function startClient(): Promise<Client> {
  const child = fork(fileURLToPath(new URL('client.ts', import.meta.url)), { serialization: 'advanced' });
  const gone = once(child, 'exit').then(() => {
    throw new Error('A client of the load ended before its time.');
  });
  gone.catch(() => {}); // It is heard by whoever waits for an answer.
  const reply = async () => {
    const [answer] = (await Promise.race([once(child, 'message'), gone])) as [Reply];
    if ('error' in answer) throw new Error(`A client of the load failed: ${answer.error}`);
    return answer.result;
  };
  await reply();
  return {
    pid: child.pid!,
    ask(name, job) {
      const answer = reply();
      child.send({ name, job });
      return answer as never;
    },
    stop: () => child.connected && child.disconnect(),
  };
}

/** Several that share a load, and one that watches. */
export interface Clients {
  readonly pids: readonly number[];
  fullSpeed(job: FullSpeed): Promise<Answers>;
  frontPage(job: FrontPage): Promise<FrontPageAnswers>;
  watch: (job: Parameters<Jobs['watch']>[0]) => ReturnType<Jobs['watch']>;
  stop(): void;
}

export async function startClients(many: number): Promise<Clients> {
  const [watcher, ...all] = await Promise.all(Array.from({ length: many + 1 }, startClient));
  const share = (whole: number) => Math.max(1, Math.round(whole / all.length));
  return {
    pids: [watcher!, ...all].map(({ pid }) => pid),
    fullSpeed: async (job) =>
      together(
        await Promise.all(
          all.map(({ ask }, at) =>
            ask('fullSpeed', { ...job, seed: job.seed + at, connections: share(job.connections) }),
          ),
        ),
      ),
    async frontPage({ schedule, ...job }) {
      const part = {
        ...job,
        connections: share(job.connections),
        schedule: { ...schedule, rate: schedule.rate / all.length },
      };
      const each = await Promise.all(all.map(({ ask }, at) => ask('frontPage', { ...part, seed: job.seed + at })));
      return { steady: together(each.map(({ steady }) => steady)), burst: together(each.map(({ burst }) => burst)) };
    },
    watch: (job) => watcher!.ask('watch', job),
    stop() {
      for (const { stop } of [watcher!, ...all]) stop();
    },
  };
}
