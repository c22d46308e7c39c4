/** Backups, and what verify finds in a file that something else has changed. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { it, type TestContext } from 'node:test';
import type { PageKey } from 'gaung/contract';
import { ANN, BEN, base, by, OTHER, PAGE, react, toolsFor, view, visitor } from '../../test/contracts/storage/tools.ts';
import { MIGRATIONS } from '../src/storage/sqlite/migrations.ts';
import { sqliteStorage } from '../src/storage/sqlite/sqlite.ts';
import { StorageError } from '../src/storage/storage.ts';
import { temporaryFolder } from './temporary-folder.ts';

function open(t: TestContext, path = join(temporaryFolder(t), 'gaung.sqlite')) {
  const storage = sqliteStorage({ path, busyTimeout: 100 });
  t.after(() => storage.close());
  return { ...toolsFor(storage), path };
}

function tamper(path: string, sql: string): void {
  const db = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  db.exec(sql);
  db.close();
}

it('verify names what differs from the votes, and repairs it when it is told to', async (t) => {
  const { storage, record, counts, path } = open(t);
  await record([react(['love'], 5), view(), react(['wow'], 5, OTHER)], ANN);
  await record([react(['love'], 5)], BEN);
  await storage.import([base('legacy', 9, {}, { love: 100, sad: 1 })], 'merge');
  tamper(
    path,
    `UPDATE counts SET count = 7 WHERE source = '' AND name = 'love';
     DELETE FROM counts WHERE name = 'wow';
     INSERT INTO counts VALUES (1, 2, 'angry', '', 3);`,
  );
  const differences = [
    { page: PAGE, reaction: 'angry', stored: 3, votes: 0 },
    { page: PAGE, reaction: 'love', stored: 7, votes: 2 },
    { page: OTHER, reaction: 'wow', stored: 0, votes: 1 },
  ];
  const found = { pages: 2, votes: 3, differences, damage: [] };
  assert.deepEqual(await storage.verify(), found);
  assert.deepEqual(await storage.verify({ repair: true }), found);
  assert.deepEqual(await storage.verify(), { ...found, differences: [] });
  const { views, reactions } = await counts();
  assert.deepEqual({ views, reactions }, { views: 10, reactions: by({ love: 102, sad: 1 }) });
  assert.deepEqual((await counts(OTHER)).reactions, by({ wow: 1 }));
});

it('verify names rows that belong to nothing, and pages that are missing', async (t) => {
  const { storage, record, path } = open(t);
  await record([react(['love'], 5), react(['wow'], 5, OTHER)], ANN);
  tamper(path, `DELETE FROM pages WHERE key = '${OTHER}'`);
  const { damage } = await storage.verify();
  assert.deepEqual(damage, [
    '1 rows of buckets belong to no page',
    '1 rows of counts belong to no page',
    '1 rows of votes belong to no page',
    '2 pages are remembered, 1 are there',
  ]);
});

it('a backup is everything as of one moment, secrets included, while others write', async (t) => {
  const { storage, record, counts, path } = open(t);
  const keys = Array.from({ length: 10_000 }, (_, n) => `news.example/${n}` as PageKey);
  await storage.import(
    keys.map((page) => ({ type: 'vote', page, visitor: visitor(page), at: 5, reactions: ['love'] })),
  );
  await storage.rotate('prepare');
  const secrets = await storage.secrets();
  const to = `${path}.backup`;
  const steps: number[] = [];
  let writes = Promise.resolve();
  await storage.backup(to, (done, total) => {
    assert.ok(done <= total!);
    steps.push(done);
    // One connection of ours, and one of another process's.
    writes = writes.then(async () => void (await record([view(keys[0])])));
    tamper(path, "UPDATE pages SET title = 'later'");
  });
  await writes;
  assert.ok(steps.length > 1);
  assert.ok((await counts(keys[0])).views! > 0);
  assert.equal((statSync(to).mode & 0o777).toString(8), '600');
  assert.deepEqual(
    readdirSync(join(path, '..')).filter((name) => name.includes('part')),
    [],
  );
  const copy = open(t, to);
  assert.deepEqual(await copy.storage.secrets(), secrets);
  assert.deepEqual(await copy.storage.verify(), { pages: 10_000, votes: 10_000, differences: [], damage: [] });
  assert.equal((await copy.counts(keys[0])).views, 0);
  assert.equal((await copy.storage.page(keys[0]!))?.title, undefined);
});

it('a backup overwrites nothing, and leaves nothing half-done', async (t) => {
  const { storage, path } = open(t);
  const to = `${path}.backup`;
  writeFileSync(to, 'precious');
  await assert.rejects(storage.backup(to), /is there already/);
  assert.equal(readFileSync(to, 'utf8'), 'precious');
  await assert.rejects(storage.backup(join(path, 'no-folder')), StorageError);
});

it('brings a file of the first version up to date, with all that is in it', async (t) => {
  const path = join(temporaryFolder(t), 'gaung.sqlite');
  const db = new DatabaseSync(path);
  db.exec('PRAGMA application_id = 0x4741554e');
  db.exec(MIGRATIONS[0]!);
  db.exec(`
    PRAGMA user_version = 1;
    INSERT INTO pages VALUES (1, '${PAGE}', 4), (2, '${OTHER}', 1);
    INSERT INTO counts VALUES (1, 0, '', '', 3), (1, 0, '', 'legacy', 1206), (1, 2, 'love', '', 1);
    INSERT INTO votes VALUES (1, x'${Buffer.from(ANN, 'base64url').toString('hex')}', 5, 'love');
  `);
  db.close();
  const { storage, counts, record } = open(t, path);
  assert.deepEqual(await counts(), { version: 4, views: 1209, shares: by({}), reactions: by({ love: 1 }) });
  assert.deepEqual(await storage.stats(), { pages: 2 });
  assert.deepEqual(await storage.verify(), { pages: 2, votes: 1, differences: [], damage: [] });
  await record([react(['wow'], 6)], ANN);
  assert.deepEqual((await counts()).reactions, by({ wow: 1 }));
});
