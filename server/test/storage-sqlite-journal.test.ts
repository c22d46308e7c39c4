/** What is in the journal and not in the rows yet is stored like all else, whoever looks and whatever happens. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ANN, by, NOW, OTHER, PAGE, react, share, view } from '../../test/contracts/storage/tools.ts';
import { groupCommit } from '../src/storage/sqlite/group-commit.ts';
import { openDatabase } from '../src/storage/sqlite/open.ts';
import { StorageError } from '../src/storage/storage.ts';
import { becomeQuiet, exported, openWithJournal as open, SENT, type Sent, together } from './journal-tools.ts';
import { temporaryFolder } from './temporary-folder.ts';

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
  const { storage, rows } = open(t);
  await together(storage, SENT());
  becomeQuiet(t);
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

it('is taken into the rows a while after this has failed, and after a start', async (t) => {
  const { storage, rows, db, path } = open(t);
  await together(storage, SENT());
  db.exec("CREATE TRIGGER full BEFORE INSERT ON votes BEGIN SELECT raise(ROLLBACK, 'disk is full'); END;");
  becomeQuiet(t);
  assert.equal(rows('journal'), 1);
  await nextTurn();
  db.exec('DROP TRIGGER full');
  t.mock.timers.tick(2000);
  assert.deepEqual(['journal', 'votes'].map(rows), [0, 2]);

  await together(storage, [[share('x')], [share('x')]]);
  open(t, path); // As after a crash: nobody has closed the first one, whose timers are gone.
  assert.equal(rows('journal'), 1);
  t.mock.timers.tick(250);
  assert.equal(rows('journal'), 0);
});

it('is left to the next start by who ends while another process has the lock', async (t) => {
  const { storage, rows, db, path } = open(t);
  const sent = SENT();
  await together(storage, sent);
  db.exec('BEGIN IMMEDIATE');
  await storage.close();
  db.exec('ROLLBACK');
  assert.equal(rows('journal'), 1);
  const next = open(t, path);
  await together(next.storage, [...sent, [share('x')]]);
  const { views, shares, reactions } = await next.counts();
  assert.deepEqual([views, shares, reactions], [1, by({ x: 2 }), by({ love: 1 })]);
});

it('does not grow by what has no id: views that were left out', async (t) => {
  const { storage, rows } = open(t, { journalMost: 20 });
  await storage.record({ interactions: [view()], now: NOW });
  const excluded = [{ page: PAGE, reason: 'bot' }];
  for (let i = 1; i <= 50; i++) {
    await Promise.all([1, 2].map(() => storage.record({ interactions: [], excluded, now: NOW })));
    assert.ok(rows('journal') <= 10, `${rows('journal')} entries`);
  }
  assert.deepEqual((await storage.page(PAGE))!.excluded, by({ bot: 100 }));
});

it('takes nothing that the rows would refuse', async (t) => {
  const { storage, counts, rows } = open(t);
  const wrong = { ...react(['love'], 5), at: 5.5 };
  const [good, bad, late] = await Promise.allSettled([
    storage.record({ interactions: [share('x')], now: NOW }),
    storage.record({ visitor: ANN, interactions: [wrong], now: NOW }),
    storage.record({ interactions: [share('x')], now: NOW + 0.5 }),
  ]);
  assert.deepEqual([good.status, bad.status, late.status], ['fulfilled', 'rejected', 'rejected']);
  await together(storage, [[share('x')], [share('x')]]);
  await storage.page(PAGE);
  assert.deepEqual([(await counts()).shares, rows('journal')], [by({ x: 3 }), 0]);
});

it('that cannot be read is named, and nothing is counted without it', async (t) => {
  const { storage, db, path } = open(t);
  await storage.record({ interactions: [view()], now: NOW });
  for (const entry of ['[1', 'null', '{"ids":[]}']) {
    db.prepare('INSERT INTO journal VALUES (7, ?)').run(entry);
    const isDamage = (error: unknown) => {
      assert.ok(error instanceof StorageError);
      assert.match(error.message, /The file is damaged: .* put a backup in its place/);
      assert.match(String(error.cause), /entry 7 of the journal/);
      return true;
    };
    assert.throws(() => open(t, path), isDamage, 'a start');
    await nextTurn();
    await assert.rejects(storage.read([PAGE]), isDamage);
    await assert.rejects(storage.read([PAGE, OTHER]), isDamage);
    await assert.rejects(exported(storage), isDamage);
    await assert.rejects(storage.record({ interactions: [view()], now: NOW }), isDamage);
    assert.deepEqual((await storage.verify()).damage, ['it is damaged (entry 7 of the journal is none)']);
    db.exec('DELETE FROM journal');
    await nextTurn();
  }
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

it('has nothing of a commit that fails at its very end, whether it writes an entry or takes all in', async (t) => {
  const { storage, counts, rows, db } = open(t);
  await together(storage, SENT());
  const before = await counts();
  db.exec('CREATE TABLE nowhere (page INTEGER REFERENCES pages (id) DEFERRABLE INITIALLY DEFERRED)');
  const sent: Sent[] = [[share('x')], [react(['sad'], 6), ANN]];
  for (const [table, send] of [
    ['journal', () => together(storage, sent)],
    ['interactions', () => together(storage, sent.slice(0, 1))],
    ['interactions', () => storage.page(PAGE)],
  ] as const) {
    db.exec(`CREATE TRIGGER late AFTER INSERT ON ${table} BEGIN INSERT INTO nowhere VALUES (-1); END`);
    await assert.rejects(send(), /FOREIGN KEY|The (commit|database) failed/);
    assert.deepEqual([await counts(), rows('journal'), rows('interactions')], [before, 1, 0]);
    db.exec('DROP TRIGGER late');
  }
  await together(storage, sent);
  assert.deepEqual((await counts()).reactions, by({ sad: 1 }));
  assert.equal((await counts()).version, before.version + 2);
});

it('is taken in once where requests are then done one by one', async (t) => {
  const db = openDatabase(`${temporaryFolder(t)}/gaung.sqlite`, 20);
  t.after(() => db.close());
  const done: string[] = [];
  const group = groupCommit<string, string>({
    db,
    apply(job) {
      done.push(job);
      if (job === 'bad') throw new Error('not this one');
      return job;
    },
    oneByOne: () => done.push('journal'),
  });
  const results = await Promise.allSettled(['a', 'bad', 'b'].map((job) => group.add(job)));
  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  assert.deepEqual(done, ['a', 'bad', 'journal', 'a', 'bad', 'b']);
});

it('that cannot be taken in ends a group at once, not each of its requests', async (t) => {
  const { storage, db } = open(t, { journalMost: 3 });
  await storage.record({ interactions: [view()], now: NOW });
  await together(storage, [[react(['love'], 5), ANN], [share('x')]]);
  db.exec("CREATE TRIGGER full BEFORE INSERT ON votes BEGIN SELECT raise(ABORT, 'no'); END;");
  const sent: Sent[] = Array.from({ length: 10 }, () => [share('x')]);
  const causes = await Promise.allSettled(sent.map(([one]) => storage.record({ interactions: [one], now: NOW })));
  for (const cause of causes) {
    assert.ok(cause.status === 'rejected');
    assert.match(cause.reason.message, /The commit failed; nothing of it was stored/);
  }
});
