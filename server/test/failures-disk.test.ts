/** A disk that is full, and files that may not be written: nothing acknowledged is lost, and it goes on by itself. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it, type TestContext } from 'node:test';
import { NOW, PAGE as STORED, view as storedView } from '../../test/contracts/storage/tools.ts';
import { sqliteStorage } from '../src/storage/sqlite/sqlite.ts';
import { assertLater, serveFile } from './failing.ts';
import { openWithJournal } from './journal-tools.ts';
import { run } from './server-process.ts';
import { assertVerified } from './stored.ts';
import { PAGE, view } from './tools.ts';

/** Runs a command of the system. Returns why it could not, or undefined. */
function command(name: string, ...args: string[]): string | undefined {
  const { error, status, stderr } = spawnSync(name, args, { encoding: 'utf8' });
  if (error) return `${name} is not installed`;
  return status === 0 ? undefined : `${name} is not permitted here: ${stderr.trim()}`;
}

/** A disk of 1 MB, which is gone after the test. Returns why there is none, where there is none. */
function smallDisk(t: TestContext): { folder: string } | { obstacle: string } {
  const folder = mkdtempSync(join(tmpdir(), 'gaung-disk-'));
  const obstacle = command('mount', '-t', 'tmpfs', '-o', 'size=1m,mode=700', 'none', folder);
  t.after(() => {
    if (!obstacle) command('umount', '-l', folder);
    rmSync(folder, { recursive: true, force: true });
  });
  return obstacle ? { obstacle } : { folder };
}

/** Leaves no byte of the disk. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (let size = 64 * 1024; size >= 1; size = Math.floor(size / 2)) {
      try {
        for (;;) writeSync(file, Buffer.alloc(size));
      } catch (error) {
        assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC');
      }
    }
  } finally {
    closeSync(file);
  }
}

/** A folder whose files can be made unchangeable, even for root; all is undone and gone after the test. */
function freezableFolder(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'gaung-frozen-'));
  const thaw = () => command('chattr', '-R', '-i', folder);
  t.after(() => {
    thaw();
    rmSync(folder, { recursive: true, force: true });
  });
  /** Returns why it cannot, or undefined. */
  const freeze = (...paths: string[]) => command('chattr', '+i', ...paths);
  return { path: join(folder, 'gaung.sqlite'), freeze, thaw };
}

it('survives a full disk', async (t) => {
  const disk = smallDisk(t);
  if ('obstacle' in disk) return t.skip(disk.obstacle);
  const path = join(disk.folder, 'gaung.sqlite');
  const server = await serveFile(t, path);
  fill(join(disk.folder, 'ballast'));

  let acknowledged = 0;
  let late = view();
  let answer = await server.post(late);
  while (answer.status === 200 && acknowledged < 1000) {
    acknowledged++;
    late = view();
    answer = await server.post(late);
  }
  assertLater(answer);
  for (let i = 0; i < 5; i++) assertLater(await server.post(view()));
  assert.equal(await server.ready(), 503);
  assert.equal(await server.views(), acknowledged, 'reads go on');
  await server.heard('storage-failed');
  assert.equal(server.logged('storage-failed').length, 1, 'not a line for each request');
  assert.match(server.logged('storage-failed')[0]!, /error storage-failed .*The disk is full: make room/);

  rmSync(join(disk.folder, 'ballast'));
  assert.equal((await server.post(late)).status, 200);
  assert.equal(await server.ready(), 200);
  assert.equal(await server.views(), acknowledged + 1);
  await server.heard('storage-recovered');
  assert.match(
    server.logged('storage-recovered').join('\n'),
    /^\S+ info storage-recovered operation=record failures=7 /,
  );
  await server.stop();
  const storage = sqliteStorage({ path });
  t.after(() => storage.close());
  assert.equal((await storage.read([PAGE as never])).get(PAGE as never)!.views, acknowledged + 1);
  await assertVerified(storage);
});

it('survives a full disk with a journal that is not empty', async (t) => {
  const disk = smallDisk(t);
  if ('obstacle' in disk) return t.skip(disk.obstacle);
  const { storage, rows, counts } = openWithJournal(t, { path: join(disk.folder, 'gaung.sqlite') });
  const group = () => Array.from({ length: 10 }, () => storage.record({ interactions: [storedView()], now: NOW }));
  await Promise.all(group());
  fill(join(disk.folder, 'ballast'));
  let acknowledged = 10;
  let failed = false;
  while (!failed && acknowledged < 10_000) {
    const results = await Promise.allSettled(group());
    failed = results.some(({ status }) => status === 'rejected');
    if (!failed) acknowledged += 10;
    else
      assert.ok(
        results.every(({ status }) => status === 'rejected'),
        'all or none',
      );
  }
  assert.ok(failed, 'the disk was full');
  assert.ok(rows('journal') > 0);
  assert.equal((await counts()).views, acknowledged, 'reads go on');
  await assert.rejects(storage.check(), /The disk is full: make room/);
  assert.equal((await storage.verify()).damage.length, 0);

  rmSync(join(disk.folder, 'ballast'));
  await Promise.all(group());
  await storage.page(STORED);
  assert.deepEqual(
    [(await counts()).views, rows('journal'), rows('interactions')],
    [acknowledged + 10, 0, acknowledged + 10],
  );
  await assertVerified(storage);
});

it('says that a full disk has no room for a new database', async (t) => {
  const disk = smallDisk(t);
  if ('obstacle' in disk) return t.skip(disk.obstacle);
  fill(join(disk.folder, 'ballast'));
  const { code, err } = await run(t, { PORT: '0', GAUNG_STORAGE: `sqlite:${disk.folder}/gaung.sqlite` }).ended;
  assert.equal(code, 1);
  assert.match(err, /Cannot use .*gaung\.sqlite as the database: .*full.* The disk is full: make room/);
});

it('survives files that may not be written for a while', async (t) => {
  const { path, freeze, thaw } = freezableFolder(t);
  const server = await serveFile(t, path);
  assert.equal((await server.post(view())).status, 200);
  const obstacle = freeze(path, `${path}-wal`);
  if (obstacle) return t.skip(obstacle);
  const late = view();
  assertLater(await server.post(late));
  assert.equal(await server.ready(), 503);
  assert.equal(await server.views(), 1, 'reads go on');
  await server.heard('storage-failed');
  assert.match(server.logged('storage-failed').join('\n'), /^\S+ error .* look whether the file may be written/);
  thaw();
  assert.equal((await server.post(late)).status, 200);
  assert.equal(await server.ready(), 200);
  assert.equal(await server.views(), 2);
  await server.stop();
});

it('says at the start that it may not write the file', async (t) => {
  const { path, freeze } = freezableFolder(t);
  writeFileSync(path, '');
  const obstacle = freeze(path);
  if (obstacle) return t.skip(obstacle);
  const { code, out, err } = await run(t, { PORT: '0', GAUNG_STORAGE: `sqlite:${path}` }).ended;
  assert.deepEqual([code, out], [1, '']);
  assert.match(
    err,
    /^\[gaung\] \[storage\] Cannot use .*gaung\.sqlite as the database: EPERM: operation not permitted.*\n$/,
  );
});
