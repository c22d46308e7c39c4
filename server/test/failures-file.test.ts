/** A file that is damaged, deleted or replaced: it is left as it is, and nothing is acknowledged that would be lost. */
import assert from 'node:assert/strict';
import {
  closeSync,
  copyFileSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { type PageKey, toPageKey } from 'gaung/contract';
import { base } from '../../test/contracts/storage/tools.ts';
import { sqliteStorage } from '../src/storage/sqlite/sqlite.ts';
import { assertLater, serveFile } from './failing.ts';
import { run } from './server-process.ts';
import { assertVerified } from './stored.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { view } from './tools.ts';

const PAGES = 3000;
const pageAt = (i: number): PageKey => toPageKey(`https://news.example/${'long-'.repeat(20)}${i}`);
/** SQLite's page, in bytes: the first of them says what the file is. */
const BLOCK = 4096;

/** A database with some thousand pages, closed. */
async function database(t: TestContext): Promise<string> {
  const path = join(temporaryFolder(t), 'gaung.sqlite');
  const storage = sqliteStorage({ path });
  await storage.import(
    Array.from({ length: PAGES }, (_, i) => base('legacy', i + 1, {}, {}, pageAt(i))),
    'merge',
  );
  await storage.close();
  return path;
}

/** Writes nonsense over a part of a file, from and to a share of its length. */
function overwrite(path: string, from: number, to: number): void {
  const blocks = statSync(path).size / BLOCK;
  const [first, last] = [Math.max(1, Math.floor(blocks * from)), Math.floor(blocks * to)];
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc((last - first) * BLOCK, 0xaa), 0, undefined, first * BLOCK);
  closeSync(file);
}

describe('at the start', () => {
  const damages: Record<string, (path: string) => void> = {
    'bytes overwritten in the middle': (path) => overwrite(path, 0.5, 0.52),
    'an end that is missing': (path) => truncateSync(path, Math.floor(statSync(path).size / 2 / BLOCK) * BLOCK),
    'an end that is cut within a block': (path) => truncateSync(path, statSync(path).size - 1000),
    'a beginning of something else': (path) => {
      const file = openSync(path, 'r+');
      writeSync(file, Buffer.alloc(100, 'x'), 0, undefined, 0);
      closeSync(file);
    },
  };
  for (const [what, damage] of Object.entries(damages)) {
    it(`says what is wrong with ${what}, exits with 1 and leaves it alone`, async (t) => {
      const path = await database(t);
      damage(path);
      const before = readFileSync(path);
      const { code, out, err } = await run(t, { PORT: '0', GAUNG_STORAGE: `sqlite:${path}` }).ended;
      assert.deepEqual([code, out], [1, '']);
      assert.ok(err.includes(path), err);
      assert.match(err, /^\[gaung\] \[storage\] Cannot use .* put a backup in its place and start again\.\n$/);
      assert.ok(readFileSync(path).equals(before));
    });
  }
});

describe('while it runs', () => {
  it('a damaged file takes nothing more, and the log says what to do', async (t) => {
    const path = await database(t);
    const server = await serveFile(t, path);
    assert.equal((await server.post(view())).status, 200);
    overwrite(path, 0, 1);
    assertLater(await server.read(pageAt(PAGES / 2)));
    assertLater(await server.post(view()));
    assert.equal(await server.ready(), 503);
    await server.heard('storage-failed');
    assert.match(
      server.logged('storage-failed')[0]!,
      /The file is damaged: stop the server, put a backup in its place/,
    );
    assert.equal(server.child.exitCode, null);
  });

  it('a file that is taken away takes nothing more, is still read, and goes on when it is put back', async (t) => {
    const path = await database(t);
    const server = await serveFile(t, path);
    assert.equal((await server.post(view())).status, 200);
    for (const one of [path, `${path}-wal`]) {
      renameSync(one, `${one}.away`);
      const late = view();
      assertLater(await server.post(late));
      assert.equal(await server.ready(), 503);
      const { body } = await server.read(pageAt(41));
      assert.equal(body.counts[pageAt(41)].views, 42);
      renameSync(`${one}.away`, one);
      assert.equal((await server.post(late)).status, 200);
      assert.equal(await server.ready(), 200);
    }
    assert.equal(await server.views(), 3);
    await server.heard('storage-recovered');
    assert.match(server.logged('storage-failed')[0]!, /gaung\.sqlite was taken away .*Put it back, or start/);
  });

  it('a file whose log is deleted has all that was acknowledged', async (t) => {
    const path = await database(t);
    const server = await serveFile(t, path);
    assert.equal((await server.post(view())).status, 200);
    rmSync(`${path}-wal`);
    assertLater(await server.post(view()));
    server.child.kill('SIGKILL');
    await server.ended;
    const again = await serveFile(t, path);
    assert.equal(await again.views(), 1);
  });

  it('a file that is replaced takes nothing more until the server is started again', async (t) => {
    const path = await database(t);
    copyFileSync(path, `${path}.backup`);
    const server = await serveFile(t, path);
    assert.equal((await server.post(view())).status, 200);
    renameSync(`${path}.backup`, path);
    assertLater(await server.post(view()));
    assert.equal(await server.ready(), 503);
    await server.heard('storage-failed');
    assert.match(server.logged('storage-failed')[0]!, /gaung\.sqlite was replaced .* start the server again/);
    await server.stop();
    assert.equal(statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0, 0, 'no log of the file that is gone');
    const again = await serveFile(t, path);
    assert.equal((await again.post(view())).status, 200);
    assert.equal(await again.views(), 1);
    await again.stop();
    const storage = sqliteStorage({ path });
    t.after(() => storage.close());
    await assertVerified(storage);
  });
});
