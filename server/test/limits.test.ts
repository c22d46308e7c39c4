/** What is too much: what is refused, what is only not counted, and that whoever waits gets through. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it, type TestContext } from 'node:test';
import type { Interaction } from 'gaung/contract';
import { createBuckets } from '../src/abuse/buckets.ts';
import type { Limit } from '../src/abuse/claims.ts';
import { BUCKETS, limitsFor } from '../src/abuse/limits.ts';
import { createLimitsGuard } from '../src/abuse/limits-guard.ts';
import { LIMIT_KINDS } from '../src/abuse/too-many.ts';
import { silentLog } from '../src/log.ts';
import { start } from '../src/main.ts';
import type { Attempt } from '../src/routes/record.ts';
import { memoryStorage } from '../src/storage/memory.ts';
import { type Storage, StorageError } from '../src/storage/storage.ts';
import { silentTally } from '../src/tally.ts';
import { parseMetrics } from './prometheus.ts';
import { solve } from './solve.ts';
import { ADMIN, app, type Json, ORIGIN, PAGE, react, serve, share, view } from './tools.ts';

const OTHER = 'news.example/b';

/** As from a network of its own. */
const from = (address: string, headers: Record<string, string> = {}) => ({ 'X-Test-Address': address, ...headers });
const many = <Item>(length: number, make: () => Item): Item[] => Array.from({ length }, make);

/** A server whose networks may have three new visitors in ten minutes, unless the test says else. */
function limited(env: Record<string, string> = {}, options: Parameters<typeof app>[0] = {}) {
  const server = app({
    env: { GAUNG_RATE_LIMIT: 'on', GAUNG_RATE_LIMIT_VISITORS: '3', ...env },
    remoteAddress: (c) => c.req.header('X-Test-Address'),
    ...options,
  });
  const { post, send } = server;
  return {
    ...server,
    /** Sends interactions; gives the status, or the limit that was met. */
    sends: async (address: string, interactions: unknown[], more: object = {}) => {
      const { status, body } = await post({ ...more, interactions }, from(address));
      return status === 429 ? body.limit : status;
    },
    measured: async (series: string) => {
      const text = await (await send('metrics', { headers: { Authorization: `Bearer ${ADMIN}` } })).text();
      return parseMetrics(text).samples.get(series);
    },
  };
}

/** A token of a reader from a network that nobody else uses. */
async function tokenOf({ post }: ReturnType<typeof limited>): Promise<string> {
  const { status, body } = await post({ interactions: [share('copy')] }, from('192.0.2.200'));
  assert.equal(status, 200, JSON.stringify(body));
  return body.visitor;
}

/** Time that stands still until the test moves it. */
function stopTime(t: TestContext) {
  t.mock.timers.enable({ apis: ['Date', 'setTimeout'], now: Date.UTC(2026, 0, 1) });
  return (seconds: number) => t.mock.timers.tick(seconds * 1000);
}

describe('a request that is too much', () => {
  it('is refused with the limit, and how long to wait, in a way that the page can read', async (t) => {
    const { post, counts } = await serve(t, { GAUNG_RATE_LIMIT: 'on', GAUNG_RATE_LIMIT_VISITORS: '1' });
    assert.equal((await post({ interactions: [react(['love'])] })).status, 200);
    const { status, headers, body } = await post({ interactions: [react(['love'])] });
    assert.equal(status, 429);
    assert.equal(headers.get('content-type'), 'application/problem+json');
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('access-control-allow-origin'), ORIGIN);
    assert.match(headers.get('access-control-expose-headers')!, /\bRetry-After\b/i);
    const wait = Number(headers.get('retry-after'));
    assert.ok(wait > 590 && wait <= 600, String(wait));
    assert.equal(body.type, 'urn:gaung:problem:rate-limited');
    assert.equal(body.limit, 'new-visitors');
    assert.match(body.detail, /new readers .* this network .* try again in 10 minutes\.$/);
    assert.doesNotMatch(JSON.stringify(body), /127\.0\.0\.1|::1/);
    assert.deepEqual((await counts()).reactions, { love: 1 });
  });

  it('is taken with the same ids when the time is over, and not a second before', async (t) => {
    const tick = stopTime(t);
    const { post, sends, counts } = limited();
    for (const one of many(3, () => share())) assert.equal(await sends('192.0.2.1', [one]), 200);
    tick(100);
    const taps = [react(['love']), share('copy')];
    const refused = await post({ interactions: taps }, from('192.0.2.1'));
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('retry-after'), '500');
    tick(499);
    assert.equal(await sends('192.0.2.1', taps), 'new-visitors');
    tick(1);
    assert.equal(await sends('192.0.2.1', taps), 200);
    assert.equal(await sends('192.0.2.1', taps), 200, 'a repeat');
    const { reactions, shares } = await counts();
    assert.deepEqual({ reactions, shares }, { reactions: { love: 1 }, shares: { x: 3, copy: 1 } });
  });

  it('waits no longer than ten minutes where the clock jumps back a day', async (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 0, 1) });
    const { post, sends } = limited({ GAUNG_RATE_LIMIT_VISITORS: '1' });
    await sends('192.0.2.1', [share()]);
    t.mock.timers.setTime(Date.UTC(2025, 11, 31));
    const { status, headers } = await post({ interactions: [share()] }, from('192.0.2.1'));
    assert.deepEqual([status, headers.get('retry-after')], [429, '600']);
  });

  it('is changed in no part: neither its views nor its good interactions are counted', async () => {
    const { sends, counts } = limited({ GAUNG_RATE_LIMIT_VISITORS: '1' });
    await sends('192.0.2.1', [share()]);
    const before = await counts();
    assert.equal(await sends('192.0.2.1', [view(), share(), react(['love']), view(OTHER)]), 'new-visitors');
    assert.deepEqual(await counts(), before);
    assert.equal((await counts(OTHER)).version, 0);
  });

  it('uses up no other limit, however often it is tried', async () => {
    const server = limited({ GAUNG_RATE_LIMIT_VISITORS: '100' });
    const visitor = await tokenOf(server);
    for (const one of many(100, () => share())) assert.equal(await server.sends('192.0.2.1', [one]), 200);
    // 4,000 taps of the network are taken, of which each try would have used a hundred.
    for (let tries = 0; tries < 60; tries++) {
      assert.equal(
        await server.sends(
          '192.0.2.1',
          many(100, () => share()),
        ),
        'new-visitors',
      );
    }
    assert.equal(await server.sends('192.0.2.1', [share()], { visitor }), 200);
  });

  it('is a page for the readers of the form', async () => {
    const { form } = limited({ GAUNG_RATE_LIMIT_VISITORS: '1' });
    const fields = { page: `https://${PAGE}`, reactions: 'love', return: `https://${PAGE}` };
    assert.equal((await form(fields, from('192.0.2.1'))).status, 303);
    const answer = await form({ ...fields, reactions: 'wow' }, from('192.0.2.1'));
    assert.equal(answer.status, 429);
    assert.ok(Number(answer.headers.get('retry-after')) > 590);
    const page = await answer.text();
    assert.match(page, /Your reaction was not counted/);
    assert.match(page, /try again in 10 minutes/);
    assert.match(page, /<a href="https:\/\/news\.example\/a">/);
  });

  it('is counted by its limit', async () => {
    const { sends, measured } = limited({ GAUNG_RATE_LIMIT_VISITORS: '1' });
    assert.equal(await measured('gaung_rate_limited_total{kind="new-visitors"}'), 0);
    for (const one of many(3, () => share())) await sends('192.0.2.1', [one]);
    assert.equal(await measured('gaung_rate_limited_total{kind="new-visitors"}'), 2);
  });

  it('is none where limits are off', async () => {
    const { sends } = limited({ GAUNG_RATE_LIMIT: 'off', GAUNG_RATE_LIMIT_VISITORS: '1' });
    for (const one of many(50, () => share())) assert.equal(await sends('192.0.2.1', [one]), 200);
  });
});

describe('a server without limits', () => {
  it('says so once when it starts, and one with limits does not', async () => {
    for (const [value, expected] of [
      ['off', ['rate-limit-off']],
      ['on', []],
    ] as const) {
      const warned: string[] = [];
      const log = { ...silentLog, warn: (event: string) => void warned.push(event) };
      const server = await start({ PORT: '0', GAUNG_STORAGE: 'memory:', GAUNG_RATE_LIMIT: value }, { log });
      await server.close();
      assert.deepEqual(warned, expected);
    }
  });
});

describe('new visitors', () => {
  it('are limited for each network alone', async () => {
    const { sends } = limited();
    for (const one of many(3, () => share())) assert.equal(await sends('192.0.2.1', [one]), 200);
    assert.equal(await sends('192.0.2.1', [share()]), 'new-visitors');
    assert.equal(await sends('192.0.2.2', [share()]), 200);
  });

  it('of an IPv6 network are those of its first 64 bits', async () => {
    const { sends } = limited();
    for (const host of [':1', ':2', 'ffff:ffff:ffff:ffff']) {
      assert.equal(await sends(`2001:db8:0:7:${host}`, [share()]), 200);
    }
    assert.equal(await sends('2001:db8:0:7:1:2:3:4', [share()]), 'new-visitors');
    assert.equal(await sends('2001:db8:0:8::1', [share()]), 200);
  });

  it('leave those alone who are known', async () => {
    const server = limited();
    const visitor = await tokenOf(server);
    for (const one of many(4, () => share())) await server.sends('192.0.2.1', [one]);
    assert.equal(await server.sends('192.0.2.1', [share()]), 'new-visitors');
    for (const one of many(50, () => share())) assert.equal(await server.sends('192.0.2.1', [one], { visitor }), 200);
  });

  it('are those without a token too, whatever their browsers are called', async () => {
    const { post } = limited();
    const statuses: number[] = [];
    for (const agent of ['a', 'b', 'c', 'd']) {
      const headers = from('192.0.2.1', { 'User-Agent': agent });
      statuses.push((await post({ visitor: 'none', interactions: [react(['love'])] }, headers)).status);
    }
    assert.deepEqual(statuses, [200, 200, 200, 429]);
  });

  it('are those with a token of somebody else’s making', async () => {
    const { sends } = limited();
    for (const visitor of ['v1.x.y', 7, '', null]) await sends('192.0.2.1', [share()], { visitor });
    assert.equal(await sends('192.0.2.1', [share()], { visitor: 'v1.x.y' }), 'new-visitors');
  });

  it('are not those who only view', async () => {
    const { sends, counts } = limited();
    for (const one of many(50, () => view())) assert.equal(await sends('192.0.2.1', [one]), 200);
    assert.equal((await counts()).views, 50);
    assert.equal(await sends('192.0.2.1', [share()]), 200);
  });

  it('are as many as come where the runtime knows no addresses', async () => {
    const { post } = limited({}, { remoteAddress: () => undefined });
    for (const one of many(20, () => share())) assert.equal((await post({ interactions: [one] })).status, 200);
  });

  it('cost a network nothing that were asked for a proof first', async () => {
    const { post, sends } = limited({ GAUNG_PROOF: 'on', GAUNG_PROOF_NETWORK: '0' });
    for (const one of many(10, () => share())) assert.equal(await sends('192.0.2.1', [one]), 428);
    for (const one of many(3, () => share())) {
      const { challenge } = (await post({ interactions: [one] }, from('192.0.2.1'))).body;
      assert.equal(await sends('192.0.2.1', [one], { proof: solve(challenge) }), 200);
    }
    assert.equal(await sends('192.0.2.1', [share()]), 'new-visitors');
  });

  it('cost a network nothing that could not be stored', async () => {
    let isFull = true;
    const memory = memoryStorage();
    const record: Storage['record'] = async (batch) => {
      if (isFull) throw new StorageError('Full.');
      return memory.record(batch);
    };
    const { sends } = limited({}, { storage: { ...memory, record } });
    for (const one of many(10, () => share())) assert.equal(await sends('192.0.2.1', [one]), 503);
    isFull = false;
    for (const one of many(3, () => share())) assert.equal(await sends('192.0.2.1', [one]), 200);
    assert.equal(await sends('192.0.2.1', [share()]), 'new-visitors');
  });
});

describe('one visitor', () => {
  it('may tap 120 times in a minute', async (t) => {
    const tick = stopTime(t);
    const server = limited();
    const visitor = await tokenOf(server);
    assert.equal(
      await server.sends(
        '192.0.2.1',
        many(100, () => share()),
        { visitor },
      ),
      200,
    );
    for (const one of many(20, () => react(['love'])))
      assert.equal(await server.sends('192.0.2.2', [one], { visitor }), 200);
    assert.equal(await server.sends('192.0.2.3', [share()], { visitor }), 'visitor');
    const answer = await server.post({ visitor, interactions: [share()] }, from('192.0.2.3'));
    assert.equal(answer.headers.get('retry-after'), '60');
    tick(60);
    assert.equal(
      await server.sends(
        '192.0.2.3',
        many(100, () => share()),
        { visitor },
      ),
      200,
    );
  });

  it('takes nothing from another', async () => {
    const server = limited();
    const [one, another] = [await tokenOf(server), await tokenOf(server)];
    await server.sends(
      '192.0.2.1',
      many(100, () => share()),
      { visitor: one },
    );
    assert.equal(
      await server.sends(
        '192.0.2.2',
        many(100, () => share()),
        { visitor: one },
      ),
      'visitor',
    );
    assert.equal(
      await server.sends(
        '192.0.2.3',
        many(100, () => share()),
        { visitor: another },
      ),
      200,
    );
  });
});

describe('one network', () => {
  it('may do four times as much without tokens as it may have new visitors', async () => {
    const { sends } = limited({ GAUNG_RATE_LIMIT_VISITORS: '50' });
    assert.equal(
      await sends(
        '192.0.2.1',
        many(100, () => share()),
      ),
      200,
    );
    assert.equal(
      await sends(
        '192.0.2.1',
        many(100, () => share()),
      ),
      200,
    );
    assert.equal(await sends('192.0.2.1', [share()]), 'strangers');
  });

  it('may do ten times as much as that with tokens', async () => {
    const server = limited({ GAUNG_RATE_LIMIT_VISITORS: '10' });
    const tokens = [];
    for (let left = 5; left > 0; left--) tokens.push(await tokenOf(server));
    for (const visitor of tokens.slice(0, 4)) {
      assert.equal(
        await server.sends(
          '192.0.2.1',
          many(100, () => share()),
          { visitor },
        ),
        200,
      );
    }
    assert.equal(await server.sends('192.0.2.1', [share()], { visitor: tokens[4] }), 'network');
    assert.equal(await server.sends('192.0.2.2', [share()], { visitor: tokens[4] }), 200);
  });
});

describe('one page', () => {
  it('may get a thousand taps a second', () => {
    assert.deepEqual(limitsFor(300).page, { points: 60_000, seconds: 60 });
  });

  it('may get no more than its limit, from wherever it comes', async (t) => {
    const tick = stopTime(t);
    const limits = { ...limitsFor(300), page: { points: 200, seconds: 60 } };
    const guard = createLimitsGuard(limits, createBuckets(BUCKETS), silentTally);
    const tap = (page: string, address: string, taps: number) =>
      guard({
        ...({ address, known: undefined, now: 0 } as unknown as Attempt),
        interactions: many(taps, () => ({ ...share('x', page), at: 0 }) as Interaction),
      });
    await tap(PAGE, '192.0.2.1', 100);
    await tap(PAGE, '192.0.2.2', 100);
    await assert.rejects(tap(PAGE, '192.0.2.3', 1), /this page in a minute/);
    await tap(OTHER, '192.0.2.3', 1);
    tick(60);
    await tap(PAGE, '192.0.2.3', 100);
  });

  it('is viewed so often from one network; beyond it views are acknowledged, and told apart', async (t) => {
    const tick = stopTime(t);
    const { sends, post, counts, storage, measured } = limited({ GAUNG_RATE_LIMIT_VISITORS: '30' });
    assert.equal(
      await sends(
        '192.0.2.1',
        many(100, () => view()),
      ),
      200,
    );
    assert.equal(
      await sends(
        '192.0.2.1',
        many(100, () => view()),
      ),
      200,
    );
    assert.equal((await counts()).views, 120, 'four times the new visitors');
    const { status, body } = await post({ interactions: [view()] }, from('192.0.2.1'));
    assert.deepEqual([status, body.refused, body.counts[PAGE].views], [200, [], 120]);
    assert.deepEqual({ ...(await storage.page(PAGE as never))!.excluded }, { ceiling: 81 });
    assert.equal(await measured('gaung_views_excluded_total{reason="ceiling"}'), 81);
    await sends('192.0.2.1', [view(OTHER)]);
    assert.equal((await counts(OTHER)).views, 1, 'another page');
    await sends('192.0.2.2', [view()]);
    assert.equal((await counts()).views, 121, 'another network');
    tick(600);
    await sends('192.0.2.1', [view()]);
    assert.equal((await counts()).views, 122, 'later');
  });
});

describe('all views of one network', () => {
  it('are so many, on whatever pages', async () => {
    const { sends, get } = limited({ GAUNG_RATE_LIMIT_VISITORS: '3' });
    for (let page = 0; page < 6; page++) {
      assert.equal(
        await sends(
          '192.0.2.1',
          many(25, () => view(`news.example/${page}`)),
        ),
        200,
      );
    }
    const query = many(6, () => 0)
      .map((_, page) => `page=news.example/${page}`)
      .join('&');
    const { counts } = (await get(`v1/counts?${query}`)).body;
    assert.equal(
      Object.values<Json>(counts).reduce((sum, { views }) => sum + views, 0),
      120,
    );
    assert.equal(await sends('192.0.2.1', [share()]), 200, 'a tap is not in it');
  });
});

describe('limits that follow from the number of new visitors', () => {
  it('are those of docs/abuse.md', () => {
    const limits = limitsFor(300);
    const said = readFileSync(new URL('../../docs/abuse.md', import.meta.url), 'utf8');
    const window = (seconds: number) => (seconds === 60 ? 'a minute' : 'in ten minutes');
    const number = (limit: Limit) => limit.points.toLocaleString('en');
    const taps = (limit: Limit) => `${number(limit)} shares and reactions ${window(limit.seconds)}`;
    const alone = (limit: Limit) => `${number(limit)} ${window(limit.seconds)}`;
    for (const [name, value] of [
      ['`visitor`', taps(limits.visitor)],
      ['`new-visitors`', alone(limits.newVisitors)],
      ['`strangers`', taps(limits.strangers)],
      ['`network`', taps(limits.network)],
      ['`page`', taps(limits.page)],
      ['`new-pages`', `${alone(limits.newPages)}, and ${number(limits.newPagesInAll)} from everywhere`],
      ['views of one page', alone(limits.views)],
      ['views of all pages', alone(limits.allViews)],
    ] as const) {
      assert.ok(said.includes(`\n| ${name} | ${value} |`), `${name}: ${value}`);
    }
    for (const kind of LIMIT_KINDS) assert.ok(said.includes(`\n| \`${kind}\` |`), kind);
    assert.ok(said.includes(`under one of ${BUCKETS.toLocaleString('en')} numbers`));
  });

  it('let the largest request through after a wait, however small the number is', () => {
    for (const visitors of [1, 3, 300, 999_999]) {
      const { newVisitors, ...others } = limitsFor(visitors);
      assert.equal(newVisitors.points, visitors);
      for (const [name, { points }] of Object.entries(others)) assert.ok(points >= 100, name);
    }
  });
});
