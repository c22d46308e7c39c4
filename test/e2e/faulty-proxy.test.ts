import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type Fault, FaultyProxy, faults } from './faulty-proxy.ts';
import { eventually } from './setup.ts';

describe('the faulty proxy', () => {
  /** What arrived, in order. */
  const arrived: string[] = [];
  const told: string[] = [];
  let server: Server;
  let target: number;
  const proxies: FaultyProxy[] = [];

  before(async () => {
    server = createServer(async (request, response) => {
      if (request.headers.accept === 'text/event-stream') {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: one\n\n');
        return;
      }
      const body = await text(request);
      arrived.push(`${request.method} ${request.url} ${body}`.trim());
      response.setHeader('etag', '"1"');
      if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else response.writeHead(200, { 'content-type': 'text/plain' }).end(`Answer ${arrived.length} to ${body}`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    target = (server.address() as { port: number }).port;
  });
  beforeEach(() => {
    arrived.length = 0;
    told.length = 0;
  });
  after(async () => {
    for (const proxy of proxies) await proxy.dispose();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  /** A proxy that deals these faults in this order. */
  async function facing(cards: readonly Fault[], seed = 1): Promise<FaultyProxy> {
    const left = [...cards];
    const proxy = new FaultyProxy({ target, seed, deal: () => left.shift()!, tell: (line) => told.push(line) });
    proxies.push(proxy);
    return proxy.start();
  }
  /** One that meets a fault as it falls by chance: with a seed for each way. */
  const eachWay = async (fault: Fault) => Promise.all([1, 2, 3, 4, 5, 6].map((seed) => facing([fault], seed)));
  async function post(proxy: FaultyProxy, body: string) {
    const response = await fetch(`${proxy.url('127.0.0.1')}x?y=1`, { method: 'POST', body });
    return { status: response.status, text: await response.text(), headers: response.headers };
  }

  it('passes a request and its answer on as they are', async () => {
    const proxy = await facing(['pass', 'pass']);
    const { status, text, headers } = await post(proxy, 'a');
    assert.deepEqual([status, text, headers.get('etag')], [200, 'Answer 1 to a', '"1"']);
    assert.deepEqual(arrived, ['POST /x?y=1 a']);
    const unchanged = await fetch(proxy.url('127.0.0.1'), { headers: { 'if-none-match': '"1"' } });
    assert.equal(unchanged.status, 304);
    assert.deepEqual(told, ['request 1 (POST) passes', 'request 2 (GET) passes']);
    assert.deepEqual([...proxy.stats], [['POST pass', 1], ['GET pass', 1]]); // biome-ignore format: a table
  });

  it('is late with a request or its answer', async () => {
    for (const proxy of await eachWay('delay')) {
      const start = performance.now();
      assert.equal((await post(proxy, 'a')).status, 200);
      assert.ok(performance.now() - start >= 4, 'it took its time');
    }
    assert.equal(arrived.length, 6);
  });

  it('cuts a connection before the request has arrived', async () => {
    await assert.rejects(post(await facing(['cut-before']), 'a'), TypeError);
    assert.deepEqual(arrived, []);
  });

  it('cuts an answer in the middle', async () => {
    const proxy = await facing(['cut-within']);
    const response = await fetch(proxy.url('127.0.0.1'), { method: 'POST', body: 'a' });
    assert.equal(response.status, 200, 'it has begun');
    await assert.rejects(response.text(), TypeError);
    assert.deepEqual(arrived, ['POST / a']);
  });

  it('loses an answer', async () => {
    await assert.rejects(post(await facing(['never-told']), 'a'), TypeError);
    assert.deepEqual(arrived, ['POST /x?y=1 a']);
  });

  it('lets a request arrive twice, and tells one of the two answers', async () => {
    const answers = new Set<string>();
    for (const proxy of await eachWay('duplicate')) {
      arrived.length = 0;
      answers.add((await post(proxy, 'a')).text);
      await eventually(async () => proxy.underWay, 0);
      assert.deepEqual(arrived, ['POST /x?y=1 a', 'POST /x?y=1 a']);
    }
    assert.deepEqual([...answers].toSorted(), ['Answer 1 to a', 'Answer 2 to a']);
  });

  it('lets a later request overtake', async () => {
    const proxy = await facing(['reorder', 'pass']);
    const first = post(proxy, 'a');
    await eventually(async () => proxy.underWay, 1);
    await eventually(async () => told.length, 1);
    await post(proxy, 'b');
    await first;
    assert.deepEqual(arrived, ['POST /x?y=1 b', 'POST /x?y=1 a']);
  });

  it('lets a request go on that no other overtakes', async () => {
    assert.equal((await post(await facing(['reorder']), 'a')).text, 'Answer 1 to a');
  });

  for (const status of ['500', '503', '429'] as const) {
    it(`answers ${status}, in half of the cases so that a page may read it`, async () => {
      const seen = new Set<string | null>();
      for (const proxy of await eachWay(status)) {
        const { headers, ...answer } = await post(proxy, 'a');
        assert.equal(answer.status, Number(status));
        assert.equal(headers.get('retry-after'), status === '429' ? '1' : null);
        seen.add(headers.get('access-control-allow-origin'));
      }
      assert.deepEqual(seen, new Set(['*', null]));
      assert.deepEqual(arrived, []);
    });
  }

  it('answers with a page of HTML', async () => {
    const { status, text, headers } = await post(await facing(['html']), 'a');
    assert.deepEqual([status, headers.get('content-type'), text.slice(0, 9)], [200, 'text/html', '<!doctype']);
    assert.deepEqual(arrived, []);
  });

  it('says nothing, and hangs up after a while', async () => {
    const start = performance.now();
    await assert.rejects(post(await facing(['hang']), 'a'), TypeError);
    assert.ok(performance.now() - start >= 200, 'it hung');
    assert.deepEqual(arrived, []);
  });

  it('heals: what hangs ends at once, and all that comes passes', async () => {
    const proxy = await facing(['reorder', 'hang']);
    const held = post(proxy, 'a');
    await eventually(async () => told.length, 1);
    const hanging = assert.rejects(post(proxy, 'b'), TypeError);
    await eventually(async () => told.length, 2);
    proxy.heal();
    await hanging;
    assert.equal((await held).text, 'Answer 1 to a');
    assert.equal((await post(proxy, 'c')).text, 'Answer 2 to c');
  });

  it('hands events on as they come', async () => {
    const proxy = await facing([]);
    const leaving = new AbortController();
    const headers = { accept: 'text/event-stream' };
    const response = await fetch(proxy.url('127.0.0.1'), { headers, signal: leaving.signal });
    const { value } = await response.body!.getReader().read();
    assert.equal(new TextDecoder().decode(value), 'data: one\n\n');
    assert.equal(proxy.underWay, 0);
    leaving.abort();
  });

  it('by itself lets every fault happen to what is written, the same ones for the same seed', async () => {
    const stories: string[][] = [];
    for (let time = 0; time < 2; time++) {
      told.length = 0;
      const proxy = new FaultyProxy({ target, seed: 7, tell: (line) => told.push(line) });
      proxies.push(proxy);
      await proxy.start();
      for (let request = 0; request < 2 * faults.length; request++) await post(proxy, 'a').catch(() => {});
      assert.deepEqual(
        faults.filter((fault) => !proxy.stats.has(`POST ${fault}`)),
        [],
      );
      stories.push([...told]);
    }
    assert.deepEqual(stories[0], stories[1]);
  });
});
