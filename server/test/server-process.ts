/** The server as an operator runs it: a process with an environment, an output and an end. */
import assert from 'node:assert/strict';
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ORIGIN } from './tools.ts';

/** The file that an operator starts. */
export const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

type Process = ChildProcessByStdio<null, Readable, Readable>;

/** What ends with a test: a `TestContext`, or whatever has an `after` as it does. */
export type Lifetime = Pick<TestContext, 'after'>;

/** For load: it all comes from one address and from no browser. */
export const UNLIMITED = { GAUNG_RATE_LIMIT: 'off', GAUNG_BOTS: 'count' };

/** A process whose output is collected, and which is gone after the test. @param before What runs it, such as a tracer. */
export function run(t: Lifetime, env: Record<string, string>, before: readonly string[] = []) {
  const [command, ...args] = [...before, process.execPath, MAIN];
  const child: Process = spawn(command, args, {
    env: { PATH: process.env.PATH, GAUNG_ORIGINS: `${ORIGIN} localhost`, GAUNG_BOTS: 'count', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => child.kill('SIGKILL'));
  const output = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    output.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.err += chunk;
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, ...output }));
  return { child, output, ended };
}

/** A process that listens, and its address as it printed it. */
export async function runServer(t: Lifetime, env: Record<string, string>, before: readonly string[] = []) {
  const server = run(t, { PORT: '0', ...env }, before);
  const { child, output, ended } = server;
  const url = () => /listening url=(\S+)/.exec(output.out)?.[1];
  while (!url()) {
    const result = await Promise.race([once(child.stdout, 'data'), ended]);
    if (!Array.isArray(result)) assert.fail(`It ended: ${JSON.stringify(result)}`);
  }
  return { ...server, url: url()! };
}
