/** Requests and operators at random, to several processes: each time they must come to what memory comes to. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createInteractionId, type Interaction, type PageKey } from 'gaung/contract';
import { memoryStorage } from '../src/storage/memory/memory.ts';
import type { Batch, Storage, VisitorId } from '../src/storage/storage.ts';
import { seededChance } from './seed.ts';

const PAGES = Array.from({ length: 6 }, (_, i) => `news.example/${i}` as PageKey);
const VISITORS = Array.from({ length: 8 }, (_, i) => Buffer.alloc(16, i + 1).toString('base64url') as VisitorId);
const NAMES = ['love', 'haha', 'wow'];

async function all(storage: Storage, withBuckets: boolean) {
  const records = [];
  for await (const record of storage.export()) if (withBuckets || record.type !== 'bucket') records.push(record);
  return records;
}

/** What came of it: the counts and refusals, or that it failed. */
const outcome = (recording: ReturnType<Storage['record']>) =>
  recording.then(
    ({ counts, refused }) => ({ counts: [...counts].map(([key, value]) => [key, JSON.stringify(value)]), refused }),
    () => 'failed',
  );

export interface PlayOptions {
  readonly rounds: number;
  /** Whether buckets are compared, too: where they are poured in the background, nobody knows when. */
  readonly withBuckets: boolean;
  /** Most requests that come together. */
  readonly together?: number;
  /** What else an operator may do. */
  readonly operations?: readonly ((storage: Storage, page: PageKey, now: number) => Promise<unknown>)[];
  /** Begins a process in the place of one that was killed: nobody closes that. */
  readonly begin?: () => Storage;
}

export async function playAtRandom(
  t: TestContext,
  begun: readonly Storage[],
  { rounds, withBuckets, together = 8, operations = [], begin }: PlayOptions,
): Promise<void> {
  const processes = [...begun];
  const chance = seededChance(t);
  const memory = memoryStorage();
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
      ...operations.map((operate) => (storage: Storage) => operate(storage, a, now)),
    ]);
  };

  for (let round = 0; round < rounds; round++) {
    now += chance.between(0, 400_000);
    if (begin && chance.happens(0.05)) processes[chance.between(0, processes.length - 1)] = begin();
    const storage = chance.oneOf(processes);
    if (chance.happens(0.15)) {
      const operation = operate();
      assert.deepEqual(await operation(storage), await operation(memory));
    } else {
      const batches = Array.from({ length: chance.between(1, together) }, batch);
      const inOneCommit = await Promise.all(batches.map((one) => outcome(storage.record(one))));
      const inMemory = [];
      for (const one of batches) inMemory.push(await outcome(memory.record(one)));
      assert.deepEqual(inOneCommit, inMemory);
    }
    await nextTurn(); // What another process wrote is asked once a turn.
    for (const one of processes) assert.deepEqual(await one.read(PAGES), await memory.read(PAGES));
  }
  // Each storage pours buckets when it thinks best, a minute apart or at a commit of which all failed: now all do.
  const last = { interactions: [view()], now: now + 120_000 };
  for (const one of [processes[0]!, memory]) await one.record(last);
  assert.deepEqual(await all(processes[0]!, withBuckets), await all(memory, withBuckets));
}
