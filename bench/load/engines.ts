import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StorageName } from './options.ts';

/** What servers keep their rows in, empty and ready. */
export interface Engine {
  /** As `GAUNG_STORAGE` names it. */
  readonly storage: string;
  /** Its processes, without their children; none where it is within the server. */
  readonly pids: readonly number[];
  stop(): Promise<void>;
}

const STARTERS: Partial<Record<StorageName, () => Promise<Engine>>> = {
  memory: async () => ({ storage: 'memory:', pids: [], stop: async () => {} }),
  async sqlite() {
    const folder = mkdtempSync(join(tmpdir(), 'gaung-load-'));
    const stop = async () => rmSync(folder, { recursive: true, force: true });
    return { storage: `sqlite:${join(folder, 'gaung.sqlite')}`, pids: [], stop };
  },
};

/** @throws {Error} where it does not start. */
export async function startEngine(name: StorageName): Promise<Engine> {
  const start = STARTERS[name];
  if (!start) throw new Error(`There is no engine for ${name}.`);
  return start();
}
