import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../server/src/main.ts', import.meta.url));

/** What a process takes of the machine. */
export interface Usage {
  /** CPU seconds that it has spent so far, its own and the system's for it. */
  readonly cpu: number;
  /** Memory that it has at present, in bytes (resident set). */
  readonly memory: number;
}

/** The server as an operator runs it, in a process of its own, with an empty database on disk. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** What it takes of the machine. */
  usage(): Promise<Usage>;
  /** CPU seconds that it has spent so far. */
  cpu(): Promise<number>;
  /** Most memory that it may take for counts that are ready to be sent, in MiB. */
  mostMemory(): Promise<number>;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** Fills the database before the server starts. @param path Where its file will be. */
  readonly prepare?: (path: string) => void;
  /** Flags for Node, such as `--cpu-prof`. */
  readonly nodeFlags?: readonly string[];
}

/** @throws {Error} where it does not start, with what it printed. */
export async function startServer(
  env: Readonly<Record<string, string>>,
  { prepare, nodeFlags = [] }: ServerOptions = {},
): Promise<ServerProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'gaung-bench-'));
  const path = join(folder, 'gaung.sqlite');
  prepare?.(path);
  const child = spawn(process.execPath, [...nodeFlags, MAIN], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      GAUNG_STORAGE: `sqlite:${path}`,
      GAUNG_METRICS: 'public',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await listening(child);
    const metrics = async () => {
      const text = await (await fetch(`${url}metrics`)).text();
      return (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)![1]);
    };
    const usage = async () => {
      const number = await metrics();
      return { cpu: number('process_cpu_seconds_total'), memory: number('process_resident_memory_bytes') };
    };
    return {
      url,
      pid: child.pid!,
      usage,
      cpu: async () => (await usage()).cpu,
      mostMemory: async () => (await metrics())('gaung_memory_ceiling_bytes') / 2 ** 20,
      async stop() {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function listening(child: ChildProcess): Promise<string> {
  let printed = '';
  for await (const chunk of child.stdout!.iterator({ destroyOnReturn: false })) {
    printed += chunk;
    const [, url] = /listening url=(\S+)/.exec(printed) ?? [];
    if (!url) continue;
    child.stdout!.resume(); // A pipe that nobody reads would hold the server up.
    return url;
  }
  throw new Error(`The server did not start:\n${printed}`);
}
