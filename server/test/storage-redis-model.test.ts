/** The rules are written twice, here in Lua. What is played at random must come to the same by both. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createInteractionId, type Interaction, type PageKey } from 'gaung/contract';
import { visitor } from '../../test/contracts/storage/tools.ts';
import { memoryStorage } from '../src/storage/memory/memory.ts';
import { redisStorage } from '../src/storage/redis/redis.ts';
import type { Storage, StoredRecord } from '../src/storage/storage.ts';
import { type RedisNode, redisMissing, startRedis } from './engines/redis.ts';

/** The same numbers for the same seed (mulberry32). */
function createRandom(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number) => Math.floor(next() * n);
  return { below, pick: <One>(all: readonly One[]): One => all[below(all.length)]! };
}

const PAGES = ['a', 'b', 'c', 'd', 'news.example/ä', '__proto__'] as PageKey[];
const NAMES = Array.from({ length: 30 }, (_, i) => (i === 0 ? 'constructor' : `name-${i}`));
const BEGIN = Date.UTC(2026, 4, 20, 8);

type Step = (storage: Storage) => Promise<unknown>;

/**
 * What may happen, one after the other.
 *
 * @param model Knows which keys mean one page: of those a request names one only. Its calls for two would go at the same
 *   time, each atomic, in whichever order.
 */
function createPlay(seed: number, model: Storage) {
  const { below, pick } = createRandom(seed);
  const sent: Interaction[] = [];
  let now = BEGIN;

  function interaction(): Interaction {
    if (sent.length > 0 && below(8) === 0) return pick(sent); // A retry, by whomever.
    const common = { id: createInteractionId(), page: pick(PAGES), at: now - below(3_600_000) };
    const names = [...new Set(Array.from({ length: below(4) }, () => pick(NAMES)))].toSorted();
    const one: Interaction =
      below(3) === 0
        ? { ...common, type: 'view' }
        : below(2) === 0
          ? { ...common, type: 'share', network: pick(NAMES) }
          : { ...common, type: 'reaction', reactions: names, previous: [] };
    sent.push(one);
    return one;
  }

  async function differentPages(interactions: Interaction[]): Promise<Interaction[]> {
    const keys = new Map<PageKey, PageKey>();
    for (const { page } of interactions) {
      const own = (await model.page(page))?.page ?? page;
      if (!keys.has(own)) keys.set(own, page);
    }
    const named = new Set(keys.values());
    return interactions.filter(({ page }) => named.has(page));
  }

  async function step(): Promise<Step> {
    now += pick([1, 1000, 60_000, 400_000, 4_000_000, 40_000_000]);
    const moment = now;
    const what = below(40);
    const [page, other] = [pick(PAGES), pick(PAGES)];
    const source = pick(['legacy', 'amp']);
    if (what === 0) return (storage) => storage.merge(page, other);
    if (what === 1) {
      sent.length = 0; // What came by an alias is known at its page only, not once the alias is a page again.
      return (storage) => storage.delete(page);
    }
    if (what === 2) {
      const title = pick(['One', 'Two', undefined]);
      return (storage) => storage.retitle(page, title);
    }
    if (what === 3) {
      const who = visitor(below(6));
      return (storage) => storage.forget(who);
    }
    if (what === 4) {
      const [views, shares, reactions] = [below(50), { [pick(NAMES)]: 1 + below(9) }, { [pick(NAMES)]: 1 + below(9) }];
      return (storage) => storage.import([{ type: 'base', page, source, views, shares, reactions }], 'merge');
    }
    const interactions = await differentPages(Array.from({ length: 1 + below(5) }, interaction));
    const excluded = Array.from({ length: below(2) }, () => ({ page, reason: 'bot' }));
    const batch = { visitor: visitor(below(6)), viewWindow: below(4) > 0, interactions, excluded, now: moment };
    return async (storage) => {
      const { counts, refused } = await storage.record(batch);
      return { counts: [...counts], refused: [...refused] };
    };
  }

  /** A view of each page, long after: what has aged is poured in each. */
  function last(): Step[] {
    now += 100_000;
    return PAGES.map((page) => (storage) => {
      const interactions: Interaction[] = [{ id: createInteractionId(), type: 'view', page, at: now }];
      return storage.record({ interactions, now });
    });
  }

  return { step, last, end: () => now };
}

/** What a step comes to, or that it is refused. */
const outcome = (step: Step, storage: Storage) => step(storage).catch((error: Error) => error.name);

async function all(storage: Storage): Promise<StoredRecord[]> {
  const records: StoredRecord[] = [];
  for await (const record of storage.export()) records.push(record);
  return records;
}

describe('what is played at random', { skip: redisMissing }, () => {
  let redis: RedisNode;
  before(async () => {
    redis = await startRedis({ appendfsync: 'no' });
  });
  after(() => redis.stop());

  const seeds = process.env['GAUNG_LONG'] ? Array.from({ length: 40 }, (_, i) => i + 1) : [1, 2, 3];
  for (const seed of seeds) {
    it(`comes to the same in Redis and in memory (seed ${seed})`, async (t) => {
      const stored = await redisStorage({ url: `${redis.url}/?durability=none&prefix=model-${seed}` });
      t.after(() => stored.close());
      const model = memoryStorage();
      const play = createPlay(seed, model);
      for (let i = 0; i < 150; i++) {
        const step = await play.step();
        assert.deepEqual(await outcome(step, stored), await outcome(step, model), `step ${i}`);
      }
      // Twice: the first pours, the second is in all rows of that time.
      for (const step of [...play.last(), ...play.last()]) {
        await step(stored);
        await step(model);
      }
      assert.deepEqual(await all(stored), await all(model));
      assert.deepEqual(await stored.read(PAGES), await model.read(PAGES));
      assert.deepEqual((await stored.verify()).differences, []);
      for (const window of ['hour', 'day', 'week', 'all'] as const) {
        for (const query of [{ kind: 'view' }, { kind: 'share', name: 'name-3' }, { kind: 'reaction' }] as const) {
          const asked = { ...query, window, limit: 4, now: play.end() };
          assert.deepEqual(await stored.top(asked), await model.top(asked));
        }
      }
    });
  }
});
