/** What becomes of a page that a server rendered, as it should. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ALL,
  Article,
  boxes,
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

describe('a page that a server rendered', () => {
  const article = Article.use();

  it('is whole without scripts', async () => {
    const reader = await Reader.come(article.browser, { javaScriptEnabled: false });
    await reader.opens(article.url);
    const { page } = reader;
    assert.deepEqual(await page.locator('reaction-bar .count').allTextContents(), ['2', '1', '0', '0', '0']);
    assert.match(await page.locator('view-counter [part="text"]').innerText(), /^Dibaca 0 kali$/);
    const share = page.locator('share-buttons [data-network="whatsapp"]');
    assert.equal(await share.getAttribute('aria-label'), 'Bagikan ke WhatsApp');
    assert.ok((await share.getAttribute('href'))!.endsWith(encodeURIComponent(article.url)));
    const button = await page.locator('reaction-bar button').first().boundingBox();
    assert.ok(button!.height >= 44, 'its style is there under the policy');
    await reader.leaves();
  });

  for (const width of [320, 1280]) {
    it(`is taken over at ${width} px: the same nodes, nothing moves, no counts are asked for`, async () => {
      const reader = await Reader.come(article.browser, { viewport: { width, height: 900 } });
      const { page } = reader;
      await page.addInitScript(() => {
        const shifts: unknown[] = ((window as never as { shifts: unknown[] }).shifts = []);
        new PerformanceObserver((list) => shifts.push(...list.getEntries().map((one) => one.toJSON()))).observe({
          type: 'layout-shift',
          buffered: true,
        });
      });
      await rememberRows(page);
      const script = await hold(page, '**/client.js');
      const language = await hold(page, '**/assets/id-*.js');
      await page.goto(article.url, { waitUntil: 'commit' });
      await page.waitForSelector('#end');
      await painted(page);
      const first = await seen(page);
      const before = await boxes(page);
      script();
      await page.waitForFunction(() => customElements.get('reaction-bar'));
      await painted(page);
      assert.deepEqual(await seen(page), first, 'its own language is waited for, and stands there meanwhile');
      language();
      await isTaken(page);
      await painted(page);
      const views = (text: string) => Number(/\d+/.exec(text)![0]);
      await eventually(async () => views((await seen(page)).views), views(first.views) + 1); // The view is counted.
      const after = await boxes(page);
      assert.deepEqual(after, before);
      assert.deepEqual(await rowChanges(page), []);
      const { kept, roots, links, counts } = await seen(page);
      assert.deepEqual(kept, ['text', 'love', 'haha']);
      assert.deepEqual(roots, [1, 1, 1], 'nothing of the server’s is left beside it');
      assert.deepEqual({ links, counts }, { links: first.links, counts: first.counts });
      assert.deepEqual(await page.evaluate(() => (window as never as { shifts: unknown[] }).shifts), []);
      assert.deepEqual(reads(reader), []);

      const had = (await article.reactions()).haha ?? 0;
      await reader.taps('haha');
      await eventually(async () => (await article.reactions()).haha, had + 1);
      await eventually(() => page.locator('reaction-bar [data-of="haha"]').innerText(), String(had + 1));
      assert.deepEqual(reader.problems, []);
      await reader.leaves();
    });
  }

  it('says the same to search engines', async () => {
    const markup = await (await fetch(article.url)).text();
    const [, json] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(markup)!;
    const { views, reactions } = await article.gaung.counts(article.key);
    const { interactionStatistic } = JSON.parse(json!) as { interactionStatistic: object[] };
    const counter = (type: string, count: number) => ({
      ...{ '@type': 'InteractionCounter', interactionType: { '@type': type }, userInteractionCount: count },
    });
    assert.deepEqual(interactionStatistic, [
      counter('ReadAction', views),
      counter('ShareAction', 0),
      counter('ReactAction', reactions.haha!),
      counter('LikeAction', reactions.love!),
    ]);
  });

  it('is taken over with looks of its own, pictures, options and counted shares', async () => {
    const reader = await Reader.come(article.browser);
    const { page } = reader;
    const bars = `<share-buttons counts networks="line email diigo mastodon whatsapp copy" display="both"></share-buttons><view-counter readonly format="compact"></view-counter>
      <reaction-bar size="compact" percent icons="svg"></reaction-bar>
      <reaction-bar id="own"><reaction-option value="love" label="Ya" icon="👍"></reaction-option></reaction-bar>`;
    const counts = {
      [article.key]: { version: 1, views: 1206, shares: { whatsapp: 1200, copy: 3 }, reactions: { love: 3, haha: 1 } },
    };
    await page.addInitScript(() => {
      document.addEventListener('DOMContentLoaded', () => {
        const first = [...document.querySelectorAll('reaction-bar')].map(({ shadowRoot }) =>
          shadowRoot!.querySelector('button'),
        );
        Object.assign(globalThis, { first });
      });
    });
    await rememberRows(page);
    const parts = await hold(page, '**/assets/{looks,default,whole-row}-*.js');
    await page.goto(await article.publish('looks', bars, { counts }));
    await page.waitForFunction(() => customElements.get('reaction-bar'));
    await painted(page);
    const before = await boxesSeen(page);
    assert.equal(await page.locator('reaction-bar svg').count(), 5);
    parts();
    await isTaken(page);
    await eventually(
      () => page.evaluate(() => document.querySelector('share-buttons')!.shadowRoot!.children.length),
      1,
    );
    await painted(page);
    assert.deepEqual(await boxesSeen(page), before);
    assert.deepEqual(await rowChanges(page), []);
    const kept = await page.evaluate(() =>
      [...document.querySelectorAll('reaction-bar')].map(
        ({ shadowRoot }, at) =>
          shadowRoot!.querySelector('button') === (globalThis as never as { first: Element[] }).first[at],
      ),
    );
    assert.deepEqual(kept, [true, true]);
    assert.deepEqual(reads(reader), []);
    assert.deepEqual(reader.problems, []);
    await reader.leaves();
  });

  it('keeps the focus, also in a row that is made anew', async () => {
    const reader = await Reader.come(article.browser);
    const { page } = reader;
    const script = await hold(page, '**/client.js');
    await page.goto(await article.publish('focus', ALL), { waitUntil: 'commit' });
    await page.locator('share-buttons [data-network="x"]').focus();
    script();
    await isTaken(page);
    const focused = () =>
      page.evaluate(() => {
        const { shadowRoot } = document.querySelector('share-buttons')!;
        return [(shadowRoot!.activeElement as HTMLElement | null)?.dataset.network, shadowRoot!.children.length];
      });
    await eventually(focused, ['x', 1]);
    await reader.leaves();
  });
});
