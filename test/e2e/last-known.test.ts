/** A reader who comes back to a page when the server, or the network, is away: the last known numbers, and that they are. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'puppeteer-core';
import { launchWithRealTabs } from './real-tabs.ts';
import { eventually, Gaung, Site } from './setup.ts';

/** The page's clock, which a test can put forward: `skip(ms)`. */
const CLOCK = `<script>{
  const { now } = Date;
  let skipped = 0;
  Date.now = () => now() + skipped;
  globalThis.skip = (ms) => (skipped += ms);
}</script>`;

const NOTICE = 'Tidak tersambung. Ini angka terakhir yang diketahui.';
const REMARK = 'angka terakhir yang diketahui';

/** What the elements say. */
interface Seen {
  readonly views: string;
  readonly remark: string | null;
  readonly love: string;
  readonly notice: string;
  readonly stale: readonly boolean[];
}

describe('the last known numbers', () => {
  // The page and the script come from elsewhere, so that they are there when the server is not.
  const site = new Site('dist-cdn');
  const gaung = new Gaung();
  let browser: Browser;
  let reader: BrowserContext;

  before(async () => {
    browser = await launchWithRealTabs();
    await site.start();
    await gaung.start();
  });
  afterEach(() => reader?.close());
  after(async () => {
    await browser?.close();
    await gaung.dispose();
    await site.dispose();
  });

  function publish(path: string, endpoint = gaung.url()): string {
    site.page(
      `/${path}`,
      `<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Berita</title>${CLOCK}
       <script type="module" src="/gaung.js" data-endpoint="${endpoint}"></script></head>
       <body><view-counter readonly></view-counter><reaction-bar></reaction-bar></body></html>`,
    );
    return site.url(path);
  }

  const looks = (page: Page): Promise<Seen> =>
    page.evaluate(() => {
      const [counter, bar] = ['view-counter', 'reaction-bar'].map((tag) => document.querySelector(tag)!);
      const text = counter!.shadowRoot!.querySelector('[part="text"]')!;
      return {
        views: text.textContent.replace(/\s+/g, ' ').trim(),
        remark: text.getAttribute('title'),
        love: bar!.shadowRoot!.querySelector('.count[data-of="love"]')!.textContent.trim(),
        notice: bar!.shadowRoot!.querySelector('.notice')!.textContent.trim(),
        stale: [counter!, bar!].map((one) => one.matches(':state(stale)')),
      };
    });
  const fresh = (love: number): Seen => ({
    views: 'Dibaca 0 kali',
    remark: null,
    love: String(love),
    notice: '',
    stale: [false, false],
  });
  const stale = (love: number): Seen => ({
    views: `Dibaca 0 kali (${REMARK})`,
    remark: REMARK,
    love: String(love),
    notice: NOTICE,
    stale: [true, true],
  });

  /** A reader who has seen the page, and looks at another tab for a minute. */
  async function away(url: string): Promise<{ page: Page; front: Page }> {
    reader = await browser.createBrowserContext();
    const page = await reader.newPage();
    await page.goto(url);
    await eventually(() => looks(page), fresh(0));
    const front = await reader.newPage();
    await front.bringToFront();
    await eventually(() => page.evaluate(() => document.visibilityState), 'hidden');
    await page.evaluate('skip(60_000)');
    return { page, front };
  }
  async function reactAs(other: BrowserContext, url: string): Promise<void> {
    const page = await other.newPage();
    await page.goto(url);
    await eventually(() => looks(page), fresh(0));
    await page.evaluate(() =>
      document.querySelector('reaction-bar')!.shadowRoot!.querySelector<HTMLElement>('[data-reaction="love"]')!.click(),
    );
    await eventually(async () => (await gaung.counts(url)).reactions, { love: 1 });
    await other.close();
  }

  it('are read again by who returns after a while', async () => {
    const url = publish('kembali');
    const { page } = await away(url);
    await reactAs(await browser.createBrowserContext(), url);
    assert.deepEqual(await looks(page), fresh(0), 'nobody looks');
    await page.bringToFront();
    await eventually(() => looks(page), fresh(1));
  });

  it('are marked as such while the server is stopped, and new as soon as it is back', async () => {
    const url = publish('berhenti');
    const { page } = await away(url);
    await reactAs(await browser.createBrowserContext(), url);
    await gaung.stop();
    try {
      await page.bringToFront();
      await eventually(() => looks(page), stale(0));
    } finally {
      await gaung.start();
    }
    await eventually(() => looks(page), fresh(1), 20_000);
  });

  it('are marked as such while the reader is offline, and new at once when the network is back', async () => {
    const url = publish('luring');
    const { page } = await away(url);
    await reactAs(await browser.createBrowserContext(), url);
    await page.setOfflineMode(true);
    await page.bringToFront();
    await eventually(() => looks(page), stale(0));
    await page.setOfflineMode(false);
    await eventually(() => looks(page), fresh(1), 3000);
  });

  describe('of a server that never answers', () => {
    const asked: string[] = [];
    const cancelled: string[] = [];
    let silent: Server;

    before(async () => {
      silent = createServer((request, response) => {
        asked.push(request.url!);
        response.on('close', () => cancelled.push(request.url!));
      });
      await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    });
    after(() => {
      silent.closeAllConnections();
      silent.close();
    });

    it('are not asked for any longer when nobody waits for them', async () => {
      const { port } = silent.address() as AddressInfo;
      reader = await browser.createBrowserContext();
      const page = await reader.newPage();
      await page.goto(publish('diam', `http://localhost:${port}/`));
      await eventually(async () => asked.length, 1);
      assert.match(asked[0]!, /^\/v1\/counts\?p=/);
      await page.evaluate(() => document.querySelector('view-counter')!.remove());
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))));
      assert.deepEqual(cancelled, [], 'the bar still waits');
      await page.evaluate(() => document.querySelector('reaction-bar')!.remove());
      await eventually(async () => cancelled, asked);
      assert.equal(asked.length, 1);
    });
  });
});
