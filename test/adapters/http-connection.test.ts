/** What only a real connection can do: break, stall, and say nothing. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { GaungError } from '../../src/contract/index.ts';
import { faceOf } from './faces.ts';
import { ENDPOINT, page, share, stubFetch } from './stub-fetch.ts';

const http = faceOf(import.meta.url);

async function adapterOf(t: TestContext, listener: RequestListener, timeout?: number) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return http({ endpoint, visitor: 'none', ...(timeout && { timeout }) });
}

describe('a connection', () => {
  for (const [what, listener] of Object.entries<RequestListener>({
    'that is cut before the answer': (_, response) => response.destroy(),
    'that is cut within the answer': (_, response) => {
      response.writeHead(200, { 'content-length': 1_000 });
      response.write('{"counts":', () => response.destroy());
    },
    'that ends before it said anything': (_, response) => response.end(),
  })) {
    it(`${what} keeps what was sent`, async (t) => {
      const adapter = await adapterOf(t, listener);
      for (const result of [() => adapter.record([share()]), () => adapter.read([page('a')])]) {
        await assert.rejects(
          result,
          (error) =>
            error instanceof GaungError &&
            error.cause instanceof Error &&
            /No usable answer from http:\/\/127/.test(error.message),
        );
      }
    });
  }

  it('to nobody keeps what was sent', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await new Promise((done) => server.close(done));
    const adapter = http({ endpoint: `http://127.0.0.1:${port}`, visitor: 'none' });
    await assert.rejects(adapter.record([share()]), GaungError);
  });

  it('that stalls within the answer is given up in time', async (t) => {
    const adapter = await adapterOf(t, (_, response) => void response.writeHead(200).write('{"counts":'), 50);
    await assert.rejects(adapter.read([page('a')]), (error: Error) => /within 50 ms/.test(String(error.cause)));
  });

  it('carries the interactions as a simple request: no preflight is ever needed', async (t) => {
    let seen: { method?: string; type?: string; own: string[] } | undefined;
    const adapter = await adapterOf(t, (request, response) => {
      const { method, headers } = request;
      const simple = /^(host|connection|content-|accept|user-agent|sec-fetch-)/;
      seen = {
        method: method!,
        type: headers['content-type']!,
        own: Object.keys(headers).filter((one) => !simple.test(one)),
      };
      request.resume().on('end', () => response.end('{"counts":{},"refused":[]}'));
    });
    await adapter.record([share()]);
    assert.deepEqual(seen, { method: 'POST', type: 'text/plain;charset=UTF-8', own: [] });
  });
});

describe('an answer that does not come', () => {
  it('is waited for 10 seconds, and not longer', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const { fetch } = stubFetch(() => new Promise(() => {}));
    const adapter = http({ endpoint: ENDPOINT, fetch, visitor: 'none' });
    const outcomes: unknown[] = [];
    const result = adapter.record([share()]).catch((error: unknown) => outcomes.push(error));
    t.mock.timers.tick(9_999);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(outcomes.length, 0);
    t.mock.timers.tick(1);
    await result;
    const [error] = outcomes;
    assert.ok(error instanceof GaungError);
    assert.match(String(error.cause), /no answer within 10000 ms/);
  });

  it('is waited for as long as one says', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const { fetch } = stubFetch(() => new Promise(() => {}));
    const result = http({ endpoint: ENDPOINT, fetch, visitor: 'none', timeout: 300 }).read([page('a')]);
    t.mock.timers.tick(300);
    await assert.rejects(result, GaungError);
  });

  it('is no timeout but a reason where the caller gives up', async () => {
    const reason = new Error('the reader left');
    const controller = new AbortController();
    const { fetch } = stubFetch(() => {
      controller.abort(reason);
      return new Promise(() => {});
    });
    const adapter = http({ endpoint: ENDPOINT, fetch, visitor: 'none' });
    await assert.rejects(adapter.record([share()], { signal: controller.signal }), (error) => error === reason);
  });
});
