/** Pages that a server rendered and that load gaung.js by a script tag. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { renderToString } from 'gaung/ssr';
import {
  Article,
  boxesSeen,
  hold,
  isTaken,
  painted,
  reads,
  rememberRows,
  rowChanges,
  seen,
} from './server-rendered.ts';
import { eventually, Reader } from './setup.ts';

describe('a page with the script tag that a server rendered', () => {
  const article = Article.use();

  const BARS = `<share-buttons counts></share-buttons><view-counter readonly></view-counter><reaction-bar></reaction-bar>
      <reaction-bar size="compact" percent icons="svg"></reaction-bar><reaction-bar show="leading"></reaction-bar>`;
  const counts = { version: 1, views: 1206, shares: { whatsapp: 3 }, reactions: { love: 3, haha: 1 } };

  /** @param scripts The scripts beside `gaung.js`. */
  async function publishTag(path: string, scripts: string): Promise<string> {
    const hydrate = readFileSync(new URL('../../dist-cdn/hydrate.js', import.meta.url), 'utf8');
    article.site.page('/hydrate.js', hydrate, { 'content-type': 'text/javascript' });
    const markup = `<!doctype html><html lang="id"><head><title>T</title><link rel="canonical" href="${article.url}">
        ${scripts}<script type="module" src="${article.gaung.url()}gaung.js"></script></head><body>${BARS}<p id="end"></p></body></html>`;
    const nonce = 'bm9uY2U=';
    const policy = [
      `default-src 'none'; script-src 'self' ${new URL(article.gaung.url()).origin}; connect-src ${new URL(article.gaung.url()).origin}`,
      `style-src 'nonce-${nonce}'; require-trusted-types-for 'script'; trusted-types 'none'`,
    ];
    const body = await renderToString(markup, { counts: { [article.key]: counts }, nonce });
    article.site.page(`/${path}`, body, { 'content-security-policy': policy.join(';') });
    return article.site.url(path);
  }

  it('stands still until it is whole in its language, by hydrate.js before it', async () => {
    const reader = await Reader.come(article.browser);
    const { page } = reader;
    await rememberRows(page);
    const address = await publishTag('tag', '<script type="module" src="/hydrate.js"></script>');
    const language = await hold(page, '**/chunks/locale-*');
    const parts = await hold(page, '**/chunks/{part,icons}-*');
    await page.goto(address);
    await page.waitForFunction(() => customElements.get('reaction-bar'));
    await page.locator('reaction-bar button[data-reaction="haha"]').first().focus();
    await painted(page);
    const places = await boxesSeen(page);
    language();
    await painted(page);
    assert.deepEqual(await boxesSeen(page), places);
    parts();
    await eventually(
      () =>
        page.evaluate(() =>
          [...document.querySelectorAll('share-buttons, view-counter, reaction-bar')].map(
            ({ shadowRoot }) => shadowRoot!.children.length,
          ),
        ),
      [1, 1, 1, 1, 1],
    );
    await painted(page);
    assert.deepEqual(await boxesSeen(page), places);
    const { views, counts: shown } = await seen(page);
    assert.deepEqual({ views, shown }, { views: 'Dibaca 1.206 kali', shown: ['3', '1', '0', '0', '0'] });
    assert.deepEqual(await rowChanges(page), []);
    const focused = () =>
      page.evaluate(
        () =>
          (document.querySelector('reaction-bar')!.shadowRoot!.activeElement as HTMLElement | null)?.dataset.reaction,
      );
    assert.equal(await focused(), 'haha');
    assert.deepEqual(reads(reader), []);
    assert.deepEqual(reader.problems, []);
    const had = (await article.reactions()).angry ?? 0;
    await page.locator('reaction-bar button[data-reaction="angry"]').first().click();
    await eventually(async () => (await article.reactions()).angry, had + 1);
    await reader.leaves();
  });

  it('alone renders anew, and nothing twice', async () => {
    const reader = await Reader.come(article.browser);
    await reader.opens(await publishTag('tag-alone', ''));
    await isTaken(reader.page);
    await eventually(async () => (await seen(reader.page)).roots, [1, 1, 1]);
    await reader.leaves();
  });
});
