import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { ANN, base, OTHER, PAGE, type StorageTest, share, view } from './tools.ts';

/** What operators do may change what pages without a row are answered with, and no listener hears of those. */
export function untoldContract(test: StorageTest): void {
  describe('untold', () => {
    test('is another number after what an operator did', async ({ storage, record }) => {
      if (!storage.untold) return; // One that cannot know has none.
      await record([view(), share('x', OTHER)], ANN);
      const numbers = new Set([storage.untold()]);
      const differs = (what: string) => {
        const { size } = numbers;
        assert.equal(numbers.add(storage.untold!()).size, size + 1, what);
      };
      await storage.import([base('legacy', 5)], 'merge');
      differs('an import');
      await storage.merge(OTHER, PAGE);
      differs('a merge');
      await storage.forget(ANN);
      differs('who is forgotten');
      await storage.delete(PAGE);
      differs('a page that is deleted');
      await storage.import([], 'replace');
      differs('all that is deleted');
    });
  });
}
