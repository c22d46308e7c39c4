/** PostgreSQL restarts, crashes, hangs, is cut off, is set up wrong: nothing acknowledged is lost or doubled, and it says why. */
import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Interaction, PageKey } from 'gaung/contract';
import { ANN, base, by, NOW, OTHER, PAGE, react, share, view, visitor } from '../../test/contracts/storage/tools.ts';
import { describeError } from '../src/log.ts';
import { postgresStorage } from '../src/storage/postgres/postgres.ts';
import { type Batch, type Storage, StorageError, StorageRefusal } from '../src/storage/storage.ts';
import { withPostgres } from './engines/postgres.ts';
import { createWire } from './engines/wire.ts';

const PAGES = Array.from({ length: 5 }, (_, i) => `news.example/${i}` as PageKey);

const views = async (storage: Storage, page = PAGE) => (await storage.read([page])).get(page)!.views;

/** Sends each batch until it is acknowledged, as clients do. Some are sent once more after that. */
async function sendAll(storages: readonly Storage[], batches: readonly Batch[], hear: (sent: number) => unknown) {
  let [next, sent, failures] = [0, 0, 0];
  const send = async () => {
    while (next < batches.length) {
      const n = next++;
      for (let attempt = 0; ; attempt++) {
        try {
          await storages[(n + attempt) % storages.length]!.record(batches[n]!);
          break;
        } catch (error) {
          assert.ok(error instanceof StorageError, String(error));
          failures++;
          assert.ok(attempt < 500, String(error));
          await delay(20);
        }
      }
      await hear(++sent);
      if (n % 10 === 0) await storages[(n + 1) % storages.length]!.record(batches[n]!).catch(() => {});
    }
  };
  await Promise.all(Array.from({ length: 20 }, send));
  return failures;
}

const batchesOf = (howMany: number): Batch[] =>
  Array.from({ length: howMany }, (_, i) => {
    const page = PAGES[i % PAGES.length]!;
    const interactions: Interaction[] = [view(page), share('x', page), react(['love'], 1, page)];
    return { visitor: visitor(i), interactions, now: NOW };
  });

/** Everything counted exactly once. */
async function assertExact(storage: Storage, howMany: number): Promise<void> {
  const counts = await storage.read(PAGES);
  for (const page of PAGES) {
    const each = howMany / PAGES.length;
    const { views, shares, reactions } = counts.get(page)!;
    assert.deepEqual([views, shares, reactions], [each, by({ x: each }), by({ love: each })]);
  }
  const { differences, damage } = await storage.verify();
  assert.deepEqual([differences, damage], [[], []]);
}

/** Resolves as soon as it works. */
async function untilReady(storage: Storage): Promise<void> {
  for (let attempts = 100; ; attempts--) {
    try {
      await storage.check();
      return;
    } catch (error) {
      if (attempts === 0) throw error;
      await delay(100);
    }
  }
}

withPostgres(
  'a PostgreSQL that fails',
  (postgres) => {
    const { url, query } = postgres;
    const durable = { durability: 'always' };

    async function open(t: TestContext, where: string): Promise<Storage> {
      const storage = await postgresStorage({ url: where });
      t.after(() => storage.close());
      return storage;
    }
    /** By way of a wire. */
    const through = (where: string, port: number) => where.replace(`:${postgres.engine.port}/`, `:${port}/`);

    async function withSetting<Result>(setting: string, work: () => Promise<Result>): Promise<Result> {
      await query(`ALTER SYSTEM SET ${setting}`);
      await query('SELECT pg_reload_conf()');
      try {
        return await work();
      } finally {
        await query(`ALTER SYSTEM RESET ${setting.split(' ')[0]}`);
        await query('SELECT pg_reload_conf()');
      }
    }

    for (const [what, end] of [
      ['restarts', () => postgres.engine.stop()],
      ['crashes', () => postgres.engine.kill()],
    ] as const) {
      it(`loses and doubles nothing when it ${what} during load, and goes on by itself`, async (t) => {
        const where = url(durable);
        const storages = [await open(t, where), await open(t, where)];
        const restart = async () => {
          await end();
          try {
            await assert.rejects(storages[0]!.read([PAGE]), StorageError);
            await assert.rejects(storages[0]!.record({ interactions: [], now: NOW }), StorageError);
            await assert.rejects(storages[0]!.check(), StorageError);
          } finally {
            await postgres.engine.start();
          }
        };
        let restarting: Promise<void> | undefined;
        const failures = await sendAll(storages, batchesOf(400), (sent) => {
          if (sent === 100) restarting = restart();
        });
        await restarting;
        assert.ok(failures > 0, 'it was noticed');
        await untilReady(storages[0]!);
        await assertExact(storages[1]!, 400);
      });
    }

    it('loses and doubles nothing when it is cut off during load', async (t) => {
      const where = url(durable);
      const wire = await createWire(t, postgres.engine.port);
      const cutOff = await open(t, through(where, wire.port));
      const other = await open(t, where);
      const heard: unknown[] = [];
      cutOff.watch((pages) => heard.push(pages));
      const failures = await sendAll([cutOff, cutOff, other], batchesOf(300), async (sent) => {
        if (sent % 60 !== 30) return;
        wire.cut();
        await delay(30);
        wire.mend();
      });
      assert.ok(failures > 0, 'it was noticed');
      await untilReady(cutOff);
      await assertExact(cutOff, 300);
      while (!heard.includes('all')) await delay(50);
    });

    it('is not ready while it hangs, keeps nobody waiting for ever, and lets go of its locks', async (t) => {
      const where = url(durable);
      const wire = await createWire(t, postgres.engine.port);
      const held = await open(t, through(where, wire.port));
      const other = await open(t, where);
      await held.record({ interactions: [view()], now: NOW });
      const stopping = await postgresStorage({ url: through(where, wire.port) });
      await stopping.record({ interactions: [share('x')], now: NOW }); // What is thrown away in time is looked for now.
      wire.hold();
      const start = performance.now();
      const stopped = stopping.close();
      const late = view();
      const failing = Promise.all([
        assert.rejects(held.record({ interactions: [late], now: NOW }), StorageError),
        assert.rejects(held.read([PAGE]), StorageError),
      ]);
      await delay(1100); // A write says for a second that the next one would succeed.
      await assert.rejects(held.check(), /does not answer/);
      assert.ok(performance.now() - start < 6000);
      await failing;
      await stopped;
      assert.ok(performance.now() - start < 20_000);
      await other.record({ interactions: [view(), late], now: NOW });
      wire.mend();
      await untilReady(held);
      await held.record({ interactions: [late], now: NOW });
      assert.equal(await views(held), 3);
    });

    it('claims nothing outside of a transaction', async (t) => {
      const wire = await createWire(t, postgres.engine.port);
      const storage = await open(t, through(url(durable), wire.port));
      await storage.record({ interactions: [view()], now: NOW });
      const [again, other] = [view(), view(OTHER)];
      wire.garble('BEGIN');
      for (const one of [again, other]) {
        await assert.rejects(storage.record({ interactions: [one], now: NOW }), StorageError);
      }
      wire.garble();
      await storage.record({ interactions: [again, other], now: NOW });
      assert.deepEqual([await views(storage), await views(storage, OTHER)], [2, 1]);
      assert.deepEqual((await storage.verify()).damage, []);
    });

    it('is not ready where it takes no writes, as a standby', async (t) => {
      const storage = await open(t, url(durable));
      await withSetting('default_transaction_read_only = on', async () => {
        await assert.rejects(
          async () => {
            for (;;) await storage.record({ interactions: [view()], now: NOW }); // It hears of it in a moment.
          },
          (error: StorageError) => /takes no writes/.test(error.reason),
        );
        await delay(1100);
        await assert.rejects(storage.check(), /takes no writes/);
        await storage.read([PAGE]);
      });
      await untilReady(storage);
    });

    it('is refused where it would lose what is acknowledged, unless that is asked for', async (t) => {
      const storage = await open(t, url(durable));
      await withSetting('synchronous_commit = off', async () => {
        for (;;) {
          const opened = await postgresStorage({ url: url(durable) }).catch((error: unknown) => error);
          if (opened instanceof StorageError) {
            assert.match(opened.message, /synchronous_commit is off.*durability=none/s);
            break;
          }
          await (opened as Storage).close(); // It hears of it in a moment.
        }
        await delay(1100);
        await assert.rejects(storage.check(), /synchronous_commit is off/);
        await open(t, url({ durability: 'none' }));
      });
      await untilReady(storage);
    });

    it('says what is wrong, without the password', async () => {
      const where = url(durable);
      const { password, port } = postgres.engine;
      for (const [wrong, reason] of [
        [where.replace(password, 'another-secret'), /refuses the password/],
        [where.replace(`:${port}/`, ':1/'), /Nothing answers there/],
        [where.replace('/postgres?', '/nowhere?'), /no such database/],
      ] as const) {
        await assert.rejects(postgresStorage({ url: wrong }), (error: StorageError) => {
          const text = `${describeError(error)} ${error.stack}`;
          assert.match(error.reason, reason);
          assert.ok(!text.includes(password) && !text.includes('another-secret'), text);
          assert.match(error.reason, /^postgres:\/\/postgres@127\.0\.0\.1:\d+\/\w+\?schema=/);
          return true;
        });
      }
    });

    it('needs no more than a schema of its own', async (t) => {
      await query("CREATE ROLE modest LOGIN PASSWORD 'little'");
      for (const [schema, without] of [
        ['given', []],
        ['given_too', ['advisory-locks']],
      ] as const) {
        await query(`CREATE SCHEMA ${schema} AUTHORIZATION modest`);
        const where = url({ ...durable, schema }).replace(/\/\/.*@/, '//modest:little@');
        const storage = await postgresStorage({ url: where, without });
        t.after(() => storage.close());
        await storage.record({ interactions: [view()], now: NOW });
        assert.equal(await views(storage), 1);
      }
    });

    it('may not know what few engines know', async (t) => {
      const wire = await createWire(t, postgres.engine.port);
      const where = url(durable);
      const looking = await postgresStorage({ url: where, without: ['notify'] });
      t.after(() => looking.close());
      for (const word of ['LISTEN', 'pg_notify', 'pg_try_advisory_xact_lock', 'LOCK TABLE']) {
        wire.garble(word);
        const storage = await open(t, through(where, wire.port));
        const heard = new Promise((resolve) => looking.watch(resolve));
        await storage.retitle(PAGE, word);
        await storage.record({ interactions: [view()], now: NOW });
        if (/LISTEN|notify/.test(word)) await heard;
        wire.garble();
      }
      assert.equal(await views(looking), 4);
    });

    it('is refused where a newer version has been', async (t) => {
      const where = url(durable);
      await open(t, where);
      await query('INSERT INTO ?migrations (version) VALUES (99)');
      await assert.rejects(postgresStorage({ url: where }), /newer version/);
    });

    it('rejects one request alone that the database does not take; its neighbours count', async (t) => {
      const storage = await open(t, url(durable));
      await query(`CREATE FUNCTION ?fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not this one'; END $$`);
      await query('CREATE TRIGGER bad BEFORE INSERT ON ?votes FOR EACH ROW EXECUTE FUNCTION ?fail()');
      const results = await Promise.allSettled(
        [[view()], [share('copy'), react(['love'], 1)], [share('x')]].map((interactions) =>
          storage.record({ visitor: ANN, interactions, now: NOW }),
        ),
      );
      assert.deepEqual(
        results.map(({ status }) => status),
        ['fulfilled', 'rejected', 'fulfilled'],
      );
      const { views, shares, reactions } = (await storage.read([PAGE])).get(PAGE)!;
      assert.deepEqual([views, shares, reactions], [1, by({ x: 1 }), by({})]);
    });

    it('imports all or nothing of what can be taken only once, though the engine gives it up', async (t) => {
      const storage = await open(t, url(durable));
      await storage.record({ interactions: [view()], now: NOW });
      await query('CREATE SEQUENCE ?tries');
      await query(`CREATE FUNCTION ?give_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF nextval('?tries') = 1 THEN RAISE 'given up' USING ERRCODE = 'serialization_failure'; END IF;
        RETURN NEW; END $$`);
      await query('CREATE TRIGGER first BEFORE INSERT ON ?counts FOR EACH STATEMENT EXECUTE FUNCTION ?give_up()');
      function* once() {
        yield base('legacy', 5);
      }
      await assert.rejects(storage.import(once(), 'replace'), /may work in a moment/);
      assert.equal(await views(storage), 1);
      await storage.import(once(), 'replace');
      assert.equal(await views(storage), 5);
    });

    it('verify names what differs from the votes and what belongs to nothing, and repairs counts when it is told to', async (t) => {
      const storage = await open(t, url(durable));
      await storage.record({ visitor: ANN, interactions: [react(['love'], 5), react(['wow'], 5, OTHER)], now: NOW });
      await query("UPDATE ?counts SET count = 7 WHERE name = 'love'");
      await query("DELETE FROM ?counts WHERE name = 'wow'");
      const differences = [
        { page: PAGE, reaction: 'love', stored: 7, votes: 1 },
        { page: OTHER, reaction: 'wow', stored: 0, votes: 1 },
      ];
      assert.deepEqual(await storage.verify({ repair: true }), { pages: 2, votes: 2, differences, damage: [] });
      assert.deepEqual((await storage.verify()).differences, []);
      await query('DELETE FROM ?pages WHERE key = $1', [OTHER]);
      assert.deepEqual((await storage.verify()).damage, [
        '1 rows of counts belong to no page',
        '1 rows of votes belong to no page',
        '1 rows of buckets belong to no page',
        '2 pages are remembered, 1 are there',
      ]);
    });

    it('has backups of its own, and says so', async (t) => {
      const storage = await open(t, url(durable));
      await assert.rejects(storage.backup('/tmp/never-written'), (error) => {
        assert.ok(error instanceof StorageRefusal);
        assert.match(error.message, /pg_dump/);
        return true;
      });
    });
  },
  { fsync: true },
);
