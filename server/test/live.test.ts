/** `GET /v1/live` over real connections. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { it, type TestContext } from 'node:test';
import { encodePageKey, type PageKey } from 'gaung/contract';
import { eventStream } from './event-stream.ts';
import { fakeTimers } from './fake-timers.ts';
import { app, ORIGIN, PAGE, react, serve, share, view } from './tools.ts';

const OTHER = 'news.example/b';
const p = (...keys: string[]) => keys.map((key) => `p=${encodePageKey(key as PageKey)}`).join('&');
const versionOf = ({ data }: { data: { counts: Record<string, { version: number }> } }, page = PAGE) =>
  data.counts[page]?.version ?? 0;

/** The first reader is answered by the route, and whoever comes later by a shortcut. */
const ROADS = ['by the route', 'by the shortcut'] as const;

/** A server, and a reader who watches pages of it. */
async function serveLive(t: TestContext, env: Record<string, string> = {}, road: (typeof ROADS)[number] = ROADS[0]) {
  const server = await serve(t, env);
  if (road === 'by the shortcut') {
    await (await server.send(`v1/live?${p(PAGE)}`)).body!.cancel();
    while ((await server.send(`v1/live?${p(PAGE)}`, { method: 'HEAD' })).status === 503); // Until the server has seen it.
  }
  const watch = async (...pages: string[]) => {
    const response = await server.send(`v1/live?${p(...pages)}`);
    assert.equal(response.status, 200);
    const events = eventStream(response);
    t.after(() => events.close().catch(() => {})); // Where the server has cut it there is nothing to close.
    return { ...events, headers: response.headers };
  };
  return { ...server, watch };
}

it('sends a snapshot, then what others change, without anything personal', async (t) => {
  const { watch, post, send } = await serveLive(t);
  await post({ interactions: [view(), react(['love'])] });
  const reader = await watch(PAGE, OTHER);
  const snapshot = await reader.next();
  const { counts } = (await (await send(`v1/counts?${p(PAGE, OTHER)}`)).json()) as { counts: object };
  assert.deepEqual(snapshot.data, { counts });
  assert.deepEqual([snapshot.type, snapshot.retry! > 0], ['counts', true]);
  await post({ interactions: [share('x', OTHER), react(['wow'])] });
  const { type, data } = await reader.next();
  assert.equal(type, 'counts');
  assert.deepEqual(data, {
    counts: {
      [PAGE]: { version: 3, views: 1, shares: {}, reactions: { love: 1, wow: 1 } },
      [OTHER]: { version: 1, views: 0, shares: { x: 1 }, reactions: {} },
    },
  });
});

it('tells of an import too', async (t) => {
  const { watch, bring } = await serveLive(t);
  const reader = await watch(PAGE);
  await reader.next();
  await bring([{ type: 'page', page: PAGE, source: 'legacy', views: 1206 }]);
  assert.equal((await reader.next()).data.counts[PAGE].views, 1206);
});

it('is a fetch handler that needs no server, and says every 20 s that it is alive', async () => {
  const timers = fakeTimers();
  const stopping = new AbortController();
  const { send, post, get } = app({ timers, signal: stopping.signal });
  const reader = eventStream(await send(`v1/live?${p(PAGE)}`));
  await post({ interactions: [view()] });
  await timers.pass(60_000);
  const types = reader.rest.map(({ type }) => type);
  assert.deepEqual(types, ['counts', 'counts', 'ping', 'ping', 'ping']);
  stopping.abort();
  await reader.ended;
  assert.deepEqual(timers.due, []);
  assert.equal((await get(`v1/live?${p(PAGE)}`)).status, 503);
});

for (const road of ROADS) {
  it(`sends few events for many taps, and the last value, ${road}`, async (t) => {
    const { watch, post } = await serveLive(t, {}, road);
    const reader = await watch(PAGE);
    await reader.next();
    const began = performance.now();
    for (let i = 0; i < 10; i++) await Promise.all(Array.from({ length: 25 }, () => post({ interactions: [view()] })));
    const events = await reader.until((event) => versionOf(event) === 250);
    const seconds = (performance.now() - began) / 1000;
    assert.ok(events.length <= 2 + seconds * 4, `${events.length} events in ${seconds} s`);
    const versions = events.map((event) => versionOf(event));
    assert.deepEqual(
      versions,
      versions.toSorted((a, b) => a - b),
    );
  });
}

it('may be read from any page, and by no cache or buffer on the way', async (t) => {
  const { watch, send } = await serveLive(t);
  const { headers } = await watch(PAGE);
  assert.equal(headers.get('content-type'), 'text/event-stream');
  assert.equal(headers.get('access-control-allow-origin'), '*');
  assert.equal(headers.get('access-control-allow-credentials'), null);
  assert.equal(headers.get('cache-control'), 'no-store, no-transform');
  assert.equal(headers.get('x-accel-buffering'), 'no');
  const preflight = await send('v1/live', { method: 'OPTIONS', headers: { Origin: ORIGIN } });
  assert.deepEqual([preflight.status, preflight.headers.get('access-control-allow-origin')], [204, '*']);
  const head = await send(`v1/live?${p(PAGE)}`, { method: 'HEAD' });
  assert.deepEqual([head.status, head.headers.get('content-type')], [200, 'text/event-stream']);
  const post = await send('v1/live', { method: 'POST', body: '{}' });
  assert.deepEqual([post.status, post.headers.get('allow')], [405, 'GET, HEAD, OPTIONS']);
});

it('leaves out pages that are not counted here, and refuses where none is left', async (t) => {
  const { watch, get } = await serveLive(t);
  const reader = await watch('evil.example/a', PAGE);
  assert.deepEqual(Object.keys((await reader.next()).data.counts), [PAGE]);
  for (const query of [p('evil.example/a'), 'p=%25', 'page=no%20page']) {
    const { status, headers, body } = await get(`v1/live?${query}`);
    assert.equal(status, 403);
    assert.equal(headers.get('content-type'), 'application/problem+json');
    assert.equal(headers.get('access-control-allow-origin'), '*');
    assert.equal(body.type, 'urn:gaung:problem:page-not-allowed');
  }
  const many = Array.from({ length: 101 }, (_, i) => `page-${i}`);
  for (const query of ['', p(...many)]) assert.equal((await get(`v1/live?${query}`)).status, 400);
  assert.equal(Object.keys((await (await watch(...many.slice(1))).next()).data.counts).length, 100);
});

for (const road of ROADS) {
  it(`lets no more readers in than it may, and the next when one has left, ${road}`, async (t) => {
    const { watch, get, send, post } = await serveLive(t, { GAUNG_LIVE_CONNECTIONS: '2' }, road);
    const [one] = [await watch(PAGE), await watch(PAGE)];
    const { status, headers, body } = await get(`v1/live?${p(PAGE)}`);
    assert.deepEqual([status, body.type], [503, 'urn:gaung:problem:live-full']);
    assert.equal(headers.get('content-type'), 'application/problem+json');
    assert.ok(Number(headers.get('retry-after')) > 0);
    assert.equal((await send(`v1/live?${p(PAGE)}`, { method: 'HEAD' })).status, 503);
    assert.equal((await post({ interactions: [view()] })).status, 200);
    await one.close();
    while ((await send(`v1/live?${p(PAGE)}`, { method: 'HEAD' })).status === 503); // Until the server has seen it.
    await (await watch(PAGE)).next();
  });
}

it('can be off', async (t) => {
  const { get } = await serveLive(t, { GAUNG_LIVE_CONNECTIONS: '0' });
  const { status, body } = await get(`v1/live?${p(PAGE)}`);
  assert.deepEqual([status, body.type], [404, 'urn:gaung:problem:live-off']);
});

it('HEAD takes no place', async (t) => {
  const { send, watch } = await serveLive(t, { GAUNG_LIVE_CONNECTIONS: '1' });
  for (let i = 0; i < 3; i++) assert.equal((await send(`v1/live?${p(PAGE)}`, { method: 'HEAD' })).status, 200);
  await (await watch(PAGE)).next();
});

/** A reader who asks and then never reads. */
async function stuckReader(t: TestContext, url: string, pages = [PAGE]): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  t.after(() => socket.destroy());
  await once(socket, 'connect');
  socket.pause();
  socket.write(`GET /v1/live?${p(...pages)} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  return socket;
}

for (const road of ROADS) {
  it(`drops who does not read, and goes on for all others, ${road}`, { timeout: 60_000 }, async (t) => {
    const { url, send, bring, get } = await serveLive(
      t,
      { GAUNG_LIVE_CONNECTIONS: '2', GAUNG_STORAGE: 'memory:' },
      road,
    );
    // Events of half a megabyte, so that soon nothing between the two takes any more.
    const pages = Array.from({ length: 100 }, (_, i) => `page-${i}`);
    const shares = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`network-${i}-with-a-long-name`, 1]));
    const change = (views: number) =>
      bring(
        pages.map((page) => ({ type: 'page', page, source: 'x', views, shares })),
        '?mode=merge',
      );
    await change(1);
    const good = eventStream(await send(`v1/live?${p(...pages)}`));
    await good.next();
    const stuck = await stuckReader(t, url, pages);
    const isFull = async () => (await send(`v1/live?${p(PAGE)}`, { method: 'HEAD' })).status === 503;
    while (!(await isFull())); // Until it is there.
    let last = 1;
    while (await isFull()) await change(++last);
    assert.ok(last < 200, `${last} events of half a megabyte`);
    await good.until(({ data }) => data.counts?.['page-0']?.views === last);
    assert.equal((await get('healthz')).status, 200);
    stuck.resume();
    await once(stuck, 'close');
    await good.close();
  });
}

for (const road of ROADS) {
  it(`ends live streams at once when the server stops, those of readers who are stuck too, ${road}`, async (t) => {
    const { watch, close, url, send } = await serveLive(t, {}, road);
    const readers = [await watch(PAGE), await watch(OTHER)];
    for (const reader of readers) await reader.next();
    const stuck = await stuckReader(t, url);
    assert.equal((await send('healthz')).status, 200);
    const began = performance.now();
    await close();
    assert.ok(performance.now() - began < 3000, 'it waited for them');
    await Promise.all(readers.map(({ ended }) => ended));
    stuck.resume();
    await once(stuck, 'close');
  });
}

for (const road of ROADS) {
  it(`frees everything when a reader’s connection is cut, ${road}`, async (t) => {
    const { url, send, watch } = await serveLive(t, { GAUNG_LIVE_CONNECTIONS: '1' }, road);
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(`GET /v1/live?${p(PAGE)} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    await once(socket, 'data');
    assert.equal((await send(`v1/live?${p(PAGE)}`)).status, 503);
    socket.resetAndDestroy();
    while ((await send(`v1/live?${p(PAGE)}`, { method: 'HEAD' })).status === 503); // Until the server has seen it.
    await (await watch(PAGE)).next();
  });
}
