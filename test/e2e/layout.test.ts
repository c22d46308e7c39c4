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

/** Answers what the page asks for only `ms` after now. */
async function delay(page: Page, pattern: string, ms: number): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, ms));
  await page.route(pattern, async (route) => {
    await late;
    await route.continue();
  });
}

/** Writes down each layout shift of the page, by what moved. */
async function watchShifts(page: Page): Promise<void> {
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
}

const shiftsOf = (page: Page) => page.evaluate(() => (window as never as { shifts: string[] }).shifts);

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
        await watchShifts(page);
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
        assert.deepEqual(await shiftsOf(page), []);
        const [scrollWidth, clientWidth] = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return [scrollWidth, clientWidth] as const;
        });
        assert.ok(scrollWidth <= clientWidth, 'nothing is wider than the screen');
        await reader.leaves();
      });
    }

  // All at once: each waits four seconds for a slow network and does nothing meanwhile.
  it('scores 0 with gaung.js 2 s late and the numbers 4 s late, on both pages at 320 and 1280 px', async () => {
    const cases = ['', 'berita'].flatMap((path) => [320, 1280].map((width) => ({ path, width })));
    const moved = await Promise.all(
      cases.map(async ({ path, width }) => {
        const reader = await Reader.come(browser(), { viewport: { width, height: 844 } });
        const { page } = reader;
        await watchShifts(page);
        await delay(page, '**/gaung.js', 2000);
        await delay(page, '**/v1/*', 4000);
        await page.goto(gaung.url(path));
        await eventually(
          async () => /\d/.test(await page.locator('view-counter [part="text"]').first().innerText()),
          true,
          20_000,
        );
        await painted(page);
        const shifts = await shiftsOf(page);
        await reader.leaves();
        return shifts.map((shift) => `/${path} at ${width}: ${shift}`);
      }),
    );
    assert.deepEqual(moved.flat(), []);
  });
});
