import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { eventually, Gaung, launch, Reader, Site } from './setup.ts';

/** The rules of Bootstrap 3 that reach what stands beside them, in words of our own. */
const BOOTSTRAP = `
  * { box-sizing: border-box } html { font-size: 10px } [hidden] { display: none !important }
  body { margin: 0; font: 14px/1.42857 Helvetica, Arial, sans-serif; color: #333 }
  button, input, select { font-family: inherit; font-size: inherit; line-height: inherit }
  .label { display: inline; padding: .2em .6em .3em; font-size: 75%; color: #fff; border-radius: .25em }
  .row { margin: 0 -15px } .row::before { content: " "; display: table } p { margin: 0 0 10px }
  a { color: #337ab7; text-decoration: none } .text { text-transform: uppercase }`;

interface HostilePage {
  readonly name: string;
  readonly doctype?: string;
  readonly head?: string;
  /** Around the elements. */
  readonly style?: string;
  readonly headers?: (echo: string) => Record<string, string>;
}

const pages: readonly HostilePage[] = [
  {
    name: 'that unsets everything',
    style: '* { all: unset !important } style, script, head, title { display: none !important }',
  },
  {
    name: 'that makes everything a block and shouts',
    style:
      'body, body * { display: block !important; text-transform: uppercase; letter-spacing: 3px; text-indent: 2em }',
  },
  { name: 'in Bootstrap 3', style: BOOTSTRAP },
  {
    name: 'whose arrays and objects have a toJSON',
    head: `<script>
      Array.prototype.toJSON = function () { return this.join('+') };
      Object.defineProperty(Object.prototype, 'toJSON', { value() { return 'object' }, configurable: true, writable: true });
    </script>`,
  },
  {
    name: 'with an AMD loader',
    head: `<script>
      window.define = function () { throw new Error('defined') }; window.define.amd = {};
      window.require = function () { throw new Error('required') }; window.exports = {}; window.module = { exports };
    </script>`,
  },
  {
    name: 'with a strict policy',
    headers: (echo) => ({
      'content-security-policy': `default-src 'none'; script-src ${echo}; connect-src ${echo}; style-src 'none'; img-src 'none'`,
    }),
  },
  { name: 'with twice the text size', style: 'html { font-size: 200% } body { font-size: 1rem }' },
  { name: 'in quirks mode', doctype: '' },
];

const slug = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

/** What is cut off, outside the window, too small, or not there to be seen. */
const flaws = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = [];
    const width = document.documentElement.clientWidth || innerWidth;
    const say = (what: string, element: Element) => found.push(`${what}: ${element.localName}.${element.className}`);
    for (const tag of ['share-buttons', 'view-counter', 'reaction-bar']) {
      const root = document.querySelector(tag)!.shadowRoot!;
      for (const element of root.querySelectorAll(
        '.row [data-network], .option, .more, .name, .label, .count, [part="text"]',
      )) {
        const box = element.getBoundingClientRect();
        if (box.width < 1 || box.height < 1) say('nothing to be seen', element);
        if (box.left < -0.5 || box.right > width + 0.5) say('outside the window', element);
        if (element.matches('[data-network], .option, .more') && Math.min(box.width, box.height) < 24)
          say('small', element);
        if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
          say('cut off at the side', element);
        if (element.scrollHeight > element.clientHeight + 2 && element.clientHeight > 0) say('cut off below', element);
      }
    }
    return found;
  });

describe('a hostile page', () => {
  let gaung: Gaung;
  const site = new Site();
  let browser: Browser;
  before(async () => {
    browser = await launch();
    await site.start();
    gaung = new Gaung({ GAUNG_ORIGINS: `http://news.test:${site.port}` });
    await gaung.start();
  });
  after(async () => {
    await browser?.close();
    await site.dispose();
    await gaung.dispose();
  });

  for (const { name, doctype = '<!doctype html>', head = '', style = '', headers } of pages) {
    it(`${name} has the three elements whole, and they work`, async () => {
      const echo = gaung.url('', 'echo.test');
      const path = slug(name);
      site.page(
        `/${path}`,
        `${doctype}<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
         <title>A story</title>${head}${style ? `<style>${style}</style>` : ''}
         <script type="module" src="${echo}gaung.js"></script></head>
         <body><p class="text">Words around it</p><share-buttons></share-buttons>
         <p><view-counter></view-counter></p><reaction-bar></reaction-bar></body></html>`,
        headers?.(echo.slice(0, -1)) ?? {},
      );
      const reader = await Reader.come(browser, { viewport: { width: 390, height: 844 } });
      const { page } = reader;
      await reader.opens(site.url(path, 'news.test'));
      await reader.seesViews(name.includes('shouts') ? 'READ 1 TIME' : 'Read 1 time');
      await reader.sees(['0', '0', '0', '0', '0'], []);
      await eventually(() => flaws(page), []);

      await reader.taps('love');
      await reader.sees(['1', '0', '0', '0', '0'], ['love']);
      await reader.taps('wow');
      await reader.sees(['0', '0', '1', '0', '0'], ['wow']);
      await eventually(async () => (await gaung.counts(site.url(path, 'news.test'))).reactions, { wow: 1 });
      await reader.reloads();
      await reader.sees(['0', '0', '1', '0', '0'], ['wow']);
      await reader.taps('wow');
      await reader.sees(['0', '0', '0', '0', '0'], []);
      await eventually(async () => (await gaung.counts(site.url(path, 'news.test'))).reactions, {});

      const more = page.locator('share-buttons .more');
      if (await more.isVisible()) await more.click(); // Large text leaves room for fewer in the row.
      await page.locator('share-buttons [data-network="copy"]').click();
      await page.locator('share-buttons :is(.toast, .by-hand)').waitFor();
      await eventually(() => flaws(page), []); // once the numbers have rolled
      assert.deepEqual(reader.problems, []);
      await reader.leaves();
    });
  }

  it('with larger text has larger elements', async () => {
    const sizes: number[][] = [];
    for (const name of ['in quirks mode', 'with twice the text size']) {
      const reader = await (await Reader.come(browser)).opens(site.url(slug(name), 'news.test'));
      await reader.sees(['0', '0', '0', '0', '0'], []);
      sizes.push(
        await reader.page.evaluate(() =>
          [
            ['reaction-bar', '.name'],
            ['reaction-bar', '.icon'],
            ['share-buttons', '.label'],
            ['share-buttons', 'svg'],
            ['view-counter', '[part="text"]'],
          ].map(([tag, selector]) => {
            const element = document.querySelector(tag!)!.shadowRoot!.querySelector(selector!)!;
            return element instanceof SVGElement
              ? element.getBoundingClientRect().width
              : Number.parseFloat(getComputedStyle(element).fontSize);
          }),
        ),
      );
      await reader.leaves();
    }
    const ratios = sizes[1]!.map((size, index) => Math.round((size / sizes[0]![index]!) * 100) / 100);
    assert.deepEqual(ratios, [2, 2, 2, 2, 2]);
  });
});
