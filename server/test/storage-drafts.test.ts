/** Pages that stay in memory from one commit to the next: nobody can tell them from their rows. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createInteractionId, type Interaction, type PageKey } from 'gaung/contract';
import { memoryStorage } from '../src/storage/memory/memory.ts';
import { sqliteStorage } from '../src/storage/sqlite/sqlite.ts';
import type { Batch, Storage, VisitorId } from '../src/storage/storage.ts';
import { seededChance } from './seed.ts';
import { temporaryFolder } from './temporary-folder.ts';

const PAGES = Array.from({ length: 6 }, (_, i) => `news.example/${i}` as PageKey);
const VISITORS = Array.from({ length: 8 }, (_, i) => Buffer.alloc(16, i + 1).toString('base64url') as VisitorId);
const NAMES = ['love', 'haha', 'wow'];

async function all(storage: Storage) {
  const records = [];
  for await (const record of storage.export()) records.push(record);
  return records;
}

/** What came of it: the counts and refusals, or that it failed. */
const outcome = (recording: ReturnType<Storage['record']>) =>
  recording.then(
    ({ counts, refused }) => ({ counts: [...counts].map(([key, value]) => [key, JSON.stringify(value)]), refused }),
    () => 'failed',
  );

it('comes to what memory does, whoever else writes to the file and whatever fails', async (t) => {
  const chance = seededChance(t);
  const path = join(temporaryFolder(t), 'gaung.sqlite');
  const processes = [sqliteStorage({ path }), sqliteStorage({ path })];
  const memory = memoryStorage();
  t.after(() => Promise.all(processes.map((one) => one.close())));
  let now = 1_000_000_000_000;
  const sent: Interaction[] = [];

  const base = () => ({ id: createInteractionId(), page: chance.oneOf(PAGES), at: now + chance.between(-5, 0) });
  const view = (): Interaction => ({ ...base(), type: 'view' });
  const share = (): Interaction => ({ ...base(), type: 'share', network: chance.oneOf(NAMES) });
  const reaction = (): Interaction => {
    const reactions = chance.happens(0.2) ? [] : [chance.oneOf(NAMES)];
    return { ...base(), type: 'reaction', reactions, previous: [] };
  };
  const interaction = (): Interaction => {
    if (sent.length > 0 && chance.happens(0.05)) return chance.oneOf(sent); // Once more.
    const made = chance.oneOf([view, share, reaction])();
    sent.push(made);
    return made;
  };
  /** Undone with the view before it: nobody can choose who is nobody. */
  const failing = (): Batch => ({ interactions: [view(), reaction()], now });
  const batch = (): Batch => {
    if (chance.happens(0.05)) return failing();
    return {
      visitor: chance.oneOf(VISITORS),
      viewWindow: chance.happens(0.5),
      interactions: Array.from({ length: chance.between(1, 3) }, interaction),
      ...(chance.happens(0.1) && { excluded: [{ page: chance.oneOf(PAGES), reason: 'bot' }] }),
      now,
    };
  };
  const operate = (): ((storage: Storage) => Promise<unknown>) => {
    const [a, b, who] = [chance.oneOf(PAGES), chance.oneOf(PAGES), chance.oneOf(VISITORS)];
    const base = {
      type: 'base',
      page: a,
      source: 'old',
      views: chance.between(0, 9),
      shares: {},
      reactions: {},
    } as const;
    return chance.oneOf<(storage: Storage) => Promise<unknown>>([
      (storage) => storage.merge(a, b).catch(() => 'refused'),
      (storage) => storage.delete(a),
      (storage) => storage.forget(who),
      (storage) => storage.import([base], 'merge'),
    ]);
  };

  for (let round = 0; round < 300; round++) {
    now += chance.between(0, 400_000);
    const storage = chance.oneOf(processes);
    if (chance.happens(0.15)) {
      const operation = operate();
      assert.deepEqual(await operation(storage), await operation(memory));
    } else {
      const batches = Array.from({ length: chance.between(1, 8) }, batch);
      const inOneCommit = await Promise.all(batches.map((one) => outcome(storage.record(one))));
      const inMemory = [];
      for (const one of batches) inMemory.push(await outcome(memory.record(one)));
      assert.deepEqual(inOneCommit, inMemory);
    }
    await nextTurn(); // What another process wrote is asked once a turn.
    for (const one of processes) assert.deepEqual(await one.read(PAGES), await memory.read(PAGES));
  }
  assert.deepEqual(await all(processes[0]!), await all(memory));
});

it('goes on with pages that have left memory', async (t) => {
  const storage = sqliteStorage({ path: join(temporaryFolder(t), 'gaung.sqlite') });
  t.after(() => storage.close());
  const keys = Array.from({ length: 6000 }, (_, i) => `news.example/${i}` as PageKey);
  const view = (page: PageKey): Interaction => ({ id: createInteractionId(), type: 'view', page, at: 1 });
  for (const times of [1, 2]) {
    for (let i = 0; i < keys.length; i += 100) {
      const { counts } = await storage.record({ interactions: keys.slice(i, i + 100).map(view), now: times });
      for (const { views, version } of counts.values()) assert.deepEqual([views, version], [times, times]);
    }
  }
});
