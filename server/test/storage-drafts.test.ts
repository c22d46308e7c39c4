/** Pages that stay in memory from one commit to the next: nobody can tell them from their rows. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import { createInteractionId, type Interaction, type PageKey } from 'gaung/contract';
import { sqliteStorage } from '../src/storage/sqlite/sqlite.ts';
import type { Storage, StoredRecord } from '../src/storage/storage.ts';
import { type PlayOptions, playAtRandom } from './play-at-random.ts';
import { temporaryFolder } from './temporary-folder.ts';

it('comes to what memory does, whoever else writes to the file and whatever fails', async (t) => {
  const path = join(temporaryFolder(t), 'gaung.sqlite');
  const processes = [sqliteStorage({ path }), sqliteStorage({ path })];
  t.after(() => Promise.all(processes.map((one) => one.close())));
  await playAtRandom(t, processes, { rounds: 300, withBuckets: true });
});

/** All that is stored: in the place of what there is, it changes nothing but versions. */
async function restore(storage: Storage): Promise<unknown> {
  const records: StoredRecord[] = [];
  for await (const record of storage.export()) records.push(record);
  return storage.import(records, 'replace');
}

const OPERATIONS: PlayOptions['operations'] = [
  restore,
  (storage, page) => storage.page(page),
  (storage, page) => storage.retitle(page, 'A title'),
  (storage, _, now) => storage.top({ kind: 'reaction', window: 'day', limit: 9, now }),
  async (storage) => (await storage.verify({ repair: true })).differences,
];

for (const [journalFrom, journalMost, together] of [
  [1, 20, 8],
  [2, 0, 8],
  [2, 5, 8],
  [2, 2000, 8],
  [32, 100, 70],
] as const) {
  it(`comes to the same by a journal from ${journalFrom} to ${journalMost}, though processes are killed`, async (t) => {
    const path = join(temporaryFolder(t), 'gaung.sqlite');
    const begin = () => {
      const storage = sqliteStorage({ path, journalFrom, journalMost });
      t.after(() => storage.close());
      return storage;
    };
    const options = { withBuckets: true, together, operations: OPERATIONS, begin };
    await playAtRandom(t, [begin(), begin()], { rounds: together > 8 ? 60 : 200, ...options });
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
