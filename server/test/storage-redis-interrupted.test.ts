/** What operators do takes several steps. Whoever is interrupted between two of them leaves nothing half done for long. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PageKey } from 'gaung/contract';
import { ANN, BEN, base, NOW, OTHER, PAGE, react, share, view } from '../../test/contracts/storage/tools.ts';
import { createCalls } from '../src/storage/redis/calls.ts';
import { connect } from '../src/storage/redis/connect.ts';
import { deleteKey } from '../src/storage/redis/delete.ts';
import { createEngine, type Engine } from '../src/storage/redis/engine.ts';
import { importRecords } from '../src/storage/redis/import.ts';
import { META } from '../src/storage/redis/keys.ts';
import { FLOOR_LUA } from '../src/storage/redis/lua/change.ts';
import { mergeInto } from '../src/storage/redis/merge.ts';
import { alone, createJournal } from '../src/storage/redis/operator.ts';
import { redisStorage } from '../src/storage/redis/redis.ts';
import { readRedisUrl } from '../src/storage/redis/url.ts';
import type { Storage, StoredRecord } from '../src/storage/storage.ts';
import { type RedisNode, redisMissing, startRedis, until } from './engines/redis.ts';

const OLD = 'news.example/old' as PageKey;
const OLDER = 'news.example/older' as PageKey;

/** Every step, or every other one where time is short. */
const STRIDE = process.env['GAUNG_LONG'] ? 1 : 2;

/** One that ends before its step number `last`. Raising the floors of all groups is no step of its own. */
function endingAt(engine: Engine, last: number): Engine {
  let steps = 0;
  const step = () => {
    if (++steps > last) throw new Error('interrupted');
  };
  return {
    ...engine,
    async run(script, ...rest) {
      if (script !== FLOOR_LUA) step();
      return engine.run(script, ...rest);
    },
    async write(...args) {
      step();
      return engine.write(...args);
    },
  };
}

/** One that stands still before its step number `last`, until `meanwhile` is over. */
function slowAt(engine: Engine, last: number, meanwhile: () => Promise<void>): Engine {
  let steps = 0;
  const step = async () => {
    if (++steps === last) await meanwhile();
  };
  return {
    ...engine,
    async run(script, ...rest) {
      if (script !== FLOOR_LUA) await step();
      return engine.run(script, ...rest);
    },
    async write(...args) {
      await step();
      return engine.write(...args);
    },
  };
}

type Parts = readonly [
  engine: Engine,
  calls: ReturnType<typeof createCalls>,
  journal: ReturnType<typeof createJournal>,
];

interface Command {
  readonly name: string;
  /** By its parts, which are interrupted. */
  readonly begin: (...parts: Parts) => Promise<unknown>;
  readonly repeat: (storage: Storage) => Promise<unknown>;
}

const IMPORT: readonly StoredRecord[] = [
  base('amp', 7),
  base('legacy', 9, { x: 2 }, {}, OTHER),
  base('amp', 1, {}, {}, OLD),
];

const COMMANDS: readonly Command[] = [
  {
    name: 'a merge',
    begin: (...parts) => mergeInto(...parts, OLD, PAGE),
    repeat: (storage) => storage.merge(OLD, PAGE),
  },
  {
    name: 'the deletion of a page',
    begin: (...parts) => deleteKey(...parts, OLD),
    repeat: (storage) => storage.delete(OLD),
  },
  {
    name: 'the deletion of an alias',
    begin: (...parts) => deleteKey(...parts, OLDER),
    repeat: (storage) => storage.delete(OLDER),
  },
  {
    name: 'an import',
    begin: (...parts) => importRecords(...parts, IMPORT, 'merge'),
    repeat: (storage) => storage.import(IMPORT, 'merge'),
  },
];

const succeeds = (work: Promise<unknown>) =>
  work.then(
    () => true,
    () => false,
  );

const love = react(['love'], 5, OLD);
const seen = view(OLDER);

async function fill(storage: Storage): Promise<void> {
  await storage.record({ visitor: ANN, interactions: [view(), react(['wow'], 4)], now: NOW });
  await storage.merge(OLDER, OLD);
  await storage.record({ visitor: ANN, interactions: [view(OLD), love, seen, share('x', OLD)], now: NOW });
  await storage.record({ visitor: BEN, interactions: [react(['sad'], 5, OLD), view(OTHER)], now: NOW });
  await storage.import([base('legacy', 100, {}, { love: 3 }, OLD)], 'merge');
}

/** All but versions. */
async function content(storage: Storage): Promise<unknown[]> {
  const records: unknown[] = [];
  for await (const record of storage.export()) {
    if (record.type !== 'meta') records.push({ ...record, version: 0 });
  }
  return records;
}

describe('what was interrupted', { skip: redisMissing }, () => {
  let redis: RedisNode;
  before(async () => {
    redis = await startRedis({ appendfsync: 'no' });
  });
  after(() => redis.stop());

  const calls = createCalls(() => {});
  const open = async (url: string) => {
    const address = readRedisUrl(url);
    return createEngine(await connect(address), address);
  };
  let prefixes = 0;
  const urlOf = (prefix: string) => `${redis.url}/?durability=none&prefix=${prefix}`;

  for (const { name, begin, repeat } of COMMANDS) {
    it(`${name} is finished by whoever opens the storage or repeats it, at whatever step it was`, async (t) => {
      const whole = await redisStorage({ url: urlOf(`whole-${++prefixes}`) });
      t.after(() => whole.close());
      await fill(whole);
      await repeat(whole);
      const right = await content(whole);

      let isInterrupted = true;
      let last = 0;
      for (; isInterrupted; last += STRIDE) {
        const prefix = `part-${++prefixes}`;
        const first = await redisStorage({ url: urlOf(prefix) });
        await fill(first);
        const engine = await open(urlOf(prefix));
        const some = endingAt(engine, last);
        isInterrupted = !(await succeeds(begin(some, calls, createJournal(some))));
        engine.close();
        if (!name.startsWith('the deletion')) {
          // Taps that come again meanwhile are the same, whichever page has them now.
          await first.record({ visitor: ANN, interactions: [love, seen], now: NOW });
        }
        const warnings: string[] = [];
        const second = await redisStorage({ url: urlOf(prefix), warn: (message) => warnings.push(message) });
        await repeat(second);
        assert.deepEqual(await content(second), right, `interrupted after ${last} steps`);
        assert.deepEqual((await second.verify()).differences, []);
        assert.deepEqual(await second.read([OLDER, OLD, PAGE]), await first.read([OLDER, OLD, PAGE]));
        const third = await redisStorage({ url: urlOf(prefix), warn: (message) => warnings.push(`after: ${message}`) });
        assert.deepEqual(
          warnings.filter((one) => one.startsWith('after')),
          [],
          'nothing is left to do',
        );
        if (name === 'an import' && isInterrupted && last > 1) assert.match(warnings[0]!, /import.*repeat it/s);
        await Promise.all([first, second, third].map((one) => one.close()));
      }
      assert.ok(last > 4, 'there were several steps');
    });

    it(`${name} comes to the same where another does it while somebody is slow, at whatever step`, async (t) => {
      const whole = await redisStorage({ url: urlOf(`whole-${++prefixes}`) });
      t.after(() => whole.close());
      await fill(whole);
      await repeat(whole);
      const right = await content(whole);

      let isReached = true;
      let last = 1;
      for (; isReached; last += STRIDE) {
        const url = urlOf(`slow-${++prefixes}`);
        const other = await redisStorage({ url, warn() {} });
        t.after(() => other.close());
        await fill(other);
        const engine = await open(url);
        t.after(() => engine.close());
        isReached = false;
        const slow = slowAt(engine, last, async () => {
          isReached = true;
          await repeat(other);
        });
        await begin(slow, calls, createJournal(slow));
        assert.deepEqual(await content(other), right, `slow before step ${last}`);
        assert.deepEqual((await other.verify()).differences, []);
      }
      assert.ok(last > 4, 'there were several steps');
    });
  }

  it('a merge that another finished goes where its page has gone since', async (t) => {
    for (let last = 1; last < 6; last++) {
      const url = urlOf(`gone-${++prefixes}`);
      const other = await redisStorage({ url });
      t.after(() => other.close());
      await fill(other);
      const engine = await open(url);
      t.after(() => engine.close());
      const slow = slowAt(engine, last, async () => {
        await other.merge(OLD, PAGE);
        await other.merge(PAGE, OTHER);
      });
      await mergeInto(slow, calls, createJournal(slow), OLD, PAGE);
      const { aliases, views, total } = (await other.page(OLD))!;
      assert.deepEqual([aliases, views, total.views], [[PAGE, OLD, OLDER], 3, 103], `slow before step ${last}`);
    }
  });

  it('servers that run finish what was interrupted, and tell of it', async (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] });
    const url = urlOf('running');
    const storage = await redisStorage({ url });
    t.after(() => storage.close());
    await fill(storage);
    const engine = await open(url);
    t.after(() => engine.close());
    const some = endingAt(engine, 2);
    await assert.rejects(mergeInto(some, calls, createJournal(some), OLD, PAGE), /interrupted/);
    assert.equal((await storage.read([OLD])).get(OLD)!.views, 1, 'what it had is aside');
    const told: unknown[] = [];
    storage.watch((pages) => told.push(pages));
    t.mock.timers.tick(30_000);
    await until('it is told', () => told.length > 0);
    assert.deepEqual(told, [new Set([PAGE, OLD, OLDER])]);
    assert.equal((await storage.read([OLD])).get(OLD)!.views, 102);
  });

  it('who has lost the lock writes nothing any more', async (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] });
    const engine = await open(urlOf('locked'));
    t.after(() => engine.close());
    const key = `${engine.base(META)}operator`;
    const write = (held: Engine) => held.write(META, ['set', `${engine.base(META)}something`, '1']);
    await alone(engine, async (held) => {
      await write(held);
      t.mock.timers.tick(5000);
      await write(held);
      await redis.client.set(key, 'another');
      t.mock.timers.tick(5000);
      await until('it is found out', async () => !(await succeeds(write(held))));
      await assert.rejects(
        held.run(FLOOR_LUA, META, () => ['1']),
        /another command may be at work/,
      );
    });
    assert.equal(await redis.client.get(key), 'another', 'its lock stays');
  });
});
