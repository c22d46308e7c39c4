/** What is too much of one network, for one page, and of views. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Interaction } from 'gaung/contract';
import { countAlone } from '../src/abuse/counting.ts';
import { limitsFor } from '../src/abuse/limits.ts';
import { createLimitsGuard } from '../src/abuse/limits-guard.ts';
import type { Attempt } from '../src/routes/record.ts';
import { silentTally } from '../src/tally.ts';
import { from, limited, many, stopTime, tokenOf } from './limited.ts';
import { type Json, PAGE, share, view } from './tools.ts';

const OTHER = 'news.example/b';

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
    const guard = createLimitsGuard(limits, countAlone, silentTally);
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
