/** The command line as an operator runs it: a process with arguments, an environment, streams and an exit code. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../src/config.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const CLI = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface Commands {
  readonly folder: string;
  /** The database that the commands work on, where they are told of no other. */
  readonly database: string;
  /** Runs a command to its end. */
  gaung(...args: string[]): Promise<Ended>;
  /** The same with something on standard input. */
  feed(input: string | Uint8Array, ...args: string[]): Promise<Ended>;
  /** Begins a command. It is gone after the test. */
  begin(...args: string[]): ChildProcessWithoutNullStreams;
  /** A file of the folder. */
  file(name: string): string;
}

/** Commands in a folder of their own. @param more More of the environment. */
export function commands(t: TestContext, more: Environment = {}): Commands {
  const folder = temporaryFolder(t);
  const file = (name: string) => `${folder}/${name}`;
  const database = file('gaung.sqlite');
  const env = { PATH: process.env.PATH, TMPDIR: folder, GAUNG_STORAGE: `sqlite:${database}`, ...more };
  const begin = (...args: string[]) => {
    const child = spawn(process.execPath, [CLI, ...args], { env, cwd: folder });
    t.after(() => child.kill('SIGKILL'));
    return child;
  };
  const feed = async (input: string | Uint8Array, ...args: string[]): Promise<Ended> => {
    const child = begin(...args);
    child.stdin.on('error', () => {}); // It may end without having read all: its exit code says so.
    child.stdin.end(input);
    const [[code, signal], out, err] = await Promise.all([
      once(child, 'close'),
      buffer(child.stdout),
      buffer(child.stderr),
    ]);
    return { code, signal, out: out.toString(), err: err.toString() };
  };
  return { folder, database, file, begin, feed, gaung: (...args) => feed('', ...args) };
}
