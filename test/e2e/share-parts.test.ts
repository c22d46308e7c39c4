/** The parts of a share row that come later: when a reader is about to press, or when a row asks for more. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Route } from 'playwright-core';
import { eventually, Gaung, launch, Reader, Site } from './setup.ts';

const PRESS = '**/chunks/part-press-*';
const WHOLE = '**/chunks/part-whole-row-*';
const LONG = 'whatsapp facebook x telegram bluesky threads linkedin reddit email qr copy';

describe('the parts of a share row', () => {
  const site = new Site('dist-script');
  const gaung = new Gaung();
  let browser: Browser;

  before(async () => {
    browser = await launch();
    await gaung.start();
    await site.start();
    publish('default', '<share-buttons></share-buttons><share-buttons></share-buttons>');
    publish('long', `<share-buttons networks="${LONG}"></share-buttons>`);
    publish('qr', '<share-buttons networks="qr copy"></share-buttons>');
    publish('most', '<share-buttons max="2"></share-buttons>');
    publish('lost', '<share-buttons networks="x bluesky copy"></share-buttons>');
    publish('brand', '<share-buttons variant="brand"></share-buttons>');
  });
  after(async () => {
    await browser?.close();
    await gaung.dispose();
    await site.dispose();
  });

  function publish(path: string, row: string): void {
    site.page(
      `/${path}`,
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A story</title>
       <script type="module" src="/gaung.js" data-endpoint="${gaung.url()}"></script></head><body>${row}</body></html>`,
    );
  }

  async function come(path: string, width = 800): Promise<Reader> {
    const reader = await Reader.come(browser, {
      viewport: { width, height: 600 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    return reader.opens(site.url(path));
  }
  const parts = ({ requests }: Reader) => requests.filter((url) => /\/chunks\/(?:part|dialog)-/.test(url));
  const item = (reader: Reader, id: string) => reader.page.locator(`share-buttons [data-network="${id}"]`).first();
  const copied = (reader: Reader) => reader.page.evaluate(() => navigator.clipboard.readText());
  const shares = async (path: string) =>
    (await gaung.counts(site.url(path))).shares as Readonly<Record<string, number>>;

  it('are not asked for by a default row; the first sign of a reader asks for one, once for all rows', async () => {
    const reader = await come('default');
    await item(reader, 'copy').waitFor();
    await reader.page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    assert.deepEqual(parts(reader), []);
    await item(reader, 'whatsapp').hover();
    await eventually(async () => parts(reader).length, 1);
    await reader.page.locator('share-buttons [data-network="copy"]').last().hover();
    await item(reader, 'copy').focus();
    await item(reader, 'copy').click();
    await reader.page.locator('share-buttons .toast').waitFor();
    const names = parts(reader).map((url) => /(?:part|dialog)-[a-z-]+?(?=-[0-9a-f]{8})/.exec(url)?.[0]);
    // What says "Link copied" comes when there is something to say.
    assert.deepEqual(new Set(names), new Set(['part-live-region', 'part-press']));
    assert.deepEqual(reader.problems, []);
    await reader.leaves();
  });

  it('may come after the press: the link is on the clipboard at once, a dialog opens when they are there', async () => {
    const reader = await come('qr');
    let waiting: Route | undefined;
    await reader.page.route(PRESS, (route) => {
      waiting = route;
    });
    await item(reader, 'copy').click();
    await eventually(() => copied(reader), site.url('qr'));
    await item(reader, 'qr').click();
    await eventually(async () => waiting !== undefined, true);
    assert.equal(await reader.page.locator('share-buttons :is(.toast, dialog)').count(), 0);
    await waiting!.continue();
    await reader.page.locator('share-buttons dialog').waitFor();
    await eventually(() => shares('qr'), { copy: 1, qr: 1 });
    assert.deepEqual(reader.problems, []);
    await reader.leaves();
  });

  it('may not come: links are links, the link is copied, all is counted; the next sign asks again', async () => {
    const before = (await shares('default'))['copy'] ?? 0;
    const reader = await come('default');
    await reader.page.route(PRESS, (route) => route.abort());
    const opened = reader.context.waitForEvent('page');
    await item(reader, 'whatsapp').click();
    await (await opened).close();
    const said: string[] = [];
    reader.page.on('dialog', (dialog) => {
      said.push(`${dialog.message()} ${dialog.defaultValue()}`);
      void dialog.dismiss();
    });
    await item(reader, 'copy').click();
    await eventually(async () => said, [`Link copied ${site.url('default')}`]);
    assert.equal(await copied(reader), site.url('default'));
    await eventually(async () => (await shares('default'))['whatsapp'], 1);
    await eventually(async () => (await shares('default'))['copy'], before + 1);
    await reader.page.unroute(PRESS);
    await reader.page.mouse.move(5, 500);
    await item(reader, 'copy').hover();
    await item(reader, 'copy').click();
    await reader.page.locator('share-buttons .toast').waitFor();
    await eventually(async () => (await shares('default'))['copy'], before + 2);
    assert.deepEqual(reader.problems, []);
    await reader.leaves();
  });

  it('without the list, a long row wraps and shows all; it is a list once the part comes', async () => {
    const reader = await Reader.come(browser, { viewport: { width: 360, height: 600 } });
    await reader.page.route(WHOLE, (route) => route.abort());
    await reader.opens(site.url('long'));
    const row = reader.page.locator('share-buttons .row');
    await eventually(() => row.locator('[data-network]').count(), 11);
    await eventually(() => row.evaluate(({ className }) => className), 'row wrapped');
    const isInside = await row.evaluate((one) =>
      [...one.children].every((child) => child.getBoundingClientRect().right <= innerWidth),
    );
    assert.equal(isInside, true);
    await reader.page.unroute(WHOLE);
    await item(reader, 'whatsapp').hover();
    await eventually(() => row.locator('[data-network]').count(), 5);
    await reader.page.locator('share-buttons .more').click();
    await eventually(() => reader.page.locator('share-buttons .menu [data-network]').count(), 6);
    assert.deepEqual(reader.problems, []);
    await reader.leaves();
  });

  it('stays on one line until the list comes, and moves nothing below it', async () => {
    const reader = await Reader.come(browser, { viewport: { width: 360, height: 600 } });
    let waiting: Route | undefined;
    await reader.page.route(WHOLE, (route) => {
      waiting = route;
    });
    await reader.opens(site.url('long'));
    await eventually(async () => waiting !== undefined, true);
    const height = () => reader.page.locator('share-buttons').evaluate((one) => one.getBoundingClientRect().height);
    await item(reader, 'copy').waitFor({ state: 'attached' });
    const early = await height();
    await waiting!.continue();
    await reader.page.locator('share-buttons .more').waitFor();
    assert.equal(await height(), early);
    await reader.leaves();
  });

  it('where `max` has no list, all are shown', async () => {
    const reader = await Reader.come(browser);
    await reader.page.route(WHOLE, (route) => route.abort());
    await reader.opens(site.url('most'));
    await eventually(() => reader.page.locator('share-buttons .row [data-network]').count(), 5);
    assert.deepEqual(reader.problems, []);
    await reader.leaves();
  });

  it('and networks that do not come are asked for once, and the others are shown', async () => {
    const reader = await Reader.come(browser);
    await reader.page.route('**/chunks/**', (route) => route.abort());
    const seen: string[] = [];
    reader.page.on('request', (request) => seen.push(new URL(request.url()).pathname));
    await reader.opens(site.url('lost'));
    await item(reader, 'copy').waitFor();
    await reader.page.evaluate(async () => {
      const row = document.querySelector('share-buttons')!;
      for (let update = 0; update < 20; update++) {
        row.toggleAttribute('popup');
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    });
    const ofNetworks = seen.filter((path) => path.includes('network'));
    assert.deepEqual(ofNetworks, [...new Set(ofNetworks)]);
    assert.ok(ofNetworks.length > 0);
    assert.deepEqual(reader.problems, []);
    await reader.leaves();
  });

  it('bring the looks that attributes name', async () => {
    const reader = await come('brand');
    const colour = () => item(reader, 'whatsapp').evaluate((one) => getComputedStyle(one).backgroundColor);
    await eventually(colour, 'rgb(37, 211, 102)');
    assert.deepEqual(
      parts(reader).map((url) => /part-[a-z-]+?(?=-[0-9a-f]{8})/.exec(url)?.[0]),
      ['part-whole-row'],
    );
    await reader.leaves();
  });
});
