/** Whose views do not count: bots by their names, and pages that are fetched in advance. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PageKey } from 'gaung/contract';
import { parseMetrics } from './prometheus.ts';
import { ADMIN, app, PAGE, react, share, view } from './tools.ts';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0';
const BROWSERS = [
  FIREFOX,
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  // Apps that people read in.
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/470.0.0.40.110;FBDV/iPhone14,5]',
  'Mozilla/5.0 (Linux; Android 13; SM-A536E; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36 Instagram 336.0.0.35.90 Android',
  'Mozilla/5.0 (Linux; U; Android 9; in-ID; CPH1923) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/90.0.4430.210 Mobile Safari/537.36 OPR/60.0.2254.59405',
];
const BOTS = [
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/116.0.1938.76 Safari/537.36',
  'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
  'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0.0.0 Safari/537.36',
  'curl/8.5.0',
  'python-requests/2.32.3',
  'node',
  '',
];

/** A server that takes browsers as they are, and how many views it left out, by reason. */
function serverOf(env: Record<string, string> = { GAUNG_BOTS: 'exclude' }) {
  const { storage, send, post, counts } = app({ env });
  return {
    post,
    counts,
    excluded: async () => {
      const page = await storage.page(PAGE as PageKey);
      return page && { ...page.excluded };
    },
    measured: async (reason: string) => {
      const text = await (await send('metrics', { headers: { Authorization: `Bearer ${ADMIN}` } })).text();
      return parseMetrics(text).samples.get(`gaung_views_excluded_total{reason="${reason}"}`);
    },
  };
}

describe('the views of', () => {
  for (const agent of BROWSERS) {
    it(`a browser count: ${agent}`, async () => {
      const { post, counts } = serverOf();
      await post({ interactions: [view()] }, { 'User-Agent': agent });
      assert.equal((await counts()).views, 1);
    });
  }

  for (const agent of BOTS) {
    it(`a bot do not: ${agent || 'one without a name'}`, async () => {
      const { post, counts } = serverOf();
      await post({ interactions: [view()] }, { 'User-Agent': FIREFOX });
      const { status, body } = await post({ interactions: [view()] }, { 'User-Agent': agent });
      assert.equal(status, 200, 'they are acknowledged');
      assert.deepEqual(body.refused, []);
      assert.equal(body.counts[PAGE].views, 1, 'with the number that a page shows');
      assert.equal((await counts()).views, 1);
    });
  }

  it('a request without any User-Agent do not', async () => {
    const { post, counts } = serverOf();
    assert.equal((await post({ interactions: [view()] })).status, 200);
    assert.equal((await counts()).views, 0);
  });

  it('somebody with a name of 8 KB are acknowledged, and take no time', async () => {
    const { post } = serverOf();
    const begin = performance.now();
    const answer = await post({ interactions: [view()] }, { 'User-Agent': 'Mozilla/5.0 ('.repeat(600) });
    assert.equal(answer.status, 200);
    assert.ok(performance.now() - begin < 1000);
  });

  for (const purpose of ['prefetch', 'prefetch;prerender', 'prefetch;anonymous-client-ip']) {
    it(`a page that is fetched in advance do not: Sec-Purpose: ${purpose}`, async () => {
      const { post, counts } = serverOf();
      await post({ interactions: [view()] }, { 'User-Agent': FIREFOX, 'Sec-Purpose': purpose });
      assert.equal((await counts()).views, 0);
    });
  }

  it('bots count where the server is told so, but not those of pages that are fetched in advance', async () => {
    const { post, counts } = serverOf({ GAUNG_BOTS: 'count' });
    await post({ interactions: [view()] }, { 'User-Agent': BOTS[0]! });
    await post({ interactions: [view()] });
    await post({ interactions: [view()] }, { 'Sec-Purpose': 'prefetch' });
    assert.equal((await counts()).views, 2);
  });
});

describe('what is left out', () => {
  it('is told apart by its reason, for each page and in the metrics', async () => {
    const { post, excluded, measured } = serverOf();
    await post({ interactions: [view()] }, { 'User-Agent': FIREFOX });
    await post({ interactions: [view(), view()] }, { 'User-Agent': 'curl/8.5.0' });
    await post({ interactions: [view()] }, { 'User-Agent': FIREFOX, 'Sec-Purpose': 'prefetch' });
    assert.deepEqual(await excluded(), { bot: 2, prefetch: 1 });
    assert.equal(await measured('bot'), 2);
    assert.equal(await measured('prefetch'), 1);
  });

  it('makes no page', async () => {
    const { post, excluded } = serverOf();
    await post({ interactions: [view()] }, { 'User-Agent': 'curl/8.5.0' });
    assert.equal(await excluded(), undefined);
  });

  it('is views only: shares and reactions of the same request count', async () => {
    const { post, counts } = serverOf();
    await post({ interactions: [view(), share(), react(['love'])] }, { 'User-Agent': 'curl/8.5.0' });
    const { views, shares, reactions } = await counts();
    assert.deepEqual({ views, shares, reactions }, { views: 0, shares: { x: 1 }, reactions: { love: 1 } });
  });
});
