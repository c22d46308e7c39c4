/** What an SQLite storage remembers of pages: nobody can tell it from the file. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it, type TestContext } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createInteractionId, type PageKey } from 'gaung/contract';
import { sqliteStorage } from '../src/storage/sqlite/sqlite.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { PAGE } from './tools.ts';

const KEY = PAGE as PageKey;
const batch = () => ({
  interactions: [{ id: createInteractionId(), type: 'view', page: KEY, at: 1 } as const],
  now: Date.now(),
});

/** Two processes' storages of one file. */
function two(t: TestContext) {
  const path = join(temporaryFolder(t), 'gaung.sqlite');
  const both = [sqliteStorage({ path }), sqliteStorage({ path })] as const;
  t.after(() => Promise.all(both.map((storage) => storage.close())));
  return both;
}

it('gives the counts of now, whoever counted', async (t) => {
  const [here, there] = two(t);
  const views = async () => (await here.read([KEY])).get(KEY)?.views;
  assert.equal(await views(), 0);
  await here.record(batch());
  assert.equal(await views(), 1);
  await there.record(batch());
  await nextTurn(); // Between two real processes there is always one.
  assert.equal(await views(), 2);
});

it('misses a page that somebody else deleted', async (t) => {
  const [here, there] = two(t);
  await here.record(batch());
  assert.deepEqual(await here.missing([KEY]), []);
  await there.delete(KEY);
  await nextTurn(); // Between two real processes there is always one.
  assert.deepEqual(await here.missing([KEY]), [KEY]);
  assert.equal((await here.read([KEY])).get(KEY)?.views, 0);
});
