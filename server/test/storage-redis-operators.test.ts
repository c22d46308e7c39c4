/** What operators do while readers never rest, and other operators are at work. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PageKey } from 'gaung/contract';
import { ANN, base, by, NOW, OTHER, PAGE, react, view, visitor } from '../../test/contracts/storage/tools.ts';
import { createCalls } from '../src/storage/redis/calls.ts';
import { changePage } from '../src/storage/redis/change-page.ts';
import { connect } from '../src/storage/redis/connect.ts';
import { createEngine, type Engine } from '../src/storage/redis/engine.ts';
import { readRedisUrl } from '../src/storage/redis/url.ts';
import type { Storage } from '../src/storage/storage.ts';
import { type RedisNode, redisMissing, startRedis } from './engines/redis.ts';
import { prefix, together } from './redis-together.ts';

/** Many readers who never rest, on one page. */
function taps(storages: readonly Storage[], page: PageKey) {
  const stop = { is: false };
  let sent = 0;
  const readers = Array.from({ length: 24 }, async (_, n) => {
    while (!stop.is) {
      sent++;
      await storages[n % storages.length]!.record({ interactions: [view(page)], now: NOW });
    }
  });
  return {
    async end() {
      stop.is = true;
      await Promise.all(readers);
      return sent;
    },
  };
}

describe('operators of one Redis', { skip: redisMissing }, () => {
  let redis: RedisNode;
  before(async () => {
    redis = await startRedis();
  });
  after(() => redis.stop());

  it('let operators change a page that is never quiet', async (t) => {
    const open = together(t, redis.url);
    const [a, b, c] = await Promise.all([open(), open(), open()]);
    await a.record([view(), view(OTHER)]);
    const readers = taps([a.storage, b.storage], PAGE);
    for (let i = 0; i < 5; i++) await c.storage.retitle(PAGE, `Title ${i}`);
    await c.storage.import([base('legacy', 100), base('legacy', 10, {}, {}, OTHER)], 'merge');
    await c.storage.merge(OTHER, PAGE);
    const sent = await readers.end();
    const { title, views, total } = (await a.storage.page(PAGE))!;
    assert.deepEqual([title, views, total.views], ['Title 4', sent + 2, sent + 112]);
  });

  it('let operators delete what is never quiet, and versions never go back', async (t) => {
    const open = together(t, redis.url);
    const [a, b, c] = await Promise.all([open(), open(), open()]);
    const readers = taps([a.storage, b.storage], PAGE);
    for (let times = 0; times < 3; times++) {
      await c.storage.merge(OTHER, PAGE);
      const stop = { is: false };
      const watchers = [PAGE, OTHER].map(async (key) => {
        for (let highest = 0; !stop.is; ) {
          const { version } = await b.counts(key);
          assert.ok(version >= highest, `${key} had version ${highest} and has ${version}`);
          highest = version;
        }
      });
      assert.equal(await c.storage.delete(OTHER), true);
      assert.equal(await c.storage.delete(PAGE), true);
      await a.record([view()]);
      stop.is = true;
      await Promise.all(watchers);
    }
    await readers.end();
  });

  it('merge many votes into a page that is never quiet', { skip: !process.env['GAUNG_LONG'] }, async (t) => {
    const open = together(t, redis.url);
    const [a, b, c] = await Promise.all([open(), open(), open()]);
    for (let n = 0; n < 60_000; n += 2000) {
      await Promise.all(Array.from({ length: 2000 }, (_, i) => a.record([react(['love'], 1, OTHER)], visitor(n + i))));
    }
    await a.record([view()]);
    const readers = taps([a.storage, b.storage], PAGE);
    await c.storage.merge(OTHER, PAGE);
    const sent = await readers.end();
    const { views, reactions } = await a.counts();
    assert.deepEqual([views, reactions], [sent + 1, by({ love: 60_000 })]);
  });

  it('find a page by whatever many were merged one into the next', async (t) => {
    const { storage, record, counts } = await together(t, redis.url)();
    const keys = Array.from({ length: 61 }, (_, i) => `day-${i}` as PageKey);
    const first = view(keys[0]);
    await record([first]);
    for (const [i, key] of keys.slice(1).entries()) await storage.merge(keys[i]!, key);
    await record([first, react(['love'], 1, keys[0])], ANN);
    assert.equal(await storage.forget(ANN), 1);
    assert.equal((await counts(keys[0])).views, 1);
  });

  it('do not take a page that began anew for the one before it', async (t) => {
    const { storage, record } = await together(t, redis.url)();
    const address = readRedisUrl(`${redis.url}/?prefix=${prefix()}`);
    const engine = createEngine(await connect(address), address);
    t.after(() => engine.close());
    const calls = createCalls(() => {});
    let times = 0;
    await record([view()]);
    const again = async () => {
      await storage.delete(PAGE);
      await record([view()]);
    };
    const slow = {
      ...engine,
      run: async (...args: Parameters<Engine['run']>) => {
        if (times++ === 0) await again();
        return engine.run(...args);
      },
    };
    await changePage(slow, calls, PAGE, ({ ledger }, key) => ledger.setTitle(ledger.page(key), 'Title'));
    assert.equal(times, 2, 'it was read again');
  });

  it('take a title with half a surrogate pair', async (t) => {
    const { storage, record } = await together(t, redis.url)();
    await record([view()]);
    await storage.retitle(PAGE, 'half \ud83d of one');
    assert.equal((await storage.page(PAGE))?.title, 'half \ufffd of one');
  });
});
