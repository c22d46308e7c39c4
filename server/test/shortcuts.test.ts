/** Writes of pages that have written before take a shortcut: nobody can tell them from the first. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it, type TestContext } from 'node:test';
import { BODY_BYTES, encodePageKey, type PageKey } from 'gaung/contract';
import { eventStream } from './event-stream.ts';
import { parseMetrics } from './prometheus.ts';
import { ORIGIN, PAGE, react, serve, share, view } from './tools.ts';

const METRICS = { GAUNG_METRICS: 'public' };
const PATH = 'v1/interactions';
const LABELS = (status: number) =>
  `gaung_http_requests_total{method="POST",route="/v1/interactions",status="${status}"}`;

/** A server, and bodies sent to it both ways: with a query, which the shortcut leaves to the route, and by the shortcut. */
async function both(t: TestContext) {
  const server = await serve(t, METRICS);
  const send = async (path: string, body: BodyInit, headers: Record<string, string> = {}) => {
    const answer = await server.send(path, { method: 'POST', body, headers: { Origin: ORIGIN, ...headers } });
    const known = [...answer.headers].filter(([name]) => !['date', 'content-length'].includes(name));
    return { status: answer.status, headers: known, text: await answer.text() };
  };
  await server.post({ interactions: [view()] }); // From now on the origin is known.
  return {
    ...server,
    byRoute: (body: BodyInit, headers?: Record<string, string>) => send(`${PATH}?by=route`, body, headers),
    byShortcut: (body: BodyInit, headers?: Record<string, string>) => send(PATH, body, headers),
    requests: async (status: number) =>
      parseMetrics(await (await server.send('metrics')).text()).samples.get(LABELS(status)) ?? 0,
  };
}

describe('a write by the shortcut', () => {
  it('is answered as by the route, header by header', async (t) => {
    const { byRoute, byShortcut, requests } = await both(t);
    for (const interaction of [view(), share('x'), react(['love']), react(['no such thing'])]) {
      const body = JSON.stringify({ interactions: [interaction] });
      const [second, first] = [await byShortcut(body), await byRoute(body)];
      assert.deepEqual(second, first); // The same again changes nothing.
    }
    assert.deepEqual([await requests(200), await requests(422)], [1 + 6, 2]);
  });

  it('is refused as by the route', async (t) => {
    const { byRoute, byShortcut, requests } = await both(t);
    const bodies = [
      '',
      '{',
      '[]',
      'null',
      '{"interactions":[]}',
      '{"interactions":{"length":1}}',
      JSON.stringify({ interactions: Array.from({ length: 101 }, () => view()) }),
      new Uint8Array([0x22, 0xff, 0x22]),
      'x'.repeat(BODY_BYTES + 1),
    ];
    for (const body of bodies) assert.deepEqual(await byShortcut(body), await byRoute(body));
    const other = { Origin: 'https://other.example' };
    assert.deepEqual(await byShortcut('{}', other), await byRoute('{}', other));
    assert.equal(await requests(403), 2);
    assert.equal(await requests(413), 2);
    assert.equal(await requests(400), 2 * 8);
  });

  it('is a 503 where it cannot be stored, tried once and timed to its end', async (t) => {
    const { byShortcut, send, folder } = await both(t);
    const other = new DatabaseSync(join(folder, 'gaung.sqlite'));
    other.exec('BEGIN IMMEDIATE');
    const answer = await byShortcut(JSON.stringify({ interactions: [view()] }));
    other.exec('ROLLBACK');
    other.close();
    assert.equal(answer.status, 503);
    const { samples } = parseMetrics(await (await send('metrics')).text());
    assert.equal(samples.get('gaung_storage_failures_total{operation="record"}'), 1);
    const seconds = 'gaung_http_request_duration_seconds_sum{method="POST",route="/v1/interactions"}';
    assert.ok(samples.get(seconds)! > 0.9);
  });

  it('takes a body in pieces, and counts one that is cut off', async (t) => {
    const { port, requests, counts } = await both(t);
    const body = JSON.stringify({ interactions: [view()] });
    const begin = async (length: number) => {
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      socket.write(
        `POST /${PATH} HTTP/1.1\r\nHost: localhost\r\nOrigin: ${ORIGIN}\r\nContent-Length: ${length}\r\n\r\n`,
      );
      return socket;
    };
    const whole = await begin(body.length);
    whole.write(body.slice(0, 20));
    await new Promise((resolve) => setImmediate(resolve));
    whole.write(body.slice(20));
    const [answer] = (await once(whole, 'data')) as [Buffer];
    assert.match(answer.toString(), /^HTTP\/1\.1 200 OK\r\n/);
    whole.destroy();
    assert.equal((await counts()).views, 2);
    const cut = await begin(body.length);
    cut.write(body.slice(0, 20));
    cut.end();
    await once(cut.resume(), 'close');
    assert.equal((await counts()).views, 2);
    assert.equal(await requests(200), 2);
  });
});

it('live counts by the shortcut have the headers of the first reader, and are counted', async (t) => {
  const server = await serve(t, METRICS);
  const watch = async (query: string) => {
    const response = await server.send(`v1/live?${query}`);
    const events = eventStream(response);
    t.after(() => events.close().catch(() => {}));
    const headers = [...response.headers].filter(([name]) => name !== 'date');
    return { status: response.status, headers, snapshot: (await events.next()).data, events };
  };
  const query = `p=${encodePageKey(PAGE as PageKey)}`;
  const [first, second] = [await watch(query), await watch(query)];
  assert.deepEqual([second.status, second.headers], [first.status, first.headers]);
  assert.deepEqual(second.snapshot, first.snapshot);
  await server.post({ interactions: [view()] });
  assert.deepEqual((await second.events.next()).data, (await first.events.next()).data);
  const { samples } = parseMetrics(await (await server.send('metrics')).text());
  assert.equal(samples.get('gaung_http_requests_total{method="GET",route="/v1/live",status="200"}'), 2);
  assert.equal(samples.get('gaung_live_connections'), 2);
});

it('reads by the shortcut are those of the route, kept or not', async (t) => {
  const server = await serve(t, METRICS);
  const ask = async (query: string) => {
    const answer = await server.send(`v1/counts?${query}`);
    const headers = [...answer.headers].filter(([name]) => name !== 'date');
    return { status: answer.status, headers, text: await answer.text() };
  };
  const p = (key: string) => `p=${encodePageKey(key as PageKey)}`;
  await server.post({ interactions: [view()] });
  await ask(p('a')); // From now on the headers are known.
  const queries = [
    p(PAGE),
    `${p(PAGE)}&${p('other.example/a')}&${p('b')}&p=%&p&p=`,
    `${p(PAGE)}&${p(PAGE)}&n=1`,
    'p=',
    'n=1',
    '',
    Array.from({ length: 101 }, (_, i) => p(`a${i}`)).join('&'),
  ];
  for (const query of queries) {
    const byRoute = await ask(`${query}&x=%20`); // In a query with what stands for something else.
    const anew = await ask(query);
    assert.deepEqual([anew, await ask(query)], [byRoute, byRoute], query);
  }
});
