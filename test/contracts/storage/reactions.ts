import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { NETWORKS_PER_PAGE, REACTIONS_PER_PAGE } from 'gaung/contract';
import { StorageError } from '../../../server/src/storage/storage.ts';
import { ANN, BEN, base, by, NOW, OTHER, PAGE, react, type StorageTest, share, view, visitor, ZEROS } from './tools.ts';

/** One visitor, one vote; and how many different ids a page takes. */
export function reactionsContract(test: StorageTest): void {
  describe('reactions', () => {
    test('set the choice: chosen, switched, taken back', async ({ record, counts }) => {
      await record([react(['love'], 1)], ANN);
      assert.deepEqual((await counts()).reactions, by({ love: 1 }));
      await record([react(['wow'], 2)], ANN);
      assert.deepEqual((await counts()).reactions, by({ wow: 1 }));
      await record([react([], 3)], ANN);
      assert.deepEqual((await counts()).reactions, by({}));
      await record([react(['wow'], 4)], ANN);
      assert.deepEqual((await counts()).reactions, by({ wow: 1 }));
    });

    test('are one vote a visitor and page', async ({ record, counts }) => {
      await record([react(['love'], 1), react(['love'], 1, OTHER)], ANN);
      await record([react(['love'], 1)], BEN);
      await record([react(['sad'], 1)], visitor('cid'));
      await record([react(['sad'], 2)], BEN);
      assert.deepEqual((await counts()).reactions, by({ love: 1, sad: 2 }));
      assert.deepEqual((await counts(OTHER)).reactions, by({ love: 1 }));
    });

    test('may be several of one visitor, and change in part', async ({ record, counts }) => {
      await record([react(['love', 'wow'], 1)], ANN);
      await record([react(['wow'], 1)], BEN);
      await record([react(['sad', 'wow'], 2)], ANN);
      assert.deepEqual((await counts()).reactions, by({ sad: 1, wow: 2 }));
    });

    test('obey the newest time, in whatever order they come', async ({ record, counts }) => {
      await record([react(['wow'], 20)], ANN);
      assert.deepEqual((await record([react(['love'], 10)], ANN)).get(PAGE)?.mine, ['wow']);
      await record([react(['sad'], 20)], ANN); // Not newer.
      assert.deepEqual((await counts()).reactions, by({ wow: 1 }));
      await record([react(['sad'], 21)], ANN);
      assert.deepEqual((await counts()).reactions, by({ sad: 1 }));
    });

    test('that were taken back stay so when an older one comes late', async ({ record, counts }) => {
      await record([react(['love'], 10)], ANN);
      await record([react([], 30)], ANN);
      await record([react(['love'], 20)], ANN);
      await record([react([], 30)], BEN); // Before any other of hers arrived.
      await record([react(['love'], 20)], BEN);
      assert.deepEqual((await counts()).reactions, by({}));
    });

    test('apply in the order of the batch', async ({ record, counts }) => {
      await record([react(['love'], 1), react(['wow'], 2), react([], 3), react(['sad'], 4)], ANN);
      assert.deepEqual((await counts()).reactions, by({ sad: 1 }));
    });

    test('without a visitor are no request that a storage takes', async ({ storage, counts }) => {
      const batch = { interactions: [view(), react(['love'], 1)], now: NOW };
      await assert.rejects(storage.record(batch), StorageError);
      assert.deepEqual(await counts(), ZEROS);
    });
  });

  describe('limits', () => {
    const names = (length: number) => Array.from({ length }, (_, i) => `id-${i}`);

    test('refuse one reaction too many, and nothing beside it', async ({ storage, counts, record }) => {
      await record([react(names(REACTIONS_PER_PAGE), 1)], ANN);
      const before = await counts();
      const late = react(['one-more'], 2);
      const refused = await storage.record({ visitor: BEN, interactions: [late], now: NOW });
      assert.deepEqual([...refused.refused], [[late.id, 'too-many-ids']]);
      assert.deepEqual(await counts(), before);
      const mixed = await storage.record({ visitor: BEN, interactions: [late, react(['id-3'], 3), view()], now: NOW });
      assert.deepEqual([...mixed.refused.keys()], [late.id]);
      assert.equal((await counts()).reactions?.['id-3'], 2);
      assert.equal((await counts()).views, 1);
    });

    test('count what is in use: a switch frees what only it had', async ({ record, counts }) => {
      await record([react(names(REACTIONS_PER_PAGE), 1)], ANN);
      await record([react(['one-more'], 2)], ANN);
      assert.deepEqual((await counts()).reactions, by({ 'one-more': 1 }));
    });

    test('refuse one network too many', async ({ storage, counts }) => {
      const interactions = names(NETWORKS_PER_PAGE + 1).map((network) => share(network));
      const { refused } = await storage.record({ interactions, now: NOW });
      assert.deepEqual([...refused], [[interactions.at(-1)!.id, 'too-many-ids']]);
      assert.equal(Object.keys((await counts()).shares!).length, NETWORKS_PER_PAGE);
      await storage.record({ interactions: [share('id-7')], now: NOW });
      assert.equal((await counts()).shares?.['id-7'], 2);
    });

    test('see the names of bases too', async ({ storage }) => {
      const reactions = Object.fromEntries(names(REACTIONS_PER_PAGE).map((name) => [name, 1]));
      await storage.import([base('legacy', 0, {}, reactions)]);
      const interactions = [react(['one-more'], 1), react(['id-0'], 2)];
      const { refused } = await storage.record({ visitor: ANN, interactions, now: NOW });
      assert.deepEqual([...refused.keys()], [interactions[0]!.id]);
    });
  });
}
