/** Another process that holds the lock of the database: writes wait for it and nobody else does. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { it, type TestContext } from 'node:test';
import { sqliteStorage } from '../src/storage/sqlite/sqlite.ts';
import { assertLater, serveFile } from './failing.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { PAGE, view } from './tools.ts';

/** A server, and a connection of another process, which the test is. */
async function locked(t: TestContext, how: string) {
  const path = join(temporaryFolder(t), 'gaung.sqlite');
  const server = await serveFile(t, path);
  assert.equal((await server.post(view())).status, 200);
  const other = new DatabaseSync(path);
  t.after(() => other.close());
  other.exec(`BEGIN ${how}`);
  return { ...server, unlock: () => other.exec('ROLLBACK') };
}

for (const how of ['IMMEDIATE', 'EXCLUSIVE']) {
  it(`refuses a write when it has waited for a lock (${how}); reads and readiness tell the truth`, async (t) => {
    const { post, views, ready, unlock, logged, heard } = await locked(t, how);
    const late = view();
    let isAnswered = false;
    const writing = post(late).finally(() => {
      isAnswered = true;
    });
    for (let i = 0; i < 2; i++) assert.equal(await views(), 1);
    assert.ok(!isAnswered, 'no reader waited for the lock');
    assertLater(await writing);
    assert.equal(await ready(), 503);
    await heard('storage-failed');
    assert.equal(logged('storage-failed').length, 1);
    assert.match(logged('storage-failed')[0]!, /Another process holds the lock/);

    unlock();
    assert.equal(await ready(), 200);
    await heard('storage-recovered');
    assert.equal((await post(late)).status, 200);
    assert.equal(await views(), 2);
  });
}

it('takes a write that came during a short lock, as if nothing had been', async (t) => {
  const { post, views, ready, unlock, output } = await locked(t, 'IMMEDIATE');
  const writing = Promise.all([post(view()), post(view()), ready()]);
  assert.equal(await views(), 1);
  unlock();
  const [first, second, readiness] = await writing;
  assert.deepEqual([first.status, second.status, readiness], [200, 200, 200]);
  assert.equal(await views(), 3);
  assert.doesNotMatch(output.out, /storage-failed/);
});

it('waits for the lock when it closes, with what was still to be written', async (t) => {
  const path = join(temporaryFolder(t), 'gaung.sqlite');
  const storage = sqliteStorage({ path });
  const other = new DatabaseSync(path);
  t.after(() => other.close());
  other.exec('BEGIN IMMEDIATE');
  const writing = storage.record({ interactions: [{ ...view(PAGE), type: 'view', at: 1 }] as never, now: 1 });
  const closing = storage.close();
  other.exec('ROLLBACK');
  assert.equal((await writing).counts.get(PAGE as never)!.views, 1);
  await closing;
});
