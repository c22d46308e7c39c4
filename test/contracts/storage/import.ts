import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { StorageNotEmptyError } from '../../../server/src/storage/storage.ts';
import { ANN, base, by, OTHER, react, type StorageTest, share, view, ZEROS } from './tools.ts';

/** Bases: set, never added. */
export function importContract(test: StorageTest): void {
  describe('import', () => {
    test('sets bases that add to the own counts and to each other', async ({ storage, record, counts }) => {
      await record([view(), share('x'), react(['love'], 1)], ANN);
      const summary = await storage.import(
        [base('legacy', 1206, { x: 3 }, { love: 2 }), base('amp', 10, { copy: 1 }), base('legacy', 5, {}, {}, OTHER)],
        'merge',
      );
      assert.deepEqual(summary, { pages: 2, changed: 2 });
      const { views, shares, reactions } = await counts();
      assert.deepEqual(
        { views, shares, reactions },
        { views: 1217, shares: by({ copy: 1, x: 4 }), reactions: by({ love: 3 }) },
      );
      await record([react([], 2)], ANN);
      assert.deepEqual((await counts()).reactions, by({ love: 2 }));
    });

    test('twice is once, and leaves the version alone', async ({ storage, counts }) => {
      const bases = [base('legacy', 1206, { x: 3 }, { love: 2, wow: 1 })];
      await storage.import(bases);
      const once = await counts();
      assert.deepEqual(await storage.import(bases, 'merge'), { pages: 1, changed: 0 });
      assert.deepEqual(await counts(), once);
    });

    test('replaces what the same source said before', async ({ storage, counts }) => {
      await storage.import([base('legacy', 1206, { x: 3 }, { love: 2 })]);
      const { version } = await counts();
      assert.deepEqual(await storage.import([base('legacy', 7, { copy: 1 })], 'merge'), { pages: 1, changed: 1 });
      const after = await counts();
      assert.deepEqual(after, { ...after, views: 7, shares: by({ copy: 1 }), reactions: by({}) });
      assert.ok(after.version > version);
      await storage.import([base('legacy', 0)], 'merge');
      assert.equal((await counts()).views, 0);
    });

    test('without a mode needs an empty storage', async ({ storage, record, counts }) => {
      await record([view()]);
      await assert.rejects(storage.import([base('legacy', 5)]), StorageNotEmptyError);
      assert.equal((await counts()).views, 1);
    });

    test('in mode replace begins again, but for versions and the secrets', async ({ storage, record, counts }) => {
      const seen = view();
      const secrets = await storage.secrets();
      await record([seen, react(['love'], 5), share('x')], ANN);
      const before = await counts();
      await storage.import([base('legacy', 5, {}, {}, OTHER)], 'replace');
      const after = await counts();
      assert.deepEqual(after, { ...ZEROS, version: after.version });
      assert.ok(after.version > before.version, 'else readers who saw the old numbers keep them');
      assert.equal((await counts(OTHER)).views, 5);
      assert.deepEqual(await storage.secrets(), secrets);
      await record([seen, react(['wow'], 1)], ANN);
      const again = await counts();
      assert.deepEqual([again.views, again.reactions], [1, by({ wow: 1 })]);
      assert.ok(again.version > after.version);
    });

    test('is all or nothing', async ({ storage, counts }) => {
      function* broken() {
        yield base('legacy', 5);
        throw new Error('unreadable');
      }
      await assert.rejects(storage.import(broken()));
      assert.deepEqual(await counts(), ZEROS);
      assert.deepEqual(await storage.import([]), { pages: 0, changed: 0 }); // Still empty.
    });
  });
}
