/** What only a file can do: survive, be locked, be somebody else's, run full. */
import assert from 'node:assert/strict';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { it, type TestContext } from 'node:test';
import { INTERACTION_ID_MS, VIEW_WINDOW_MS } from 'gaung/contract';
import {
  ANN,
  BEN,
  by,
  NOW,
  OTHER,
  PAGE,
  react,
  share,
  toldPages,
  toolsFor,
  view,
} from '../../test/contracts/storage/tools.ts';
import { groupCommit } from '../src/storage/sqlite/group-commit.ts';
import { openDatabase, pragma } from '../src/storage/sqlite/open.ts';
import { sqliteStorage } from '../src/storage/sqlite/sqlite.ts';
import { StorageError } from '../src/storage/storage.ts';
import { temporaryFolder } from './temporary-folder.ts';

const filePath = (t: TestContext) => join(temporaryFolder(t), 'data', 'gaung.sqlite');

function open(t: TestContext, path = filePath(t)) {
  const storage = sqliteStorage({ path, busyTimeout: 20 });
  t.after(() => storage.close());
  // A second connection, as another process would have it.
  const other = () => {
    const db = new DatabaseSync(path, { timeout: 20 });
    t.after(() => db.isOpen && db.close());
    return db;
  };
  return { ...toolsFor(storage), path, other };
}

it('keeps everything when it is closed and opened again', async (t) => {
  const path = filePath(t);
  const first = open(t, path);
  const seen = view();
  await first.record([seen, share('x'), react(['love'], 5)], ANN);
  await first.storage.import(
    [{ type: 'base', page: OTHER, source: 'legacy', views: 1206, shares: by({}), reactions: by({}) }],
    'merge',
  );
  const before = await first.storage.read([PAGE, OTHER]);
  await first.storage.rotate('prepare');
  const secrets = await first.storage.secrets();
  await first.storage.close();

  const second = open(t, path);
  assert.deepEqual(await second.storage.read([PAGE, OTHER]), before);
  assert.deepEqual(await second.storage.secrets(), secrets);
  await second.record([seen, view(), react(['wow'], 4)], ANN); // Known, within the window, late.
  assert.deepEqual((await second.counts()).version, before.get(PAGE)!.version);
});

it('syncs each commit to the disk', (t) => {
  const db = openDatabase(filePath(t), 20);
  t.after(() => db.close());
  assert.equal(pragma(db, 'synchronous'), 2); // FULL
  assert.equal(pragma(db, 'journal_mode'), 'wal');
  assert.equal(pragma(db, 'foreign_keys'), 1);
});

it('is readable by its owner only, write-ahead log included', async (t) => {
  const { path, record } = open(t);
  await record([view()]);
  const folder = join(path, '..');
  const mode = (name: string) => (statSync(join(folder, name)).mode & 0o777).toString(8);
  assert.deepEqual(Object.fromEntries(readdirSync(folder).map((name) => [name, mode(name)])), {
    'gaung.sqlite': '600',
    'gaung.sqlite-shm': '600',
    'gaung.sqlite-wal': '600',
  });
});

it('shows nobody what is not committed, and commits what is queued at once', async (t) => {
  const { storage, counts, record } = open(t);
  const both = [record([view()]), record([share('x')])];
  assert.equal((await counts()).version, 0); // Queued, not yet written.
  await Promise.all(both);
  assert.equal((await counts()).version, 2);
  await storage.close();
});

it('rejects all of a group, and counts nothing, when the commit fails', async (t) => {
  const { storage, counts, record, other } = open(t);
  await record([view()]);
  const before = await counts();
  const db = other();
  // A row that points nowhere, which SQLite notices at the end of the transaction: a true failure of COMMIT.
  db.exec(`
    CREATE TABLE nowhere (page INTEGER REFERENCES pages (id) DEFERRABLE INITIALLY DEFERRED);
    CREATE TRIGGER late AFTER INSERT ON votes BEGIN INSERT INTO nowhere VALUES (-1); END;
  `);
  const batches = [[view()], [react(['love'], 1)], [share('x')]];
  const send = () =>
    batches.map((interactions) => storage.record({ visitor: ANN, interactions, now: NOW + VIEW_WINDOW_MS }));
  for (const result of await Promise.allSettled(send())) {
    assert.equal(result.status, 'rejected');
    assert.ok(result.reason instanceof StorageError);
    assert.match((result.reason.cause as Error).message, /FOREIGN KEY/);
  }
  assert.deepEqual(await counts(), before);

  db.exec('DROP TRIGGER late'); // The same again, with the same ids: it was not remembered either.
  await Promise.all(send());
  const { views, shares, reactions } = await counts();
  assert.deepEqual([views, shares, reactions], [2, by({ x: 1 }), by({ love: 1 })]);
});

it('rejects all of a group when SQLite itself ends the transaction half-way', async (t) => {
  const { storage, counts, other } = open(t);
  other().exec("CREATE TRIGGER full AFTER INSERT ON votes BEGIN SELECT raise(ROLLBACK, 'disk is full'); END;");
  const results = await Promise.allSettled(
    [[view()], [react(['love'], 1)], [share('x')]].map((interactions) =>
      storage.record({ visitor: ANN, interactions, now: NOW }),
    ),
  );
  for (const result of results) {
    assert.equal(result.status, 'rejected');
    assert.match(String((result.reason as Error).cause), /disk is full/);
  }
  assert.equal((await counts()).version, 0);
});

it('rejects one bad request alone; its neighbours in the group count', async (t) => {
  const { storage, counts, other } = open(t);
  other().exec("CREATE TRIGGER bad AFTER INSERT ON votes BEGIN SELECT raise(ABORT, 'not this one'); END;");
  const results = await Promise.allSettled(
    [[view()], [share('copy'), react(['love'], 1)], [share('x')]].map((interactions) =>
      storage.record({ visitor: ANN, interactions, now: NOW }),
    ),
  );
  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  const { views, shares, reactions } = await counts();
  assert.deepEqual([views, shares, reactions], [1, by({ x: 1 }), by({})]);
});

it('tells who watches once a commit, and of nothing that was undone', async (t) => {
  const { storage, record, other } = open(t);
  await record([view(), view(OTHER)]);
  const told: string[][] = [];
  storage.watch((pages) => told.push(toldPages(pages)));
  const send = (batches: readonly ReturnType<typeof view>[][]) =>
    Promise.allSettled(batches.map((interactions) => storage.record({ visitor: ANN, interactions, now: NOW })));

  await send([[share('x')], [share('x', OTHER), share('x')], [share('copy')]]);
  assert.deepEqual(told.splice(0), [[PAGE, OTHER]]);

  const db = other();
  db.exec("CREATE TRIGGER bad AFTER INSERT ON votes BEGIN SELECT raise(ABORT, 'not this one'); END;");
  await send([[share('copy', OTHER), react(['love'], 1, OTHER)], [share('x')]]);
  assert.deepEqual(told.splice(0), [[PAGE]]);
  await send([[share('x', OTHER), react(['love'], 1, OTHER)]]);
  assert.deepEqual(told, []);

  db.exec("CREATE TRIGGER full AFTER INSERT ON interactions BEGIN SELECT raise(ROLLBACK, 'disk is full'); END;");
  await send([[share('x')], [share('x', OTHER)]]);
  assert.deepEqual(told, []);
});

it('fails while another process holds the lock, still reads, and recovers by itself', async (t) => {
  const { storage, counts, record, other } = open(t);
  await record([view()]);
  const db = other();
  db.exec('BEGIN IMMEDIATE');
  const late = view();
  await assert.rejects(storage.record({ interactions: [late], now: NOW }), StorageError);
  await assert.rejects(storage.check(), StorageError);
  assert.equal((await counts()).views, 1);
  db.exec('ROLLBACK');
  await storage.check();
  await record([late]);
  assert.equal((await counts()).views, 2);
});

it('forgets old ids and last views, a slice at a time', async (t) => {
  const { record, other } = open(t);
  const rows = (table: string) => (other().prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;
  await record([view(), view(OTHER)], ANN);
  await record([view()], BEN, NOW + 10_000);
  assert.deepEqual([rows('interactions'), rows('last_views')], [3, 3]);
  await record([share('x')], BEN, NOW + VIEW_WINDOW_MS + 5000);
  assert.deepEqual([rows('interactions'), rows('last_views')], [4, 1]);
  await record([share('x')], BEN, NOW + INTERACTION_ID_MS + 5000);
  assert.deepEqual([rows('interactions'), rows('last_views')], [3, 0]);
});

it('takes no more than 500 requests into one transaction', async (t) => {
  const db = openDatabase(filePath(t), 20);
  t.after(() => db.close());
  let commits = 0;
  const group = groupCommit<number, number>({ db, apply: (job) => job * 2, beforeCommit: () => commits++ });
  const results = await Promise.all(Array.from({ length: 1200 }, (_, i) => group.add(i)));
  assert.deepEqual([results.length, results[7], commits], [1200, 14, 3]);
});

it('names the file and what is wrong with it', (t) => {
  const folder = temporaryFolder(t);
  const fails = (name: string, reason: RegExp) =>
    assert.throws(
      () => sqliteStorage({ path: join(folder, name) }),
      (error) => {
        assert.ok(error instanceof StorageError);
        assert.ok(error.message.includes(join(folder, name)), error.message);
        assert.match(error.message, reason);
        return true;
      },
    );

  writeFileSync(join(folder, 'text'), 'This is no database, however long it may be. '.repeat(100));
  fails('text', /not a database/);
  fails('text/below-a-file', /ENOTDIR|EEXIST/);
  fails('.', /EISDIR/);

  const foreign = new DatabaseSync(join(folder, 'foreign'));
  foreign.exec('CREATE TABLE theirs (id)');
  foreign.close();
  fails('foreign', /another program/);

  const newer = openDatabase(join(folder, 'newer'), 20);
  newer.exec('PRAGMA user_version = 999');
  newer.close();
  fails('newer', /newer version/);
});
