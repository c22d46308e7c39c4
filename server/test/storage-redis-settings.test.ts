/** What a Redis must be set to, what is said where it is not, and what waiting for replicas is worth. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it, type TestContext } from 'node:test';
import { inspect } from 'node:util';
import { base, NOW, OTHER, PAGE, view } from '../../test/contracts/storage/tools.ts';
import { readConfig } from '../src/config.ts';
import { describeStorage, openStorage } from '../src/open-storage.ts';
import type { Engine } from '../src/storage/redis/engine.ts';
import { baseOf, groupOf, META } from '../src/storage/redis/keys.ts';
import { redisStorage } from '../src/storage/redis/redis.ts';
import { setOnce } from '../src/storage/redis/set-once.ts';
import { StorageError, StorageRefusal } from '../src/storage/storage.ts';
import { type RedisNode, redisMissing, startRedis, until } from './engines/redis.ts';

const isDone = (work: Promise<unknown>) =>
  work.then(
    () => true,
    () => false,
  );

const LOSING: readonly (readonly [settings: Record<string, string>, query: string, says: RegExp])[] = [
  [{ appendonly: 'no' }, '', /"appendonly yes".*durability=none/],
  [{ appendonly: 'no' }, '?durability=everysec', /"appendonly yes".*durability=none/],
  [{ appendfsync: 'everysec' }, '', /"appendfsync always" \(it is everysec\).*durability=everysec/],
  [{ appendfsync: 'no' }, '?durability=everysec', /"appendfsync everysec".*durability=none/],
  [{ 'no-appendfsync-on-rewrite': 'yes' }, '', /"no-appendfsync-on-rewrite no".*durability=none/],
  [
    { appendfsync: 'everysec', 'no-appendfsync-on-rewrite': 'yes' },
    '?durability=everysec',
    /"no-appendfsync-on-rewrite no"/,
  ],
  [
    { maxmemory: '100mb', 'maxmemory-policy': 'allkeys-lru' },
    '',
    /"maxmemory-policy noeviction" \(it is allkeys-lru\)/,
  ],
  [{ maxmemory: '100mb', 'maxmemory-policy': 'volatile-ttl' }, '?durability=everysec', /noeviction/],
];

describe('the settings of Redis', { skip: redisMissing }, () => {
  let redis: RedisNode;
  before(async () => {
    redis = await startRedis();
  });
  after(() => redis.stop());

  async function set(t: TestContext, settings: Record<string, string>): Promise<void> {
    for (const [name, value] of Object.entries(settings)) {
      const [, now] = (await redis.client.config('GET', name)) as [string, string];
      await redis.client.config('SET', name, value);
      t.after(async () => redis.client.config('SET', name, now));
    }
  }

  for (const [settings, query, says] of LOSING) {
    it(`refuses ${JSON.stringify(settings)} ${query}`, async (t) => {
      await set(t, settings);
      await assert.rejects(redisStorage({ url: `${redis.url}/${query}` }), (error: Error) => {
        assert.ok(error instanceof StorageError);
        assert.match(error.message, says);
        return true;
      });
      const asked = await redisStorage({ url: `${redis.url}/?durability=none` });
      await asked.close();
    });
  }

  it('takes what is asked for by name, and a policy that never comes to act', async (t) => {
    await set(t, { appendfsync: 'everysec', 'maxmemory-policy': 'allkeys-lru' });
    const storage = await redisStorage({ url: `${redis.url}/?durability=everysec` });
    await storage.close();
  });

  it('are looked at again by each check: what answers may be another than before', async (t) => {
    const storage = await redisStorage({ url: redis.url });
    t.after(() => storage.close());
    await storage.check();
    await set(t, { appendfsync: 'everysec' });
    await assert.rejects(storage.check(), /"appendfsync always"/);
    await redis.client.config('SET', 'appendfsync', 'always');
    await storage.check();
  });

  it('that cannot be read are warned of', async (t) => {
    await redis.client.call('ACL', 'SETUSER', 'reader', 'on', '>pass:word', '~*', '&*', '+@all', '-config');
    t.after(async () => redis.client.call('ACL', 'DELUSER', 'reader'));
    const warnings: string[] = [];
    const url = redis.url.replace('//', '//reader:pass%3Aword@');
    const storage = await redisStorage({ url, warn: (message) => warnings.push(message) });
    t.after(() => storage.close());
    assert.equal(warnings.length, 1);
    assert.match(warnings[0]!, /CONFIG GET.*appendonly yes, appendfsync always/);
    await storage.record({ interactions: [view()], now: NOW });
  });

  it('are read by a user with the rights that the docs name, who can do all that is needed', async (t) => {
    const docs = readFileSync(new URL('../../docs/redis.md', import.meta.url), 'utf8');
    const rule = /^ACL (SETUSER gaung .*)$/m.exec(docs)![1]!.replace('PASSWORD', 'a-password');
    await redis.client.call('ACL', ...rule.split(' '));
    t.after(async () => redis.client.call('ACL', 'DELUSER', 'gaung'));
    const warnings: string[] = [];
    const url = redis.url.replace('//', '//gaung:a-password@');
    const storage = await redisStorage({ url, warn: (message) => warnings.push(message) });
    t.after(() => storage.close());
    await storage.record({ interactions: [view()], now: NOW });
    await storage.check();
    await storage.import([base('legacy', 5)], 'replace');
    await storage.merge(OTHER, PAGE);
    await storage.delete(PAGE);
    await storage.shared!.add([{ key: 'one', points: 1, seconds: 1 }]);
    await storage.top({ kind: 'view', window: 'hour', limit: 1, now: NOW });
    assert.equal((await storage.secrets()).signing.length, 32);
    assert.deepEqual(warnings, []);
  });

  it('a database that is not there is refused, where the driver would take the first one', async (t) => {
    await assert.rejects(redisStorage({ url: `${redis.url}/99` }), /has no database 99: look at the number/);
    const other = await redisStorage({ url: `${redis.url}/1` });
    t.after(() => other.close());
    await other.record({ interactions: [view()], now: NOW });
    assert.match(await redis.client.info('keyspace'), /^db1:/m);
  });

  it('a password is in no message', async () => {
    const url = redis.url.replace('//', '//somebody:not-the-password@');
    const config = readConfig({ GAUNG_STORAGE: `${url}/?prefix=x` }).storage;
    assert.equal(describeStorage(config), `redis://…@127.0.0.1:${redis.port}/?prefix=x`);
    await assert.rejects(openStorage(config), (error: Error) => {
      assert.match(error.message, /look at those in GAUNG_STORAGE\. \(WRONGPASS/);
      assert.doesNotMatch(inspect(error, { depth: 9 }), /not-the-password/);
      return true;
    });
    assert.throws(
      () => readConfig({ GAUNG_STORAGE: `${url}/?replicas=many` }),
      (error: Error) => {
        assert.match(error.message, /needs replicas to be from 0 to 100/);
        assert.doesNotMatch(error.message, /not-the-password/);
        return true;
      },
    );
  });

  it('several hosts that are no cluster are refused: servers would share themselves out among them', async () => {
    await assert.rejects(
      redisStorage({ url: `${redis.url},127.0.0.1:1` }),
      new RegExp(`127.0.0.1:${redis.port} is no cluster: name that host only`),
    );
  });

  it('a WAIT without an end is refused', async () => {
    await assert.rejects(redisStorage({ url: `${redis.url}/?replicas=1&wait=0` }), /needs wait to be from 1 to 60000/);
  });

  it('what is gone between being set and being read is set anew', async () => {
    const answers = [null, null, 'what is there'];
    const made: unknown[] = [];
    const engine = {
      write: async (_, command) => void made.push(command[2]),
      read: async () => answers.shift(),
    } as Pick<Engine, 'read' | 'write'> as Engine;
    assert.equal(await setOnce(engine, META, 'key', () => String(made.length)), 'what is there');
    assert.deepEqual(made, ['0', '1', '2']);
  });

  it('a backup is refused, and told of what there is instead', async (t) => {
    const storage = await redisStorage({ url: redis.url });
    t.after(() => storage.close());
    await assert.rejects(storage.backup('/nowhere'), (error: Error) => {
      assert.ok(error instanceof StorageRefusal);
      assert.match(error.message, /BGSAVE.*gaung-server export/);
      return true;
    });
  });

  it('says that a cluster is not made yet, rather than wait for ever', async (t) => {
    const node = await startRedis({ 'cluster-enabled': 'yes' });
    t.after(() => node.stop());
    await assert.rejects(redisStorage({ url: node.url }), (error: Error) => {
      assert.ok(error instanceof StorageError);
      assert.match(error.message, /Redis Cluster at 127\.0\.0\.1:\d+ was not ready.*"cluster info"/);
      return true;
    });
  });

  it('says that there is no Redis', async () => {
    await assert.rejects(
      redisStorage({ url: 'redis://127.0.0.1:1' }),
      /Redis cannot be used at 127.0.0.1:1.*look whether it runs.*ECONNREFUSED/,
    );
  });

  it('one that hangs is not ready, and keeps nobody waiting for ever; then all is well by itself', async (t) => {
    const storage = await redisStorage({ url: `${redis.url}/?prefix=hangs` });
    t.after(() => storage.close());
    await storage.check();
    redis.pause();
    t.after(() => redis.resume());
    const interactions = [view()];
    const start = performance.now();
    // They do not share one call, and need not wait for each other's.
    const many = Array.from({ length: 500 }, () =>
      assert.rejects(storage.record({ interactions: [view(OTHER)], now: NOW }), StorageError),
    );
    await Promise.all([
      ...many,
      assert.rejects(storage.check(), StorageError),
      assert.rejects(storage.record({ interactions, now: NOW }), StorageError),
      assert.rejects(storage.read([PAGE]), StorageError),
    ]);
    assert.ok(performance.now() - start < 9000);
    redis.resume();
    await until('it is ready again', async () => isDone(storage.check()));
    const { counts } = await storage.record({ interactions, now: NOW });
    assert.equal(counts.get(PAGE)?.views, 1, 'the repeat is the same');
  });

  it('one that was killed and started again has all that it acknowledged', async (t) => {
    const storage = await redisStorage({ url: `${redis.url}/?prefix=killed` });
    t.after(() => storage.close());
    await Promise.all(Array.from({ length: 50 }, async () => storage.record({ interactions: [view()], now: NOW })));
    await redis.kill();
    await assert.rejects(storage.check(), /Redis failed\. It cannot be reached: look whether it runs/);
    await redis.start();
    await until('it is ready again', async () => isDone(storage.check()));
    assert.equal((await storage.read([PAGE])).get(PAGE)?.views, 50);
  });
});

describe('waiting for a replica', { skip: redisMissing }, () => {
  let master: RedisNode;
  let replica: RedisNode;
  before(async () => {
    master = await startRedis({ 'repl-diskless-sync-delay': 0 });
    replica = await startRedis({ replicaof: `127.0.0.1 ${master.port}` });
    await until('the replica follows', async () => (await master.client.info('replication')).includes('state=online'));
  });
  after(async () => {
    await replica.stop();
    await master.stop();
  });

  it('a repeat is acknowledged only when the replica has what it repeats', async (t) => {
    const url = `${master.url}/?replicas=1&wait=200`;
    const storage = await redisStorage({ url });
    t.after(() => storage.close());
    const another = await redisStorage({ url });
    t.after(() => another.close());
    const interactions = [view()];
    const batch = { interactions, now: NOW };
    const first = { interactions: [view()], now: NOW };
    await until('the first is acknowledged', async () => isDone(storage.record(first)));
    replica.pause();
    t.after(() => replica.resume());
    await assert.rejects(storage.record(batch), /Only 0 of 1 replicas/);
    assert.equal((await storage.read([PAGE])).get(PAGE)?.views, 2, 'the master has it');
    await assert.rejects(storage.record(batch), /Only 0 of 1 replicas/);
    await assert.rejects(another.record(batch), /Only 0 of 1 replicas/, 'by another connection, too');
    await assert.rejects(storage.check(), StorageError);
    replica.resume();
    await until('the repeat is acknowledged', async () => isDone(another.record(batch)));
    assert.equal((await storage.read([PAGE])).get(PAGE)?.views, 2);
    const key = `${baseOf('gaung', groupOf(PAGE))}p:${PAGE}`;
    assert.equal(await replica.client.hget(key, 'c:v::'), '2', 'the replica has it');
  });
});
