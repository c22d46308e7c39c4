import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { eventually, Gaung, launch, Reader, Site } from './setup.ts';

const NETWORKS =
  'whatsapp facebook x telegram bluesky threads linkedin reddit pinterest qr fediverse mastodon-hub email copy';

describe('a share row under a strict content security policy', () => {
  const site = new Site('dist-cdn');
  const gaung = new Gaung();
  let browser: Browser;

  before(async () => {
    browser = await launch();
    await gaung.start();
    await site.start();
    site.page(
      '/',
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A story</title>
       <script type="module" src="/gaung.js" data-endpoint="${gaung.url()}"></script></head>
       <body><share-buttons networks="${NETWORKS}" variant="brand" counts></share-buttons></body></html>`,
      {
        'content-security-policy': `default-src 'self'; script-src 'self'; style-src 'self'; connect-src ${gaung.url()}`,
      },
    );
  });
  after(async () => {
    await browser?.close();
    await gaung.dispose();
    await site.dispose();
  });

  const hostsOf = (reader: Reader) => [...new Set(reader.requests.map((url) => new URL(url).host))].toSorted();
  const own = () => [`localhost:${gaung.port}`, `localhost:${site.port}`].toSorted();

  it('asks nobody before a click, loads what the page names, and puts what has no room behind a button', async () => {
    const reader = await Reader.come(browser, { viewport: { width: 360, height: 800 } });
    await reader.opens(site.url());
    await eventually(() => reader.page.locator('share-buttons .row > [data-network]').count(), 5);
    await reader.page.locator('share-buttons .more').click();
    await eventually(() => reader.page.locator('share-buttons .menu [data-network]').count(), 9);
    await reader.page.locator('share-buttons .menu input').fill('pin');
    await eventually(() => reader.page.locator('share-buttons .menu [data-network]').count(), 1);
    assert.deepEqual(hostsOf(reader), own());
    assert.deepEqual(reader.problems, []);
    await reader.leaves();
  });

  it('draws a QR code without asking anybody', async () => {
    const reader = await (await Reader.come(browser)).opens(site.url());
    await reader.page.locator('share-buttons [data-network="qr"]').click();
    await eventually(async () => (await reader.page.locator('share-buttons dialog svg path').count()) > 0, true);
    assert.ok((await reader.page.locator('share-buttons dialog').innerText()).includes(site.url()));
    await reader.page.keyboard.press('Escape');
    await eventually(() => reader.page.locator('share-buttons dialog').count(), 0);
    assert.deepEqual(hostsOf(reader), own());
    assert.deepEqual(reader.problems, []);
    await reader.leaves();
  });

  it('asks for a server of the fediverse; where the policy forbids to ask it, the reader picks its software', async () => {
    const reader = await (await Reader.come(browser)).opens(site.url());
    await reader.page.locator('share-buttons [data-network="fediverse"]').click();
    const dialog = reader.page.locator('share-buttons dialog');
    await dialog.locator('input').first().fill('@me@toot.example');
    await reader.page.keyboard.press('Enter');
    const choices = dialog.locator('select, input[type="radio"]');
    await eventually(async () => (await choices.count()) > 0, true);
    if ((await dialog.locator('select').count()) > 0) await dialog.locator('select').selectOption('mastodon');
    else await dialog.locator('input[type="radio"][value="mastodon"]').check();
    const opened = reader.context.waitForEvent('page');
    await dialog.locator('button[type="submit"]').click();
    await opened;
    const asked = () => reader.requests.filter((url) => url.startsWith('https://toot.example/share'));
    await eventually(async () => asked().length, 1);
    assert.equal(new URL(asked()[0]!).searchParams.get('text'), `A story ${site.url()}`);
    await eventually(async () => 'mastodon' in (await gaung.counts(site.url())).shares, true);
    await reader.leaves();
  });
});
