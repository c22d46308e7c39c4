import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { PageKey } from 'gaung/contract';
import type { TopQuery } from '../../../server/src/storage/storage.ts';
import { ANN, BEN, base, NOW, OTHER, PAGE, react, type StorageTest, share, view } from './tools.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const query = (window: TopQuery['window'], more: Partial<TopQuery> = {}): TopQuery => ({
  kind: 'view',
  window,
  limit: 10,
  now: NOW,
  ...more,
});

/** The most viewed, shared, loved. */
export function topContract(test: StorageTest): void {
  describe('top', () => {
    test('has the highest first, equal ones by key, and no more than asked', async ({ storage, record }) => {
      const keys = ['c', 'a', 'b', 'd'].map((name) => `news.example/${name}` as PageKey);
      await record([view(keys[0]), view(keys[1]), view(keys[2]), view(keys[2]), view(keys[3])]);
      await storage.retitle(keys[2]!, 'B');
      for (const window of ['hour', 'day', 'week', 'all'] as const) {
        assert.deepEqual(await storage.top(query(window, { limit: 3 })), [
          { page: keys[2], title: 'B', count: 2 },
          { page: keys[1], count: 1 },
          { page: keys[0], count: 1 },
        ]);
      }
    });

    test('tells networks and reactions apart, or takes them together', async ({ storage, record }) => {
      await record([share('x'), share('x'), share('copy', OTHER), react(['love'], 5), react(['wow'], 5, OTHER)], ANN);
      await record([react(['wow'], 5, OTHER)], BEN);
      const top = async (more: Partial<TopQuery>, window: TopQuery['window'] = 'day') =>
        (await storage.top(query(window, more))).map(({ page, count }) => [page, count]);
      for (const window of ['day', 'all'] as const) {
        assert.deepEqual(await top({ kind: 'share' }, window), [
          [PAGE, 2],
          [OTHER, 1],
        ]);
        assert.deepEqual(await top({ kind: 'share', name: 'copy' }, window), [[OTHER, 1]]);
        assert.deepEqual(await top({ kind: 'reaction', name: 'love' }, window), [[PAGE, 1]]);
        assert.deepEqual(await top({ kind: 'reaction' }, window), [
          [OTHER, 2],
          [PAGE, 1],
        ]);
        assert.deepEqual(await top({ kind: 'reaction', name: 'sad' }, window), []);
      }
    });

    test('counts a window only, legacy totals for all time', async ({ storage, record }) => {
      await storage.import([base('legacy', 1206)]);
      await record([view()], undefined, NOW - 3 * DAY);
      await record([view()], undefined, NOW - 3 * HOUR);
      await record([view()], undefined, NOW - 10 * MINUTE);
      const count = async (window: TopQuery['window']) => (await storage.top(query(window)))[0]?.count;
      assert.deepEqual(
        [await count('hour'), await count('day'), await count('week'), await count('all')],
        [1, 2, 3, 1209],
      );
    });

    test('leaves out a choice that was taken back, wherever it was made', async ({ storage, record }) => {
      await record([react(['love'], 5)], ANN, NOW - 2 * HOUR);
      await record([react([], 6)], ANN, NOW);
      for (const window of ['hour', 'day', 'all'] as const) {
        assert.deepEqual(await storage.top(query(window, { kind: 'reaction' })), []);
      }
    });

    test('is the same once buckets have been poured together, and forgets after a week', async ({
      storage,
      record,
    }) => {
      const step = 7 * MINUTE;
      const times: number[] = [];
      for (let at = NOW; at < NOW + 9 * DAY; at += 97 * step) times.push(at);
      for (const at of times) await record([view(PAGE, at)], undefined, at);
      const end = times.at(-1)!;
      const count = async (window: TopQuery['window']) => (await storage.top(query(window, { now: end })))[0]?.count;
      const within = (ms: number, slack: number) => [
        times.filter((at) => at > end - ms).length,
        times.filter((at) => at > end - ms - slack).length,
      ];
      for (const [window, ms, slack] of [
        ['hour', HOUR, 5 * MINUTE],
        ['day', DAY, HOUR],
        ['week', 7 * DAY, DAY],
      ] as const) {
        const [least, most] = within(ms, slack) as [number, number];
        const is = (await count(window))!;
        assert.ok(least <= is && is <= most, `${window}: ${least} ≤ ${is} ≤ ${most}`);
      }
      let buckets = 0;
      for await (const one of storage.export()) if (one.type === 'bucket') buckets++;
      assert.ok(buckets < times.length, 'old ones are gone');
      assert.equal((await storage.page(PAGE))?.views, times.length);
    });

    test('of an alias is its page', async ({ storage, record }) => {
      await record([view(), view(OTHER)]);
      await storage.merge(OTHER, PAGE);
      for (const window of ['hour', 'all'] as const) {
        assert.deepEqual(await storage.top(query(window)), [{ page: PAGE, count: 2 }]);
      }
    });
  });
}
