/** What every storage must do. A storage's own test is a few lines that call this. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { type Storage, StorageError, type StorageOptions } from '../../server/src/storage/storage.ts';
import { importContract } from './storage/import.ts';
import { interactionsContract } from './storage/interactions.ts';
import { pagesContract } from './storage/pages.ts';
import { reactionsContract } from './storage/reactions.ts';
import { secretsContract } from './storage/secrets.ts';
import { sharedContract } from './storage/shared.ts';
import { NOW, OTHER, PAGE, type StorageTest, toolsFor, view } from './storage/tools.ts';
import { topContract } from './storage/top.ts';
import { transferContract } from './storage/transfer.ts';
import { untoldContract } from './storage/untold.ts';
import { watchContract } from './storage/watch.ts';

export interface StorageContract {
  /** Names the storage in the report. */
  readonly name: string;
  /** An empty storage. The suite closes it; what else is to be cleaned up belongs into `t.after`. */
  create(t: TestContext, options: StorageOptions): Storage | Promise<Storage>;
  /** What an export is of one moment: everything, by default, or each page by itself. */
  readonly oneMoment?: 'all' | 'page';
}

export function storageContract({ name, create, oneMoment = 'all' }: StorageContract): void {
  const test: StorageTest = (title, body) =>
    it(title, async (t) => {
      const reported: unknown[] = [];
      const storage = await create(t, { report: (error) => reported.push(error) });
      t.after(() => storage.close());
      const another = async () => {
        const other = await create(t, {});
        t.after(() => other.close());
        return other;
      };
      await body({ ...toolsFor(storage), reported, another });
    });

  describe(`storage contract: ${name}`, () => {
    interactionsContract(test);
    reactionsContract(test);
    importContract(test);
    transferContract(test, oneMoment);
    pagesContract(test);
    topContract(test);
    untoldContract(test);
    watchContract(test);
    sharedContract(test);
    secretsContract(test);

    test('tells which pages have no row, and makes none by being asked', async ({ storage, record }) => {
      await storage.read([PAGE]);
      assert.deepEqual(await storage.missing([PAGE, OTHER]), [PAGE, OTHER]);
      await record([view()]);
      assert.deepEqual(await storage.missing([PAGE, OTHER]), [OTHER]);
    });

    test('check says whether it works; after close nothing does', async ({ storage, record }) => {
      await storage.check();
      const waiting = record([view()]);
      await storage.close();
      assert.equal((await waiting).get(PAGE)?.views, 1, 'what was under way is finished');
      await storage.close();
      for (const call of [
        () => storage.check(),
        () => storage.read([PAGE]),
        () => storage.missing([PAGE]),
        () => storage.record({ interactions: [view()], now: NOW }),
        () => storage.import([]),
        () => storage.secrets(),
        () => storage.rotate('prepare'),
        () => storage.top({ kind: 'view', window: 'all', limit: 1, now: NOW }),
        () => storage.page(PAGE),
        () => storage.retitle(PAGE, 'A'),
        () => storage.merge(PAGE, OTHER),
        () => storage.delete(PAGE),
        () => storage.verify(),
        () => storage.stats(),
      ]) {
        await assert.rejects(call, StorageError);
      }
    });
  });
}
