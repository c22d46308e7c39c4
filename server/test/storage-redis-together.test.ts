/** Several storages over one Redis or one cluster, as several servers have them. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PageKey } from 'gaung/contract';
import { ANN, BEN, by, NOW, OTHER, PAGE, react, share, view } from '../../test/contracts/storage/tools.ts';
import { groupOf } from '../src/storage/redis/keys.ts';
import {
  type RedisCluster,
  type RedisNode,
  redisMissing,
  startRedis,
  startRedisCluster,
  until,
} from './engines/redis.ts';
import { prefix, together } from './redis-together.ts';

/** How many masters are killed, one after the other. */
const ROUNDS = process.env['GAUNG_LONG'] ? 12 : 1;

/** Moves a slot as `redis-cli --cluster reshard` does, a key at a time. */
async function moveSlot(slot: number, from: RedisNode, to: RedisNode, all: readonly RedisNode[]): Promise<void> {
  const [fromId, toId] = await Promise.all([from, to].map(async ({ client }) => client.cluster('MYID')));
  await to.client.call('CLUSTER', 'SETSLOT', slot, 'IMPORTING', fromId!);
  await from.client.call('CLUSTER', 'SETSLOT', slot, 'MIGRATING', toId!);
  for (;;) {
    const keys = await from.client.cluster('GETKEYSINSLOT', slot, 1);
    if (keys.length === 0) break;
    await from.client.call('MIGRATE', '127.0.0.1', to.port, '', 0, 5000, 'KEYS', ...keys);
  }
  for (const { client } of [to, from, ...all.filter((one) => one !== to && one !== from)]) {
    await client.call('CLUSTER', 'SETSLOT', slot, 'NODE', toId!);
  }
}

function storagesTogether(url: () => string, nodes: () => readonly RedisNode[]): void {
  it('count an interaction once, whoever it is sent to, and have one secret', async (t) => {
    const open = together(t, url());
    const [a, b] = await Promise.all([open(), open()]);
    const all = [view(), share('x'), react(['love'], 1)];
    await Promise.all([a.record(all, ANN), b.record(all, ANN), a.record(all, BEN)]);
    const { views, shares, reactions } = await b.counts();
    assert.deepEqual([views, shares, reactions], [1, by({ x: 1 }), by({ love: 1 })]);
    assert.deepEqual(await a.storage.secrets(), await b.storage.secrets());
  });

  it('hear of each other within a second, and of themselves once', async (t) => {
    const open = together(t, url());
    const [a, b] = await Promise.all([open(), open()]);
    await a.record([view()]);
    await until('b hears of a', () => b.told.length > 0, 1000);
    await b.storage.merge(OTHER, PAGE);
    await until('a hears of b', () => a.told.length > 1, 1000);
    await a.record([view(OTHER)]);
    await until('b hears of a again', () => b.told.length > 2, 1000);
    const both = [PAGE, OTHER];
    assert.deepEqual(a.told, [[PAGE], both, both]);
    assert.deepEqual(b.told, [[PAGE], both, both]);
  });

  it('hear that anything may have changed after the connection by which they hear was lost', async (t) => {
    const open = together(t, url());
    const [a, b] = await Promise.all([open(), open()]);
    const kill = async ({ client }: RedisNode) => Number(await client.call('CLIENT', 'KILL', 'TYPE', 'pubsub'));
    const killed = await Promise.all(nodes().map(kill));
    assert.ok(Math.max(...killed) > 0);
    await until('both are told of everything', () => [a, b].every(({ told }) => told.includes('all')));
    await a.record([view()]);
    await until('b hears again', () => b.told.some((pages) => pages !== 'all'), 2000);
  });

  it('share points until their time is over, and a salt a day', async (t) => {
    const open = together(t, url());
    const [a, b] = await Promise.all([open(), open()]);
    const add = ({ storage }: typeof a, points: number, seconds = 100) =>
      storage.shared!.add([
        { key: 'one', points, seconds },
        { key: 'two', points: 2 * points, seconds },
      ]);
    await add(a, 3);
    const [one, two] = await add(b, 2);
    assert.deepEqual([one?.points, two?.points], [5, 10]);
    assert.ok(one!.left > 90_000 && one!.left <= 100_000);
    assert.deepEqual(
      (await add(a, -7)).map(({ points }) => points),
      [0, 0],
    );
    await a.storage.shared!.add([{ key: 'brief', points: 1, seconds: 0.05 }]);
    await until('the points are forgotten', async () => {
      const [brief] = await b.storage.shared!.add([{ key: 'brief', points: 0, seconds: 1 }]);
      return brief!.points === 0;
    });
    const day = Math.floor(Date.now() / 86_400_000);
    const salt = await a.storage.shared!.salt(day);
    assert.equal(salt.length, 32);
    assert.deepEqual(await b.storage.shared!.salt(day), salt);
    assert.notDeepEqual(await b.storage.shared!.salt(day + 1), salt);
  });

  it('do what operators ask one after the other', async (t) => {
    const open = together(t, url());
    const [a, b] = await Promise.all([open(), open()]);
    const keys = Array.from({ length: 6 }, (_, i) => `page-${i}` as PageKey);
    await a.record(keys.map((key) => view(key)));
    const stop = { is: false };
    const taps = (async () => {
      for (let i = 0; !stop.is; i++) await b.record([view(keys[i % keys.length])]);
      return undefined;
    })();
    await Promise.all(keys.slice(1).map((key, i) => (i % 2 ? a : b).storage.merge(key, keys[0]!)));
    stop.is = true;
    await taps;
    const { views } = await a.counts(keys[0]);
    for (const key of keys) assert.equal((await b.counts(key)).views, views);
    const details = await a.storage.page(keys[3]!);
    assert.deepEqual(details?.aliases, keys.slice(1));
    assert.deepEqual(await a.storage.stats(), { pages: 1 });
  });
}

describe('storages over one Redis', { skip: redisMissing }, () => {
  let redis: RedisNode;
  before(async () => {
    redis = await startRedis();
  });
  after(() => redis.stop());
  storagesTogether(
    () => redis.url,
    () => [redis],
  );

  it('hear what they do not understand as a change of anything', async (t) => {
    const open = together(t, redis.url);
    const { told, record } = await open();
    for (const text of ['no JSON', 'null', '{"keys":1}']) {
      await redis.client.call('SPUBLISH', `${prefix()}:{0}:changed`, text);
    }
    await until('it is told', () => told.length === 3);
    assert.deepEqual(told, ['all', 'all', 'all']);
    await record([view()]);
  });

  it('hear of each other without shards, as by versions before 7', async (t) => {
    // Who may not ask which commands there are is told by the older one.
    const rights = ['+@all', '-command', '-spublish', '-ssubscribe'];
    await redis.client.call('ACL', 'SETUSER', 'older', 'on', '>a-password', '~*', '&*', ...rights);
    t.after(async () => redis.client.call('ACL', 'DELUSER', 'older'));
    const open = together(t, redis.url.replace('//', '//older:a-password@'));
    const [a, b] = await Promise.all([open(), open()]);
    await a.record([view()]);
    await until('b hears of a', () => b.told.length > 0, 1000);
    assert.deepEqual([a.told, b.told], [[[PAGE]], [[PAGE]]]);
  });
});

describe('storages over one Redis Cluster', { skip: redisMissing }, () => {
  let cluster: RedisCluster;
  before(async () => {
    cluster = await startRedisCluster();
  });
  after(() => cluster.stop());
  storagesTogether(
    () => cluster.url,
    () => cluster.nodes,
  );

  it('lose nothing and count nothing twice while a slot is moved', async (t) => {
    const open = together(t, cluster.url);
    const [a, b] = await Promise.all([open(), open()]);
    await a.record([view(), react(['love'], 1)], ANN);
    const slot = await cluster.nodes[0]!.client.cluster('KEYSLOT', `{${groupOf(PAGE)}}`);
    const masters = await cluster.masters();
    const owners = await Promise.all(masters.map(async ({ client }) => client.cluster('COUNTKEYSINSLOT', slot)));
    const from = masters[owners.findIndex((keys) => keys > 0)]!;
    const to = masters.find((one) => one !== from)!;
    let sent = 1;
    const stop = { is: false };
    const readers = [a, b].map(async ({ storage }) => {
      while (!stop.is) {
        const interactions = [view()];
        sent++;
        await storage.record({ interactions, now: NOW });
        assert.ok((await storage.read([PAGE])).get(PAGE)!.views! > 0);
      }
    });
    await moveSlot(slot, from, to, masters);
    const then = sent;
    await until('all goes on', () => sent > then + 20);
    stop.is = true;
    await Promise.all(readers);
    assert.deepEqual([(await a.counts()).views, (await b.counts()).views], [sent, sent]);
    assert.deepEqual((await a.counts()).reactions, by({ love: 1 }));
    await until('both are told of everything', () => [a, b].every(({ told }) => told.includes('all')));
    await a.record([view(OTHER), view()]);
    await until('b hears of the page at its new place', () => b.told.at(-1)!.includes(PAGE), 2000);
  });

  it('lose nothing that was acknowledged when a master is killed, and count nothing twice', async (t) => {
    const open = together(t, cluster.url);
    const [a, b] = await Promise.all([open('&replicas=1'), open('&replicas=1')]);
    const keys = Array.from({ length: 12 }, (_, i) => `story-${i}` as PageKey);
    const stop = { is: false };
    const sent = new Map(keys.map((key) => [key, 0]));
    let failures = 0;
    async function reader(n: number): Promise<void> {
      for (let i = n; !stop.is; i++) {
        const key = keys[i % keys.length]!;
        const interactions = [view(key)];
        sent.set(key, sent.get(key)! + 1);
        // As a client does: the same again, until it is acknowledged.
        for (let times = 0; ; times++) {
          const { storage } = times % 2 === 0 ? a : b;
          const isDone = await storage.record({ interactions, now: NOW }).then(
            () => true,
            () => false,
          );
          if (isDone) break;
          failures++;
        }
      }
    }
    const readers = Array.from({ length: 8 }, (_, n) => reader(n));
    for (let round = 0; round < ROUNDS; round++) await killOne();
    stop.is = true;
    await Promise.all(readers);
    t.diagnostic(`${failures} were not acknowledged at first.`); // None, where a replica takes over in time.
    for (const key of keys) assert.equal((await b.counts(key)).views, sent.get(key), key);
    assert.deepEqual((await a.storage.verify()).differences, []);
    await a.storage.check();

    async function killOne(): Promise<void> {
      const [master] = await cluster.masters();
      const before = Math.min(...sent.values());
      await until('there is load', () => Math.min(...sent.values()) > before + 3);
      await master!.kill();
      await until(
        'another took over',
        async () => (await cluster.masters()).length === 3 && !(await cluster.masters()).includes(master!),
      );
      await master!.start();
      await cluster.healthy();
      const then = Math.min(...sent.values());
      await until('all goes on', () => Math.min(...sent.values()) > then + 3);
    }
  });
});
