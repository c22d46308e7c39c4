/** A reader whose network is over a limit, in a real Chromium on a page of another origin. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { eventually, Gaung, launch, Reader, Site } from './setup.ts';

describe('a reader whose network is over a limit', () => {
  const site = new Site();
  let gaung: Gaung;
  let browser: Browser;

  before(async () => {
    browser = await launch();
    await site.start();
    gaung = new Gaung({ GAUNG_RATE_LIMIT: 'on', GAUNG_RATE_LIMIT_VISITORS: '1' });
    await gaung.start();
    site.page(
      '/story',
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A story</title>
       <script type="module" src="${gaung.url('gaung.js')}"></script></head>
       <body><view-counter></view-counter><reaction-bar></reaction-bar></body></html>`,
    );
  });
  after(async () => {
    await browser?.close();
    await gaung?.dispose();
    await site.dispose();
  });

  it('keeps their tap, is told to wait, and counts as a view', async () => {
    const url = site.url('story');
    const first = await (await Reader.come(browser)).opens(url);
    await first.taps('love');
    await eventually(async () => (await gaung.counts(url)).reactions, { love: 1 });
    await first.leaves();

    const second = await Reader.come(browser);
    const answers: number[] = [];
    second.page.on('response', (response) => {
      if (response.url().endsWith('/v1/interactions')) answers.push(response.status());
    });
    await second.opens(url);
    await second.sees(['1', '0', '0', '0', '0'], []);
    await eventually(async () => answers, [200]); // the view
    await second.taps('wow');
    await eventually(async () => answers, [200, 429]);
    await second.sees(['1', '0', '1', '0', '0'], ['wow']);
    await second.taps('sad');
    await second.sees(['1', '0', '0', '1', '0'], ['sad']);
    assert.deepEqual(answers, [200, 429], 'nothing more is sent before the time is over');
    const { views, reactions } = await gaung.counts(url);
    assert.deepEqual({ views, reactions }, { views: 2, reactions: { love: 1 } });
    await second.leaves();
  });

  it('can be told by the page how long that is', async () => {
    const reader = await (await Reader.come(browser)).opens(site.url('story'));
    const wait = await reader.page.evaluate(async (endpoint) => {
      const share = { id: crypto.randomUUID(), type: 'share', page: 'story', network: 'x' };
      const body = () => JSON.stringify({ interactions: [{ ...share, id: crypto.randomUUID() }] });
      await fetch(endpoint, { method: 'POST', body: body() });
      const { status, headers } = await fetch(endpoint, { method: 'POST', body: body() });
      return [status, Number(headers.get('retry-after'))] as const;
    }, gaung.url('v1/interactions'));
    assert.equal(wait[0], 429);
    assert.ok(wait[1] > 500 && wait[1] <= 600, String(wait[1]));
    await reader.leaves();
  });
});
