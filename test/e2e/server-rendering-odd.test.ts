/** What may come between a page that a server rendered and the browser that takes it over. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { ALL, Article, hold, isTaken, painted, reads, seen } from './server-rendered.ts';
import { eventually, Reader } from './setup.ts';

describe('a page that a server rendered, where something comes between', () => {
  const article = Article.use();

  it('takes a tap that came before the script was ready', async () => {
    const reader = await Reader.come(article.browser);
    const { page } = reader;
    const language = await hold(page, '**/assets/id-*.js');
    await page.goto(await article.publish('early', ALL));
    await page.waitForFunction(() => customElements.get('reaction-bar'));
    const had = (await article.reactions()).wow ?? 0;
    await reader.taps('wow');
    language();
    await eventually(async () => (await article.reactions()).wow, had + 1);
    await reader.leaves();
  });

  it('is the same article, with its numbers, for a reader who comes by a link of a newsletter', async () => {
    const response = await fetch(`${article.url}?utm_source=newsletter&fbclid=1`);
    const markup = await response.text();
    assert.match(markup, /data-of="love">2</);
    assert.match(markup, /"interactionType":\{"@type":"LikeAction"\},"userInteractionCount":2/);
    assert.ok(markup.includes(`<link rel="canonical" href="${article.url}">`));
    assert.equal(markup.includes('utm_source=newsletter'), false);
  });

  it('shows a reader their own choice, and asks for numbers that hold it', async () => {
    const reader = await Reader.come(article.browser);
    const had = (await article.reactions()).sad ?? 0;
    await reader.opens(await article.publish('own', ALL, { counts: { [article.key]: { version: 1, reactions: {} } } }));
    await reader.taps('sad');
    await eventually(async () => (await article.reactions()).sad, had + 1);
    const asked = reads(reader).length;
    await reader.reloads(); // What was rendered before the vote: 0.
    await eventually(() => reader.page.locator('reaction-bar [data-of="sad"]').innerText(), String(had + 1));
    assert.equal(await reader.page.locator('reaction-bar [data-reaction="sad"]').getAttribute('aria-pressed'), 'true');
    await eventually(async () => reads(reader).length > asked, true);
    assert.deepEqual((await seen(reader.page)).roots, [1, 1, 1]);
    await reader.leaves();
  });

  it('asks once where its numbers are old, and shows them until the answer', async () => {
    const reader = await Reader.come(article.browser);
    const { page } = reader;
    const numbers = await hold(page, '**/v1/**');
    const counts = { [article.key]: { version: 1, views: 5, reactions: { love: 1 } } };
    await page.goto(await article.publish('old', ALL, { counts, at: Date.now() - 3_600_000 }));
    await isTaken(page);
    await painted(page);
    const { views, counts: shown } = await seen(page);
    assert.deepEqual({ views, shown }, { views: 'Dibaca 5 kali', shown: ['1', '0', '0', '0', '0'] });
    numbers();
    const { love } = await article.reactions();
    await eventually(() => page.locator('reaction-bar [data-of="love"]').innerText(), String(love));
    assert.equal(reads(reader).length, 1);
    await reader.leaves();
  });

  it('says that its numbers are the last known ones where the backend cannot be asked', async () => {
    const reader = await Reader.come(article.browser);
    const { page } = reader;
    await page.route('**/v1/**', (route) => route.abort());
    const counts = { [article.key]: { version: 1, views: 5, reactions: { love: 1 } } };
    await page.goto(await article.publish('away', ALL, { counts, at: Date.now() - 3_600_000 }));
    await page.waitForFunction(() => document.querySelector('reaction-bar')!.matches(':state(stale)'));
    assert.deepEqual((await seen(page)).counts, ['1', '0', '0', '0', '0']);
    await reader.leaves();
  });

  it('takes over a list of 50 without a request', async () => {
    const reader = await Reader.come(article.browser);
    const bars = Array.from({ length: 50 }, (_, at) => `<reaction-bar page="a-${at}" size="compact"></reaction-bar>`);
    const counts = Object.fromEntries(bars.map((_, at) => [`a-${at}`, { version: 1, reactions: { love: at } }]));
    await reader.opens(await article.publish('list', bars.join(''), { counts }));
    await reader.page.waitForFunction(() =>
      [...document.querySelectorAll('reaction-bar')].every(
        (bar) => (bar as Element & { hasUpdated?: boolean }).hasUpdated && bar.shadowRoot!.children.length === 1,
      ),
    );
    await painted(reader.page);
    const shown = await reader.page.locator('reaction-bar [data-of="love"]').allTextContents();
    assert.deepEqual(
      shown,
      Array.from({ length: 50 }, (_, at) => String(at)),
    );
    assert.deepEqual(
      reader.requests.filter((one) => one.includes('/v1/')),
      [],
    );
    assert.deepEqual(reader.problems, []);
    await reader.leaves();
  });

  const LONG =
    '<share-buttons networks="whatsapp facebook x telegram line email bluesky reddit linkedin copy"></share-buttons>';
  const widths = (page: Page) =>
    page.evaluate(() => {
      const row = document.querySelector('share-buttons')!.shadowRoot!.querySelector('.row')!;
      const { scrollWidth, clientWidth } = document.documentElement;
      return { isWider: scrollWidth > clientWidth, height: row.clientHeight };
    });

  it('has a row that is too long break without scripts', async () => {
    const reader = await Reader.come(article.browser, {
      javaScriptEnabled: false,
      viewport: { width: 320, height: 800 },
    });
    await reader.opens(await article.publish('long', LONG));
    const row = (await reader.page.locator('share-buttons .row').boundingBox())!;
    const last = (await reader.page.locator('share-buttons [data-network="copy"]').boundingBox())!;
    assert.ok(row.height > 88 && last.x + last.width <= 320 && last.y + last.height <= row.y + row.height);
    await reader.leaves();
  });

  it('has a row that is too long stay on its line until the script has its list', async () => {
    const reader = await Reader.come(article.browser, { viewport: { width: 320, height: 800 } });
    const { page } = reader;
    const script = await hold(page, '**/client.js');
    await page.goto(await article.publish('long', LONG), { waitUntil: 'commit' });
    await page.waitForSelector('share-buttons [data-network="copy"]');
    await painted(page);
    assert.deepEqual(await widths(page), { isWider: false, height: 44 });
    script();
    await page.waitForSelector('share-buttons .more');
    assert.deepEqual(await widths(page), { isWider: false, height: 44 });
    await reader.leaves();
  });

  /** What must not be hydrated, because it is not what this browser would have rendered. */
  const OTHERS: Readonly<Record<string, (markup: string) => string>> = {
    'another version of Gaung': (markup) => markup.replaceAll(/"version":"[\d.]+"/g, '"version":"0.0.9"'),
    'another language': (markup) => markup.replace('<html lang="id">', '<html lang="de">'),
    'attributes that were changed meanwhile': (markup) => markup.replaceAll(' readonly>', ' readonly format="number">'),
    'markup of another shape': (markup) => markup.replaceAll(/<div part="option[^]*?<\/div>/g, ''),
    'no word of what was rendered': (markup) => markup.replaceAll(/ data-gaung='[^']*'/g, ''),
    'a word that is none': (markup) => markup.replaceAll(/ data-gaung='[^']*'/g, ` data-gaung='{"version":1'`),
  };
  for (const [what, change] of Object.entries(OTHERS)) {
    it(`renders anew where the server has rendered ${what}`, async () => {
      const reader = await Reader.come(article.browser);
      const { page } = reader;
      article.site.page('/other', change(await article.markup(ALL)));
      await reader.opens(article.site.url('other'));
      await isTaken(page);
      const { love = 0, haha = 0, wow = 0, sad = 0, angry = 0 } = await article.reactions();
      await reader.sees([love, haha, wow, sad, angry].map(String), []);
      await eventually(async () => (await seen(page)).roots, [1, 1, 1]);
      assert.equal(await page.locator('share-buttons a').count(), 4);
      await reader.taps('angry');
      await eventually(async () => (await article.reactions()).angry, angry + 1);
      await reader.taps('angry');
      await eventually(async () => (await article.reactions()).angry ?? 0, angry);
      await reader.leaves();
    });
  }
});
