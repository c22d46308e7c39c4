import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { type PointsToAdd, type Shared, StorageError } from '../../../server/src/storage/storage.ts';
import type { StorageTest } from './tools.ts';

const DAY = 20_593;
const MINUTE = 60;

/** What servers over one storage share, where there is such a thing. */
export function sharedContract(test: StorageTest): void {
  const shared = (title: string, body: (shared: Shared) => Promise<void>) =>
    test(title, async ({ storage }) => {
      if (storage.shared) await body(storage.shared); // One that a process has to itself shares nothing.
    });
  const one = (key: string, points: number, seconds = MINUTE): PointsToAdd => ({ key, points, seconds });
  const pointsOf = async ({ add }: Shared, ...counts: PointsToAdd[]) => (await add(counts)).map(({ points }) => points);

  describe('shared', () => {
    shared('adds points up, each count for itself, and answers in the order of what was asked', async (shared) => {
      assert.deepEqual(await pointsOf(shared, one('limit:a:1', 3), one('limit:b:1', 5)), [3, 5]);
      assert.deepEqual(await pointsOf(shared, one('limit:b:1', 1), one('limit:c', 1), one('limit:a:1', 4)), [6, 1, 7]);
      assert.deepEqual(await shared.add([]), []);
    });

    shared('takes keys of 64 characters, and two that differ in the last are two', async (shared) => {
      const key = `A-z_09:${'x'.repeat(56)}`;
      assert.deepEqual(await pointsOf(shared, one(`${key}1`, 3), one(`${key}2`, 5)), [3, 5]);
    });

    shared('takes thousands in one go', async (shared) => {
      const counts = Array.from({ length: 3000 }, (_, i) => one(`limit:${i}`, i + 1));
      await shared.add(counts);
      assert.deepEqual(
        await pointsOf(shared, ...counts),
        counts.map(({ points }) => 2 * points),
      );
    });

    shared('gives back, and never below nothing', async (shared) => {
      assert.deepEqual(await pointsOf(shared, one('a', 5), one('b', -5)), [5, 0]);
      assert.deepEqual(await pointsOf(shared, one('a', -2), one('b', 2)), [3, 2]);
      assert.deepEqual(await pointsOf(shared, one('a', -9)), [0]);
      assert.deepEqual(await pointsOf(shared, one('a', 4)), [4]);
    });

    shared('loses none of those that come at the same time', async (shared) => {
      await Promise.all(Array.from({ length: 40 }, async () => shared.add([one('a', 1), one('b', 2)])));
      assert.deepEqual(await pointsOf(shared, one('a', 1), one('b', 2)), [41, 82]);
    });

    shared('forgets a count when the time of its first points is over, and says when', async (shared) => {
      const [first] = await shared.add([one('a', 1, 1)]);
      assert.ok(first!.left > 0 && first!.left <= 1000, String(first!.left));
      const [second] = await shared.add([one('a', 1, MINUTE)]);
      assert.ok(second!.left <= first!.left, 'later points do not make it longer');
      const deadline = performance.now() + 10_000;
      let { points, left } = second!;
      while (points !== 1) {
        assert.ok(performance.now() < deadline, 'it is not forgotten');
        await setTimeout(Math.max(left, 10));
        ({ points, left } = (await shared.add([one('a', 1, MINUTE)]))[0]!);
      }
      assert.ok(left > 1000 && left <= MINUTE * 1000, 'it has begun anew');
    });

    shared('has one salt of 32 bytes for each day, whoever asks first', async ({ salt }) => {
      const salts = await Promise.all(Array.from({ length: 10 }, async () => salt(DAY)));
      for (const one of salts) assert.deepEqual(Buffer.from(one), Buffer.from(salts[0]!));
      assert.equal(salts[0]!.length, 32);
      const next = await salt(DAY + 1);
      assert.notDeepEqual(Buffer.from(next), Buffer.from(salts[0]!));
      assert.deepEqual(Buffer.from(await salt(DAY + 1)), Buffer.from(next));
    });

    test('does nothing after the storage is closed', async ({ storage }) => {
      const { shared } = storage;
      if (!shared) return;
      await storage.close();
      await assert.rejects(() => shared.add([one('a', 1)]), StorageError);
      await assert.rejects(() => shared.salt(DAY), StorageError);
    });
  });
}
