/** The http adapter of a first look: it does whatever the whole adapter does, and something without it. */
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { describe, it } from 'node:test';
import { httpFirst } from '../../src/adapters/http-first.ts';
import * as all from '../../src/adapters/http-whole.ts';
import { createInteractionId, type Interaction, memoryStorage } from '../../src/contract/index.ts';
import { StubEventSource, stubEventSource } from './stub-event-source.ts';
import { counted, ENDPOINT, json, page, problem, type Stub, share, stubFetch, taken, visitorOf } from './stub-fetch.ts';

/** What it makes of live counts once it is there is told by the whole adapter's own tests, in the task that asks. */
const OWN = new Set(['http-first.test.ts', 'http-live.test.ts']);

for (const file of globSync('http*.test.ts', { cwd: import.meta.dirname }).toSorted()) {
  if (!OWN.has(file)) await import(`./${file}?first`);
}

const view = (): Interaction => ({ id: createInteractionId(), type: 'view', page: page('a'), at: Date.now() });

/** An adapter, and the whole one behind it, which comes when the test says so. */
function first({ fetch }: Stub, visitor = memoryStorage()) {
  let asked = 0;
  let isOffline = false;
  const adapter = httpFirst({ endpoint: ENDPOINT, fetch, visitor, EventSource: stubEventSource }, async () => {
    asked++;
    if (isOffline) throw new TypeError('Failed to fetch dynamically imported module');
    return all;
  });
  return {
    adapter,
    visitor,
    asked: () => asked,
    goes(offline: 'offline' | 'online') {
      isOffline = offline === 'offline';
    },
  };
}

const listener = () => {
  const told: unknown[] = [];
  const { signal } = new AbortController();
  return {
    told,
    onCounts: (counts: unknown) => told.push(counts),
    onError: (error: Error) => told.push(error),
    signal,
  };
};

describe('the whole http adapter', () => {
  it('is not needed for counts, nor for a view, nor for whoever has a token', async () => {
    const { adapter, asked, visitor } = first(stubFetch((sent) => (sent.method === 'GET' ? counted(sent) : taken())));
    assert.equal((await adapter.read([page('a'), page('b')])).size, 2);
    await adapter.record([view()]);
    visitor.set(`gaung:visitor:${adapter.id}`, 'token-1');
    await adapter.record([share(), view()]);
    assert.equal(asked(), 0);
  });

  it('is given the answer that is none, and asks no second time', async () => {
    for (const answer of [problem(503), json([]), json({ counts: {} }), new Response('<html>')]) {
      const stub = stubFetch(() => answer);
      const { adapter, asked } = first(stub);
      await assert.rejects(adapter.record([view()]), /^GaungError: \[gaung\] \[http\] /);
      assert.deepEqual([asked(), stub.sent.length], [1, 1]);
    }
  });

  it('says what was refused, and keeps the token that came along', async () => {
    const one = share();
    const refused = [{ id: one.id, code: 'page-not-allowed' }];
    const { adapter, visitor } = first(stubFetch(() => json({ visitor: 'token-1', counts: {}, refused })));
    const result = await adapter.record([one], { urgent: true });
    assert.deepEqual([...result.refused], [[one.id, { code: 'page-not-allowed' }]]);
    assert.equal(visitor.get(`gaung:visitor:${adapter.id}`), 'token-1');
  });

  it('is asked for again where it did not arrive', async () => {
    const { adapter, asked, goes } = first(stubFetch(() => problem(503)));
    goes('offline');
    await assert.rejects(adapter.read([page('a')]), TypeError);
    goes('online');
    await assert.rejects(adapter.read([page('a')]), /answered 503/);
    assert.equal(asked(), 2);
  });

  it('is not waited for by what a reader does where it does not arrive, and one tap is on its way at a time', async () => {
    const answers: ((response: Response) => void)[] = [];
    const stub = stubFetch(() => new Promise<Response>((resolve) => answers.push(resolve)));
    const { adapter, goes } = first(stub);
    goes('offline');
    const records = [adapter.record([share()]), adapter.record([share()])];
    while (stub.sent.length === 0) await new Promise(setImmediate);
    await new Promise(setImmediate);
    assert.equal(stub.sent.length, 1);
    answers[0]!(taken('token-1'));
    await records[0];
    while (stub.sent.length === 1) await new Promise(setImmediate);
    answers[1]!(taken('token-1'));
    await records[1];
    assert.deepEqual(stub.sent.map(visitorOf), [undefined, 'token-1']);
  });

  it('is not waited for by a page that is left', async () => {
    const stub = stubFetch(() => taken('token-1'));
    const { adapter } = first(stub);
    const record = adapter.record([share()], { urgent: true });
    assert.equal(stub.sent.length, 1, 'in this task');
    await record;
    const many = Array.from({ length: 100 }, () => share());
    await assert.rejects(adapter.record(many, { urgent: true }), /The page was left/);
    assert.equal((await adapter.record(many)).refused.size, 0);
    const late = adapter.record(many, { urgent: true });
    assert.equal(stub.sent.length, 3, 'in this task, now that it is there');
    await late;
  });

  it('watches', async () => {
    StubEventSource.forget();
    const { adapter } = first(stubFetch(() => taken()));
    const stop = adapter.subscribe!([page('a')], listener());
    while (StubEventSource.made.length === 0) await new Promise(setImmediate);
    stop();
    assert.equal(StubEventSource.last.readyState, 2);
  });

  it('watches nothing for who stopped before it came, and says where it does not come', async () => {
    StubEventSource.forget();
    const { adapter } = first(stubFetch(() => taken()));
    adapter.subscribe!([page('a')], listener())();
    await adapter.read([]);
    await new Promise(setImmediate);
    assert.equal(StubEventSource.made.length, 0);
    const { adapter: other, goes } = first(stubFetch(() => taken()));
    goes('offline');
    const ears = listener();
    other.subscribe!([page('a')], ears);
    await new Promise(setImmediate);
    assert.equal(ears.told.length, 1);
    assert.ok(ears.told[0] instanceof TypeError);
  });
});
