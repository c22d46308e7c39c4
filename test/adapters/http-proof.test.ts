/** A server that asks for a proof of work before it takes what a reader did. */
import assert from 'node:assert/strict';
import { hash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { silentLog } from '../../server/src/log.ts';
import { start } from '../../server/src/main.ts';
import {
  GaungError,
  type Interaction,
  memoryStorage,
  type Proof,
  type ProofChallenge,
  toPageKey,
} from '../../src/contract/index.ts';
import { faceOf } from './faces.ts';
import {
  ENDPOINT,
  interactionsOf,
  json,
  page,
  problem,
  type Sent,
  share,
  stubFetch,
  taken,
  visitorOf,
} from './stub-fetch.ts';

const http = faceOf(import.meta.url);

/** A challenge whose answer is a counter of our choice. */
function challengeFor(counter: number): ProofChallenge & { readonly derivedKey: string } {
  const [salt, nonce] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
  const derivedKey = hash('sha256', Buffer.from(`${salt}${nonce}${counter.toString(16).padStart(8, '0')}`, 'hex'));
  const known = { algorithm: 'SHA-256', cost: 1, keyLength: 32, nonce, salt, expiresAt: 4_000_000_000 };
  const parameters = { ...known, keyPrefix: derivedKey.slice(0, 32), data: { for: 'something' } };
  return { parameters, signature: 'signed', derivedKey };
}

/** Nobody will ever find what this asks for. */
const endless = (): ProofChallenge => {
  const { parameters } = challengeFor(0);
  return { parameters: { ...parameters, keyPrefix: 'f'.repeat(64) } };
};

const asks = (challenge: unknown, headers: Record<string, string> = {}): Response =>
  json({ type: 'urn:gaung:problem:proof-required', status: 428, challenge }, { status: 428, headers });
const proofOf = ({ body }: Sent): Proof | undefined => (JSON.parse(body!) as { proof?: Proof }).proof;
const adapterOf = (fetch: typeof globalThis.fetch, timeout = 10_000) =>
  http({ endpoint: ENDPOINT, fetch, visitor: 'none', timeout });

describe('where a proof of work is asked for', () => {
  it('the same is sent again with it, once', async () => {
    const { derivedKey, ...challenge } = challengeFor(1234);
    const { sent, fetch } = stubFetch((_, nth) => (nth === 0 ? asks(challenge) : taken('token-1')));
    const storage = memoryStorage();
    const adapter = http({ endpoint: ENDPOINT, fetch, visitor: storage });
    const all = [share(), share(page('b'))];
    const { refused } = await adapter.record(all, { keepalive: true });
    assert.equal(refused.size, 0);
    assert.equal(sent.length, 2);
    assert.deepEqual(sent.map(proofOf), [undefined, { challenge, solution: { counter: 1234, derivedKey } }]);
    for (const one of sent) {
      assert.deepEqual(interactionsOf(one), all);
      assert.equal(one.keepalive, true);
      assert.equal(visitorOf(one), undefined);
    }
    // The token that came is kept, and nobody asks any more.
    await adapter.record([share()]);
    assert.deepEqual([visitorOf(sent[2]!), proofOf(sent[2]!)], ['token-1', undefined]);
  });

  it('what the challenge holds beside goes back as it came', async () => {
    const { derivedKey: _, ...challenge } = challengeFor(3);
    const more = { ...challenge, codeChallenge: null, parameters: { ...challenge.parameters, newer: [1, { a: 2 }] } };
    const { sent, fetch } = stubFetch((_, nth) => (nth === 0 ? asks(more) : taken()));
    await adapterOf(fetch).record([share()]);
    assert.deepEqual(proofOf(sent[1]!)!.challenge, more);
  });

  it('a second demand keeps what was done, and waits as it says', async () => {
    const { sent, fetch } = stubFetch(() => asks(challengeFor(5), { 'retry-after': '7' }));
    await assert.rejects(adapterOf(fetch).record([share()]), (error) => {
      assert.ok(error instanceof GaungError);
      assert.equal(error.message, '[gaung] [http] https://echo.example answered 428.');
      assert.equal(error.retryAfter, 7000);
      return true;
    });
    assert.equal(sent.length, 2);
  });

  it('what the second answer says holds, whatever it is', async () => {
    for (const [status, name] of [
      [200, 'taken'],
      [503, 'kept'],
      [403, 'refused'],
    ] as const) {
      const second = () => (status === 200 ? taken() : problem(status));
      const { fetch } = stubFetch((_, nth) => (nth === 0 ? asks(challengeFor(5)) : second()));
      const outcome = await adapterOf(fetch)
        .record([share()])
        .then(
          ({ refused }) => (refused.size === 0 ? 'taken' : 'refused'),
          (error: unknown) => (error instanceof GaungError ? 'kept' : error),
        );
      assert.equal(outcome, name);
    }
  });

  it('who leaves the page does not begin: what they did is kept', async () => {
    const { sent, fetch } = stubFetch(() => asks(challengeFor(5), { 'retry-after': '60' }));
    await assert.rejects(adapterOf(fetch).record([share()], { urgent: true }), {
      name: 'GaungError',
      retryAfter: 60_000,
    });
    assert.equal(sent.length, 1);
  });

  it('a read is no deed, and does not begin either', async () => {
    const { sent, fetch } = stubFetch(() => asks(challengeFor(5)));
    await assert.rejects(adapterOf(fetch).read([page('a')]), GaungError);
    assert.equal(sent.length, 1);
  });

  it('the time that it takes is not the server’s', async () => {
    const timeout = 100;
    const { sent, fetch } = stubFetch((_, nth) => (nth === 0 ? asks(challengeFor(500_000)) : taken()));
    const begin = performance.now();
    await adapterOf(fetch, timeout).record([share()]);
    assert.ok(performance.now() - begin > timeout, 'it took longer than an answer may');
    assert.equal(sent.length, 2);
  });

  it('the second answer has its own', async () => {
    const { fetch } = stubFetch((_, nth) => (nth === 0 ? asks(challengeFor(1)) : new Promise(() => {})));
    await assert.rejects(adapterOf(fetch, 100).record([share()]), (error: Error) =>
      /no answer within 100 ms/.test(String(error.cause)),
    );
  });

  it('who gives up is not kept by it', async () => {
    const reason = new Error('the reader left');
    const controller = new AbortController();
    const { sent, fetch } = stubFetch(() => {
      setImmediate(() => controller.abort(reason));
      return asks(endless());
    });
    await assert.rejects(
      adapterOf(fetch).record([share()], { signal: controller.signal }),
      (error) => error === reason,
    );
    assert.equal(sent.length, 1);
  });

  it('a search without end is given up after a minute, and what was done is kept', async (t) => {
    let asked: (value?: unknown) => void = () => {};
    const isAsked = new Promise((resolve) => {
      asked = resolve;
    });
    const { sent, fetch } = stubFetch(() => {
      asked();
      return asks(endless());
    });
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const outcomes: unknown[] = [];
    const result = adapterOf(fetch)
      .record([share()])
      .catch((error: unknown) => outcomes.push(error));
    await isAsked;
    // A second passes whenever the search lets others work.
    let seconds = 0;
    for (; outcomes.length === 0 && seconds < 100; seconds++) {
      await new Promise((resolve) => setImmediate(resolve));
      t.mock.timers.tick(1000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.ok(seconds >= 60 && seconds < 100, `after ${seconds} s`);
    await result;
    const [error] = outcomes;
    assert.ok(error instanceof GaungError);
    assert.match(String(error.cause), /No proof within 60000 ms/);
    assert.equal(sent.length, 1);
  });

  const { parameters } = challengeFor(1);
  const unknown: Readonly<Record<string, () => Response>> = {
    'no challenge': () => problem(428),
    'a page, as of a proxy': () => new Response('<!doctype html>', { status: 428 }),
    null: () => json(null, { status: 428 }),
    'a challenge that is null': () => asks(null),
    'no parameters': () => asks({}),
    'another algorithm': () => asks({ parameters: { ...parameters, algorithm: 'ARGON2ID' } }),
    'no cost': () => asks({ parameters: { ...parameters, cost: 0 } }),
    'a cost that is a text': () => asks({ parameters: { ...parameters, cost: '1' } }),
    'no prefix': () => asks({ parameters: { ...parameters, keyPrefix: '' } }),
    'a prefix that is longer than the key': () => asks({ parameters: { ...parameters, keyLength: 8 } }),
    'a prefix that is no hex': () => asks({ parameters: { ...parameters, keyPrefix: '"+alert(1)+"' } }),
    'a key of no length': () => asks({ parameters: { ...parameters, keyLength: 0, keyPrefix: '0' } }),
    'a longer key than there is': () => asks({ parameters: { ...parameters, keyLength: 64 } }),
    'a nonce that is no hex': () => asks({ parameters: { ...parameters, nonce: 'xyz' } }),
    'more salt than a block holds': () => asks({ parameters: { ...parameters, salt: '0'.repeat(66) } }),
  };
  for (const [what, answer] of Object.entries(unknown)) {
    it(`${what} keeps what was done`, async () => {
      const { sent, fetch } = stubFetch(answer);
      await assert.rejects(adapterOf(fetch).record([share()]), GaungError);
      assert.equal(sent.length, 1);
    });
  }
});

describe('several demands at once', () => {
  it('are met one after the other', async () => {
    const order: number[] = [];
    const [slow, quick] = [share(page('slow')), share(page('quick'))];
    const challenges = new Map<unknown, ProofChallenge>([
      [slow.id, challengeFor(200_000)],
      [quick.id, challengeFor(0)],
    ]);
    const { fetch } = stubFetch((one) => {
      const proof = proofOf(one);
      if (!proof) return asks(challenges.get(interactionsOf(one)[0]!.id));
      order.push(proof.solution.counter);
      return taken();
    });
    const adapter = adapterOf(fetch);
    await Promise.all([adapter.record([slow]), adapter.record([quick])]);
    assert.deepEqual(order, [200_000, 0]);
  });

  it('do not wait for one that was given up', async () => {
    const controller = new AbortController();
    const [left, stays] = [share(), share()];
    const begun = new EventTarget();
    const { fetch } = stubFetch((one) => {
      const isLeft = interactionsOf(one)[0]!.id === left.id;
      if (isLeft) setImmediate(() => begun.dispatchEvent(new Event('begun')));
      if (isLeft) return asks(endless());
      return proofOf(one) ? taken() : asks(challengeFor(3));
    });
    const adapter = adapterOf(fetch);
    const hasBegun = once(begun, 'begun');
    const gone = adapter.record([left], { signal: controller.signal });
    const done = adapter.record([stays]);
    await hasBegun;
    controller.abort(new Error('the reader left'));
    await assert.rejects(gone, /the reader left/);
    assert.equal((await done).refused.size, 0);
  });
});

describe('against the real server', () => {
  const SITE = 'https://news.example';

  it('each new reader’s taps count once, and who is known is not asked', async (t) => {
    const server = await start(
      {
        ...{ PORT: '0', GAUNG_STORAGE: 'memory:', GAUNG_ORIGINS: SITE },
        ...{ GAUNG_PROOF: 'on', GAUNG_PROOF_NETWORK: '0', GAUNG_RATE_LIMIT: 'off' },
      },
      { log: silentLog },
    );
    t.after(() => server.close());
    const statuses: number[] = [];
    const fromSite: typeof fetch = async (url, init) => {
      const response = await fetch(url, {
        ...init,
        headers: { origin: SITE, 'user-agent': 'Mozilla/5.0 Firefox/140.0' },
      });
      if (init?.method === 'POST') statuses.push(response.status);
      return response;
    };
    const reader = (visitor: Parameters<typeof http>[0]['visitor']) =>
      http({ endpoint: server.url, fetch: fromSite, visitor: visitor! });
    const key = toPageKey(`${SITE}/a`);
    const love = (): Interaction => ({ ...share(key), type: 'reaction', reactions: ['love'], previous: [] });
    const known = reader(memoryStorage());
    const one = love();
    await known.record([one]);
    await known.record([one]); // as after an answer that was lost
    await known.record([share(key)]);
    assert.deepEqual(statuses.splice(0), [428, 200, 200, 200]);
    await reader('none').record([love()]);
    assert.deepEqual(statuses.splice(0), [428, 200]);
    await reader(memoryStorage()).record([{ ...share(key), type: 'view' }]);
    assert.deepEqual(statuses.splice(0), [200]);
    const counts = (await known.read([key])).get(key)!;
    assert.equal(counts.reactions!.love, 2);
    assert.equal(counts.shares!.line, 1);
    assert.equal(counts.views, 1);
  });
});
