/** A clock that is set back or forward by a day: nothing is refused, nothing is forgotten, and time goes on. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { steadyClock } from '../src/steady-clock.ts';
import { memoryStorage } from '../src/storage/memory/memory.ts';
import { sqliteStorage } from '../src/storage/sqlite/sqlite.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { app, PAGE, react, share, view } from './tools.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const NOON = Date.UTC(2026, 4, 20, 12);

const STORAGES = {
  memory: () => memoryStorage(),
  sqlite(t: TestContext) {
    const storage = sqliteStorage({ path: join(temporaryFolder(t), 'gaung.sqlite') });
    t.after(() => storage.close());
    return storage;
  },
};

/** A server on a clock that can be set, and readers' clocks that are right. */
function timed(storage: ReturnType<typeof memoryStorage>) {
  const time = { server: NOON, readers: NOON };
  return {
    ...app({ storage, clock: () => time.server, remoteAddress: () => '192.0.2.1' }),
    pass(ms: number) {
      time.server += ms;
      time.readers += ms;
    },
    set(ms: number) {
      time.server += ms;
    },
    now: () => time.readers,
  };
}

for (const [name, open] of Object.entries(STORAGES)) {
  for (const [where, jump] of [
    ['back', -DAY_MS],
    ['forward', DAY_MS],
  ] as const) {
    describe(`${name}: a clock that is set ${where} by a day`, () => {
      it("counts each reader's newest choice, before, meanwhile and when it is right again", async (t) => {
        const { post, counts, pass, set, now } = timed(open(t));
        const choose = (reaction: string, visitor?: string) =>
          post({ visitor, interactions: [react([reaction], now())] });
        const { visitor } = (await choose('love')).body;
        const versions = [(await counts()).version];
        const next = async (reaction: string) => {
          pass(1000);
          const { status, body } = await choose(reaction, visitor);
          assert.deepEqual([status, body.refused], [200, []]);
          const { version, reactions } = await counts();
          assert.deepEqual(reactions, { [reaction]: 1 });
          assert.ok(version > versions.at(-1)!, 'versions go on');
          versions.push(version);
        };
        set(jump);
        await next('wow');
        await next('sad');
        set(-jump);
        await next('haha');
        await next('love');
      });

      it('knows who has no token', async (t) => {
        const { post, counts, pass, set } = timed(open(t));
        const choose = (reaction: string) => post({ visitor: 'none', interactions: [react([reaction])] });
        await choose('love');
        if (jump > 0) return; // Then it is another day, with another pseudonym.
        set(jump);
        pass(1000);
        await choose('wow');
        assert.deepEqual((await counts()).reactions, { wow: 1 });
      });

      it('knows what was sent before, though it comes again', async (t) => {
        const { post, counts, pass, set, now } = timed(open(t));
        const sent = {
          interactions: [
            { ...view(), at: now() },
            { ...share(), at: now() },
          ],
        };
        await post(sent);
        const before = await counts();
        for (const step of [jump, -jump]) {
          set(step);
          for (let i = 0; i < 3; i++) {
            pass(2000); // What is old is forgotten once in a second, beside a commit.
            assert.equal((await post({ interactions: [view('news.example/other')] })).status, 200);
            assert.equal((await post(sent)).status, 200);
          }
        }
        assert.deepEqual(await counts(), before);
      });

      it('ranks what was read before and since, and counts on with new tags', async (t) => {
        const { post, get, send, pass, set } = timed(open(t));
        const tag = async () => (await send(`v1/counts?page=${PAGE}`)).headers.get('etag');
        const tags = new Set<string | null>();
        for (const step of [0, jump, 60_000, -jump]) {
          set(step);
          pass(10_000); // A ranking is kept for five seconds.
          assert.equal((await post({ interactions: [view()] })).status, 200);
          tags.add(await tag());
        }
        assert.equal(tags.size, 4);
        const { body } = await get('v1/top?window=7d');
        assert.deepEqual(body.pages, [{ page: PAGE, count: 4 }]);
      });
    });
  }
}

describe('steadyClock', () => {
  it('follows a clock that runs, stands still where it is set back by less than a second, and goes on where by more', () => {
    let now = 100_000;
    const clock = steadyClock(() => now);
    const at = (time: number) => {
      now = time;
      return clock();
    };
    assert.equal(at(100_000), 100_000);
    assert.equal(at(99_500), 100_000);
    assert.equal(at(100_001), 100_001);
    assert.equal(at(40_000), 100_002);
    assert.equal(at(40_500), 100_502);
    assert.equal(at(30_000), 100_503, 'again');
    assert.equal(at(30_001), 100_504);
    assert.equal(at(100_400), 100_504, 'right again, a little late');
    assert.equal(at(100_600), 100_600);
    assert.equal(at(900_000), 900_000);
  });
});
