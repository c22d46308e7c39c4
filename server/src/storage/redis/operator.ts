/** One operator at a time, whichever process they work from, and none before what another had begun is finished. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { StorageError, StorageRefusal } from '../storage.ts';
import type { Engine } from './engine.ts';
import { META } from './keys.ts';
import { toFields } from './page-fields.ts';

/** A lock that nobody holds any more is gone after this many ms. */
const LOCK_MS = 20_000;
const RENEW_MS = 5000;
/** So long after the lock was renewed, in ms, no step is begun any more: it shall have ended before another may begin. */
const SURE_MS = 10_000;
/** How long somebody waits for another, in ms. */
const PATIENCE_MS = 30_000;
const RETRY_MS = 50;

/** Keeps a lock for `ARGV[3]` ms more, or lets go of it by 0. @returns 1, or 0 where it is another's. */
const LOCK_LUA = `
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
 * Runs `work` while no other operator does anything. Who does not know any more whether they have the lock does nothing:
 * another may have finished what they began, and gone on from there.
 *
 * @param work Is given the engine by which it is to work.
 * @throws {StorageRefusal} where another one takes too long.
 */
export async function alone<Result>(
  engine: Engine,
  work: (held: Engine) => Promise<Result>,
  patience: number = PATIENCE_MS,
): Promise<Result> {
  const key = `${engine.base(META)}operator`;
  const token = randomUUID();
  const end = performance.now() + patience;
  let sureUntil = 0;
  // It may have been set by an attempt whose answer was lost.
  const isOurs = async () => {
    sureUntil = performance.now() + SURE_MS;
    return (
      (await engine.write(META, ['set', key, token, 'NX', 'PX', LOCK_MS])) === 'OK' ||
      (await engine.read(META, ['get', key])) === token
    );
  };
  while (!(await isOurs())) {
    if (performance.now() > end)
      throw new StorageRefusal('Another command is at work on this storage. Try again later.');
    await delay(RETRY_MS);
  }
  const keepLock = (ms: number) => engine.run(LOCK_LUA, META, () => [token, String(ms)], key);
  async function renew(): Promise<void> {
    const until = performance.now() + SURE_MS;
    const isHeld = await keepLock(LOCK_MS).catch(() => undefined);
    if (isHeld === 1) sureUntil = until;
    else if (isHeld === 0) sureUntil = 0;
  }
  const timer = setInterval(() => void renew(), RENEW_MS);
  try {
    return await work(
      whileSure(engine, async () => {
        if (performance.now() > sureUntil) await renew(); // This process may have been too busy to.
        return performance.now() < sureUntil;
      }),
    );
  } finally {
    clearInterval(timer);
    await keepLock(0).catch(() => {});
  }
}

/** An engine that writes only while `isSure`. */
function whileSure(engine: Engine, isSure: () => Promise<boolean>): Engine {
  async function demand(): Promise<void> {
    if (await isSure()) return;
    throw new StorageError('It took so long that another command may be at work by now. Try again.');
  }
  return {
    ...engine,
    async run(...args) {
      await demand();
      return engine.run(...args);
    },
    async write(...args) {
      await demand();
      return engine.write(...args);
    },
  };
}
