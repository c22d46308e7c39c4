/** The tag that the server prints, pasted into a page of another origin under a strict policy. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Route } from 'playwright-core';
import { eventually, Gaung, launch, Reader, Site } from './setup.ts';

interface Tag {
  readonly path: string;
  readonly csp: string;
  readonly html: string;
  readonly chunks: readonly { readonly path: string }[];
}

/** In Indonesian, with a network that is not in the script itself: two parts are loaded. */
const article = (tag: string, canonical: string) => `<!doctype html>
<html lang="id">
  <head>
    <meta charset="utf-8" />
    <title>Sebuah berita</title>
    <link rel="canonical" href="${canonical}" />
    ${tag}
  </head>
  <body>
    <h1>Sebuah berita</h1>
    <share-buttons networks="whatsapp line copy"></share-buttons>
    <p><view-counter></view-counter></p>
    <reaction-bar></reaction-bar>
  </body>
</html>`;

describe('a page that pins the script', () => {
  const site = new Site();
  let gaung: Gaung;
  let browser: Browser;

  before(async () => {
    browser = await launch();
    await site.start();
    gaung = new Gaung({ GAUNG_ORIGINS: `http://news.test:${site.port}`, GAUNG_PREFIX: '/gaung/' });
    await gaung.start();
  });
  after(async () => {
    await browser?.close();
    await site.dispose();
    await gaung?.dispose();
  });

  /** Publishes an article with the tag of the server; returns its address and the tag. */
  async function publish(slug: string): Promise<{ url: string; tag: Tag }> {
    const own = gaung.url('gaung/', 'echo.test');
    const response = await fetch(gaung.url(`gaung/v1/script?url=${encodeURIComponent(own)}`));
    const tag = (await response.json()) as Tag;
    const url = site.url(slug, 'news.test');
    const server = new URL(own).origin;
    site.page(`/${slug}`, article(tag.html, url), {
      'content-security-policy':
        `default-src 'none'; script-src ${server} ${tag.csp}; connect-src ${server}; base-uri 'none'; ` +
        "require-trusted-types-for 'script'; trusted-types 'none'",
    });
    return { url, tag };
  }

  /** Between the server and the reader somebody adds a line. */
  async function tamper(route: Route): Promise<void> {
    const { pathname } = new URL(route.request().url());
    const response = await fetch(gaung.url(pathname.slice(1)));
    await route.fulfill({
      contentType: response.headers.get('content-type')!,
      headers: { 'access-control-allow-origin': '*' },
      body: `globalThis.owned = true;\n${await response.text()}`,
    });
  }

  const counts = async (url: string) => {
    const response = await fetch(
      gaung.url(`gaung/v1/counts?page=${encodeURIComponent(new URL(url).host + new URL(url).pathname)}`),
    );
    const { counts } = (await response.json()) as { counts: Record<string, { reactions: object }> };
    return Object.values(counts)[0]?.reactions;
  };

  it('has all of it, from the version alone, and counts at the server that the version came from', async () => {
    const { url, tag } = await publish('pinned');
    const reader = await (await Reader.come(browser)).opens(url);
    await reader.seesViews('Dibaca 1 kali');
    await eventually(() => reader.page.locator('share-buttons a[data-network="line"] svg').count(), 1);
    await reader.taps('love');
    await reader.sees(['1', '0', '0', '0', '0'], ['love']);
    await eventually(() => counts(url), { love: 1 });
    const scripts = reader.requests.filter((address) => address.endsWith('.js'));
    assert.ok(scripts.length >= 3, scripts.join());
    const pinned = new Set([tag.path, ...tag.chunks.map(({ path }) => path)]);
    for (const address of scripts) {
      assert.ok(pinned.has(new URL(address).pathname.replace('/gaung/', '')), address);
    }
    assert.deepEqual(reader.problems, []);
    await reader.leaves();
  });

  it('does without a part that was tampered with, and still counts', async () => {
    const { url } = await publish('tampered');
    const reader = await Reader.come(browser);
    let tampered = 0;
    await reader.page.route('**/chunks/*.js', async (route) => {
      tampered++;
      await tamper(route);
    });
    const refused: string[] = [];
    reader.page.on('console', (message) => {
      if (/integrity/i.test(message.text())) refused.push(message.text());
    });
    await reader.opens(url);
    await reader.seesViews('Read 1 time'); // the language was refused, too
    await eventually(async () => tampered >= 2 && refused.length >= 2, true);
    const networks = reader.page.locator('share-buttons [data-network]');
    assert.deepEqual(
      await networks.evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.network)),
      ['whatsapp', 'copy'], // those of the script itself
    );
    assert.equal(await networks.first().getAttribute('aria-label'), 'Share on WhatsApp');
    await reader.taps('love');
    await reader.sees(['1', '0', '0', '0', '0'], ['love']);
    await eventually(() => counts(url), { love: 1 });
    assert.equal(await reader.page.evaluate(() => 'owned' in globalThis), false, 'none of it ran');
    await reader.leaves();
  });

  it('does without the script where that was tampered with', async () => {
    const { url } = await publish('script');
    const reader = await Reader.come(browser);
    await reader.page.route('**/gaung.js', tamper);
    const refusal = reader.page.waitForEvent('console', (message) => /integrity/i.test(message.text()));
    await reader.opens(url);
    await refusal;
    assert.equal(await reader.page.evaluate(() => 'owned' in globalThis), false);
    assert.equal(await reader.page.evaluate(() => customElements.get('reaction-bar')), undefined);
    await reader.leaves();
  });
});
