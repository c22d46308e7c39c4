/** Pages that stay in memory from one commit to the next: nobody can tell them from their rows. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import { createInteractionId, type Interaction, type PageKey } from 'gaung/contract';
import { sqliteStorage } from '../src/storage/sqlite/sqlite.ts';
import { playAtRandom } from './play-at-random.ts';
import { temporaryFolder } from './temporary-folder.ts';

it('comes to what memory does, whoever else writes to the file and whatever fails', async (t) => {
  const path = join(temporaryFolder(t), 'gaung.sqlite');
  const processes = [sqliteStorage({ path }), sqliteStorage({ path })];
  t.after(() => Promise.all(processes.map((one) => one.close())));
  await playAtRandom(t, processes, { rounds: 300, withBuckets: true });
});

for (const journalMost of [0, 5, 2000]) {
  it(`comes to the same by a journal of ${journalMost}`, async (t) => {
    const path = join(temporaryFolder(t), 'gaung.sqlite');
    const options = { path, journalFrom: 2, journalMost };
    const processes = [sqliteStorage(options), sqliteStorage(options)];
    t.after(() => Promise.all(processes.map((one) => one.close())));
    await playAtRandom(t, processes, { rounds: 300, withBuckets: true });
  });
}

it('goes on with pages that have left memory', async (t) => {
  const storage = sqliteStorage({ path: join(temporaryFolder(t), 'gaung.sqlite') });
  t.after(() => storage.close());
  const keys = Array.from({ length: 6000 }, (_, i) => `news.example/${i}` as PageKey);
  const view = (page: PageKey): Interaction => ({ id: createInteractionId(), type: 'view', page, at: 1 });
  for (const times of [1, 2]) {
    for (let i = 0; i < keys.length; i += 100) {
      const { counts } = await storage.record({ interactions: keys.slice(i, i + 100).map(view), now: times });
      for (const { views, version } of counts.values()) assert.deepEqual([views, version], [times, times]);
    }
  }
});
