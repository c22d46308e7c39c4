import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { eventually, Reader, useDemo } from './setup.ts';

/** Holds what the page asks for until it is let go. */
async function hold(page: Page, pattern: string): Promise<() => void> {
  let letGo!: () => void;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(pattern, async (route) => {
    await gate;
    await route.continue();
  });
  return letGo;
}

/** Two frames: by then all that was changed has been laid out and painted. */
const painted = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

describe('the layout of the demo', () => {
  const { gaung, browser } = useDemo();

  for (const path of ['', 'berita'])
    for (const width of [320, 390, 1280]) {
      it(`of /${path} does not move at ${width} px when script, language and numbers come late`, async () => {
        const reader = await Reader.come(browser(), { viewport: { width, height: 844 } });
        const { page } = reader;
        await page.addInitScript(() => {
          const shifts: string[] = ((window as never as { shifts: string[] }).shifts = []);
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries() as (PerformanceEntry & {
              value: number;
              sources: { node: Node | null }[];
            })[]) {
              shifts.push(`${entry.value}: ${entry.sources.map(({ node }) => node?.nodeName).join()}`);
            }
          }).observe({ type: 'layout-shift', buffered: true });
        });
        const script = await hold(page, '**/gaung.js');
        const chunks = await hold(page, '**/chunks/*');
        const numbers = await hold(page, '**/v1/*');
        await page.goto(gaung.url(path), { waitUntil: 'commit' });
        await page.waitForSelector('footer');
        await painted(page);
        script();
        await page.waitForFunction(() => customElements.get('reaction-bar'));
        await painted(page);
        chunks();
        await painted(page);
        numbers();
        await eventually(
          async () => /\d/.test(await page.locator('view-counter [part="text"]').first().innerText()),
          true,
        );
        await painted(page);
        assert.deepEqual(await page.evaluate(() => (window as never as { shifts: string[] }).shifts), []);
        const [scrollWidth, clientWidth] = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return [scrollWidth, clientWidth] as const;
        });
        assert.ok(scrollWidth <= clientWidth, 'nothing is wider than the screen');
        await reader.leaves();
      });
    }
});
