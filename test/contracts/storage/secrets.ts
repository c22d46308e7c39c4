import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { type RotationStep, StorageRefusal } from '../../../server/src/storage/storage.ts';
import type { StorageTest } from './tools.ts';

/** What signs the tokens, and how another secret takes its place. */
export function secretsContract(test: StorageTest): void {
  describe('secrets', () => {
    test('one of 32 bytes is there and stays, whoever asks first', async ({ storage }) => {
      const all = await Promise.all(Array.from({ length: 10 }, async () => storage.secrets()));
      for (const one of all) assert.deepEqual(one, all[0]);
      const { signing, ...others } = all[0]!;
      assert.equal(signing.length, 32);
      assert.ok(signing.some((byte) => byte !== 0));
      assert.deepEqual(others, {});
      assert.deepEqual(await storage.secrets(), all[0]);
    });

    test('are rotated in three steps, and then in three again', async ({ storage }) => {
      for (let round = 0; round < 2; round++) {
        const { signing } = await storage.secrets();
        await storage.rotate('prepare');
        const prepared = await storage.secrets();
        assert.deepEqual(prepared, { signing, next: prepared.next });
        assert.equal(prepared.next!.length, 32);
        assert.notDeepEqual(prepared.next, signing);
        await storage.rotate('switch');
        assert.deepEqual(await storage.secrets(), { signing: prepared.next, previous: signing });
        await storage.rotate('drop');
        assert.deepEqual(await storage.secrets(), { signing: prepared.next });
      }
    });

    test('take no step before its turn, and none twice', async ({ storage }) => {
      const refuses = async (...steps: RotationStep[]) => {
        const before = await storage.secrets();
        for (const step of steps) await assert.rejects(storage.rotate(step), StorageRefusal);
        assert.deepEqual(await storage.secrets(), before);
      };
      await refuses('switch', 'drop');
      await storage.rotate('prepare');
      await refuses('prepare', 'drop');
      await storage.rotate('switch');
      await refuses('prepare', 'switch');
    });

    test('take a step once, however many take it at the same time', async ({ storage }) => {
      await storage.secrets();
      const outcomes = await Promise.allSettled(Array.from({ length: 5 }, async () => storage.rotate('prepare')));
      assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    });
  });
}
