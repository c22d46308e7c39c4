import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
import { encodePageKey, GaungError, type PageKey } from '../../src/contract/index.ts';
import { faceOf } from './faces.ts';
import { counted, ENDPOINT, json, page, problem, type Sent, type Stub, stubFetch } from './stub-fetch.ts';

const http = faceOf(import.meta.url);

const reader = ({ fetch }: Stub, endpoint = ENDPOINT) => http({ endpoint, fetch, visitor: 'none' });
const pagesOf = ({ url }: Sent) =>
  url.searchParams.getAll('p').map((text) => Buffer.from(text, 'base64url').toString());
const many = (count: number, length = 10) =>
  Array.from({ length: count }, (_, i) => page(String(i).padStart(length - 'news.example/'.length, '0')));

describe('reading through the http adapter', () => {
  it('asks for all in one request, in one spelling', async () => {
    const stub = stubFetch(counted);
    const [a, b, c] = [page('a'), page('b'), page('日本語')];
    const counts = await reader(stub).read([c, a, b, a, c]);
    assert.deepEqual(
      stub.sent.map(({ url }) => url.href),
      [`${ENDPOINT}v1/counts?p=${encodePageKey(a)}&p=${encodePageKey(b)}&p=${encodePageKey(c)}`],
    );
    assert.deepEqual([...counts.keys()].toSorted(), [a, b, c]);
  });

  it('asks so that any cache and any origin will do', async () => {
    const stub = stubFetch(counted);
    await reader(stub).read([page('a')]);
    const [{ request, body }] = stub.sent as [Sent];
    assert.equal(request.method, 'GET');
    assert.deepEqual([...request.headers], []);
    assert.equal(request.credentials, 'omit');
    assert.equal(request.mode, 'cors');
    assert.equal(body, undefined);
  });

  it('asks for at most 100 at a time, in the fewest requests', async () => {
    for (const [count, requests] of [
      [100, 1],
      [101, 2],
      [150, 2],
      [201, 3],
    ] as const) {
      const stub = stubFetch(counted);
      const pages = many(count, 20);
      const counts = await reader(stub).read(pages);
      assert.equal(stub.sent.length, requests, `${count} pages`);
      assert.deepEqual(stub.sent.flatMap(pagesOf), pages.toSorted());
      assert.equal(counts.size, count);
    }
  });

  it('keeps every URL below 8,000 bytes, in the fewest requests', async () => {
    for (const endpoint of [ENDPOINT, `https://echo.example/${'gaung/'.repeat(100)}`]) {
      for (const length of [80, 300, 1024]) {
        const stub = stubFetch(counted);
        const pages = many(60, length);
        assert.equal(pages[0]!.length, length);
        const counts = await reader(stub, endpoint).read(pages);
        const one = `&p=${encodePageKey(pages[0]!)}`.length;
        const perRequest = Math.floor((8000 - `${endpoint}v1/counts?`.length + 1) / one);
        const longest = Math.max(...stub.sent.map(({ url }) => url.href.length));
        assert.ok(longest <= 8000, `${longest} bytes`);
        assert.equal(stub.sent.length, Math.ceil(60 / Math.min(100, perRequest)), `keys of ${length} bytes`);
        assert.equal(counts.size, 60);
      }
    }
  });

  it('leaves out what a part of the answers did not bring', async () => {
    const stub = stubFetch((sent, nth) => (nth === 1 ? problem(503) : counted(sent)));
    const pages = many(250, 20);
    const counts = await reader(stub).read(pages);
    const failed = pagesOf(stub.sent[1]!);
    assert.equal(stub.sent.length, 3);
    assert.deepEqual(
      [...counts.keys()].toSorted(),
      pages.filter((one) => !failed.includes(one)),
    );
  });

  it('rejects when all parts failed', async () => {
    const stub = stubFetch(() => problem(503));
    await assert.rejects(reader(stub).read(many(150, 20)), GaungError);
    assert.equal(stub.sent.length, 2);
  });

  it('leaves out a page that the backend has nothing of, and what was not asked for', async () => {
    const [a, b] = [page('a'), page('b')];
    const stub = stubFetch(() => json({ counts: { [a]: { version: 1, views: 2 }, 'other.example/': { views: 9 } } }));
    assert.deepEqual([...(await reader(stub).read([a, b]))], [[a, { version: 1, views: 2 }]]);
  });

  it('finds pages that every object seems to have', async () => {
    const pages = ['__proto__', 'constructor'] as PageKey[];
    const text = '{"counts":{"__proto__":{"version":1,"views":2},"constructor":{"version":3}}}';
    const counts = await reader(stubFetch(() => new Response(text))).read(pages);
    assert.equal(counts.get(pages[0]!)?.views, 2);
    assert.equal(counts.get(pages[1]!)?.version, 3);
  });

  for (const [what, answer] of Object.entries({
    'a list': () => json([]),
    'an object without counts': () => json({ ok: true }),
    'a problem': () => problem(400, 'Ask for 1 to 100 pages.'),
    'counts with a status of failure': () => json({ counts: {} }, { status: 404 }),
  })) {
    it(`rejects where the answer is ${what}`, async () => {
      await assert.rejects(reader(stubFetch(answer)).read([page('a')]), {
        name: 'GaungError',
        message: /without counts/,
      });
    });
  }
});

describe('giving a read up', () => {
  const reason = new Error('the reader left');

  it('rejects with the reason before anything is sent', async () => {
    const stub = stubFetch(counted);
    const read = reader(stub).read([page('a')], { signal: AbortSignal.abort(reason) });
    await assert.rejects(read, (error) => error === reason);
    assert.equal(stub.sent.length, 0);
  });

  it('rejects with the reason while the answer is on its way', async () => {
    const controller = new AbortController();
    const stub = stubFetch(() => {
      controller.abort(reason);
      return new Promise<Response>(() => {});
    });
    await assert.rejects(reader(stub).read([page('a')], { signal: controller.signal }), (error) => error === reason);
  });

  it('rejects even where a part of the answers was in time', async () => {
    const controller = new AbortController();
    const stub = stubFetch((sent, nth) => {
      if (nth === 0) return counted(sent);
      setImmediate(() => controller.abort(reason)); // Once the first answer has been read.
      return new Promise<Response>(() => {});
    });
    await assert.rejects(reader(stub).read(many(150, 20), { signal: controller.signal }), (error) => error === reason);
  });

  it('leaves nothing behind on a signal that lives on', async () => {
    const { signal } = new AbortController();
    const stub = stubFetch((sent, nth) => (nth === 0 ? counted(sent) : problem(500)));
    await reader(stub).read([page('a')], { signal });
    await assert.rejects(reader(stub).read([page('a')], { signal }));
    assert.deepEqual(getEventListeners(signal, 'abort'), []);
  });
});
