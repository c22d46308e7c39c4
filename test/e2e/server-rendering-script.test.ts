/** Pages that a server rendered and that load gaung.js by a script tag. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { renderToString } from 'gaung/ssr';
import type { Page } from 'playwright-core';
import { bundle } from '../../bench/bundle.ts';
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

/** Waits until all elements show their own nodes alone. */
const isWhole = (page: Page) =>
  eventually(
    () =>
      page.evaluate(() =>
        [...document.querySelectorAll('share-buttons, view-counter, reaction-bar')]
          .filter(({ shadowRoot }) => shadowRoot!.children.length !== 1)
          .map(({ outerHTML }) => outerHTML),
      ),
    [],
  );

/** Whoever wants to be told of the Lits of a page, and was there first. */
const BEFORE = 'globalThis.told = 0; globalThis.reactiveElementPolyfillSupport = () => globalThis.told++;';

/** An element that others render on a server, too. */
const OTHER = `import { ReactiveElement } from '@lit/reactive-element';
  class OtherClock extends ReactiveElement {
    static properties = { text: {} };
    update(changed) {
      super.update(changed);
      this.renderRoot.textContent = this.text;
    }
  }
  customElements.define('other-clock', OtherClock);`;

describe('a page with the script tag that a server rendered', () => {
  const article = Article.use();

  const BARS = `<share-buttons counts></share-buttons><view-counter readonly></view-counter><reaction-bar></reaction-bar>
      <reaction-bar size="compact" percent icons="svg"></reaction-bar><reaction-bar show="leading"></reaction-bar>
      <reaction-bar><reaction-option value="yes" icon="&nbsp;"></reaction-option></reaction-bar>`;
  const counts = { version: 1, views: 1206, shares: { whatsapp: 3 }, reactions: { love: 3, haha: 1 } };

  /** @param scripts The scripts beside `gaung.js`. */
  async function publishTag(path: string, scripts: string): Promise<string> {
    const hydrate = readFileSync(new URL('../../dist-cdn/hydrate.js', import.meta.url), 'utf8');
    article.site.page('/hydrate.js', hydrate, { 'content-type': 'text/javascript' });
    const markup = `<!doctype html><html lang="id"><head><title>T</title><link rel="canonical" href="${article.url}">
        ${scripts}<script type="module" src="${article.gaung.url()}gaung.js"></script></head><body>${BARS}<other-clock text="One"><template shadowrootmode="open">Zero</template></other-clock><p id="end"></p></body></html>`;
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
    await isWhole(page);
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

  const TAG = '<script type="module" src="/hydrate.js"></script>';

  it('stays as narrow as it was, on a phone', async () => {
    const reader = await Reader.come(article.browser, { viewport: { width: 320, height: 800 } });
    const { page } = reader;
    const address = await publishTag('narrow', TAG);
    const parts = await hold(page, '**/chunks/{part,icons,locale}-*');
    await page.goto(address);
    await isTaken(page);
    await painted(page);
    const places = await boxesSeen(page);
    parts();
    await isWhole(page);
    await painted(page);
    assert.deepEqual(await boxesSeen(page), places);
    assert.equal(await page.locator('reaction-bar').first().locator('.bar[data-narrow]').count(), 1);
    await reader.leaves();
  });

  it('counts a tap once that came before it was whole', async () => {
    const reader = await Reader.come(article.browser);
    const { page } = reader;
    const language = await hold(page, '**/chunks/locale-*');
    const had = (await article.reactions()).wow ?? 0;
    const sent = () => reader.requests.filter((one) => one.includes('/v1/interactions')).length;
    await page.goto(await publishTag('tap', TAG));
    await isTaken(page);
    await page.locator('reaction-bar button[data-reaction="wow"]').first().press('Enter');
    language();
    await isWhole(page);
    await eventually(async () => (await article.reactions()).wow, had + 1);
    const own = page.locator('reaction-bar button[data-reaction="wow"]').first();
    assert.equal(await own.getAttribute('aria-pressed'), 'true');
    assert.equal(await own.evaluate((node) => (node.getRootNode() as ShadowRoot).activeElement === node), true);
    assert.equal(sent(), 1);
    assert.deepEqual(reader.problems, []);
    await reader.leaves();
  });

  it('leaves elements alone that others made with a Lit of their own', async () => {
    const reader = await Reader.come(article.browser);
    const { page } = reader;
    article.site.page('/before.js', BEFORE, { 'content-type': 'text/javascript' });
    article.site.page('/other.js', await bundle(OTHER), { 'content-type': 'text/javascript' });
    const other = '<script type="module" src="/other.js"></script>';
    await reader.opens(await publishTag('other', `<script src="/before.js"></script>${TAG}${other}`));
    await isWhole(page);
    const clocks = await page.evaluate(async () => {
      const element = document.querySelector('other-clock') as HTMLElement & {
        text: string;
        updateComplete: Promise<boolean>;
      };
      const texts = [element.shadowRoot!.textContent];
      element.text = 'Two';
      texts.push(String(await element.updateComplete), element.shadowRoot!.textContent);
      const { told } = globalThis as unknown as { told: number };
      return { texts, told };
    });
    assert.deepEqual(clocks, { texts: ['One', 'true', 'Two'], told: 2 });
    assert.deepEqual(reader.problems, []);
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
