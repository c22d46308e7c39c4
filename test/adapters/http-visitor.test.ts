/** The visitor's token: minted once, kept, and sent along; or never asked for. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryStorage } from '../../src/contract/index.ts';
import { faceOf } from './faces.ts';
import { ENDPOINT, json, page, problem, type Stub, share, stubFetch, taken, visitorOf } from './stub-fetch.ts';

const http = faceOf(import.meta.url);

const adapterOf = ({ fetch }: Stub, visitor = memoryStorage(), endpoint = ENDPOINT) =>
  http({ endpoint, fetch, visitor });

/** Answers that come when the test says so. */
function heldBack() {
  const answers: ((response: Response) => void)[] = [];
  const stub = stubFetch(() => new Promise<Response>((resolve) => answers.push(resolve)));
  return { ...stub, answers };
}

/** Lets everything go on that waits for nothing but promises. */
const settle = () => new Promise((resolve) => setImmediate(resolve));
/** Waits for the first request of a browser without a token, which lets other tabs have their turn. */
const firstOf = async (sent: readonly unknown[]) => {
  while (sent.length === 0) await settle();
};

describe('the token of a visitor', () => {
  it('is not sent before there is one, and always after', async () => {
    const stub = stubFetch(() => taken('token-1'));
    const adapter = adapterOf(stub);
    for (let i = 0; i < 3; i++) await adapter.record([share()]);
    assert.deepEqual(stub.sent.map(visitorOf), [undefined, 'token-1', 'token-1']);
    assert.equal('visitor' in (JSON.parse(stub.sent[0]!.body!) as object), false);
  });

  it('is kept for the next page of the site', async () => {
    const storage = memoryStorage();
    const stub = stubFetch(() => taken('token-1'));
    await adapterOf(stub, storage).record([share()]);
    await adapterOf(stub, storage, 'https://echo.example').record([share()]);
    assert.deepEqual(stub.sent.map(visitorOf), [undefined, 'token-1']);
    assert.deepEqual(storage.keys(''), ['gaung:visitor:http:https://echo.example/']);
  });

  it('is for its own server alone', async () => {
    const storage = memoryStorage();
    const stub = stubFetch(({ url }) => taken(`token of ${url.host}${url.pathname}`));
    const endpoints = [ENDPOINT, 'https://other.example/', `${ENDPOINT}gaung/`, 'http://echo.example/'];
    for (const endpoint of endpoints) await adapterOf(stub, storage, endpoint).record([share()]);
    assert.deepEqual(stub.sent.map(visitorOf), [undefined, undefined, undefined, undefined]);
  });

  it('follows the server’s newest', async () => {
    const stub = stubFetch((_, nth) => taken(`token-${nth}`));
    const adapter = adapterOf(stub);
    for (let i = 0; i < 3; i++) await adapter.record([share()]);
    assert.deepEqual(stub.sent.map(visitorOf), [undefined, 'token-0', 'token-1']);
  });

  it('stays where an answer has none, or something that is none', async () => {
    for (const visitor of [undefined, null, 7, { a: 1 }, ['x'], true]) {
      const stub = stubFetch((_, nth) => (nth === 0 ? taken('token-1') : json({ visitor, counts: {}, refused: [] })));
      const adapter = adapterOf(stub);
      for (let i = 0; i < 3; i++) await adapter.record([share()]);
      assert.deepEqual(stub.sent.map(visitorOf), [undefined, 'token-1', 'token-1']);
    }
  });

  it('comes along where everything was refused', async () => {
    const stub = stubFetch(() => json({ visitor: 'token-1', counts: {}, refused: [] }, { status: 422 }));
    const adapter = adapterOf(stub);
    for (let i = 0; i < 2; i++) await adapter.record([share()]);
    assert.deepEqual(stub.sent.map(visitorOf), [undefined, 'token-1']);
  });

  it('is never sent with a read', async () => {
    const stub = stubFetch(({ method }) => (method === 'POST' ? taken('secret-token') : json({ counts: {} })));
    const adapter = adapterOf(stub);
    await adapter.record([share()]);
    await adapter.read([page('a')]);
    const { request, url } = stub.sent[1]!;
    assert.doesNotMatch(`${url.href} ${JSON.stringify([...request.headers])}`, /secret-token/);
  });
});

describe('until a token is known', () => {
  it('one request is in flight, so that one browser is one visitor', async () => {
    const { sent, answers, fetch } = heldBack();
    const adapter = adapterOf({ sent, fetch });
    const records = [adapter.record([share()]), adapter.record([share()]), adapter.record([share()])];
    await firstOf(sent);
    await settle();
    assert.equal(sent.length, 1);
    answers[0]!(taken('token-1'));
    await records[0];
    await settle();
    assert.equal(sent.length, 2);
    assert.equal(visitorOf(sent[1]!), 'token-1');
    const late = adapter.record([share()]); // The token is known: nothing to wait for.
    await settle();
    assert.equal(sent.length, 3);
    answers[1]!(taken('token-1'));
    answers[2]!(taken('token-1'));
    await Promise.all([records[1], late]);
    await settle();
    answers[3]!(taken('token-1'));
    await records[2];
    assert.deepEqual(sent.map(visitorOf), [undefined, 'token-1', 'token-1', 'token-1']);
  });

  it('one that fails lets the next one go', async () => {
    const stub = stubFetch((_, nth) => (nth === 0 ? problem(503) : taken('token-1')));
    const adapter = adapterOf(stub);
    const [first, second, third] = await Promise.allSettled([
      adapter.record([share()]),
      adapter.record([share()]),
      adapter.record([share()]),
    ]);
    assert.deepEqual([first.status, second.status, third.status], ['rejected', 'fulfilled', 'fulfilled']);
    assert.deepEqual(stub.sent.map(visitorOf), [undefined, undefined, 'token-1']);
  });

  it('one whose answer brings none lets the next one go without', async () => {
    const stub = stubFetch(() => taken());
    const storage = memoryStorage();
    const adapter = adapterOf(stub, storage);
    await Promise.all([adapter.record([share()]), adapter.record([share()])]);
    assert.deepEqual(stub.sent.map(visitorOf), [undefined, undefined]);
    assert.deepEqual(storage.keys(''), []);
  });

  it('a page that is left waits for nobody', async () => {
    const { sent, answers, fetch } = heldBack();
    const adapter = adapterOf({ sent, fetch });
    const one = share();
    const records = [adapter.record([one]), adapter.record([one, share()], { urgent: true })];
    assert.equal(sent.length, 1, 'in this task');
    await settle();
    assert.deepEqual(sent.map(visitorOf), [undefined, undefined]);
    for (const answer of answers) answer(taken('token-1'));
    await Promise.all(records);
  });

  it('reads go their own way', async () => {
    const { sent, answers, fetch } = heldBack();
    const adapter = adapterOf({ sent, fetch });
    const record = adapter.record([share()]);
    await firstOf(sent);
    const read = adapter.read([page('a')]);
    assert.equal(sent.length, 2);
    answers[1]!(json({ counts: {} }));
    assert.equal((await read).size, 0);
    answers[0]!(taken('token-1'));
    await record;
  });
});

describe('a visitor of whom nothing is kept', () => {
  it('is called none, whatever the server answers', async () => {
    const stub = stubFetch(() => taken('token-1'));
    const adapter = http({ endpoint: ENDPOINT, fetch: stub.fetch, visitor: 'none' });
    for (let i = 0; i < 2; i++) await adapter.record([share()]);
    assert.deepEqual(stub.sent.map(visitorOf), ['none', 'none']);
  });

  it('waits for nobody', async () => {
    const { sent, answers, fetch } = heldBack();
    const adapter = http({ endpoint: ENDPOINT, fetch, visitor: 'none' });
    const records = [adapter.record([share()]), adapter.record([share()])];
    await settle();
    assert.equal(sent.length, 2);
    for (const answer of answers) answer(taken());
    await Promise.all(records);
  });
});
