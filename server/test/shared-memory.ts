/** What instances share, without an engine: several apps over one storage in memory. */
import { randomBytes } from 'node:crypto';
import { memoryStorage } from '../src/storage/memory/memory.ts';
import { type Shared, type Storage, StorageError, type StorageOptions } from '../src/storage/storage.ts';

/** A storage in memory that says it is shared. */
export function sharedStorage(options: StorageOptions = {}): Storage {
  const storage = memoryStorage(options);
  return { ...storage, shared: inMemory(storage) };
}

function inMemory({ check }: Storage): Shared {
  const counts = new Map<string, { points: number; readonly until: number }>();
  let salt: { readonly day: number; readonly bytes: Uint8Array } | undefined;
  return {
    async add(list) {
      await check();
      const now = Math.floor(performance.now()); // Of fractions, a sum less one of its parts may be more than the other.
      return list.map(({ key, points, seconds }) => {
        let one = counts.get(key);
        if (!one || one.until <= now) counts.set(key, (one = { points: 0, until: now + seconds * 1000 }));
        one.points = Math.max(0, one.points + points);
        return { points: one.points, left: one.until - now };
      });
    },
    async salt(day) {
      await check();
      if (salt?.day !== day) salt = { day, bytes: randomBytes(32) };
      return salt.bytes;
    },
  };
}

/** The same storage, of which a part fails as long as the test says so. @param part Such as `shared.add`. */
export function failingStorage(storage: Storage, part: 'shared.add' | 'shared.salt' | 'record') {
  const state = { isAway: false };
  const failing =
    <Args extends unknown[], Result>(name: string, work: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      if (state.isAway && name === part) throw new StorageError('The engine is away.');
      return work(...args);
    };
  const shared = storage.shared && {
    add: failing('shared.add', storage.shared.add),
    salt: failing('shared.salt', storage.shared.salt),
  };
  const all: Storage = { ...storage, record: failing('record', storage.record), ...(shared && { shared }) };
  return { storage: all, state };
}
