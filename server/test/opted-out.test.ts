/** Readers who have opted out by Global Privacy Control (`Sec-GPC: 1`). */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { NO_STORAGE_VISITOR } from 'gaung/contract';
import type { AppOptions } from '../src/app.ts';
import { sqliteStorage } from '../src/storage/sqlite/sqlite.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { app, ORIGIN, PAGE, react, share, view } from './tools.ts';

const GPC = { 'Sec-GPC': '1', 'User-Agent': 'A browser' };
const NUMBERS = { version: 0, views: 0, shares: {}, reactions: {} };

/** The app, where all readers come from one address: a pseudonym would make them one. */
/** The app on a clock that goes on with every look at it: a form says no time, and of two at once the first counts. */
function open(options: Partial<AppOptions> = {}) {
  let now = Date.now();
  return app({ clock: () => now++, remoteAddress: () => '192.0.2.1', ...options });
}

const storages: Record<string, (t: TestContext) => Partial<AppOptions>> = {
  memory: () => ({}),
  sqlite(t) {
    const storage = sqliteStorage({ path: `${temporaryFolder(t)}/gaung.sqlite` });
    t.after(() => storage.close());
    return { storage };
  },
};
for (const [name, options] of Object.entries(storages))
  describe(`on ${name}`, () => {
    it('acknowledges a view, with the counts, and counts it nowhere', async (t) => {
      const { post, counts } = open(options(t));
      await post({ interactions: [view()] });
      const { status, body } = await post({ interactions: [view()] }, GPC);
      assert.equal(status, 200);
      assert.deepEqual(body, { counts: { [PAGE]: { ...NUMBERS, version: 1, views: 1 } }, refused: [] });
      assert.equal((await counts()).views, 1);
    });

    it('leaves no trace of the page that was viewed', async (t) => {
      const { storage, post } = open(options(t));
      const told: unknown[] = [];
      storage.watch((pages) => told.push(pages));
      await post({ interactions: [view()] }, GPC);
      assert.deepEqual(told, []);
      // A storage that has a page refuses an import without a mode.
      await storage.import([]);
    });

    it('counts what was sent beside a view, once', async (t) => {
      const { post, counts } = open(options(t));
      const interactions = [view(), share('x'), react(['love']), { ...view('news.example/b') }];
      const { body } = await post({ interactions }, GPC);
      assert.deepEqual(body.counts, {
        [PAGE]: { version: 2, views: 0, shares: { x: 1 }, reactions: { love: 1 }, mine: ['love'] },
        'news.example/b': NUMBERS,
      });
      await post({ interactions }, GPC);
      assert.deepEqual(await counts(), { version: 2, views: 0, shares: { x: 1 }, reactions: { love: 1 } });
    });
  });

describe('a visitor who has opted out', () => {
  for (const visitor of [undefined, NO_STORAGE_VISITOR]) {
    it(`is not known by address and browser, with visitor ${visitor}: two are two`, async () => {
      const { post, counts } = open();
      const first = await post({ visitor, interactions: [react(['love'])] }, GPC);
      const second = await post({ visitor, interactions: [react(['love'])] }, GPC);
      assert.notEqual(first.body.visitor, second.body.visitor);
      assert.deepEqual((await counts()).reactions, { love: 2 });
    });

    it(`is the same when a request is repeated, with visitor ${visitor}`, async () => {
      const { post, counts } = open();
      const interactions = [react(['love'])];
      const first = await post({ visitor, interactions }, GPC);
      assert.match(first.body.visitor, /^v1\./);
      assert.equal((await post({ visitor, interactions }, GPC)).body.visitor, first.body.visitor);
      assert.deepEqual((await counts()).reactions, { love: 1 });
    });
  }

  it('can switch and take back by the token, for as long as the page has it', async () => {
    const { post, counts } = open();
    const { visitor } = (await post({ interactions: [react(['love'], 1)] }, GPC)).body;
    await post({ visitor, interactions: [react(['wow'], 2)] }, GPC);
    assert.deepEqual((await counts()).reactions, { wow: 1 });
    await post({ visitor, interactions: [react([], 3)] }, GPC);
    assert.deepEqual((await counts()).reactions, {});
  });

  it('is not known by a form either', async () => {
    const { form, counts } = open();
    const fields = { page: `${ORIGIN}/a`, reactions: 'love', return: `${ORIGIN}/a` };
    assert.equal((await form(fields, GPC)).status, 303);
    assert.equal((await form(fields, GPC)).status, 303);
    assert.deepEqual((await counts()).reactions, { love: 2 });
    // Beside them one who has not: those who opted out are not theirs to take back.
    assert.equal((await form(fields, { 'User-Agent': 'A browser' })).status, 303);
    assert.equal((await form({ ...fields, reactions: '' }, { 'User-Agent': 'A browser' })).status, 303);
    assert.deepEqual((await counts()).reactions, { love: 2 });
  });

  it('says so by exactly `1`: anything else is no signal', async () => {
    const { post, counts } = open();
    for (const value of ['0', '', 'true', '11']) await post({ interactions: [view()] }, { 'Sec-GPC': value });
    assert.equal((await counts()).views, 4);
  });
});
