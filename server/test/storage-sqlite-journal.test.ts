/** What is in the journal and not in the rows yet is stored like all else, whoever looks and whatever happens. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { it, type TestContext } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ANN, BEN, by, NOW, OTHER, PAGE, react, share, toolsFor, view } from '../../test/contracts/storage/tools.ts';
import { sqliteStorage } from '../src/storage/sqlite/sqlite.ts';
import { type Storage, StorageError, type VisitorId } from '../src/storage/storage.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A process: two requests that come together go into the journal. */
function open(t: TestContext, path = join(temporaryFolder(t), 'gaung.sqlite')) {
  const storage = sqliteStorage({ path, busyTimeout: 20, journalFrom: 2 });
  t.after(() => storage.close());
  const db = new DatabaseSync(path, { timeout: 20 });
  t.after(() => db.close());
  const rows = (table: string) => (db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;
  return { ...toolsFor(storage), path, rows, db };
}

type Sent = readonly [ReturnType<typeof view | typeof share | typeof react>, VisitorId?];

const together = (storage: Storage, sent: readonly Sent[]) =>
  Promise.all(
    sent.map(([interaction, visitor]) =>
      storage.record({ ...(visitor && { visitor }), interactions: [interaction], now: NOW }),
    ),
  );

async function exported(storage: Storage) {
  const records = [];
  for await (const record of storage.export()) records.push(record);
  return records;
}

const SENT = (): Sent[] => [[view(), ANN], [share('x')], [react(['love'], 5), ANN], [react(['wow'], 5, OTHER), BEN]];

it('holds what a commit of many requests did, as one row', async (t) => {
  const { storage, rows, counts } = open(t);
  await together(storage, SENT());
  const tables = ['journal', 'interactions', 'votes', 'last_views', 'counts', 'buckets'];
  assert.deepEqual(tables.map(rows), [1, 0, 0, 0, 0, 0]);
  const { views, shares, reactions } = await counts();
  assert.deepEqual([views, shares, reactions], [1, by({ x: 1 }), by({ love: 1 })]);
  assert.deepEqual((await counts(OTHER)).reactions, by({ wow: 1 }));

  await together(storage, [[share('x')], [share('copy')]]);
  assert.equal(rows('journal'), 2);
  await storage.record({ interactions: [view()], now: NOW }); // A small commit writes all rows, the journal's too.
  assert.deepEqual(tables.map(rows), [0, 7, 2, 1, 5, 5]);
});

it('does not say who sent what', async (t) => {
  const { storage, db } = open(t);
  const sent = SENT();
  await together(storage, sent);
  const { entry } = db.prepare('SELECT entry FROM journal').get() as { entry: string };
  const [[, ...ids]] = JSON.parse(entry).ids;
  assert.deepEqual(ids, sent.map(([{ id }]) => id).toSorted());
});

it('is known to another process, and after a crash', async (t) => {
  const first = open(t);
  const sent = SENT();
  await together(first.storage, sent);
  const second = open(t, first.path);
  assert.deepEqual(await second.storage.read([PAGE, OTHER]), await first.storage.read([PAGE, OTHER]));
  // Known ids, a vote that is late, a view within the window: nothing of it counts.
  const again: Sent[] = [...sent, [react(['sad'], 4), ANN], [view(), ANN]];
  const answers = await together(second.storage, again);
  const before = await first.counts();
  assert.deepEqual(answers.at(-1)!.counts.get(PAGE), { ...before, mine: ['love'] });
  assert.equal(first.rows('counts'), 0);

  await second.storage.record({ interactions: [share('x')], now: NOW });
  assert.deepEqual([first.rows('journal'), first.rows('votes')], [0, 2]);
  await nextTurn(); // What another process wrote is asked once a turn.
  assert.deepEqual((await first.counts()).shares, by({ x: 2 }));
  await together(first.storage, again);
  assert.equal((await first.counts()).version, before.version + 1);
});

it('is in the rows before anybody looks at these', async (t) => {
  for (const look of [
    async ({ storage }) => (await storage.page(PAGE))!.voters,
    async ({ storage }) => {
      const [page] = await storage.top({ kind: 'share', window: 'hour', limit: 1, now: NOW });
      return page!.count;
    },
    async ({ storage }) => (await exported(storage)).filter(({ type }) => type === 'vote').length - 1,
    async ({ storage }) => (await storage.verify({ repair: true })).differences.length + 1,
    async ({ storage }) => storage.forget(ANN),
    async ({ storage, path }) => {
      await storage.backup(`${path}.copy`);
      return (await open(t, `${path}.copy`).counts()).views;
    },
  ] satisfies ((opened: ReturnType<typeof open>) => Promise<unknown>)[]) {
    const opened = open(t);
    await together(opened.storage, SENT());
    assert.equal(await look(opened), 1, String(look));
  }
});

it('is taken into the rows when nobody writes any more', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { storage, rows } = open(t);
  await together(storage, SENT());
  t.mock.timers.tick(250);
  assert.deepEqual(['journal', 'interactions', 'votes'].map(rows), [0, 4, 2]);
  await together(storage, [[share('x')], [share('copy')]]);
  await storage.close();
  assert.deepEqual(['journal', 'interactions'].map(rows), [0, 6]);
});

it('stays where the rows cannot be written, and reads go on', async (t) => {
  const { storage, counts, rows, db } = open(t);
  await storage.record({ interactions: [view()], now: NOW });
  db.exec("CREATE TRIGGER full BEFORE INSERT ON votes BEGIN SELECT raise(ROLLBACK, 'disk is full'); END;");
  const sent = SENT();
  await together(storage, sent);
  const before = await counts();
  await assert.rejects(storage.record({ interactions: [share('x')], now: NOW }), StorageError);
  await assert.rejects(storage.page(PAGE), StorageError);
  await assert.rejects(exported(storage), StorageError);
  assert.deepEqual(await counts(), before);
  assert.equal((await storage.top({ kind: 'view', window: 'all', limit: 1, now: NOW }))[0]!.count, 1);
  assert.equal(rows('journal'), 1);

  db.exec('DROP TRIGGER full');
  await together(storage, sent);
  assert.deepEqual(await counts(), before);
  assert.equal((await storage.page(PAGE))!.voters, 1);
});

it('has only what was committed', async (t) => {
  const { storage, counts, rows, db } = open(t);
  await together(storage, SENT());
  const before = await counts();
  db.exec("CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT raise(ABORT, 'no'); END;");
  const sent: Sent[] = [[share('x')], [react(['sad'], 6), ANN]];
  // What cannot be done together is done one by one, into the rows.
  assert.deepEqual((await together(storage, sent)).at(-1)!.counts.get(PAGE)!.mine, ['sad']);
  assert.equal(rows('journal'), 0);
  db.exec("CREATE TRIGGER end BEFORE INSERT ON counts BEGIN SELECT raise(ROLLBACK, 'no'); END;");
  const after = await counts();
  assert.equal(after.version, before.version + 2);
  await assert.rejects(together(storage, [[share('x')], [share('x')]]), StorageError);
  assert.deepEqual(await counts(), after);
  const late = { interactions: [share('x')], now: NOW };
  db.exec('DROP TRIGGER end; DROP TRIGGER full');
  assert.equal((await storage.record(late)).counts.get(PAGE)!.version, after.version + 1);
});
