import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { PageKey } from 'gaung/contract';
import type { Storage } from '../../../server/src/storage/storage.ts';
import { ANN, BEN, base, NOW, OTHER, PAGE, react, type StorageTest, share, toldPages, view } from './tools.ts';

/** Who watches hears of every change, of nothing else, and not too early. */
export function watchContract(test: StorageTest): void {
  /** What was told so far, a sorted list a time. */
  function watching(storage: Storage) {
    const told: PageKey[][] = [];
    const stop = storage.watch((pages) => told.push(toldPages(pages)));
    return { told, stop };
  }

  describe('watch', () => {
    test('tells which pages changed', async ({ storage, record }) => {
      const { told } = watching(storage);
      await record([view()]);
      await record([share('x', OTHER), react(['love'], 1), share('x', OTHER)], ANN);
      assert.deepEqual(told, [[PAGE], [PAGE, OTHER]]);
    });

    test('tells of nothing that changed nothing', async ({ storage, record }) => {
      const seen = view();
      await record([seen, react(['love'], 5)], ANN);
      const { told } = watching(storage);
      await record([seen], ANN);
      await record([view()], ANN); // Within the window.
      await record([react(['wow'], 4)], ANN); // Late.
      await record([react(['love'], 6)], ANN); // The same choice again.
      await record([react([], 1)], BEN); // Nothing to take back.
      const names = Array.from({ length: 25 }, (_, i) => `reaction-${i}`);
      const { refused } = await storage.record({ visitor: BEN, interactions: [react(names, 7)], now: NOW });
      assert.equal(refused.size, 1);
      assert.deepEqual(told, []);
      await record([react([], 8)], ANN);
      assert.deepEqual(told, [[PAGE]]);
    });

    test('tells only what can be read already', async ({ storage, record, counts }) => {
      let seen: Promise<number | undefined> | undefined;
      storage.watch(() => {
        seen = counts().then(({ views }) => views);
      });
      await record([view()]);
      assert.equal(await seen, 1);
    });

    test('tells each of many requests at the same time', async ({ storage, record }) => {
      const pages = Array.from({ length: 40 }, (_, i) => `page-${10 + i}` as PageKey);
      const { told } = watching(storage);
      await Promise.all(pages.map(async (page) => record([view(page), view(page)])));
      assert.deepEqual(told.flat().toSorted(), pages); // Each once: one commit has each page once.
    });

    test('tells of an import: what it set and what it removed', async ({ storage, record }) => {
      await record([view(OTHER)]);
      const { told } = watching(storage);
      await storage.import([base('legacy', 5)], 'merge');
      await storage.import([base('legacy', 5)], 'merge');
      assert.deepEqual(told, [[PAGE]]);
      await storage.import([base('legacy', 6, {}, {}, 'page-1' as PageKey)], 'replace');
      assert.deepEqual(told.slice(1), [[PAGE, OTHER, 'page-1']]);
      await assert.rejects(storage.import([base('legacy', 7)]));
      assert.equal(told.length, 2);
    });

    test('a listener that throws harms neither the commit nor the others', async ({ storage, record, reported }) => {
      const error = new Error('a defect');
      storage.watch(() => {
        throw error;
      });
      const { told } = watching(storage);
      assert.equal((await record([view()])).get(PAGE)?.views, 1);
      await storage.import([base('legacy', 5)], 'merge');
      assert.deepEqual(told, [[PAGE], [PAGE]]);
      assert.deepEqual(reported, [error, error]);
    });

    test('tells until it is told to stop, each listener for itself', async ({ storage, record }) => {
      const told: string[] = [];
      const listener = () => void told.push('twice');
      const stops = [storage.watch(listener), storage.watch(listener), storage.watch(() => void told.push('once'))];
      await record([view()]);
      stops[0]!();
      stops[0]!();
      stops[2]!();
      await record([view()]);
      assert.deepEqual(told.toSorted(), ['once', 'twice', 'twice', 'twice']);
    });
  });
}
