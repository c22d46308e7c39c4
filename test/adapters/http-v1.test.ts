/** The http adapter still sends what version 1 of the wire sent, to the byte, and a server of today still takes it. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { silentLog } from '../../server/src/log.ts';
import { type RunningServer, start } from '../../server/src/main.ts';
import { type Interaction, memoryStorage, type PageKey } from '../../src/contract/index.ts';
import countsAnswer from '../contract/v1/counts-answer.json' with { type: 'json' };
import countsRequest from '../contract/v1/counts-request.json' with { type: 'json' };
import interactionsAnswer from '../contract/v1/interactions-answer.json' with { type: 'json' };
import request from '../contract/v1/interactions-request.json' with { type: 'json' };
import minimal from '../contract/v1/interactions-request-minimal.json' with { type: 'json' };
import noStorage from '../contract/v1/interactions-request-no-storage.json' with { type: 'json' };
import liveEvents from '../contract/v1/live-events.json' with { type: 'json' };
import liveRequest from '../contract/v1/live-request.json' with { type: 'json' };
import { faceOf } from './faces.ts';
import { StubEventSource, stubEventSource } from './stub-event-source.ts';
import { ENDPOINT, json, type Sent, stubFetch } from './stub-fetch.ts';

const http = faceOf(import.meta.url);

const copy = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

describe('what the http adapter sends is version 1 of the wire', () => {
  const headersOf = ({ request }: Sent) => Object.fromEntries(request.headers);

  it('a read', async () => {
    const { fetch, sent } = stubFetch(() => json(countsAnswer));
    const counts = await http({ endpoint: ENDPOINT, fetch, visitor: 'none' }).read(countsRequest.pages as PageKey[]);
    const [one] = sent as [Sent];
    assert.equal(sent.length, 1);
    assert.equal(one.method, countsRequest.method);
    assert.equal(one.url.href, ENDPOINT + countsRequest.target);
    assert.deepEqual(headersOf(one), {});
    assert.deepEqual(copy(Object.fromEntries(counts)), countsAnswer.counts);
  });

  it('interactions, with a token and with none', async () => {
    const storage = memoryStorage(new Map([[`gaung:visitor:http:${ENDPOINT}`, request.visitor]]));
    for (const [recorded, visitor] of [
      [request, storage],
      [noStorage, 'none'],
      [{ interactions: request.interactions }, memoryStorage()],
    ] as const) {
      const { fetch, sent } = stubFetch(() => json(interactionsAnswer));
      await http({ endpoint: ENDPOINT, fetch, visitor }).record(recorded.interactions as Interaction[]);
      const [one] = sent as [Sent];
      assert.equal(sent.length, 1);
      assert.equal(one.method, 'POST');
      assert.equal(one.url.href, `${ENDPOINT}v1/interactions`);
      assert.deepEqual(headersOf(one), { 'content-type': 'text/plain;charset=UTF-8' });
      assert.equal(one.body, JSON.stringify(recorded));
    }
  });

  it('a subscription, whose events it reads', async () => {
    const pushed: unknown[] = [];
    const adapter = http({ endpoint: ENDPOINT, EventSource: stubEventSource, visitor: 'none' });
    const stop = adapter.subscribe!(liveRequest.pages as PageKey[], {
      onCounts: (counts) => pushed.push(copy(Object.fromEntries(counts))),
      onError: assert.fail,
      signal: new AbortController().signal,
    });
    while (StubEventSource.made.length === 0) await new Promise(setImmediate);
    assert.equal(StubEventSource.last.url, ENDPOINT + liveRequest.target);
    for (const { event, data } of liveEvents) StubEventSource.last.sends(event, JSON.stringify(data));
    stop();
    assert.deepEqual(
      pushed,
      liveEvents.flatMap(({ data }) => data.counts ?? []),
    );
  });

  it('and it reads the answer', async () => {
    const { fetch } = stubFetch(() => json(interactionsAnswer));
    const storage = memoryStorage();
    const adapter = http({ endpoint: ENDPOINT, fetch, visitor: storage });
    const { counts, refused } = await adapter.record(request.interactions as Interaction[]);
    assert.deepEqual(copy(Object.fromEntries(counts)), interactionsAnswer.counts);
    assert.deepEqual([...refused], [[interactionsAnswer.refused[0]!.id, { code: 'too-many-ids' }]]);
    assert.equal(storage.get(`gaung:visitor:http:${ENDPOINT}`), interactionsAnswer.visitor);
  });
});

describe('a server of today takes version 1 of the wire', () => {
  let server: RunningServer;
  before(async () => {
    const env = {
      PORT: '0',
      GAUNG_STORAGE: 'memory:',
      GAUNG_ORIGINS: 'https://news.example',
      GAUNG_BOTS: 'count',
      GAUNG_RATE_LIMIT: 'off',
    };
    server = await start(env, { log: silentLog });
  });
  after(() => server?.close());

  it('every recorded request', async () => {
    for (const recorded of [request, minimal, noStorage]) {
      const response = await fetch(`${server.url}v1/interactions`, {
        method: 'POST',
        headers: { origin: 'https://news.example', 'content-type': 'text/plain;charset=UTF-8' },
        body: JSON.stringify(recorded),
      });
      const answer = (await response.json()) as { counts: object; refused: unknown[] };
      assert.equal(response.status, 200);
      assert.deepEqual(answer.refused, []);
      assert.deepEqual(
        Object.keys(answer.counts).toSorted(),
        [...new Set(recorded.interactions.map(({ page }) => page))].toSorted(),
      );
    }
  });

  it('a subscription, answered in the recorded form', async () => {
    const response = await fetch(server.url + liveRequest.target);
    const { value } = await response.body!.pipeThrough(new TextDecoderStream()).getReader().read();
    const data = /^retry: \d+\n\nevent: counts\ndata: (.+)\n\n$/.exec(value ?? '')?.[1];
    const { counts } = JSON.parse(data ?? '{}') as typeof countsAnswer;
    assert.deepEqual(Object.keys(counts), Object.keys(liveEvents[0]!.data.counts!));
    for (const one of Object.values(counts)) {
      assert.deepEqual(Object.keys(one), ['version', 'views', 'shares', 'reactions']);
    }
  });

  it('a read, answered in the recorded form', async () => {
    const response = await fetch(server.url + countsRequest.target);
    const { counts } = (await response.json()) as typeof countsAnswer;
    assert.deepEqual(Object.keys(counts), Object.keys(countsAnswer.counts));
    for (const one of Object.values(counts)) {
      assert.deepEqual(Object.keys(one), ['version', 'views', 'shares', 'reactions']);
    }
  });
});
