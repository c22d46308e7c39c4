/** One operator at a time, whichever process they work from, and none before what another had begun is finished. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { StorageRefusal } from '../storage.ts';
import type { Engine } from './engine.ts';
import { META } from './keys.ts';
import { toFields } from './page-fields.ts';

/** A lock that nobody holds any more is gone after this many ms. */
const LOCK_MS = 20_000;
const RENEW_MS = 5000;
/** How long somebody waits for another, in ms. */
const PATIENCE_MS = 30_000;
const RETRY_MS = 50;

const HOLD_LUA = `
if redis.call('GET', KEYS[1]) ~= ARGV[2] then return 0 end
if ARGV[3] == '0' then redis.call('DEL', KEYS[1]) else redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
return 1
`;

/** What takes several steps, written down before the first of them. */
export type Entry =
  | { readonly op: 'merge'; readonly from: string; readonly into: string }
  | { readonly op: 'delete'; readonly key: string; readonly floor: string; readonly aliases: readonly string[] }
  | { readonly op: 'unalias'; readonly alias: string; readonly of: string }
  | { readonly op: 'import'; readonly mode: string; readonly began: string };

export interface Journal {
  /** Writes down what is begun. @returns By which it is named. */
  begin(entry: Entry): Promise<string>;
  end(id: string): Promise<void>;
  all(): Promise<[id: string, entry: Entry][]>;
}

export function createJournal(engine: Engine): Journal {
  const key = `${engine.base(META)}journal`;
  return {
    async begin(entry) {
      const id = randomUUID();
      await engine.write(META, ['hset', key, id, JSON.stringify(entry)]);
      return id;
    },
    end: async (id) => void (await engine.write(META, ['hdel', key, id])),
    async all() {
      const fields = toFields(await engine.read(META, ['hgetall', key]));
      return Object.entries(fields).map(([id, text]) => [id, JSON.parse(text) as Entry]);
    },
  };
}

/**
 * Runs `work` while no other operator does anything. The lock only keeps them from waiting for each other: each step is
 * right, whoever does it, and a step that comes too late changes nothing.
 *
 * @throws {StorageRefusal} where another one takes too long.
 */
export async function alone<Result>(
  engine: Engine,
  work: () => Promise<Result>,
  patience: number = PATIENCE_MS,
): Promise<Result> {
  const key = `${engine.base(META)}operator`;
  const token = randomUUID();
  const end = performance.now() + patience;
  // It may have been set by an attempt whose answer was lost.
  const isOurs = async () =>
    (await engine.write(META, ['set', key, token, 'NX', 'PX', LOCK_MS])) === 'OK' ||
    (await engine.read(META, ['get', key])) === token;
  while (!(await isOurs())) {
    if (performance.now() > end)
      throw new StorageRefusal('Another command is at work on this storage. Try again later.');
    await delay(RETRY_MS);
  }
  const hold = (ms: number) => engine.run(HOLD_LUA, META, () => [token, String(ms)], key).catch(() => {});
  const timer = setInterval(() => void hold(LOCK_MS), RENEW_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    await hold(0);
  }
}
