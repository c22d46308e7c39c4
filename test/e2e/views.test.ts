/** What is a view and what is none, in a browser that hides tabs, prerenders pages and keeps them for the way back. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { launchWithRealTabs, openTab } from './real-tabs.ts';
import { eventually, Gaung, Site } from './setup.ts';

describe('views', () => {
  const site = new Site();
  const gaung = new Gaung();
  let browser: Browser;

  before(async () => {
    browser = await launchWithRealTabs();
    await site.start();
    await gaung.start();
  });
  after(async () => {
    await browser?.close();
    await gaung.dispose();
    await site.dispose();
  });

  /** A page with a view counter; returns its address. */
  function publish(path: string, { head = '', body = '' } = {}): string {
    site.page(
      `/${path}`,
      `<!doctype html><html lang="id"><head><meta charset="utf-8"><title>${path}</title>${head}
       <script type="module" src="${gaung.url('gaung.js')}"></script></head>
       <body>${body}<view-counter></view-counter></body></html>`,
    );
    return site.url(path);
  }
  const views = async (url: string) => (await gaung.counts(url)).views;
  const shows = (page: Pick<Page, 'evaluate'>, count: number) =>
    eventually(
      () => page.evaluate(() => document.querySelector('view-counter')!.shadowRoot!.textContent.trim()),
      `Dibaca ${count} kali`,
    );
  /** A view that was made wrongly has arrived by now: one of another page, made later, has. */
  async function afterAnother(page: Page): Promise<void> {
    const url = publish(`lain-${Math.random().toString(36).slice(2)}`);
    await page.goto(url);
    await eventually(() => views(url), 1);
  }

  it('a load is one, a reload none, going on from there one, and going back none', async () => {
    const [first, second] = [publish('satu'), site.url('dua')];
    const page = await openTab(browser);
    await page.goto(first);
    await shows(page, 1);
    await page.reload();
    await shows(page, 1);
    await page.evaluate(() => history.pushState(null, '', '/dua'));
    await eventually(() => views(second), 1);
    await shows(page, 1);
    await page.evaluate(() => history.back());
    await eventually(() => page.evaluate(() => location.pathname), '/satu');
    await shows(page, 1);
    await afterAnother(page);
    assert.deepEqual([await views(first), await views(second)], [1, 1]);
  });

  it('going back to a page that only an earlier document has viewed is none', async () => {
    const [first, second] = [publish('satu-lama'), publish('dua-lama')];
    const page = await openTab(browser);
    await page.goto(first);
    await shows(page, 1);
    await page.evaluate(() => history.pushState(null, '', '/dua-lama'));
    await eventually(() => views(second), 1);
    await page.reload();
    await shows(page, 1);
    const document = await page.evaluateHandle(() => globalThis.document);
    await page.evaluate(() => history.back());
    await eventually(() => page.evaluate(() => location.pathname), '/satu-lama');
    assert.equal(await page.evaluate((one) => one === globalThis.document, document), true, 'no document was loaded');
    await shows(page, 1);
    await afterAnother(page);
    assert.deepEqual([await views(first), await views(second)], [1, 1]);
  });

  it('a page that is restored as it was left is none', async () => {
    const url = publish('kembali');
    const page = await openTab(browser);
    await page.goto(url);
    await shows(page, 1);
    await page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => document.body.setAttribute('data-persisted', String(persisted)));
    });
    await page.goto(publish('seberang'));
    await page.goBack();
    const persisted = () => page.evaluate(() => document.body.dataset.persisted);
    await eventually(persisted, 'true');
    await shows(page, 1);
    await afterAnother(page);
    assert.equal(await views(url), 1);
  });

  it('a tab in the background is none before it is shown', async () => {
    const url = publish('latar');
    const front = await openTab(browser);
    const page = await front.browserContext().newPage();
    await front.bringToFront();
    await page.goto(url);
    assert.equal(await page.evaluate(() => document.visibilityState), 'hidden');
    await shows(page, 0);
    assert.equal(await views(url), 0);
    await page.bringToFront();
    await shows(page, 1);
    await front.bringToFront();
    await page.bringToFront();
    await afterAnother(page);
    assert.equal(await views(url), 1);
  });

  it('a page that was left in the background before anybody saw it is none', async () => {
    const [first, second] = [publish('terlewat'), site.url('terlihat')];
    const front = await openTab(browser);
    const page = await front.browserContext().newPage();
    await front.bringToFront();
    await page.goto(first);
    await shows(page, 0);
    await page.evaluate(() => history.pushState(null, '', '/terlihat'));
    await eventually(() => page.evaluate(() => document.visibilityState), 'hidden');
    await page.bringToFront();
    await eventually(() => views(second), 1);
    await afterAnother(page);
    assert.deepEqual([await views(first), await views(second)], [0, 1]);
  });

  it('a prerendered page is none before the reader goes there', async () => {
    // Says when the number is there, and whether that was while nobody saw it.
    const body = `<script>
      const look = () => /\\d/.test(document.querySelector('view-counter')?.shadowRoot?.textContent)
        ? fetch('/shown?prerendering=' + document.prerendering) : setTimeout(look, 25);
      look();
    </script>`;
    const url = publish('pratayang', { body });
    const rules = '{"prerender":[{"source":"list","urls":["/pratayang"],"eagerness":"immediate"}]}';
    publish('beranda', {
      head: `<script type="speculationrules">${rules}</script>`,
      body: '<a href="/pratayang">Baca</a>',
    });
    const page = await openTab(browser);
    await page.goto(site.url('beranda'));
    await eventually(async () => site.asked.filter((path) => path.startsWith('/shown')), ['/shown?prerendering=true']);
    assert.equal(await views(url), 0);
    await Promise.all([page.waitForNavigation(), page.click('a')]);
    await shows(page, 1);
    const activated = () =>
      page.evaluate(() => {
        const [entry] = performance.getEntriesByType('navigation');
        return (entry as PerformanceNavigationTiming & { activationStart: number }).activationStart > 0;
      });
    assert.equal(await activated(), true, 'the prerendered page itself is shown');
    await afterAnother(page);
    assert.equal(await views(url), 1);
  });

  it('a page in a frame is none, and shows the number', async () => {
    const url = publish('dibingkai');
    site.page('/bingkai', `<!doctype html><title>Bingkai</title><iframe src="${url}"></iframe>`);
    const page = await openTab(browser);
    await page.goto(site.url('bingkai'));
    const frame = await page.waitForFrame(url);
    await shows(frame, 0);
    await afterAnother(page);
    assert.equal(await views(url), 0);
  });

  it('an editor’s preview is none, and shows the number', async () => {
    const url = publish('naskah', { head: '<link rel="canonical" href="/naskah">' });
    const page = await openTab(browser);
    await page.goto(`${url}?p=1&preview=true`);
    await shows(page, 0);
    await page.goto(`${url}?preview=ya`);
    await shows(page, 1);
    await afterAnother(page);
    assert.equal(await views(url), 1);
  });
});
