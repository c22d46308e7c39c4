import assert from 'node:assert/strict';
import { it } from 'node:test';
import { encodePageKey, type PageKey } from 'gaung/contract';
import { app, ORIGIN, PAGE, serve, share, view } from './tools.ts';

const p = (key: string) => `p=${encodePageKey(key as PageKey)}`;
const ZEROS = { version: 0, views: 0, shares: {}, reactions: {} };

it('answers pages sorted, each once, with zeros for unknown ones', async (t) => {
  const { post, send } = await serve(t);
  await post({ interactions: [view(), view(), share('x'), share('copy')] });
  const response = await send(
    `v1/counts?${p('news.example/z')}&${p(PAGE)}&${p(PAGE)}&page=article-1&${p('__proto__')}&page=10&page=9`,
  );
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'application/json');
  const zeros = JSON.stringify(ZEROS);
  assert.equal(
    await response.text(),
    `{"counts":{"10":${zeros},"9":${zeros},"__proto__":${zeros},"article-1":${zeros},` +
      `"news.example/a":{"version":4,"views":2,"shares":{"copy":1,"x":1},"reactions":{}},"news.example/z":${zeros}}}`,
  );
});

it('makes no row for what is only asked for', async (t) => {
  const { get, bring } = await serve(t);
  await get(`v1/counts?${p(PAGE)}`);
  assert.equal((await bring([])).status, 200); // Without a mode: only an empty storage takes it.
});

it('takes p as it stands and page as people type it', async () => {
  const { get } = app();
  const ask = async (query: string) => Object.keys((await get(`v1/counts?${query}`)).body.counts);
  assert.deepEqual(await ask(`page=${encodeURIComponent('https://www.News.example/a/?utm_source=x#top')}`), [PAGE]);
  assert.deepEqual(await ask(`page=${PAGE}`), [PAGE]);
  assert.deepEqual(await ask(`${p('https://www.news.example/a/')}&${p(PAGE)}`), [PAGE]);
  assert.deepEqual(await ask(p('berita.news.example/ä')), []);
});

it('leaves out what is malformed or of a host that is not allowed', async () => {
  const { get } = app();
  const wrong = [
    'p=%25%25',
    'p=_w',
    'p=',
    `p=${'A'.repeat(2000)}`,
    'page=',
    'page=%2Fa',
    'page=no%20page',
    p('evil.example/a'),
  ];
  const { status, body } = await get(`v1/counts?${[...wrong, 'page=https://evil.example/', p(PAGE)].join('&')}`);
  assert.equal(status, 200);
  assert.deepEqual(body, { counts: { [PAGE]: ZEROS } });
  assert.deepEqual((await get(`v1/counts?${wrong.join('&')}`)).body, { counts: {} });
});

it('takes 1 to 100 pages', async () => {
  const { get } = app();
  const pages = Array.from({ length: 101 }, (_, i) => p(`page-${i}`));
  const hundred = await get(`v1/counts?${pages.slice(1).join('&')}`);
  assert.equal(Object.keys(hundred.body.counts).length, 100);
  for (const query of [pages.join('&'), `${pages.slice(1).join('&')}&page=one-more`, '', 'q=1']) {
    const { status, headers, body } = await get(`v1/counts?${query}`);
    assert.equal(status, 400);
    assert.equal(headers.get('content-type'), 'application/problem+json');
    assert.equal(headers.get('access-control-allow-origin'), '*');
    assert.match(body.detail, /1 to 100 pages/);
  }
});

it('has a strong ETag that changes with the counts, and answers 304 to it', async (t) => {
  const { send, post } = await serve(t);
  const path = `v1/counts?${p(PAGE)}`;
  const first = await send(path);
  const tag = first.headers.get('etag')!;
  assert.match(tag, /^"[\w-]{22}"$/);
  assert.equal((await send(path)).headers.get('etag'), tag);

  const same = await send(path, { headers: { 'If-None-Match': `"other", ${tag}`, 'Cache-Control': 'no-cache' } });
  assert.equal(same.status, 304);
  assert.equal(await same.text(), '');
  for (const header of ['etag', 'cache-control', 'access-control-allow-origin', 'x-content-type-options']) {
    assert.equal(same.headers.get(header), first.headers.get(header), header);
  }

  await post({ interactions: [view()] });
  const changed = await send(path, { headers: { 'If-None-Match': tag } });
  assert.equal(changed.status, 200);
  assert.notEqual(changed.headers.get('etag'), tag);
});

it('may be read from anywhere and kept by caches, and holds nothing personal', async () => {
  const { send, post, get } = app();
  const reaction = { id: '11111111-1111-4111-8111-111111111111', type: 'reaction', page: PAGE, reactions: ['love'] };
  assert.deepEqual((await post({ interactions: [reaction] })).body.counts[PAGE].mine, ['love']);
  const { headers, body } = await get(`v1/counts?${p(PAGE)}`, { Origin: 'https://anywhere.test' });
  assert.equal(headers.get('access-control-allow-origin'), '*');
  assert.equal(headers.get('cache-control'), 'public, max-age=0, s-maxage=5, stale-while-revalidate=30');
  assert.equal(headers.get('vary'), null);
  assert.deepEqual(Object.keys(body.counts[PAGE]).toSorted(), ['reactions', 'shares', 'version', 'views']);
  const preflight = await send('v1/counts', { method: 'OPTIONS', headers: { Origin: ORIGIN } });
  assert.deepEqual([preflight.status, preflight.headers.get('access-control-allow-origin')], [204, '*']);
});

it('takes GET and HEAD only', async () => {
  const { send } = app();
  const head = await send(`v1/counts?${p(PAGE)}`, { method: 'HEAD' });
  assert.deepEqual([head.status, await head.text()], [200, '']);
  assert.ok(head.headers.get('etag'));
  const post = await send('v1/counts', { method: 'POST', body: '{}' });
  assert.equal(post.status, 405);
  assert.equal(post.headers.get('allow'), 'GET, HEAD, OPTIONS');
});
