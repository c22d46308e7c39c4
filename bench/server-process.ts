import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../server/src/main.ts', import.meta.url));

/** The server as an operator runs it, in a process of its own, with an empty database on disk. */
export interface ServerProcess {
  readonly url: string;
  /** CPU seconds that it has spent so far. */
  cpu(): Promise<number>;
  stop(): Promise<void>;
}

/** @throws {Error} where it does not start, with what it printed. */
export async function startServer(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'gaung-bench-'));
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      GAUNG_STORAGE: `sqlite:${join(folder, 'gaung.sqlite')}`,
      GAUNG_METRICS: 'public',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await listening(child);
    return {
      url,
      async cpu() {
        const text = await (await fetch(`${url}metrics`)).text();
        return Number(/^process_cpu_seconds_total (\S+)$/m.exec(text)![1]);
      },
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
