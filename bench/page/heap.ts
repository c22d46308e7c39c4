import type { Browser } from 'playwright-core';
import { PAGES } from './pages.ts';

const SETS = 1000;
/** How many sets stand in the page at a time. */
const BATCH = 25;
/** How long what is late may take until the heap is read, in ms: timers of the last batch. */
const SETTLE_MS = 6000;

export interface HeapFigures {
  readonly sets: number;
  /** MB of JavaScript's heap after a forced garbage collection: after a first 100 sets have come and gone, and after all. */
  readonly before: number;
  readonly after: number;
  readonly ratio: number;
  /** After as many again: what V8 learns of hot code comes once, a leak comes each time. */
  readonly twice: number;
}

/** Runs in the page: adds sets of the three elements, waits until they show what they have, and removes them. */
async function addAndRemove({ pages, batch, sets }: { pages: readonly string[]; batch: number; sets: number }) {
  const main = document.querySelector('main')!;
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const isShown = (set: Element) => {
    const [share, views, bar] = [...set.children].map(({ shadowRoot }) => shadowRoot);
    return share?.querySelector('a') && bar?.querySelector('button') && /\d/.test(views?.textContent ?? '');
  };
  for (let done = 0; done < sets; done += batch) {
    const added = Array.from({ length: batch }, (_, index) => {
      const set = document.createElement('section');
      const page = pages[(done + index) % pages.length];
      set.innerHTML = `<share-buttons page="${page}"></share-buttons><view-counter readonly page="${page}"></view-counter>
        <reaction-bar page="${page}"></reaction-bar>`;
      return set;
    });
    main.append(...added);
    while (!added.every(isShown)) await frame();
    main.replaceChildren();
    await frame();
  }
}

/** What is left of 1,000 sets of three elements that came and went. */
export async function measureHeap(browser: Browser, url: string): Promise<HeapFigures> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const heap = async () => {
      await page.waitForTimeout(SETTLE_MS);
      for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage');
      return (await session.send('Runtime.getHeapUsage')).usedSize / 1e6;
    };
    await page.goto(`${url}empty.html`, { waitUntil: 'load' });
    // All pages once, so that what is known of them stays out of the difference.
    await page.evaluate(addAndRemove, { pages: PAGES, batch: BATCH, sets: PAGES.length });
    const before = await heap();
    await page.evaluate(addAndRemove, { pages: PAGES, batch: BATCH, sets: SETS });
    const after = await heap();
    await page.evaluate(addAndRemove, { pages: PAGES, batch: BATCH, sets: SETS });
    const twice = await heap();
    return { sets: SETS, before, after, ratio: after / before, twice };
  } finally {
    await context.close();
  }
}
