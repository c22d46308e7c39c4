import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PageKey } from 'gaung/contract';
import { memoryStorage } from '../src/storage/memory/memory.ts';
import { type Storage, StorageError, type TopPage, type TopQuery } from '../src/storage/storage.ts';
import { app, ORIGIN, PAGE, react, serve, share, view } from './tools.ts';

/** A storage that ranks what it is told to, and remembers what it was asked. */
function ranking(all: readonly TopPage[]) {
  const asked: TopQuery[] = [];
  const storage: Storage = {
    ...memoryStorage(),
    async top(query) {
      asked.push(query);
      return all.slice(0, query.limit);
    },
  };
  return { storage, asked };
}

const pages = (count: number, host = 'news.example') =>
  Array.from({ length: count }, (_, i): TopPage => ({ page: `${host}/${i}` as PageKey, count: count - i }));

it('answers the pages with the most, ten of them, with titles where there are any', async () => {
  const first = { page: PAGE as PageKey, title: '</script>"Aunt & <b>uncle</b>\u2028', count: 5000 };
  const { storage, asked } = ranking([first, ...pages(30)]);
  const { get } = app({ storage, clock: () => 1234 });
  const { status, headers, body } = await get('v1/top');
  assert.equal(status, 200);
  assert.deepEqual([body.by, body.window, body.pages.length], ['views', '24h', 10]);
  assert.deepEqual(body.pages[0], first, 'a title is text, and comes back as it is');
  assert.deepEqual(body.pages[1], { page: 'news.example/0', count: 30 });
  assert.equal(headers.get('content-type'), 'application/json');
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  assert.deepEqual(asked, [{ kind: 'view', window: 'day', limit: 100, now: 1234 }]);
});

it('asks for what by and window say', async () => {
  const { storage, asked } = ranking(pages(3));
  const { get } = app({ storage, clock: () => 1 });
  const told = [];
  for (const query of [
    'by=views&window=1h',
    'by=shares&window=24h',
    'by=reactions&window=7d',
    'by=shares.whatsapp&window=all',
    'by=reactions.love&limit=2&utm_source=x',
  ]) {
    const { body } = await get(`v1/top?${query}`);
    told.push([body.by, body.window, body.pages.length]);
  }
  assert.deepEqual(told, [
    ['views', '1h', 3],
    ['shares', '24h', 3],
    ['reactions', '7d', 3],
    ['shares.whatsapp', 'all', 3],
    ['reactions.love', '24h', 2],
  ]);
  assert.deepEqual(
    asked.map(({ kind, name, window }) => [kind, name, window]),
    [
      ['view', undefined, 'hour'],
      ['share', undefined, 'day'],
      ['reaction', undefined, 'week'],
      ['share', 'whatsapp', 'all'],
      ['reaction', 'love', 'day'],
    ],
  );
});

it('refuses what it does not know, and says what would be right', async () => {
  const { storage, asked } = ranking(pages(3));
  const { get } = app({ storage });
  const wrong: [query: string, detail: RegExp][] = [
    ['by=', /by must be views, shares or reactions/],
    ['by=likes', /by must be/],
    ['by=views.x', /by must be/],
    ['by=reactions.', /by must be/],
    ['by=reactions.Love', /by must be/],
    ['by=reactions.love.love', /by must be/],
    [`by=reactions.${'a'.repeat(33)}`, /by must be/],
    ['by=__proto__', /by must be/],
    ['window=2h', /window must be 1h, 24h, 7d or all/],
    ['window=constructor', /window must be/],
    ['limit=0', /limit must be a whole number from 1 to 100/],
    ['limit=101', /limit must be/],
    ['limit=1.5', /limit must be/],
    ['limit=-1', /limit must be/],
    ['limit=many', /limit must be/],
    ['limit=', /limit must be/],
    ['limit=NaN&window=x', /window must be .*; limit must be/],
  ];
  for (const [query, detail] of wrong) {
    const { status, headers, body } = await get(`v1/top?${query}`);
    assert.equal(status, 400, query);
    assert.equal(body.type, 'urn:gaung:problem:request-invalid');
    assert.match(body.detail, detail);
    assert.equal(headers.get('access-control-allow-origin'), '*');
  }
  assert.deepEqual(asked, []);
});

it('is as public as the counts are, with an ETag and time for a CDN', async () => {
  const { send } = app({ storage: ranking(pages(3)).storage });
  const first = await send('v1/top', { headers: { Origin: 'https://anybody.example' } });
  assert.equal(first.headers.get('access-control-allow-origin'), '*');
  assert.equal(first.headers.get('cache-control'), 'public, max-age=0, s-maxage=60, stale-while-revalidate=300');
  const tag = first.headers.get('etag')!;
  assert.match(tag, /^"[\w-]{22}"$/);
  const same = await send('v1/top', { headers: { 'If-None-Match': tag } });
  assert.equal(same.status, 304);
  assert.equal(same.headers.get('access-control-allow-origin'), '*');
  const preflight = await send('v1/top', { method: 'OPTIONS', headers: { Origin: 'https://anybody.example' } });
  assert.equal(preflight.status, 204);
  const post = await send('v1/top', { method: 'POST' });
  assert.deepEqual([post.status, post.headers.get('allow')], [405, 'GET, HEAD, OPTIONS']);
});

describe('leaves out pages of hosts that are not allowed any more', () => {
  it('and asks for more until there are enough', async () => {
    const { storage, asked } = ranking([...pages(950, 'old.example'), ...pages(200)]);
    const { get } = app({ storage });
    const { body } = await get('v1/top?limit=100');
    assert.deepEqual([body.pages.length, body.pages[0].page], [100, 'news.example/0']);
    assert.deepEqual(
      asked.map(({ limit }) => limit),
      [100, 1000, 10_000],
    );
  });

  it('until there are no more', async () => {
    const { storage, asked } = ranking([
      ...pages(120, 'old.example'),
      ...pages(2),
      { page: 'id-1' as PageKey, count: 1 },
    ]);
    const { get } = app({ storage });
    assert.equal((await get('v1/top')).body.pages.length, 3, 'bare ids belong to nobody');
    assert.equal(asked.length, 2);
  });

  it('and never asks for all there are', async () => {
    const { storage, asked } = ranking(pages(20_000, 'old.example'));
    const { get } = app({ storage });
    assert.deepEqual((await get('v1/top')).body.pages, []);
    assert.equal(asked.at(-1)!.limit, 10_000);
  });
});

describe('asks the storage once in five seconds', () => {
  function timed(all = pages(3)) {
    const time = { now: 1_000_000 };
    const stub = ranking(all);
    return { time, ...stub, ...app({ storage: stub.storage, clock: () => time.now }) };
  }

  it('however many ask, and whatever their limit', async () => {
    const { get, asked, time } = timed();
    await Promise.all(Array.from({ length: 1000 }, (_, i) => get(`v1/top?limit=${(i % 100) + 1}`)));
    time.now += 4999;
    await get('v1/top');
    assert.equal(asked.length, 1);
    time.now += 1;
    await get('v1/top');
    assert.equal(asked.length, 2);
  });

  it('again where the clock was set back', async () => {
    const { get, asked, time } = timed();
    await get('v1/top');
    time.now -= 86_400_000;
    await get('v1/top');
    time.now += 5000;
    await get('v1/top');
    assert.equal(asked.length, 2);
  });

  it('for each ranking, of which it keeps 200', async () => {
    const { get, asked } = timed();
    for (let i = 0; i <= 200; i++) await get(`v1/top?by=reactions.r${i}`);
    assert.equal(asked.length, 201);
    await get('v1/top?by=reactions.r200');
    assert.equal(asked.length, 201, 'the newest is kept');
    await get('v1/top?by=reactions.r0');
    assert.equal(asked.length, 202, 'the oldest is not');
  });

  it('and keeps no failure', async () => {
    const { storage } = ranking(pages(3));
    let works = false;
    const failing: Storage = {
      ...storage,
      top: async (query) => (works ? storage.top(query) : Promise.reject(new StorageError('The disk is gone.'))),
    };
    const { get } = app({ storage: failing });
    const { status, body } = await get('v1/top');
    assert.deepEqual([status, body.type], [503, 'urn:gaung:problem:storage-unavailable']);
    works = true;
    assert.equal((await get('v1/top')).status, 200);
  });
});

for (const kind of ['sqlite', 'memory']) {
  it(`ranks what readers did (${kind})`, async (t) => {
    const env = { GAUNG_ORIGINS: `${ORIGIN} localhost`, ...(kind === 'memory' && { GAUNG_STORAGE: 'memory:' }) };
    const { get, post } = await serve(t, env);
    const other = 'news.example/b';
    await post({ interactions: [view(), view(), view(other), share('x', other), share('copy', other), share('x')] });
    await post({ interactions: [react(['love'], undefined, other)] });
    const top = async (query: string) => {
      const { body } = await get(`v1/top?${query}`);
      return body.pages.map(({ page, count }: TopPage) => [page, count]);
    };
    for (const window of ['1h', '24h', '7d', 'all']) {
      assert.deepEqual(await top(`window=${window}`), [
        [PAGE, 2],
        [other, 1],
      ]);
    }
    assert.deepEqual(await top('by=shares'), [
      [other, 2],
      [PAGE, 1],
    ]);
    assert.deepEqual(await top('by=shares.copy'), [[other, 1]]);
    assert.deepEqual(await top('by=reactions.love'), [[other, 1]]);
    assert.deepEqual(await top('by=reactions.wow'), []);
  });
}
