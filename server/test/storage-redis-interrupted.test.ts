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
import { FLOOR_LUA } from '../src/storage/redis/lua/change.ts';
import { mergeInto } from '../src/storage/redis/merge.ts';
import { createJournal } from '../src/storage/redis/operator.ts';
import { redisStorage } from '../src/storage/redis/redis.ts';
import { readRedisUrl } from '../src/storage/redis/url.ts';
import type { Storage, StoredRecord } from '../src/storage/storage.ts';
import { type RedisNode, redisMissing, startRedis } from './engines/redis.ts';

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
        const address = readRedisUrl(urlOf(prefix));
        const engine = createEngine(await connect(address), address);
        const some = endingAt(engine, last);
        isInterrupted = await begin(
          some,
          createCalls(() => {}),
          createJournal(some),
        ).then(
          () => false,
          () => true,
        );
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
  }
});
