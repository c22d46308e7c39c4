import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { PageKey } from 'gaung/contract';
import { StorageError } from '../../../server/src/storage/storage.ts';
import { ANN, BEN, base, by, NOW, OTHER, PAGE, react, type StorageTest, share, view, ZEROS } from './tools.ts';

const OLD = 'news.example/old' as PageKey;

/** What operators do with single pages and visitors. */
export function pagesContract(test: StorageTest): void {
  describe('page', () => {
    test('tells all that is known, and nothing of what has no row', async ({ storage, record }) => {
      assert.equal(await storage.page(PAGE), undefined);
      await record([view(), react(['love'], 5)], ANN);
      await record([react([], 5)], BEN);
      await storage.import([base('legacy', 6, { x: 2 })], 'merge');
      await storage.retitle(PAGE, 'Berita');
      const details = await storage.page(PAGE);
      assert.deepEqual(details, {
        type: 'page',
        page: PAGE,
        version: 3,
        title: 'Berita',
        aliases: [],
        views: 1,
        shares: by({}),
        reactions: by({ love: 1 }),
        excluded: by({}),
        bases: [base('legacy', 6, { x: 2 })],
        total: { views: 7, shares: by({ x: 2 }), reactions: by({ love: 1 }) },
        voters: 1,
      });
    });

    test('counts views that were left out apart, and makes no page for them', async ({ storage, record, counts }) => {
      const excluded = [PAGE, OTHER, PAGE, PAGE].map((page) => ({ page, reason: 'bot' }));
      await record([view()]);
      const before = await counts();
      await storage.record({ interactions: [], excluded, now: NOW });
      assert.deepEqual(await counts(), before);
      assert.deepEqual((await storage.page(PAGE))?.excluded, by({ bot: 3 }));
      assert.equal(await storage.page(OTHER), undefined);
    });

    test('has a title until it is taken away', async ({ storage }) => {
      await storage.retitle(PAGE, 'Berita');
      assert.equal((await storage.page(PAGE))?.title, 'Berita');
      await storage.retitle(PAGE, undefined);
      assert.equal((await storage.page(PAGE))?.title, undefined);
    });

    test('is one more or less in the statistics', async ({ storage, record }) => {
      assert.deepEqual(await storage.stats(), { pages: 0 });
      await record([view(), view(OTHER), view(OLD)]);
      assert.deepEqual(await storage.stats(), { pages: 3 });
      await storage.merge(OLD, PAGE);
      assert.deepEqual(await storage.stats(), { pages: 2 });
      await storage.delete(PAGE);
      assert.deepEqual(await storage.stats(), { pages: 1 });
      await storage.import([base('legacy', 1)], 'replace');
      assert.deepEqual(await storage.stats(), { pages: 1 });
    });
  });

  describe('merge', () => {
    test('gives one page the numbers of both, under both keys', async ({ storage, record, counts }) => {
      await record([view(), share('x'), react(['love'], 5)], ANN);
      await record([view(OLD), share('x', OLD), react(['wow'], 4, OLD)], ANN);
      await record([react(['sad'], 4, OLD)], BEN);
      await storage.merge(OLD, PAGE);
      const { views, shares, reactions } = await counts();
      assert.deepEqual(
        { views, shares, reactions },
        { views: 2, shares: by({ x: 2 }), reactions: by({ love: 1, sad: 1 }) },
      );
      assert.deepEqual(await counts(OLD), await counts());
      assert.deepEqual((await storage.verify()).differences, []);
    });

    test('counts for the page what comes by the alias from then on', async ({ storage, record, counts }) => {
      await record([view(), react(['love'], 5)], ANN);
      await storage.merge(OLD, PAGE);
      const after = await record([react(['wow'], 6, OLD), share('copy', OLD)], ANN);
      assert.deepEqual(after.get(OLD)?.mine, ['wow']);
      assert.deepEqual((await counts()).reactions, by({ wow: 1 }));
      assert.deepEqual(await storage.missing([OLD]), []);
    });

    test('makes versions that are newer than either, and tells of both keys', async ({ storage, record, counts }) => {
      await record([view(OLD), view(OLD), view(OLD), view()]);
      const [old, page] = [await counts(OLD), await counts()];
      const told: string[][] = [];
      storage.watch((pages) => told.push([...pages].toSorted()));
      await storage.merge(OLD, PAGE);
      assert.ok((await counts()).version > Math.max(old.version, page.version));
      await record([view()]);
      assert.deepEqual(told, [
        [PAGE, OLD],
        [PAGE, OLD],
      ]);
    });

    test('twice is once; the other way round is refused', async ({ storage, record, counts }) => {
      await record([view(OLD), view()]);
      await storage.merge(OLD, PAGE);
      const once = await counts();
      await storage.merge(OLD, PAGE);
      assert.deepEqual(await counts(), once);
      await assert.rejects(storage.merge(PAGE, OLD), StorageError);
      await assert.rejects(storage.merge(PAGE, PAGE), StorageError);
      assert.deepEqual(await counts(), once);
    });

    test('refuses to make a page that there is not another key of itself', async ({ storage }) => {
      await assert.rejects(storage.merge(OTHER, OTHER), StorageError);
      assert.equal(await storage.page(OTHER), undefined);
    });

    test('takes aliases along, and refuses a mere alias', async ({ storage, record, counts }) => {
      await record([view(OLD), view(), view(OTHER)]);
      await storage.merge(OLD, OTHER);
      await assert.rejects(storage.merge(OLD, PAGE), StorageError);
      await storage.merge(OTHER, PAGE);
      assert.deepEqual((await storage.page(OLD))?.aliases, [OTHER, OLD]);
      assert.deepEqual([(await counts(OLD)).views, (await counts(OTHER)).views], [3, 3]);
    });

    test('may come before there is anything to merge', async ({ storage, record, counts }) => {
      await storage.merge(OLD, PAGE);
      await record([view(OLD)]);
      assert.equal((await counts()).views, 1);
    });

    test('leaves an import of either to replace itself alone', async ({ storage, counts }) => {
      const both = [base('legacy', 100), base('legacy', 20, {}, {}, OLD)];
      await storage.import(both);
      await storage.merge(OLD, PAGE);
      assert.equal((await counts()).views, 120);
      assert.deepEqual(await storage.import(both, 'merge'), { pages: 1, changed: 0 });
      await storage.import([base('legacy', 30, {}, {}, OLD)], 'merge');
      assert.equal((await counts()).views, 130);
    });
  });

  describe('delete', () => {
    test('leaves nothing, and begins again above what was seen', async ({ storage, record, counts }) => {
      const love = react(['love'], 5);
      await record([view(), share('x'), love], ANN);
      await storage.merge(OLD, PAGE);
      const before = await counts();
      const told: string[][] = [];
      storage.watch((pages) => told.push([...pages].toSorted()));
      assert.equal(await storage.delete(PAGE), true);
      assert.deepEqual(told, [[PAGE, OLD]]);
      for (const key of [PAGE, OLD]) {
        const { version, ...after } = await counts(key);
        assert.deepEqual({ ...after, version: 0 }, ZEROS);
        assert.ok(version > before.version);
      }
      assert.deepEqual((await record([react(['wow'], 1)], ANN)).get(PAGE)?.mine, ['wow']);
      assert.equal(await storage.delete(OTHER), false);
    });

    test('of an alias leaves the page', async ({ storage, record, counts }) => {
      await record([view()]);
      await storage.merge(OLD, PAGE);
      const { version } = await counts();
      assert.equal(await storage.delete(OLD), true);
      assert.equal((await counts()).views, 1);
      assert.equal((await counts(OLD)).views, 0);
      assert.ok((await counts(OLD)).version > version);
      assert.deepEqual((await storage.page(PAGE))?.aliases, []);
    });
  });

  describe('forget', () => {
    test('takes back all that a visitor chose', async ({ storage, record, counts }) => {
      await record([react(['love'], 5), react(['wow'], 5, OTHER), react([], 5, OLD)], ANN);
      await record([react(['love'], 5)], BEN);
      assert.equal(await storage.isForgotten(ANN), false);
      assert.equal(await storage.forget(ANN), 2);
      assert.deepEqual([(await counts()).reactions, (await counts(OTHER)).reactions], [by({ love: 1 }), by({})]);
      assert.equal(await storage.isForgotten(ANN), true);
      assert.equal(await storage.isForgotten(BEN), false);
      for await (const one of storage.export()) assert.equal(JSON.stringify(one).includes(ANN), false);
      assert.deepEqual((await storage.verify()).differences, []);
    });

    test('takes back what they chose by an alias that is gone', async ({ storage, record, counts }) => {
      await record([view()]);
      await storage.merge(OLD, PAGE);
      await record([react(['love'], 5, OLD)], ANN);
      await storage.delete(OLD);
      assert.equal(await storage.forget(ANN), 1);
      assert.deepEqual((await counts()).reactions, by({}));
    });

    test('of somebody unknown is no error', async ({ storage }) => {
      assert.equal(await storage.forget(ANN), 0);
      assert.equal(await storage.isForgotten(ANN), true);
    });
  });

  test('verify counts what it looked at, and finds nothing wrong', async ({ storage, record }) => {
    await record([view(), react(['love'], 5), react(['wow'], 5, OTHER)], ANN);
    await record([react([], 5)], BEN);
    await storage.import([base('legacy', 6, {}, { love: 100 })], 'merge');
    const seen: number[][] = [];
    const progress = (done: number, total: number | undefined) => void seen.push([done, total!]);
    assert.deepEqual(await storage.verify({ progress }), { pages: 2, votes: 3, differences: [], damage: [] });
    assert.deepEqual(seen.at(-1), [2, 2]);
  });
}
