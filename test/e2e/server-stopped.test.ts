import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { eventually, Gaung, launch, Reader, Site } from './setup.ts';

const WAITING = 'Belum terkirim. Akan dikirim begitu Anda tersambung.';

describe('while the server is stopped', () => {
  // The page and the script come from elsewhere, so that they are there when the server is not.
  const site = new Site('dist-cdn');
  const gaung = new Gaung();
  let browser: Browser;

  before(async () => {
    browser = await launch();
    await site.start();
    await gaung.start();
  });
  after(async () => {
    await browser?.close();
    await gaung.dispose();
    await site.dispose();
  });

  function publish(path: string): string {
    site.page(
      `/${path}`,
      `<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Berita</title>
       <script type="module" src="/gaung.js" data-endpoint="${gaung.url()}"></script></head>
       <body><share-buttons></share-buttons><view-counter></view-counter><reaction-bar></reaction-bar></body></html>`,
    );
    return site.url(path);
  }
  const notice = (reader: Reader) => reader.page.locator('reaction-bar .notice').innerText();

  it('keeps a tap and delivers it once when the server is back', async () => {
    const url = publish('satu');
    const reader = await (await Reader.come(browser)).opens(url);
    await reader.sees(['0', '0', '0', '0', '0'], []);
    await gaung.stop();
    await reader.taps('love');
    await reader.sees(['1', '0', '0', '0', '0'], ['love']);
    await eventually(() => notice(reader), WAITING);
    await gaung.start();
    await eventually(() => notice(reader), '', 20_000);
    await reader.sees(['1', '0', '0', '0', '0'], ['love']);
    assert.deepEqual((await gaung.counts(url)).reactions, { love: 1 });
    await reader.leaves();
  });

  it('renders, shares, and keeps a tap through a reload', async () => {
    const url = publish('dua');
    await gaung.stop();
    const reader = await (await Reader.come(browser)).opens(url);
    await reader.sees(['', '', '', '', ''], []);
    assert.equal((await reader.page.locator('view-counter').innerText()).trim(), '', 'no number is made up');
    const href = await reader.page.locator('share-buttons a[data-network="telegram"]').getAttribute('href');
    assert.equal(new URL(href!).searchParams.get('url'), url);
    await reader.taps('wow');
    await reader.sees(['', '', '', '', ''], ['wow']);
    await eventually(() => notice(reader), WAITING);
    await reader.reloads();
    await reader.sees(['', '', '', '', ''], ['wow']);
    await gaung.start();
    await reader.sees(['0', '0', '1', '0', '0'], ['wow']);
    await eventually(async () => (await gaung.counts(url)).reactions, { wow: 1 });
    await reader.reloads();
    await reader.sees(['0', '0', '1', '0', '0'], ['wow']);
    assert.deepEqual((await gaung.counts(url)).reactions, { wow: 1 });
    await reader.leaves();
  });
});
