/** Several servers over one database: what one does the others know. */
import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import { createInteractionId, INTERACTION_ID_MS, type Interaction, type PageKey } from 'gaung/contract';
import { inFlight } from '../../test/contracts/storage/in-flight.ts';
import {
  ANN,
  BEN,
  base,
  by,
  NOW,
  OTHER,
  PAGE,
  react,
  share,
  view,
  visitor,
} from '../../test/contracts/storage/tools.ts';
import type { Feature } from '../src/storage/postgres/features.ts';
import { postgresStorage } from '../src/storage/postgres/postgres.ts';
import type { ChangeListener, Storage } from '../src/storage/storage.ts';
import { withPostgres } from './engines/postgres.ts';

const MIDNIGHT = Date.UTC(2026, 4, 21);
const MINUTE = 60_000;

/** Resolves as soon as a storage tells what is waited for. */
const told = (storage: Storage, isIt: (pages: Parameters<ChangeListener>[0]) => boolean) =>
  new Promise<void>((resolve) => {
    const stop = storage.watch((pages) => {
      if (!isIt(pages)) return;
      stop();
      resolve();
    });
  });

const views = async (storage: Storage, page = PAGE) => (await storage.read([page])).get(page)!.views;

withPostgres('several servers over one PostgreSQL', ({ url, query }) => {
  /** So many storages over one schema, opened at the same time. */
  async function open(t: TestContext, howMany: number, without: readonly Feature[] = []): Promise<Storage[]> {
    const where = url();
    const report = (error: unknown) => assert.fail(String(error));
    const all = await Promise.all(
      Array.from({ length: howMany }, () => postgresStorage({ url: where, without, report })),
    );
    t.after(() => Promise.all(all.map((one) => one.close())));
    return all;
  }

  it('make the schema once, however many begin at once', async (t) => {
    const [one, two] = (await open(t, 6)) as [Storage, Storage];
    assert.deepEqual(await one.secrets(), await two.secrets());
    assert.deepEqual(await query('SELECT version FROM ?migrations'), [{ version: 1 }]);
    await two.close();
  });

  it('count exactly: each id once, each visitor one vote, whoever is asked', async (t) => {
    const all = await open(t, 3);
    const pages = Array.from({ length: 12 }, (_, i) => `news.example/${i}` as PageKey);
    const tasks = Array.from({ length: 900 }, (_, i) => {
      const page = pages[i % pages.length]!;
      const interactions = [view(page), share('x', page), react([i % 2 ? 'love' : 'wow'], 1, page)];
      const batch = { visitor: visitor(i), interactions, now: NOW };
      // Each goes to two servers, at the same time or one after the other.
      return () => Promise.all([all[i % 3]!.record(batch), all[(i + 1) % 3]!.record(batch)]);
    });
    await inFlight(60, tasks);
    for (const storage of all) {
      const counts = await storage.read(pages);
      const sum = pages.map((page) => counts.get(page)!);
      assert.equal(
        sum.reduce((total, { views }) => total + views!, 0),
        900,
      );
      assert.equal(
        sum.reduce((total, { shares }) => total + shares!.x!, 0),
        900,
      );
      assert.equal(
        sum.reduce((total, { reactions }) => total + (reactions!.love ?? 0) + (reactions!.wow ?? 0), 0),
        900,
      );
      assert.deepEqual(counts, await all[0]!.read(pages));
    }
    const { differences, damage } = await all[0]!.verify();
    assert.deepEqual([differences, damage], [[], []]);
  });

  it('count the repeats of one id once, all at the same moment', async (t) => {
    const all = await open(t, 3);
    const interactions = [view(), react(['love'], 1)];
    await Promise.all(
      all.flatMap((storage) =>
        Array.from({ length: 20 }, () => storage.record({ visitor: ANN, interactions, now: NOW })),
      ),
    );
    const { views, reactions, version } = (await all[0]!.read([PAGE])).get(PAGE)!;
    assert.deepEqual([views, reactions, version], [1, by({ love: 1 }), 2]);
  });

  it('know an id across midnight, though their clocks differ by minutes', async (t) => {
    const [one, two] = (await open(t, 2)) as [Storage, Storage];
    let counted = 0;
    for (const [before, after] of [
      [4, 4],
      [-1, 4],
      [4, -1],
      [9, 0],
      [0, 9],
      [-4, -4],
    ] as const) {
      const interactions = [view()];
      const [early, late] = [MIDNIGHT - before * MINUTE, MIDNIGHT + after * MINUTE];
      await Promise.all([one.record({ interactions, now: early }), two.record({ interactions, now: late })]);
      assert.equal(await views(one), ++counted, `${before} minutes before midnight and ${after} after`);
      await one.record({ interactions, now: MIDNIGHT - 10 * MINUTE }); // Whose clock is behind.
      await two.record({ interactions, now: MIDNIGHT + INTERACTION_ID_MS - 20 * MINUTE }); // A week later.
      assert.equal(await views(one), counted);
    }
  });

  it('tell each other within a second, and themselves at once', async (t) => {
    const [one, two, three] = (await open(t, 3)) as [Storage, Storage, Storage];
    const own: unknown[] = [];
    one.watch((pages) => own.push(pages));
    const start = performance.now();
    const heard = Promise.all(
      [two, three].map((storage) => told(storage, (pages) => pages !== 'all' && pages.has(PAGE))),
    );
    await one.record({ interactions: [view()], now: NOW });
    assert.deepEqual(own, [new Set([PAGE])]);
    await heard;
    assert.ok(performance.now() - start < 1000);
    const merged = told(one, (pages) => pages !== 'all' && pages.has(OTHER));
    await two.merge(OTHER, PAGE);
    await merged;
    assert.deepEqual(own.length, 2, 'its own changes are no news to it');
  });

  it('tell of very many pages as of all', async (t) => {
    const [one, two] = (await open(t, 2)) as [Storage, Storage];
    const heard = told(two, (pages) => pages === 'all');
    const long = 'x'.repeat(900);
    const pages = Array.from({ length: 300 }, (_, i) => `news.example/${long}${i}` as PageKey);
    await Promise.all(pages.map((page) => one.record({ interactions: [view(page)], now: NOW })));
    await heard;
  });

  it('hear of it where the connection that listens was lost', async (t) => {
    const [one, two] = (await open(t, 2)) as [Storage, Storage];
    const lost = told(two, (pages) => pages === 'all');
    await query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'");
    await lost;
    const heard = told(two, (pages) => pages !== 'all' && pages.has(PAGE));
    await one.record({ interactions: [view()], now: NOW });
    await heard;
  });

  it('take what they cannot read for a change of anything', async (t) => {
    const [one] = (await open(t, 1)) as [Storage];
    for (const message of ['', 'VACUUM', 'a b ["x', 'a b 7', 'a b {}']) {
      const heard = told(one, (pages) => pages === 'all');
      await query("SELECT pg_notify('gaung_' || rtrim('?', '.'), $1)", [message]);
      await heard;
    }
    await one.check();
  });

  it('hear of a change that took long where they can only look', async (t) => {
    const [one, two] = (await open(t, 2, ['notify'])) as [Storage, Storage];
    const heard = told(two, (pages) => pages !== 'all' && pages.has(PAGE));
    await query(`CREATE FUNCTION ?wait() RETURNS trigger LANGUAGE plpgsql
      AS $$ BEGIN PERFORM pg_sleep(0.5); RETURN NEW; END $$`);
    await query('CREATE TRIGGER slow BEFORE INSERT ON ?counts FOR EACH STATEMENT EXECUTE FUNCTION ?wait()');
    const [{ began }] = (await query('SELECT now() AS began')) as [{ began: Date }];
    await one.import([base('legacy', 5)]);
    await heard;
    const [{ at }] = (await query('SELECT at FROM ?changes')) as [{ at: Date }];
    assert.ok(at.getTime() - began.getTime() >= 500, 'its time is that of its end');
  });

  it('share a commit among few large requests or many small ones', async (t) => {
    const commits: number[] = [];
    const storage = await postgresStorage({ url: url(), onCommit: ({ requests }) => commits.push(requests) });
    t.after(() => storage.close());
    const send = (howMany: number, size: number) =>
      Promise.all(
        Array.from({ length: howMany }, () =>
          storage.record({ interactions: Array.from({ length: size }, () => view()), now: NOW }),
        ),
      );
    await send(120, 100);
    assert.deepEqual(commits.splice(0), [50, 50, 20]);
    await send(600, 1);
    assert.deepEqual(commits, [500, 100]);
    assert.equal(await views(storage), 12_600);
  });

  it('share points and the salt of a day', async (t) => {
    const [one, two] = (await open(t, 2)) as [Storage, Storage];
    const add = async (storage: Storage, key: string, points: number, seconds = 60) =>
      (await storage.shared!.add([{ key, points, seconds }]))[0]!;
    assert.equal((await add(one, 'a', 3)).points, 3);
    const { points, left } = await add(two, 'a', 2, 600);
    assert.equal(points, 5);
    assert.ok(left > 50_000 && left <= 60_000, 'the time is that of the first points');
    assert.equal((await add(one, 'a', -9)).points, 0);
    assert.deepEqual(await add(one, 'new', -1), { points: 0, left: 0 });
    const many = await Promise.all(Array.from({ length: 40 }, (_, i) => add(i % 2 ? one : two, 'b', 1)));
    assert.deepEqual(
      many.map(({ points }) => points).toSorted((x, y) => x - y),
      Array.from({ length: 40 }, (_, i) => i + 1),
    );
    const both = await one.shared!.add([
      { key: 'c', points: 1, seconds: 60 },
      { key: 'c', points: 2, seconds: 60 },
    ]);
    assert.deepEqual(
      both.map(({ points }) => points),
      [1, 3],
    );
    await query("UPDATE ?points SET until = now() - interval '1 second' WHERE key = 'b'");
    assert.equal((await add(two, 'b', 1)).points, 1, 'over, it begins anew');

    const salts = await Promise.all([one.shared!.salt(7), two.shared!.salt(7)]);
    assert.deepEqual(salts[0], salts[1]);
    assert.equal(salts[0].length, 32);
    assert.notDeepEqual(await two.shared!.salt(8), salts[0]);
    assert.deepEqual(await query('SELECT day FROM ?salts'), [{ day: 8 }]);
  });

  it('give a deleted page a version above what another server has answered with', async (t) => {
    const [one, two] = (await open(t, 2)) as [Storage, Storage];
    await one.record({ interactions: [view(), view(), view(OTHER)], now: NOW });
    assert.deepEqual(await two.missing([PAGE, OTHER]), []);
    await Promise.all([
      one.delete(PAGE),
      ...Array.from({ length: 10 }, () => two.record({ interactions: [view()], now: NOW })),
    ]);
    await two.record({ interactions: [view()], now: NOW });
    const { version, views } = (await one.read([PAGE])).get(PAGE)!;
    assert.ok(views! >= 1 && views! <= 11);
    assert.ok(version > 2, String(version));
    assert.deepEqual((await two.verify()).damage, []);
  });

  it('merge, delete and forget while others count on the same pages', async (t) => {
    const all = await open(t, 2);
    const [one, two] = all as [Storage, Storage];
    const pages = [PAGE, OTHER, 'news.example/c' as PageKey];
    const sent: Interaction[] = [];
    const tasks = Array.from({ length: 300 }, (_, i) => async () => {
      if (i === 100) await two.merge(OTHER, PAGE);
      if (i === 150) await one.forget(visitor(3));
      if (i === 200) await two.retitle(PAGE, 'A day at sea');
      const interactions = [view(pages[i % 3]), react(['love'], i, pages[i % 3])];
      sent.push(...interactions);
      await all[i % 2]!.record({ visitor: visitor(i % 40), viewWindow: false, interactions, now: NOW });
    });
    await inFlight(20, tasks);
    const counts = await one.read(pages);
    assert.deepEqual(counts.get(OTHER), counts.get(PAGE));
    assert.equal(counts.get(PAGE)!.views! + counts.get(pages[2]!)!.views!, 300);
    const { differences, damage } = await one.verify();
    assert.deepEqual([differences, damage], [[], []]);
  });

  for (const without of [
    ['notify'],
    ['advisory-locks'],
    ['partitions'],
    ['table-locks'],
    ['notify', 'advisory-locks', 'partitions', 'table-locks'],
  ] as const) {
    it(`do the same on an engine without ${without.join(', ')}`, async (t) => {
      const all = await open(t, 3, without);
      const [one, two] = all as [Storage, Storage];
      assert.deepEqual(await query('SELECT version FROM ?migrations'), [{ version: 1 }]);
      const heard = told(two, (pages) => pages !== 'all' && pages.has(PAGE));
      const interactions = [view(), react(['love'], 1)];
      await Promise.all(all.map((storage) => storage.record({ visitor: ANN, interactions, now: NOW })));
      await heard;
      await one.record({
        visitor: BEN,
        interactions: [react(['wow'], 1), view(OTHER)],
        now: NOW + 9 * 24 * 60 * MINUTE,
      });
      const merged = told(two, (pages) => pages !== 'all' && pages.has(OTHER));
      await one.merge(OTHER, PAGE);
      await merged;
      const { views, reactions } = (await two.read([OTHER])).get(OTHER)!;
      assert.deepEqual([views, reactions], [2, by({ love: 1, wow: 1 })]);
      await one.record({
        interactions: [{ id: createInteractionId(), type: 'view', page: PAGE, at: NOW }],
        now: NOW + 18 * 24 * 60 * MINUTE,
      });
      const { differences, damage } = await two.verify();
      assert.deepEqual([differences, damage], [[], []]);
    });
  }
});
