/** A reaction from a plain HTML form: what it counts, and where the reader lands. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { AppOptions } from '../src/app.ts';
import { sqliteStorage } from '../src/storage/sqlite/sqlite.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { app, ORIGIN, PAGE, react, serve } from './tools.ts';

const DAY = 24 * 60 * 60 * 1000;
const URL_OF_PAGE = `${ORIGIN}/a`;
const BACK = `${URL_OF_PAGE}#reactions`;
const fields = (reactions: string) => ({ page: URL_OF_PAGE, reactions, return: BACK });

/** The app on a clock that goes on with every look at it, as the readers' presses do. */
function ticking(options: Parameters<typeof app>[0] = {}) {
  const time = { now: Date.UTC(2026, 4, 20) };
  return { ...app({ clock: () => time.now++, remoteAddress: () => '192.0.2.1', ...options }), time };
}

const storages: Record<string, (t: TestContext) => Partial<AppOptions>> = {
  memory: () => ({}),
  sqlite(t) {
    const storage = sqliteStorage({ path: `${temporaryFolder(t)}/gaung.sqlite` });
    t.after(() => storage.close());
    return { storage };
  },
};
for (const [name, open] of Object.entries(storages))
  describe(`on ${name}`, () => {
    it('counts a choice, and brings the reader back', async (t) => {
      const { form, counts } = ticking(open(t));
      const response = await form(fields('love'));
      assert.equal(response.status, 303);
      assert.equal(response.headers.get('location'), BACK);
      assert.equal(response.headers.get('cache-control'), 'no-store');
      assert.equal(await response.text(), '');
      assert.deepEqual(await counts(), { version: 1, views: 0, shares: {}, reactions: { love: 1 } });
    });

    it('takes a path for a page of the site that the form stands on', async (t) => {
      const { form, counts } = ticking(open(t));
      assert.equal((await form({ ...fields('love'), page: '/a/?utm_source=x#top' })).status, 303);
      assert.deepEqual((await counts()).reactions, { love: 1 });
    });

    it('lets a reader switch, choose again and take back: one vote all along', async (t) => {
      const { form, counts } = ticking(open(t));
      const after = async (reactions: string) => {
        assert.equal((await form(fields(reactions))).status, 303);
        return (await counts()).reactions;
      };
      assert.deepEqual(await after('love'), { love: 1 });
      assert.deepEqual(await after('wow'), { wow: 1 });
      assert.deepEqual(await after('wow'), { wow: 1 });
      assert.deepEqual(await after(''), {});
      assert.deepEqual(await after('sad'), { sad: 1 });
      await form({ page: URL_OF_PAGE, return: BACK });
      assert.deepEqual((await counts()).reactions, {});
    });

    it('knows readers by network and browser, for a UTC day', async (t) => {
      let address = '192.0.2.1';
      const { form, counts, time } = ticking({ ...open(t), remoteAddress: () => address });
      const press = (agent: string) => form(fields('love'), { 'User-Agent': agent });
      const loves = async () => (await counts()).reactions.love;
      await press('Firefox');
      await press('Firefox');
      assert.equal(await loves(), 1);
      await press('Chrome');
      assert.equal(await loves(), 2);
      address = '192.0.2.2';
      await press('Chrome');
      assert.equal(await loves(), 3);
      time.now += DAY;
      await press('Chrome');
      assert.equal(await loves(), 4);
    });
  });

it('is the same vote as that of a script which keeps nothing', async () => {
  const { form, post, counts } = ticking();
  await post({ visitor: 'none', interactions: [react(['love'])] });
  await form(fields('wow'));
  assert.deepEqual((await counts()).reactions, { wow: 1 });
});

it('works over a real connection', async (t) => {
  const { form, counts } = await serve(t);
  const response = await form(fields('love'));
  assert.deepEqual([response.status, response.headers.get('location')], [303, BACK]);
  await new Promise((resolve) => setTimeout(resolve, 5)); // The next press is a later one.
  await form(fields('wow'));
  assert.deepEqual((await counts()).reactions, { wow: 1 });
});

it('is below the prefix', async () => {
  const { send } = app({ env: { GAUNG_PREFIX: '/gaung/' } });
  const status = async (path: string) => {
    const body = new URLSearchParams(fields('love'));
    return (await send(path, { method: 'POST', headers: { Origin: ORIGIN }, body })).status;
  };
  assert.equal(await status('gaung/v1/form'), 303);
  assert.equal(await status('v1/form'), 404);
});

it('takes the page as a URL, a page key or a bare id', async () => {
  const { form, counts } = ticking();
  for (const page of ['https://www.News.example/a/?utm_source=x#top', ' https://news.example/a ', PAGE]) {
    assert.equal((await form({ ...fields('love'), page })).status, 303, page);
  }
  assert.deepEqual((await counts()).reactions, { love: 1 });
  assert.equal((await form({ ...fields('love'), page: 'article-1' })).status, 303);
  assert.deepEqual((await counts('article-1')).reactions, { love: 1 });
});

it('takes several reactions where they are allowed, in one field or in several', async () => {
  const choices: readonly (readonly string[])[] = [['wow love'], ['love', 'wow'], ['', ' love\twow  ', 'love']];
  for (const choice of choices) {
    const { form, counts } = ticking({ env: { GAUNG_MULTIPLE: 'on' } });
    const reactions = choice.map((ids): [string, string] => ['reactions', ids]);
    assert.equal((await form([['page', PAGE], ['return', BACK], ...reactions])).status, 303);
    assert.deepEqual((await counts()).reactions, { love: 1, wow: 1 });
  }
});

it('ignores fields that it does not know, and files', async () => {
  const { form, send, counts } = ticking();
  assert.equal((await form({ ...fields('love'), visitor: 'v1.x.y', at: '1', id: 'x', csrf: '<b>' })).status, 303);
  const body = new FormData();
  for (const [name, value] of Object.entries(fields('wow'))) body.append(name, value);
  body.append('reactions', new Blob(['sad']), 'sad.txt');
  body.append('page', new Blob(['sad']), 'sad.txt');
  assert.equal((await send('v1/form', { method: 'POST', headers: { Origin: ORIGIN }, body })).status, 303);
  assert.deepEqual((await counts()).reactions, { wow: 1 });
});
