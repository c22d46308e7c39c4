import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Usage } from '../server-process.ts';
import type { BareAnswer } from './bare.ts';
import type { Job, JobResult } from './client.ts';
import type { LiveOptions, LiveResult } from './live.ts';
import type { Load } from './load.ts';

/** A server under load: ours, the bare one, or another. */
export interface Target {
  readonly port: number;
  usage(): Promise<Usage>;
}

export interface Bare extends Target {
  /** Makes it answer each GET with these bytes. */
  answer(answer: BareAnswer): Promise<void>;
  stop(): void;
}

export interface Client {
  load(job: Omit<Extract<Job, { kind: 'load' }>, 'kind'>): Promise<Load>;
  /** @param look Called while all subscribers are there. */
  live(options: LiveOptions, look: () => Promise<void>): Promise<LiveResult>;
  stop(): void;
}

const start = (name: string) => fork(fileURLToPath(new URL(`${name}.ts`, import.meta.url)));

/** The next thing that a process says. @throws {Error} where it ends instead. */
function heard<Message>(child: ChildProcess): Promise<Message> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error('A process of the bench ended before its time.'));
    child.once('exit', gone);
    child.once('message', (message) => {
      child.off('exit', gone);
      resolve(message as Message);
    });
  });
}

function ask<Message>(child: ChildProcess, question: object | string): Promise<Message> {
  const answer = heard<Message>(child);
  child.send(question);
  return answer;
}

export async function startBare(): Promise<Bare> {
  const child = start('bare');
  const { port } = await heard<{ port: number }>(child);
  return {
    port,
    usage: () => ask(child, 'usage'),
    answer: async (answer) => void (await ask(child, answer)),
    stop: () => child.disconnect(),
  };
}

export async function startClient(): Promise<Client> {
  const child = start('client');
  await heard(child);
  const resultOf = (answer: JobResult): object => {
    if ('error' in answer) throw new Error(`The load client failed: ${answer.error}`);
    return answer.result;
  };
  return {
    load: async (job) => resultOf(await ask(child, { kind: 'load', ...job })) as Load,
    async live(options, look) {
      const watching = await ask<JobResult | { isWatching: true }>(child, { kind: 'live', ...options });
      if (!('isWatching' in watching)) return resultOf(watching) as LiveResult;
      await look();
      return resultOf(await ask(child, 'go on')) as LiveResult;
    },
    stop: () => child.disconnect(),
  };
}
