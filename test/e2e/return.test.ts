/** A reader who goes on to another page and comes back: the page is kept as it was, and lives on. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'puppeteer-core';
import { launchWithRealTabs } from './real-tabs.ts';
import { eventually, Gaung, Site } from './setup.ts';

/** What a test sees of a page that a reader left and came back to. */
interface Kept {
  /** Whether it is the same document, kept in the back-forward cache. */
  readonly persisted: string | undefined;
  /** Why it was not kept, in the browser's own words; null where it was. */
  readonly reasons: unknown;
}

const KEPT: Kept = { persisted: 'true', reasons: null };

/** A busy browser may not keep a page for reasons that it keeps to itself; what a page does wrong, it names. */
class Masked extends Error {}

const isMasked = (reasons: unknown) => {
  const named = (reasons as { reasons?: { reason: string }[] } | null)?.reasons ?? [];
  return named.length > 0 && named.every(({ reason }) => reason === 'masked');
};

describe('a page that is left and returned to', () => {
  // The page and the script come from elsewhere, so that they are there when the server is not.
  const site = new Site('dist-cdn');
  let gaung: Gaung;
  let browser: Browser;
  let reader: BrowserContext;

  before(async () => {
    browser = await launchWithRealTabs();
    await site.start();
    gaung = new Gaung({ GAUNG_ORIGINS: `localhost http://news.test:${site.port}` });
    await gaung.start();
    site.page('/lain', '<!doctype html><title>Lain</title><p>Lain</p>');
  });
  afterEach(() => reader?.close());
  after(async () => {
    await browser?.close();
    await gaung?.dispose();
    await site.dispose();
  });

  /** A test that begins again, with a page and a reader of its own, where the browser had reasons of its own. */
  function whereKept(title: string, body: () => Promise<void>): void {
    it(title, async () => {
      for (let left = 3; left > 0; left--) {
        try {
          return await body();
        } catch (error) {
          if (!(error instanceof Masked) || left === 1) throw error;
          await reader.close();
        }
      }
    });
  }

  let published = 0;
  function publish(name: string, host = 'localhost'): string {
    const path = `${name}-${++published}`;
    site.page(
      `/${path}`,
      `<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Berita</title>
       <script>addEventListener('pageshow', ({ persisted }) => (document.documentElement.dataset.persisted = persisted));
       </script><script type="module" src="/gaung.js" data-endpoint="${gaung.url('', host)}"></script></head>
       <body><share-buttons counts live></share-buttons><view-counter live></view-counter>
       <reaction-bar live></reaction-bar></body></html>`,
    );
    return site.url(path, host);
  }

  /** A tab of the reader's, in a window of its own: it stays visible whatever else is opened. */
  async function open(url: string): Promise<Page> {
    const page = await reader.newPage({ type: 'window', windowBounds: {} });
    await page.goto(url);
    return page;
  }
  async function leave(page: Page): Promise<void> {
    await page.goto(new URL('/lain', page.url()).href);
  }
  /** Comes back, and tells whether the page was kept. */
  async function comeBack(page: Page): Promise<Kept> {
    await page.goBack();
    const kept = await page.evaluate(() => {
      const [entry] = performance.getEntriesByType('navigation');
      const { notRestoredReasons } = entry as PerformanceNavigationTiming & { notRestoredReasons: unknown };
      // By way of JSON: its names are getters of its prototype, which nothing else would show.
      return {
        persisted: document.documentElement.dataset.persisted,
        reasons: JSON.parse(JSON.stringify(notRestoredReasons)) as unknown,
      };
    });
    if (isMasked(kept.reasons)) throw new Masked('The browser did not keep the page, for reasons of its own.');
    return kept;
  }
  async function come(url: string): Promise<Page> {
    reader = await browser.createBrowserContext();
    return open(url);
  }
  const tap = (page: Page, reaction: string) =>
    page.evaluate((id) => {
      document
        .querySelector('reaction-bar')!
        .shadowRoot!.querySelector<HTMLElement>(`button[data-reaction="${id}"]`)!
        .click();
    }, reaction);
  /** `Dibaca 1 kali, love 2 pressed`: what the elements say. */
  const looks = (page: Page) =>
    page.evaluate(() => {
      const views = document.querySelector('view-counter')!.shadowRoot!.textContent.trim();
      const root = document.querySelector('reaction-bar')!.shadowRoot!;
      const counted = [...root.querySelectorAll('[data-reaction]')].flatMap((button) => {
        const { reaction } = (button as HTMLElement).dataset;
        const count = root.querySelector(`.count[data-of="${reaction}"]`)?.textContent.trim();
        const isPressed = button.getAttribute('aria-pressed') === 'true';
        return count !== '0' || isPressed ? [`${reaction} ${count}${isPressed ? ' pressed' : ''}`] : [];
      });
      return [views, ...counted].join(', ');
    });
  const sees = (page: Page, expected: string, ms?: number) => eventually(() => looks(page), expected, ms);
  const counts = async (url: string) => {
    const { views, reactions } = await gaung.counts(url);
    return { views, reactions };
  };

  whereKept('is kept, and goes on counting, live and with taps', async () => {
    const url = publish('satu');
    const page = await come(url);
    await sees(page, 'Dibaca 1 kali');
    await leave(page);
    const other = await browser.createBrowserContext();
    const elsewhere = await other.newPage();
    await elsewhere.goto(url);
    await sees(elsewhere, 'Dibaca 2 kali');
    await page.bringToFront();
    assert.deepEqual(await comeBack(page), KEPT);
    await sees(page, 'Dibaca 2 kali'); // Live again: nothing else asks after so short a time.
    await tap(elsewhere, 'wow');
    await sees(page, 'Dibaca 2 kali, wow 1');
    await tap(page, 'love');
    await sees(page, 'Dibaca 2 kali, love 1 pressed, wow 1');
    await eventually(() => counts(url), { views: 2, reactions: { love: 1, wow: 1 } });
    await other.close();
  });

  whereKept('is kept with a tap that is on its way', async () => {
    const url = publish('dua');
    const page = await come(url);
    await sees(page, 'Dibaca 1 kali');
    await tap(page, 'love');
    await leave(page);
    await eventually(() => counts(url), { views: 1, reactions: { love: 1 } });
    assert.deepEqual(await comeBack(page), KEPT);
    await sees(page, 'Dibaca 1 kali, love 1 pressed');
    await tap(page, 'sad');
    await sees(page, 'Dibaca 1 kali, sad 1 pressed');
    await eventually(() => counts(url), { views: 1, reactions: { sad: 1 } });
  });

  whereKept('is kept with a tap that waits for the server, and sends it after the return', async () => {
    const url = publish('tiga');
    const page = await come(url);
    await sees(page, 'Dibaca 1 kali');
    await gaung.stop();
    try {
      await tap(page, 'love');
      await eventually(
        () => page.evaluate(() => document.querySelector('reaction-bar')!.matches(':state(waiting)')),
        true,
      );
      await leave(page);
    } finally {
      await gaung.start();
    }
    assert.deepEqual(await comeBack(page), KEPT);
    await sees(page, 'Dibaca 1 kali, love 1 pressed');
    await eventually(() => counts(url), { views: 1, reactions: { love: 1 } });
    await eventually(
      () => page.evaluate(() => document.querySelector('reaction-bar')!.matches(':state(waiting)')),
      false,
    );
  });

  for (const [leaver, host, how] of [
    ['first', 'localhost', ''],
    ['second', 'localhost', ''],
    ['first', 'news.test', ', by plain http'],
    ['second', 'news.test', ', by plain http'],
  ] as const) {
    whereKept(`is kept beside another window with the same page: the ${leaver} leaves${how}`, async () => {
      const url = publish(`jendela-${leaver}`, host);
      const first = await come(url);
      await sees(first, 'Dibaca 1 kali');
      const second = await open(url);
      await sees(second, 'Dibaca 2 kali');
      await sees(first, 'Dibaca 2 kali');
      const [page, other] = leaver === 'first' ? [first, second] : [second, first];
      await leave(page);
      await tap(other, 'love');
      await eventually(() => counts(url), { views: 2, reactions: { love: 1 } });
      await sees(other, 'Dibaca 2 kali, love 1 pressed');
      assert.deepEqual(await comeBack(page), KEPT);
      await sees(page, 'Dibaca 2 kali, love 1 pressed');
      await tap(page, 'wow');
      await sees(other, 'Dibaca 2 kali, wow 1 pressed');
      await eventually(() => counts(url), { views: 2, reactions: { wow: 1 } });
      await leave(other);
      await tap(page, 'sad');
      await eventually(() => counts(url), { views: 2, reactions: { sad: 1 } });
      assert.deepEqual(await comeBack(other), KEPT);
      await sees(other, 'Dibaca 2 kali, sad 1 pressed');
    });
  }

  whereKept('is kept where it waited for its turn in another window’s shadow, and that one left as well', async () => {
    const url = publish('berdua');
    const first = await come(url);
    await sees(first, 'Dibaca 1 kali');
    const second = await open(url);
    await sees(first, 'Dibaca 2 kali');
    await sees(second, 'Dibaca 2 kali');
    await leave(second);
    await leave(first);
    assert.deepEqual(await comeBack(first), KEPT);
    assert.deepEqual(await comeBack(second), KEPT);
    await tap(first, 'love');
    await sees(second, 'Dibaca 2 kali, love 1 pressed');
    await tap(second, 'wow');
    await sees(first, 'Dibaca 2 kali, wow 1 pressed');
    await eventually(() => counts(url), { views: 2, reactions: { wow: 1 } });
  });

  describe('or frozen in the background', () => {
    /** A tab that is hidden by another one, and frozen as browsers do it after minutes. */
    async function freeze(page: Page): Promise<() => Promise<void>> {
      await page.evaluate(() => {
        document.addEventListener('freeze', () => document.documentElement.setAttribute('data-frozen', ''));
      });
      const session = await page.createCDPSession();
      await session.send('Page.setWebLifecycleState', { state: 'frozen' });
      return async () => {
        await session.send('Page.setWebLifecycleState', { state: 'active' });
        assert.equal(await page.evaluate(() => document.documentElement.hasAttribute('data-frozen')), true);
      };
    }

    whereKept('goes on counting, live and with taps', async () => {
      const url = publish('beku');
      const page = await come(url);
      await sees(page, 'Dibaca 1 kali');
      const front = await reader.newPage();
      await front.goto(url);
      await sees(front, 'Dibaca 2 kali');
      await eventually(() => page.evaluate(() => document.visibilityState), 'hidden');
      const wake = await freeze(page);
      await tap(front, 'love');
      await sees(front, 'Dibaca 2 kali, love 1 pressed');
      await wake();
      await page.bringToFront();
      await sees(page, 'Dibaca 2 kali, love 1 pressed');
      await tap(page, 'wow');
      await sees(page, 'Dibaca 2 kali, wow 1 pressed');
      await eventually(() => counts(url), { views: 2, reactions: { wow: 1 } });
      await front.bringToFront();
      await sees(front, 'Dibaca 2 kali, wow 1 pressed');
    });

    whereKept('leaves its tap to another tab, which sends it once', async () => {
      const url = publish('beku-menunggu');
      const page = await come(url);
      await sees(page, 'Dibaca 1 kali');
      await gaung.stop();
      let wake: () => Promise<void>;
      let front: Page;
      try {
        await tap(page, 'love');
        await eventually(
          () => page.evaluate(() => document.querySelector('reaction-bar')!.matches(':state(waiting)')),
          true,
        );
        front = await reader.newPage();
        await eventually(() => page.evaluate(() => document.visibilityState), 'hidden');
        wake = await freeze(page);
      } finally {
        await gaung.start();
      }
      await front.goto(url);
      await sees(front, 'Dibaca 2 kali, love 1 pressed');
      await eventually(() => counts(url), { views: 2, reactions: { love: 1 } });
      await wake();
      await page.bringToFront();
      await sees(page, 'Dibaca 2 kali, love 1 pressed');
      await tap(page, 'sad');
      await eventually(() => counts(url), { views: 2, reactions: { sad: 1 } });
    });
  });
});
