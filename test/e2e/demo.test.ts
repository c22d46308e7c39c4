import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eventually, Reader, useDemo } from './setup.ts';
import { story } from './story.ts';

describe('the demo', () => {
  const { gaung, browser } = useDemo();

  it('is an article that begins at 1.207, where a reader can react, switch and take back', async () => {
    await story({ browser: browser(), gaung, url: gaung.url(), before: 1206 });
  });

  it('keeps its total when it is started and imported again', async () => {
    const { views } = await gaung.counts(gaung.url());
    await gaung.stop();
    await gaung.start();
    await gaung.importLegacyTotals();
    assert.equal((await gaung.counts(gaung.url())).views, views);
  });

  it('asks nobody but its own server before a click', async () => {
    const reader = await (await Reader.come(browser())).opens(gaung.url());
    await reader.sees(['0', '0', '0', '2', '0'], []);
    const hosts = new Set(reader.requests.map((url) => new URL(url).host));
    assert.deepEqual([...hosts], [`localhost:${gaung.port}`]);
    await reader.leaves();
  });

  it('shows 50 articles with one counts request and no view', async () => {
    const reader = await (await Reader.come(browser())).opens(gaung.url('berita'));
    await eventually(() => reader.page.locator('view-counter').count(), 50);
    await eventually(async () => {
      const texts = await reader.page.locator('view-counter [part="text"]').allInnerTexts();
      return texts.filter((text) => /\d/.test(text)).length;
    }, 50);
    assert.equal(await reader.page.locator('reaction-bar .leading-only .count').count(), 50);
    const api = reader.requests.filter((url) => url.includes('/v1/')).map((url) => new URL(url).pathname);
    assert.deepEqual(api, ['/v1/counts']);
    assert.deepEqual(reader.problems, []);
    await reader.leaves();
  });

  it('leads from the index to an article, whose view is counted', async () => {
    const reader = await (await Reader.come(browser())).opens(gaung.url('berita'));
    await reader.page.locator('main a[href^="/berita/"]').first().click();
    await reader.page.waitForURL(/\/berita\/[\w-]+/);
    const url = reader.page.url();
    await eventually(() => reader.page.locator('reaction-bar button').count(), 5);
    await eventually(
      async () =>
        /^Dibaca [\d.]+ kali$/.test(await reader.page.locator('view-counter [part="text"]').first().innerText()),
      true,
    );
    const { views } = await gaung.counts(url);
    await reader.leaves();
    const other = await (await Reader.come(browser())).opens(url);
    await eventually(async () => (await gaung.counts(url)).views, views + 1);
    await other.leaves();
  });

  it('is one visitor in two tabs that react at the same moment', async () => {
    const reader = await (await Reader.come(browser())).opens(gaung.url('berita'));
    const links = await reader.page
      .locator('main a[href^="/berita/"]')
      .evaluateAll((all) => all.map((a) => a.getAttribute('href')!));
    const url = gaung.url(links.at(-1)!.slice(1));
    const second = await reader.context.newPage();
    await reader.opens(url);
    await second.goto(url);
    const before = await gaung.counts(url);
    const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, one) => all + one, 0);
    const tap = (page: typeof second) =>
      page.evaluate(() => {
        const { shadowRoot } = document.querySelector('reaction-bar')!;
        const button = shadowRoot!.querySelector<HTMLElement>('[data-reaction="wow"]')!;
        // On a busy machine the other tab's choice may be here already, and a tap would take it back.
        if (button.ariaPressed !== 'true') button.click();
      });
    await Promise.all(
      [reader.page, second].map((page) =>
        page.waitForFunction(() =>
          document.querySelector('reaction-bar')?.shadowRoot?.querySelector('[data-reaction="wow"]'),
        ),
      ),
    );
    await Promise.all([tap(reader.page), tap(second)]);
    const isDelivered = (page: typeof second) =>
      page.evaluate(
        () => localStorage.length > 0 && !Object.keys(localStorage).some((key) => key.startsWith('gaung:outbox')),
      );
    await eventually(() => isDelivered(second), true);
    assert.equal(sum((await gaung.counts(url)).reactions), sum(before.reactions) + 1);
    await reader.leaves();
  });

  it('is worked by keyboard alone', async () => {
    const reader = await (await Reader.come(browser())).opens(gaung.url('berita'));
    const href = await reader.page.locator('main a[href^="/berita/"]').nth(7).getAttribute('href');
    await reader.opens(gaung.url(href!.slice(1)));
    await eventually(() => reader.page.locator('reaction-bar button').count(), 5);
    const reached: string[] = [];
    for (let step = 0; step < 80 && reached.at(-1) !== 'angry'; step++) {
      await reader.page.keyboard.press('Tab');
      const name = await reader.page.evaluate(() => {
        const inner = document.activeElement?.shadowRoot?.activeElement as HTMLElement | null | undefined;
        return inner?.dataset.reaction ?? inner?.dataset.network;
      });
      if (name) reached.push(name);
    }
    assert.deepEqual(reached, 'whatsapp facebook x telegram line email copy love haha wow sad angry'.split(' '));
    await reader.page.keyboard.press('Enter');
    await eventually(
      () => reader.page.locator('reaction-bar button[data-reaction="angry"]').getAttribute('aria-pressed'),
      'true',
    );
    await reader.leaves();
  });
});
