/** What is too much: what is refused, what is only not counted, and that whoever waits gets through. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Limit } from '../src/abuse/counting.ts';
import { BUCKETS, limitsFor } from '../src/abuse/limits.ts';
import { LIMIT_KINDS } from '../src/abuse/too-many.ts';
import { silentLog } from '../src/log.ts';
import { start } from '../src/main.ts';
import { from, limited, many, stopTime, tokenOf } from './limited.ts';
import { ORIGIN, PAGE, react, serve, share, view } from './tools.ts';

const OTHER = 'news.example/b';

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
