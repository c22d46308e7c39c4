/** The proof of work: when it is asked for, of whom, and what passes for one. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/sha';
import type { Proof, ProofChallenge } from 'gaung/contract';
import { solve } from './solve.ts';
import { app, type Json, ORIGIN, PAGE, react, serve, share, view } from './tools.ts';

const LATER = 'news.example/later';
/** As a network of its own. */
const from = (address: string) => ({ 'X-Test-Address': address });

/** A server that asks for a proof from the first new visitor on, unless the test says else. */
const asking = (env: Record<string, string> = {}) =>
  app({
    env: { GAUNG_PROOF: 'on', GAUNG_PROOF_NETWORK: '0', ...env },
    remoteAddress: (c) => c.req.header('X-Test-Address') ?? '203.0.113.1',
  });
type Server = ReturnType<typeof asking>;

const isAsked = ({ status, body }: Json) => status === 428 && body.type === 'urn:gaung:problem:proof-required';

/** The challenge that a tap is answered with. */
async function challengeFor({ post }: Server, tap: Json): Promise<ProofChallenge> {
  const answer = await post({ interactions: [tap] });
  assert.equal(answer.status, 428, JSON.stringify(answer.body));
  return answer.body.challenge;
}

describe('a proof of work', () => {
  it('is asked of nobody unless it is switched on', async () => {
    const { post } = app({ env: { GAUNG_PROOF_NETWORK: '0', GAUNG_PROOF_PAGE: '0' } });
    assert.equal((await post({ interactions: [share()] })).status, 200);
  });

  it('is asked for as a problem that says how and how long, and nothing is counted', async (t) => {
    const { post, counts } = await serve(t, { GAUNG_PROOF: 'on', GAUNG_PROOF_NETWORK: '0' });
    const tap = share();
    const { status, headers, body } = await post({ interactions: [tap] });
    assert.equal(status, 428);
    assert.equal(headers.get('content-type'), 'application/problem+json');
    assert.equal(headers.get('access-control-allow-origin'), ORIGIN, 'the page may read it');
    assert.equal(headers.get('cache-control'), 'no-store');
    const wait = Number(headers.get('retry-after'));
    assert.ok(wait > 590 && wait <= 600, String(wait));
    assert.equal(body.type, 'urn:gaung:problem:proof-required');
    assert.match(body.detail, /without scripts, please try again in 10 minutes\.$/);
    const { signature, parameters } = body.challenge;
    assert.match(signature, /^[0-9a-f]{64}$/);
    assert.deepEqual(Object.keys(parameters), [
      ...['algorithm', 'cost', 'data', 'expiresAt', 'keyLength', 'keyPrefix', 'keySignature', 'nonce', 'salt'],
    ]);
    assert.deepEqual(parameters.data, { for: tap.id }, 'nothing of who asks');
    assert.equal((await counts()).version, 0);
  });

  it('lets the same tap through, and it counts once', async () => {
    const server = asking();
    const tap = react(['love']);
    const proof = solve(await challengeFor(server, tap));
    const { status, body } = await server.post({ proof, interactions: [tap] });
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual((await server.counts()).reactions, { love: 1 });
    assert.match(body.visitor, /^v1\./);
    // From here on the reader is known.
    const changed = await server.post({ visitor: body.visitor, interactions: [react(['wow'])] });
    assert.equal(changed.status, 200);
    assert.deepEqual((await server.counts()).reactions, { wow: 1 });
  });

  it('is what any solver of ALTCHA’s finds', async () => {
    const server = asking();
    const tap = share();
    const challenge = await challengeFor(server, tap);
    const found = await solveChallenge({ challenge, deriveKey });
    const solution = { counter: found!.counter, derivedKey: found!.derivedKey };
    assert.deepEqual(solve(challenge).solution, solution);
    assert.equal((await server.post({ proof: { challenge, solution }, interactions: [tap] })).status, 200);
  });

  it('takes 200,000 hashes at most, whoever is asked', async () => {
    const server = asking();
    for (let i = 0; i < 5; i++) {
      const { challenge, solution } = solve(await challengeFor(server, share()));
      assert.ok(solution.counter < 200_000);
      assert.equal(challenge.parameters.cost, 1);
    }
  });

  it('is needed for no view, alone or while it is asked for', async () => {
    const server = asking({ GAUNG_PROOF_PAGE: '0' });
    assert.ok(isAsked(await server.post({ interactions: [share()] })));
    assert.equal((await server.post({ interactions: [view(), view(LATER)] })).status, 200);
    assert.equal((await server.post({ visitor: 'none', interactions: [view()] })).status, 200);
  });

  it('is needed by whoever has no token of ours: a pseudonym, a forged one, one who has opted out', async () => {
    const { post } = asking();
    for (const visitor of ['none', 'v1.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA', 7, null]) {
      assert.ok(isAsked(await post({ visitor, interactions: [share()] })), String(visitor));
    }
    assert.ok(isAsked(await post({ interactions: [share()] }, { 'Sec-GPC': '1' })));
  });

  it('helps a pseudonym too', async () => {
    const server = asking();
    const tap = react(['sad']);
    const proof = solve(await challengeFor(server, tap));
    assert.equal((await server.post({ visitor: 'none', proof, interactions: [view(LATER), tap] })).status, 200);
    assert.deepEqual((await server.counts()).reactions, { sad: 1 });
  });

  it('is not looked at where none is asked for', async () => {
    const { post } = app({ env: { GAUNG_PROOF: 'on' } });
    assert.equal((await post({ proof: 'anything', interactions: [share()] })).status, 200);
  });
});

describe('what passes for none', () => {
  it('a proof that was good once: a second visitor needs another, and so does a repeat', async () => {
    const server = asking();
    const tap = share();
    const proof = solve(await challengeFor(server, tap));
    assert.equal((await server.post({ proof, interactions: [tap] })).status, 200);
    const again = await server.post({ proof, interactions: [tap] });
    assert.ok(isAsked(again));
    assert.match(again.body.detail, /^The proof that came has been used\. /);
    assert.equal(again.headers.get('retry-after'), '1', 'another one can be made at once');
    assert.notEqual(again.body.challenge.parameters.nonce, proof.challenge.parameters.nonce);
    assert.deepEqual((await server.counts()).shares, { x: 1 });
  });

  it('twice at the same moment it is good once', async () => {
    const server = asking();
    const tap = share();
    const proof = solve(await challengeFor(server, tap));
    const answers = await Promise.all([1, 2, 3].map(() => server.post({ proof, interactions: [tap] })));
    const statuses = answers.map(({ status }) => status);
    assert.deepEqual(
      statuses.toSorted((a, b) => a - b),
      [200, 428, 428],
    );
  });

  it('one for another tap', async () => {
    const server = asking();
    const proof = solve(await challengeFor(server, share()));
    const { status, body } = await server.post({ proof, interactions: [share()] });
    assert.equal(status, 428);
    assert.match(body.detail, /^The proof that came is for something else\. /);
  });

  it('one that is older than five minutes', async (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 0, 1) });
    const server = asking();
    const [early, late] = [share(), share()];
    const proofs = [solve(await challengeFor(server, early)), solve(await challengeFor(server, late))];
    t.mock.timers.tick(5 * 60_000 - 1000);
    assert.equal((await server.post({ proof: proofs[0], interactions: [early] })).status, 200);
    t.mock.timers.tick(2000);
    const { status, body } = await server.post({ proof: proofs[1], interactions: [late] });
    assert.equal(status, 428);
    assert.match(body.detail, /^The proof that came is too old\. /);
  });

  it('one for another server’s challenge', async () => {
    const tap = share();
    const other = app({
      env: { GAUNG_PROOF: 'on', GAUNG_PROOF_PAGE: '0' },
      secret: new TextEncoder().encode('quite another secret of 32 letters'),
    });
    const { body } = await other.post({ interactions: [tap] });
    const answer = await asking().post({ proof: solve(body.challenge), interactions: [tap] });
    assert.equal(answer.status, 428);
    assert.match(answer.body.detail, /^The proof that came is wrong\. /);
  });

  /** Each changes one thing of a good proof. */
  const forged: Readonly<Record<string, (proof: Json, tap: Json) => unknown>> = {
    'a challenge made easier': ({ challenge, solution }) => ({
      challenge: { ...challenge, parameters: { ...challenge.parameters, keyPrefix: '0'.repeat(32) } },
      solution,
    }),
    'a challenge made to last': ({ challenge, solution }) => ({
      challenge: { ...challenge, parameters: { ...challenge.parameters, expiresAt: 99_999_999_999 } },
      solution,
    }),
    'a challenge without the key’s signature': ({ challenge, solution }) => {
      const { keySignature: _, ...parameters } = challenge.parameters;
      return { challenge: { ...challenge, parameters }, solution };
    },
    'a challenge without a signature': ({ challenge, solution }) => ({
      challenge: { parameters: challenge.parameters },
      solution,
    }),
    'a wrong key': ({ challenge, solution }) => ({
      challenge,
      solution: { ...solution, derivedKey: solution.derivedKey.replace(/.$/, (c: string) => (c === '0' ? '1' : '0')) },
    }),
    'no more of the key than was given away': ({ challenge, solution }) => ({
      challenge,
      solution: { ...solution, derivedKey: challenge.parameters.keyPrefix },
    }),
    'no solution': ({ challenge }) => ({ challenge }),
    'something more': (proof) => ({ ...proof, more: 1 }),
    'a text': (proof) => JSON.stringify(proof),
    true: () => true,
    null: () => null,
    'a list': (proof) => [proof],
    'nothing but names': () => ({ __proto__: null, constructor: 1, challenge: { parameters: {} }, solution: {} }),
  };
  for (const [what, forge] of Object.entries(forged)) {
    it(what, async () => {
      const server = asking();
      const tap = share();
      const proof = solve(await challengeFor(server, tap));
      const answer = await server.post({ proof: forge(proof, tap), interactions: [tap] });
      assert.ok(isAsked(answer), JSON.stringify(answer.body));
      assert.match(answer.body.detail, /^The proof that came is (?:none that this server asked for|wrong)\. /);
      assert.equal((await server.counts()).version, 0);
      // The good one is as good as before.
      assert.equal((await server.post({ proof, interactions: [tap] })).status, 200);
    });
  }

  it('one that is nested as deep as a body can be', async () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const { status } = await asking().post(`{"proof":${deep},"interactions":[${JSON.stringify(share())}]}`);
    assert.equal(status, 428);
  });
});

describe('when it is asked for', () => {
  const count = async ({ post }: Server, times: number, headers = {}, page = PAGE) => {
    const statuses: number[] = [];
    for (let i = 0; i < times; i++) {
      statuses.push((await post({ interactions: [share('x', page)] }, headers)).status);
    }
    return statuses;
  };

  it('after 30 new visitors of one network, wherever they tap', async () => {
    const server = asking({ GAUNG_PROOF_NETWORK: '' });
    const one = from('192.0.2.1');
    assert.deepEqual(await count(server, 31, one), [...Array<number>(30).fill(200), 428]);
    assert.deepEqual(await count(server, 1, one, LATER), [428]);
    assert.deepEqual(await count(server, 1, from('192.0.2.2')), [200], 'another network');
  });

  it('of IPv6 a network is 64 bits', async () => {
    const server = asking({ GAUNG_PROOF_NETWORK: '2' });
    assert.deepEqual(await count(server, 1, from('2001:db8::1')), [200]);
    assert.deepEqual(await count(server, 1, from('2001:db8::2:1')), [200]);
    assert.deepEqual(await count(server, 1, from('2001:db8:0:0:ffff::')), [428]);
    assert.deepEqual(await count(server, 1, from('2001:db8:0:1::1')), [200]);
  });

  it('after as many on one page as one says, from wherever', async () => {
    const server = asking({ GAUNG_PROOF_NETWORK: '1000', GAUNG_PROOF_PAGE: '3' });
    const statuses: number[] = [];
    for (let i = 1; i <= 4; i++) statuses.push(...(await count(server, 1, from(`192.0.2.${i}`))));
    assert.deepEqual(statuses, [200, 200, 200, 428]);
    assert.deepEqual(await count(server, 1, from('192.0.2.9'), LATER), [200], 'another page');
    const many = await server.post({ interactions: [share('x', LATER), share('x', PAGE)] }, from('192.0.2.9'));
    assert.ok(isAsked(many), 'any page of the request');
  });

  it('not by those who are known, however much they tap', async () => {
    const server = asking({ GAUNG_PROOF_NETWORK: '1', GAUNG_PROOF_PAGE: '1' });
    const { body } = await server.post({ interactions: [share()] }, from('192.0.2.1'));
    for (let i = 0; i < 5; i++) {
      const known = { visitor: body.visitor, interactions: [share()] };
      assert.equal((await server.post(known, from('192.0.2.1'))).status, 200);
    }
    assert.deepEqual(await count(server, 1, from('192.0.2.2'), LATER), [200]);
  });

  it('where no address is known, by the page alone', async () => {
    const server = asking({ GAUNG_PROOF_NETWORK: '0', GAUNG_PROOF_PAGE: '1' });
    const nobody = { 'X-Test-Address': '' };
    assert.deepEqual(await count(server, 2, nobody), [200, 428]);
  });

  it('until the ten minutes are over, and no longer for those who keep asking', async (t) => {
    t.mock.timers.enable({ apis: ['Date', 'setTimeout'], now: Date.UTC(2026, 0, 1) });
    const server = asking({ GAUNG_PROOF_NETWORK: '1' });
    const one = from('192.0.2.1');
    assert.deepEqual(await count(server, 2, one), [200, 428]);
    t.mock.timers.tick(9 * 60_000);
    const { headers, body } = await server.post({ interactions: [share()] }, one);
    assert.equal(headers.get('retry-after'), '60');
    assert.match(body.detail, /try again in 1 minute\.$/);
    t.mock.timers.tick(60_001);
    assert.deepEqual(await count(server, 2, one), [200, 428]);
  });
});

describe('the form, which has no script to work with', () => {
  const love = { page: `${ORIGIN}/a`, reactions: 'love', return: `${ORIGIN}/a` };

  it('says so on a page with the way back, and when to try again', async () => {
    const { form, counts } = asking();
    const response = await form(love);
    assert.equal(response.status, 428);
    assert.match(response.headers.get('content-type')!, /^text\/html/);
    assert.ok(Number(response.headers.get('retry-after')) > 0);
    const text = await response.text();
    assert.match(text, /without scripts, please try again in 10 minutes/);
    assert.match(text, /<a href="https:\/\/news\.example\/a">/);
    assert.equal((await counts()).version, 0);
  });

  it('counts with the script’s new visitors', async () => {
    const server = asking({ GAUNG_PROOF_NETWORK: '2' });
    const one = from('192.0.2.1');
    assert.equal((await server.form(love, one)).status, 303);
    assert.equal((await server.post({ interactions: [share()] }, one)).status, 200);
    assert.equal((await server.form(love, one)).status, 428);
    assert.ok(isAsked(await server.post({ interactions: [share()] }, one)));
  });
});

describe('the proof of a request', () => {
  it('may be of a batch, by its first share or reaction', async () => {
    const server = asking();
    const batch = [view(), share(), react(['love']), share('line', LATER)];
    const { body } = await server.post({ interactions: batch });
    assert.deepEqual(body.challenge.parameters.data, { for: batch[1]!.id });
    const proof: Proof = solve(body.challenge);
    assert.equal((await server.post({ proof, interactions: batch })).status, 200);
    const { views, shares, reactions } = await server.counts();
    assert.deepEqual({ views, shares, reactions }, { views: 1, shares: { x: 1 }, reactions: { love: 1 } });
  });
});
