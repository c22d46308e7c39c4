/** The `live` attribute from end to end: what other readers do is seen as it happens, by one connection a browser. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'puppeteer-core';
import { createInteractionId } from '../../src/contract/index.ts';
import { launchWithRealTabs } from './real-tabs.ts';
import { eventually, Gaung, Site } from './setup.ts';

/** Most time, in ms, from a reader's tap until another one sees it. */
const SEEN_MS = 1000;

/** A clock for the page's timers that runs ten times as fast. */
const FAST_TIMERS = `<script>{
  const { setTimeout } = globalThis;
  globalThis.setTimeout = (callback, ms, ...args) => setTimeout(callback, ms / 10, ...args);
}</script>`;

describe('the live attribute', () => {
  const site = new Site();
  /** Has room for one connection, so that a browser which makes two is refused. */
  const narrow = new Gaung({ GAUNG_LIVE_CONNECTIONS: '1' });
  const wide = new Gaung();
  const closed = new Gaung({ GAUNG_LIVE_CONNECTIONS: '0' });
  let browser: Browser;
  const readers: BrowserContext[] = [];

  before(async () => {
    browser = await launchWithRealTabs();
    await Promise.all([site, narrow, wide, closed].map((one) => one.start()));
  });
  afterEach(async () => {
    for (const reader of readers.splice(0)) await reader.close();
  });
  after(async () => {
    await browser?.close();
    await Promise.all([site, narrow, wide, closed].map((one) => one.dispose()));
  });

  function publish(path: string, gaung: Gaung, { live = 'live', head = '' } = {}): string {
    site.page(
      `/${path}`,
      `<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Berita</title>${head}
       <script type="module" src="${gaung.url('gaung.js')}"></script></head>
       <body><share-buttons counts ${live}></share-buttons><view-counter readonly ${live}></view-counter>
       <reaction-bar ${live}></reaction-bar></body></html>`,
    );
    return site.url(path);
  }

  async function come(): Promise<BrowserContext> {
    const reader = await browser.createBrowserContext();
    readers.push(reader);
    return reader;
  }
  /** A page, and what it asked for live counts with. */
  interface Opened {
    readonly page: Page;
    readonly asked: string[];
  }
  /** Opens a page in a window of its own, which stays visible, or in a tab. */
  async function open(reader: BrowserContext, url: string, isWindow = true): Promise<Opened> {
    const page = await reader.newPage(isWindow ? { type: 'window', windowBounds: {} } : undefined);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/v1/live')) asked.push(request.url());
    });
    await page.goto(url);
    await sees(page, 'love 0');
    return { page, asked };
  }
  const tap = (page: Page) =>
    page.evaluate(() =>
      document.querySelector('reaction-bar')!.shadowRoot!.querySelector<HTMLElement>('[data-reaction="love"]')!.click(),
    );
  const sees = (page: Page, expected: string, ms?: number) =>
    eventually(
      () =>
        page.evaluate(() => {
          const count = document.querySelector('reaction-bar')!.shadowRoot!.querySelector('.count[data-of="love"]');
          return `love ${count!.textContent.trim()}`;
        }),
      expected,
      ms,
    );
  /** Somebody without a browser here reacts. */
  async function tapOfAnother(gaung: Gaung, url: string): Promise<void> {
    const page = url.replace('http://', '');
    const interaction = { id: createInteractionId(), type: 'reaction', page, reactions: ['love'], previous: [] };
    const response = await fetch(gaung.url('v1/interactions'), {
      method: 'POST',
      headers: { origin: new URL(url).origin },
      body: JSON.stringify({ interactions: [interaction] }),
    });
    assert.equal(response.status, 200, await response.text());
  }
  const isConnected = async (gaung: Gaung) =>
    (await fetch(gaung.url('v1/live?page=a'), { method: 'HEAD' })).status === 503;

  it('shows within a second what another reader taps', async () => {
    const url = publish('satu', wide);
    const [mine, theirs] = [await open(await come(), url), await open(await come(), url)];
    await eventually(async () => [mine.asked.length, theirs.asked.length], [1, 1]);
    await tap(theirs.page);
    await sees(mine.page, 'love 1', SEEN_MS);
    await tap(mine.page);
    await sees(theirs.page, 'love 2', SEEN_MS);
    await tap(theirs.page);
    await sees(mine.page, 'love 1', SEEN_MS);
    assert.deepEqual([mine.asked.length, theirs.asked.length], [1, 1]);
  });

  it('takes one connection for three windows of a browser, and hands it over when that window is closed', async () => {
    const url = publish('dua', narrow);
    const reader = await come();
    const windows = [await open(reader, url), await open(reader, url), await open(reader, url)];
    const asked = () => windows.map((one) => one.asked.length);
    await eventually(() => isConnected(narrow), true);
    assert.deepEqual(asked(), [1, 0, 0]);
    await tapOfAnother(narrow, url);
    for (const { page } of windows) await sees(page, 'love 1', SEEN_MS);
    await windows[0]!.page.close();
    await eventually(async () => asked(), [1, 1, 0]);
    await tapOfAnother(narrow, url);
    for (const { page } of windows.slice(1)) await sees(page, 'love 2');
    assert.deepEqual(asked(), [1, 1, 0]);
    for (const { page } of windows.slice(1)) await page.close();
    await eventually(() => isConnected(narrow), false);
  });

  it('hands the connection to the tab that the reader looks at', async () => {
    const url = publish('tiga', narrow);
    const reader = await come();
    const [first, second] = [await open(reader, url, false), await open(reader, url, false)];
    assert.equal(await first.page.evaluate(() => document.visibilityState), 'hidden');
    await eventually(() => isConnected(narrow), true);
    await tapOfAnother(narrow, url);
    await sees(second.page, 'love 1');
    const before = first.asked.length;
    await first.page.bringToFront();
    await sees(first.page, 'love 1');
    await eventually(async () => first.asked.length > before, true);
    const { length } = second.asked;
    await tapOfAnother(narrow, url);
    await sees(first.page, 'love 2');
    assert.equal(second.asked.length, length, 'the hidden one asks for nothing');
  });

  it('asks for nothing live without the attribute, and from when it is set until it is taken away', async () => {
    const url = publish('empat', narrow, { live: '' });
    const { page, asked } = await open(await come(), url);
    await tapOfAnother(narrow, url);
    await tap(page); // Its answer comes after all that the load set going.
    await sees(page, 'love 2');
    assert.deepEqual([asked, await isConnected(narrow)], [[], false]);
    const live = (isOn: boolean) =>
      page.evaluate((on) => document.querySelector('reaction-bar')!.toggleAttribute('live', on), isOn);
    await live(true);
    await eventually(() => isConnected(narrow), true);
    await tapOfAnother(narrow, url);
    await sees(page, 'love 3', SEEN_MS);
    await live(false);
    await eventually(() => isConnected(narrow), false);
    assert.equal(asked.length, 1);
  });

  it('reads again now and then where the server takes no connection', async () => {
    const url = publish('lima', closed, { head: FAST_TIMERS });
    const { page, asked } = await open(await come(), url);
    await tapOfAnother(closed, url);
    await sees(page, 'love 1');
    await tapOfAnother(closed, url);
    await sees(page, 'love 2');
    assert.ok(asked.length > 0, 'it was asked');
  });
});
