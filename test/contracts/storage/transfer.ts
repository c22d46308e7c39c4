import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { countsById, type PageKey } from 'gaung/contract';
import {
  ImportMismatchError,
  type Storage,
  StorageError,
  type StoredRecord,
} from '../../../server/src/storage/storage.ts';
import {
  ANN,
  BEN,
  base,
  by,
  NOW,
  OTHER,
  PAGE,
  react,
  type StorageTest,
  type StorageTools,
  share,
  view,
} from './tools.ts';

const records = async (storage: Storage) => {
  const all: StoredRecord[] = [];
  for await (const record of storage.export()) all.push(record);
  return all;
};

/** Moving house: what goes out comes in again, to the byte. */
export function transferContract(test: StorageTest, oneMoment: 'all' | 'page'): void {
  describe('an export', () => {
    test('of nothing is one record', async ({ storage }) => {
      assert.deepEqual(await records(storage), [{ type: 'meta', versionFloor: 0 }]);
    });

    test('has all of a page, in its order', async ({ storage, record }) => {
      await record([view(OTHER), share('x'), react(['love'], 5)], ANN);
      await record([react([], 6)], BEN);
      await storage.import([{ ...base('legacy', 7, { copy: 1 }), title: 'A <b>story</b>' }], 'merge');
      await storage.record({ interactions: [], excluded: [{ page: PAGE, reason: 'bot' }], now: NOW });
      const start = Math.floor(NOW / 300_000) * 300_000;
      const own = { views: 0, shares: by({ x: 1 }), reactions: by({ love: 1 }) };
      const seen = { views: 1, shares: by({}), reactions: by({}) };
      const [first, second] = [ANN, BEN].toSorted((a, b) =>
        Buffer.compare(Buffer.from(a, 'base64url'), Buffer.from(b, 'base64url')),
      );
      const vote = (visitor = ANN) =>
        visitor === ANN ? { visitor, at: 5, reactions: ['love'] } : { visitor, at: 6, reactions: [] };
      assert.deepEqual(await records(storage), [
        { type: 'meta', versionFloor: 0 },
        {
          type: 'page',
          page: PAGE,
          version: 3,
          title: 'A <b>story</b>',
          aliases: [],
          ...own,
          excluded: by({ bot: 1 }),
        },
        base('legacy', 7, { copy: 1 }),
        { type: 'bucket', page: PAGE, size: '5m', start, ...own },
        { type: 'vote', page: PAGE, ...vote(first) },
        { type: 'vote', page: PAGE, ...vote(second) },
        { type: 'page', page: OTHER, version: 1, aliases: [], ...seen, excluded: by({}) },
        { type: 'bucket', page: OTHER, size: '5m', start, ...seen },
      ]);
    });

    test('says nothing of what was taken back in the same span of time', async ({ storage, record }) => {
      for (const [at, reactions] of [['love'], [], ['wow']].entries()) await record([react(reactions, at + 1)], ANN);
      const all = await records(storage);
      assert.deepEqual(
        all.flatMap((record) => (record.type === 'bucket' ? [record.reactions] : [])),
        [by({ wow: 1 })],
      );
    });

    test('comes in again to the byte', async ({ storage, record, another }) => {
      await fill(storage, record);
      const out = await records(storage);
      const second = await another();
      await second.import(out);
      assert.equal(JSON.stringify(await records(second)), JSON.stringify(out));
      assert.deepEqual(await second.read([PAGE, OTHER, ALIAS]), await storage.read([PAGE, OTHER, ALIAS]));
    });

    test('comes in again where an alias is gone, whose totals the page has kept', async ({ storage, another }) => {
      await storage.import([base('legacy', 5), base('legacy', 10, { x: 1 }, { love: 2 }, ALIAS), base('amp', 1)]);
      await storage.merge(ALIAS, PAGE);
      await storage.delete(ALIAS);
      const out = await records(storage);
      const second = await another();
      await second.import(out);
      assert.equal(JSON.stringify(await records(second)), JSON.stringify(out));
      assert.equal((await second.read([PAGE])).get(PAGE)!.views, 16);
      // The file of the older counter says anew what is whose.
      await second.import([base('legacy', 5), base('legacy', 10, {}, {}, ALIAS)], 'merge');
      const counts = await second.read([PAGE, ALIAS]);
      assert.deepEqual([counts.get(PAGE)!.views, counts.get(ALIAS)!.views], [6, 10]);
    });

    test('that comes in twice changes nothing', async ({ storage, record }) => {
      await fill(storage, record);
      const out = await records(storage);
      const { changed } = await storage.import(out, 'merge');
      assert.equal(changed, 0);
      assert.equal(JSON.stringify(await records(storage)), JSON.stringify(out));
    });

    if (oneMoment === 'all') {
      test('is as of one moment', async ({ storage, record }) => {
        await record([view()]);
        const all: StoredRecord[] = [];
        for await (const one of storage.export()) {
          if (all.length === 0) await record([view(OTHER), view()]);
          all.push(one);
        }
        assert.deepEqual(
          all.flatMap((one) => (one.type === 'page' ? [[one.page, one.views]] : [])),
          [[PAGE, 1]],
        );
      });
    } else {
      test('has each page as of one moment', async ({ storage, record }) => {
        await record([react(['love'], 1), react(['love'], 1, OTHER)], ANN);
        const pages = new Map<PageKey, { reactions: object; votes: Record<string, number> }>();
        let at = 1;
        for await (const one of storage.export()) {
          if (one.type === 'page') pages.set(one.page, { reactions: one.reactions, votes: {} });
          if (one.type !== 'vote') continue;
          for (const name of one.reactions) {
            const { votes } = pages.get(one.page)!;
            votes[name] = (votes[name] ?? 0) + 1;
          }
          await record([react(['wow'], ++at), react(['wow'], at, OTHER)], BEN);
          await record([react(['sad'], at), react(['sad'], at, OTHER)], ANN);
        }
        assert.deepEqual([...pages.keys()], [PAGE, OTHER]);
        for (const { reactions, votes } of pages.values()) assert.deepEqual(reactions, by(votes));
      });
    }

    test('lets a reader change their choice in the other place', async ({ storage, record, another }) => {
      await record([react(['love'], 5)], ANN);
      const second = await another();
      await second.import(await records(storage));
      await second.record({ visitor: ANN, interactions: [react(['wow'], 6)], now: NOW });
      assert.deepEqual((await second.read([PAGE])).get(PAGE)!.reactions, by({ wow: 1 }));
    });
  });

  describe('an import of records', () => {
    test('keeps the newest of two choices', async ({ storage, record, counts }) => {
      await record([react(['love'], 5)], ANN);
      await storage.import(
        [
          { type: 'vote', page: PAGE, visitor: ANN, at: 4, reactions: ['sad'] },
          { type: 'vote', page: PAGE, visitor: BEN, at: 4, reactions: ['wow'] },
        ],
        'merge',
      );
      assert.deepEqual((await counts()).reactions, by({ love: 1, wow: 1 }));
    });

    test('does not believe reactions without votes', async ({ storage, counts }) => {
      const page: StoredRecord = {
        type: 'page',
        page: PAGE,
        version: 3,
        aliases: [],
        views: 1,
        shares: by({}),
        reactions: by({ love: 2 }),
        excluded: countsById([]),
      };
      const vote: StoredRecord = { type: 'vote', page: PAGE, visitor: ANN, at: 4, reactions: ['love'] };
      await assert.rejects(storage.import([page, vote]), ImportMismatchError);
      assert.equal((await counts()).views, 0);
    });

    test('has versions above those that were seen here', async ({ storage, record, counts }) => {
      await record([view(), share('x'), share('x')]);
      const out = await records(storage);
      await storage.import(out, 'replace');
      assert.ok((await counts()).version > 3);
    });

    test('refuses an alias of another page, and then changes nothing', async ({ storage, record, counts }) => {
      await record([view(), view(OTHER)]);
      await storage.merge(ALIAS, OTHER);
      const out = (await records(storage)).map((one) =>
        one.type === 'page' ? { ...one, aliases: [ALIAS], views: 9 } : one,
      );
      await assert.rejects(storage.import(out, 'merge'), StorageError);
      assert.equal((await counts()).views, 1);
    });
  });
}

const ALIAS = 'news.example/old' as PageKey;

/** Some of everything. */
async function fill(storage: Storage, put: StorageTools['record']): Promise<void> {
  await put([view(ALIAS), react(['sad'], 1, ALIAS)], BEN, NOW - 30 * 3_600_000);
  await put([view(OTHER), share('x'), react(['love', 'wow'], 5)], ANN, NOW - 7_200_000);
  await put([react(['sad'], 6), share('copy', OTHER)], BEN, NOW);
  await put([react([], 7)], ANN, NOW);
  await storage.import([base('legacy', 1206), base('legacy', 10, {}, { love: 2 }, ALIAS)], 'merge');
  await storage.record({ interactions: [], excluded: [{ page: OTHER, reason: 'bot' }], now: NOW });
  await storage.retitle(OTHER, 'Ōtā “tulis” 😀');
  await storage.merge(ALIAS, PAGE);
  await put([view('news.example/gone' as PageKey)]);
  await storage.delete('news.example/gone' as PageKey);
  await put([view('news.example/new' as PageKey)]);
}
