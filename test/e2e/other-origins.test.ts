import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { ADMIN_TOKEN, eventually, Gaung, launch, Reader, Site } from './setup.ts';
import { story } from './story.ts';

/** A news page as an editor would write it, with the script tag of a server elsewhere. */
const article = (script: string, canonical: string) => `<!doctype html>
<html lang="id">
  <head>
    <meta charset="utf-8" />
    <title>Sebuah berita</title>
    <link rel="canonical" href="${canonical}" />
    <script type="module" src="${script}"></script>
  </head>
  <body>
    <h1>Sebuah berita</h1>
    <share-buttons networks="whatsapp facebook x telegram line email copy"></share-buttons>
    <p><view-counter></view-counter></p>
    <reaction-bar></reaction-bar>
  </body>
</html>`;

describe('a page of another origin', () => {
  const site = new Site();
  let gaung: Gaung;
  let browser: Browser;

  before(async () => {
    browser = await launch();
    await site.start();
    gaung = new Gaung({ GAUNG_ORIGINS: `localhost http://news.test:${site.port}` });
    await gaung.start();
  });
  after(async () => {
    await browser?.close();
    await gaung?.dispose();
    await site.dispose();
  });

  async function publish(path: string, host: string, headers: Record<string, string> = {}): Promise<string> {
    const url = site.url(path, host);
    const server = host === 'localhost' ? gaung.url() : gaung.url('', 'echo.test');
    site.page(`/${path}`, article(`${server}gaung.js`, url), headers);
    const page = url.replace('http://', '');
    const response = await fetch(gaung.url('v1/import?mode=merge'), {
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
      body: JSON.stringify({ type: 'page', page, source: 'legacy', views: 1206 }),
    });
    assert.equal(response.status, 200, await response.text());
    return url;
  }

  it('tells the same story with the script from the server', async () => {
    const url = await publish('kabar', 'localhost');
    await story({ browser, gaung, url, before: 1206 });
  });

  it('tells it on plain http too, where the secure-context APIs are missing', async () => {
    const url = await publish('kabar-http', 'news.test');
    const reader = await (await Reader.come(browser)).opens(url);
    const missing = await reader.page.evaluate(() => [
      isSecureContext,
      typeof crypto.randomUUID,
      typeof crypto.subtle,
      typeof navigator.locks,
      typeof navigator.clipboard,
    ]);
    assert.deepEqual(missing, [false, 'undefined', 'undefined', 'undefined', 'undefined']);
    await reader.leaves();
    await story({ browser, gaung, url, before: 1207 });
  });

  it('copies its link on plain http', async () => {
    const url = await publish('salin', 'news.test');
    const reader = await (await Reader.come(browser)).opens(url);
    await reader.page.locator('share-buttons button[data-network="copy"]').click();
    await eventually(() => reader.page.locator('share-buttons .toast').innerText(), 'Tautan tersalin');
    await eventually(async () => (await gaung.counts(url)).shares, { copy: 1 });
    await reader.leaves();
  });

  it('works under a strict content security policy', async () => {
    const url = await publish('ketat', 'localhost', {
      'content-security-policy': `default-src 'none'; script-src ${gaung.url()}; connect-src ${gaung.url()}; style-src 'self'`,
    });
    await story({ browser, gaung, url, before: 1206 });
  });

  it('may not write from an origin that is not on the list, and still shows the counts', async () => {
    site.page('/asing', article(`${gaung.url('', 'echo.test')}gaung.js`, site.url('kabar', 'localhost')));
    const { views } = await gaung.counts(site.url('kabar'));
    const reader = await (await Reader.come(browser)).opens(site.url('asing', 'stranger.test'));
    await reader.seesViews(`Dibaca ${new Intl.NumberFormat('id').format(views)} kali`);
    await reader.taps('love');
    await eventually(
      () => reader.page.locator('reaction-bar .notice').innerText(),
      'Reaksi di halaman ini tidak dihitung. Pilihan Anda telah dibatalkan.',
    );
    assert.deepEqual((await gaung.counts(site.url('kabar'))).views, views);
    await reader.leaves();
  });

  it('can still be shared where the address of the server is mistyped, and says what is wrong', async () => {
    site.page(
      '/salah',
      article(`${gaung.url()}gaung.js`, site.url('salah')).replace(
        'type="module"',
        'type="module" data-endpoint="http://"',
      ),
    );
    const reader = await Reader.come(browser);
    await reader.opens(site.url('salah'));
    await eventually(() => reader.page.locator('share-buttons a').count(), 6);
    assert.ok(
      reader.problems.some((text) => text.includes('data-endpoint')),
      reader.problems.join(),
    );
    assert.ok(!reader.requests.some((url) => url.includes('/v1/')));
    await reader.leaves();
  });

  it('opens a network in a new tab, asks it for nothing before, and counts the share', async () => {
    const url = await publish('bagikan', 'localhost');
    const reader = await (await Reader.come(browser)).opens(url);
    const asked = () => reader.requests.filter((address) => address.startsWith('https://'));
    assert.deepEqual(asked(), []);
    const opened = reader.context.waitForEvent('page');
    await reader.page.locator('share-buttons a[data-network="whatsapp"]').click();
    await opened;
    await eventually(async () => asked().length, 1); // nobody answers here: what counts is what was asked
    assert.equal(new URL(asked()[0]!).searchParams.get('text'), `Sebuah berita ${url}`);
    await eventually(async () => (await gaung.counts(url)).shares, { whatsapp: 1 });
    await reader.leaves();
  });
});
