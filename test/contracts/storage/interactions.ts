import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { INTERACTION_ID_MS, type Interaction, type PageKey, VIEW_WINDOW_MS } from 'gaung/contract';
import { inFlight } from './in-flight.ts';
import { ANN, BEN, by, NOW, OTHER, PAGE, react, type StorageTest, share, view, visitor, ZEROS } from './tools.ts';

/** Reading, ids, versions, views, and many at the same time. */
export function interactionsContract(test: StorageTest): void {
  describe('reading', () => {
    test('gives zeros for an unknown page and makes no row', async ({ storage, counts }) => {
      assert.deepEqual(await counts(), ZEROS);
      // An import without a mode would refuse, were there a row.
      assert.deepEqual(await storage.import([]), { pages: 0, changed: 0 });
    });

    test('gives each page that was asked for', async ({ storage, record }) => {
      await record([view(), view(OTHER), view(OTHER)]);
      const counts = await storage.read([OTHER, PAGE, 'unknown' as PageKey]);
      assert.deepEqual(Object.fromEntries([...counts].map(([key, { views }]) => [key, views])), {
        [PAGE]: 1,
        [OTHER]: 2,
        unknown: 0,
      });
    });

    test('sorts the names, so that equal counts are equal bytes', async ({ record, counts }) => {
      await record([share('x'), share('copy'), react(['wow', 'angry'], 1)], ANN);
      const { shares, reactions } = await counts();
      assert.deepEqual(Object.keys(shares!), ['copy', 'x']);
      assert.deepEqual(Object.keys(reactions!), ['angry', 'wow']);
    });
  });

  describe('interactions', () => {
    test('count once by their id', async ({ record, counts }) => {
      const all = [view(), share('x'), react(['love'], 1)];
      await record(all, ANN);
      await record(all, ANN);
      await record([...all, ...all], BEN);
      const { views, shares, reactions } = await counts();
      assert.deepEqual({ views, shares, reactions }, { views: 1, shares: by({ x: 1 }), reactions: by({ love: 1 }) });
    });

    test('answer with the counts after them, and mine where there is a visitor', async ({ record }) => {
      const first = await record([view(), view(OTHER)]);
      assert.equal(first.get(PAGE)?.views, 1);
      assert.equal(first.get(OTHER)?.views, 1);
      assert.equal('mine' in first.get(PAGE)!, false);
      const second = await record([react(['love'], 1), view(OTHER)], ANN);
      assert.deepEqual(second.get(PAGE)?.mine, ['love']);
      assert.deepEqual(second.get(OTHER)?.mine, []);
      assert.deepEqual((await record([view()], BEN)).get(PAGE)?.mine, []);
    });

    test('are forgotten after 8 days, and not before', async ({ record, counts }) => {
      const old = view();
      await record([old], undefined, NOW);
      await record([old], undefined, NOW + INTERACTION_ID_MS);
      assert.equal((await counts()).views, 1);
      await record([view(OTHER)], undefined, NOW + INTERACTION_ID_MS + 60_000); // Makes room.
      await record([old], undefined, NOW + INTERACTION_ID_MS + 120_000);
      assert.equal((await counts()).views, 2);
    });

    test('let the version grow with each change, and only then', async ({ record, counts }) => {
      const versions: number[] = [];
      const step = async (interactions: Interaction[], by = ANN) => {
        await record(interactions, by);
        versions.push((await counts()).version);
      };
      const love = react(['love'], 10);
      const seen = view();
      await step([seen]);
      await step([share('x')]);
      await step([love]);
      assert.deepEqual(versions, [1, 2, 3]);
      await step([seen, love]); // Repeats.
      await step([react(['wow'], 9)]); // Too late.
      await step([react(['love'], 11)]); // The same choice.
      await step([view()]); // The same visitor, a moment later.
      await step([view(OTHER)]);
      assert.deepEqual(versions.slice(3), [3, 3, 3, 3, 3]);
    });
  });

  describe('views', () => {
    test('of one visitor within the window are one', async ({ record, counts }) => {
      await record([view(PAGE, NOW)], ANN, NOW);
      await record([view(PAGE, NOW + VIEW_WINDOW_MS - 1)], ANN, NOW + VIEW_WINDOW_MS - 1);
      assert.equal((await counts()).views, 1);
      await record([view(PAGE, NOW + VIEW_WINDOW_MS)], ANN, NOW + VIEW_WINDOW_MS);
      assert.equal((await counts()).views, 2);
    });

    test('that the window left out do not count later either', async ({ record, counts }) => {
      const again = view(PAGE, NOW + 1);
      await record([view(), again], ANN);
      await record([again], ANN, NOW + 2 * VIEW_WINDOW_MS);
      assert.equal((await counts()).views, 1);
    });

    test('of others, of other pages, and of nobody known count each', async ({ record, counts }) => {
      await record([view(), view(OTHER)], ANN);
      await record([view()], BEN);
      await record([view(), view()]);
      assert.equal((await counts()).views, 4);
      assert.equal((await counts(OTHER)).views, 1);
    });

    test('of a whole network count each', async ({ storage, counts }) => {
      await storage.record({ visitor: ANN, viewWindow: false, interactions: [view(), view()], now: NOW });
      assert.equal((await counts()).views, 2);
    });
  });

  test('ids that mean something to JavaScript are ids like others', async ({ record, storage }) => {
    const pages = ['__proto__', 'constructor', 'toString', '-'] as PageKey[];
    for (const page of pages) {
      await record([view(page), share('constructor', page), react(['constructor', 'valueof'], 1, page)], ANN);
      const answer = (await record([react(['constructor'], 2, page)], BEN)).get(page);
      const expected = { views: 1, shares: by({ constructor: 1 }), reactions: by({ constructor: 2, valueof: 1 }) };
      const { views, shares, reactions } = answer!;
      assert.deepEqual({ views, shares, reactions }, expected);
    }
    assert.equal((await storage.read(pages)).size, pages.length);
    assert.equal((await storage.read(['hasOwnProperty' as PageKey])).get('hasOwnProperty' as PageKey)?.views, 0);
    assert.deepEqual(Object.keys(Object.prototype), []);
  });

  describe('at the same time', () => {
    test('500 visitors, 50 in flight, are exactly 500', async ({ storage, counts }) => {
      const tasks = Array.from({ length: 500 }, (_, i) => () => {
        const interactions = [view(), share('x'), react(['love'], 1)];
        return storage.record({ visitor: visitor(i), interactions, now: NOW });
      });
      await inFlight(50, tasks);
      const { views, shares, reactions, version } = await counts();
      assert.deepEqual([views, shares, reactions], [500, by({ x: 500 }), by({ love: 500 })]);
      assert.equal(version, 1500);
    });

    test('500 repeats of one id are exactly 1', async ({ storage, counts }) => {
      const interactions = [view(), share('x'), react(['love'], 1)];
      await inFlight(
        50,
        Array.from({ length: 500 }, (_, i) => () => storage.record({ visitor: visitor(i), interactions, now: NOW })),
      );
      const { views, shares, reactions } = await counts();
      assert.deepEqual([views, shares, reactions], [1, by({ x: 1 }), by({ love: 1 })]);
    });
  });
}
