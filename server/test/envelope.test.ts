/** Bodies that are no request: refused whole, by a 4xx with a reason, and nothing changes. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { BODY_BYTES } from 'gaung/contract';
import { app, ORIGIN, serve, streamed, view } from './tools.ts';

const bytes = (length: number) => {
  const body = JSON.stringify({ interactions: [view()], filler: '' });
  return body.replace('""', `"${'a'.repeat(length - body.length)}"`);
};

describe('what is not the envelope', () => {
  const bodies: Record<string, string> = {
    nothing: '',
    'no JSON': '{"interactions":[',
    'two values': '{} {}',
    null: 'null',
    'a number': '5',
    NaN: 'NaN',
    'a text': '"interactions"',
    'an array': JSON.stringify([{ interactions: [view()] }]),
    'an array of interactions': JSON.stringify([view()]),
    'no interactions': '{}',
    'interactions that are null': '{"interactions":null}',
    'interactions that are an object': JSON.stringify({ interactions: { 0: view(), length: 1 } }),
    'no interaction': '{"interactions":[]}',
    '101 interactions': JSON.stringify({ interactions: Array.from({ length: 101 }, () => view()) }),
    'interactions below __proto__': `{"__proto__":{"interactions":[${JSON.stringify(view())}]}}`,
    'deep nesting': '['.repeat(30_000) + ']'.repeat(30_000),
    'a form': 'interactions=1&visitor=none',
  };
  for (const [what, text] of Object.entries(bodies)) {
    it(what, async () => {
      const { post, counts } = app();
      const { status, headers, body } = await post(text);
      assert.equal(status, 400);
      assert.equal(headers.get('content-type'), 'application/problem+json');
      assert.equal(headers.get('access-control-allow-origin'), ORIGIN);
      assert.deepEqual(Object.keys(body), ['type', 'title', 'status', 'detail']);
      assert.equal(body.status, 400);
      assert.equal((await counts()).version, 0);
    });
  }

  it('invalid UTF-8', async (t) => {
    const { send, counts } = await serve(t);
    const text = Buffer.from(JSON.stringify({ interactions: [view()], note: 'é' }), 'latin1');
    const response = await send('v1/interactions', { method: 'POST', headers: { Origin: ORIGIN }, body: text });
    assert.equal(response.status, 400);
    assert.match(((await response.json()) as { detail: string }).detail, /UTF-8/);
    assert.equal((await counts()).version, 0);
  });
});

it('takes deep nesting where it does not look', async () => {
  const { post } = app();
  const text = JSON.stringify({ interactions: [view()] });
  assert.equal((await post(text.replace('{', `{"deep":${'['.repeat(20_000)}${']'.repeat(20_000)},`))).status, 200);
});

it('takes any content type', async () => {
  const { post } = app();
  for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'nonsense']) {
    assert.equal((await post({ interactions: [view()] }, { 'Content-Type': type })).status, 200, type);
  }
});

describe('the size of a body', () => {
  it('may be 64 KiB, and not a byte more', async (t) => {
    const { post, counts } = await serve(t);
    assert.equal((await post(bytes(BODY_BYTES))).status, 200);
    for (const length of [BODY_BYTES + 1, BODY_BYTES + 1024, 5 * 1024 * 1024]) {
      const { status, headers, body } = await post(bytes(length));
      assert.equal(status, 413);
      assert.equal(headers.get('access-control-allow-origin'), ORIGIN);
      assert.equal(body.type, 'urn:gaung:problem:body-too-large');
    }
    assert.equal((await counts()).views, 1);
  });

  const ofLength = (length: number, headers = {}) => streamed(bytes(length), 8192, { Origin: ORIGIN, ...headers });

  it('is counted where it is not announced', async (t) => {
    const { send, counts } = await serve(t);
    assert.equal((await send('v1/interactions', ofLength(BODY_BYTES))).status, 200);
    assert.equal((await send('v1/interactions', ofLength(BODY_BYTES + 1))).status, 413);
    assert.equal((await counts()).views, 1);
  });

  it('is counted where the announcement lies', async () => {
    const { send, counts } = app();
    assert.equal((await send('v1/interactions', ofLength(BODY_BYTES + 1, { 'Content-Length': '10' }))).status, 413);
    assert.equal((await send('v1/interactions', ofLength(500, { 'Content-Length': '99999999' }))).status, 413);
    assert.equal((await counts()).version, 0);
  });

  it('is what was announced, on the wire', async (t) => {
    const { port, counts } = await serve(t);
    const body = JSON.stringify({ interactions: [view()] });
    const sent = async (length: number) => {
      const socket = connect(port, '127.0.0.1');
      socket.write(
        `POST /v1/interactions HTTP/1.1\r\nHost: localhost\r\nOrigin: ${ORIGIN}\r\nConnection: close\r\nContent-Length: ${length}\r\n\r\n${body}`,
      );
      if (length > body.length) socket.end(); // Else both ends would wait.
      let answer = '';
      socket.on('data', (chunk) => {
        answer += chunk;
      });
      await once(socket, 'close');
      return answer.slice(0, 12);
    };
    assert.equal(await sent(body.length - 5), 'HTTP/1.1 400');
    assert.notEqual(await sent(body.length + 5), 'HTTP/1.1 200');
    assert.equal((await counts()).version, 0);
    assert.equal(await sent(body.length), 'HTTP/1.1 200');
    assert.equal((await counts()).version, 1);
  });
});
