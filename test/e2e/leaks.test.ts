/** What elements leave behind that are added and removed all day long: nothing. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { launchWithRealTabs, openTab } from './real-tabs.ts';
import { eventually, Gaung, Site } from './setup.ts';

/** How many sets of the three elements stand in the page at a time; each set counts for a page of its own. */
const BATCH = 25;
const SETS = 1000;
/** Bytes that the heap may have grown by after 900 sets more: what V8 learns of hot code, and no element. */
const HEAP_BYTES = 300_000;

/** Notes the timers that are still to come. */
const NOTE_TIMERS = `{
  const waiting = (globalThis.waitingTimers = new Map());
  for (const [set, clear, isOnce] of [['setTimeout', 'clearTimeout', true], ['setInterval', 'clearInterval', false]]) {
    const [originalSet, originalClear] = [globalThis[set], globalThis[clear]];
    globalThis[set] = (callback, ms, ...args) => {
      const id = originalSet(() => {
        if (isOnce) waiting.delete(id);
        callback(...args);
      }, ms);
      waiting.set(id, set + ' ' + ms);
      return id;
    };
    globalThis[clear] = (id) => {
      waiting.delete(id);
      originalClear(id);
    };
  }
}`;

/** What is there after a garbage collection. */
interface Traces {
  readonly elements: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly observers: number;
  readonly streams: number;
  readonly timers: readonly string[];
}

describe('elements that are added and removed', () => {
  const site = new Site('.');
  // One connection at most: who can be connected is the only one.
  const gaung = new Gaung({ GAUNG_LIVE_CONNECTIONS: '1' });
  let browser: Browser;

  before(async () => {
    browser = await launchWithRealTabs();
    await site.start();
    await gaung.start();
  });
  after(async () => {
    await browser?.close();
    await gaung.dispose();
    await site.dispose();
  });

  function publish(path: string, script: string): string {
    site.page(
      `/${path}`,
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Batches</title><script>${NOTE_TIMERS}</script>
       ${script}</head><body><main></main></body></html>`,
    );
    return site.url(path);
  }

  /** Adds a batch of sets, waits until all of them show counts, taps in one, and removes them all. */
  async function addAndRemove(page: Page, batches: number): Promise<void> {
    await page.evaluate(
      async (batch, count) => {
        const main = document.querySelector('main')!;
        const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
        for (let turn = 0; turn < count; turn++) {
          const sets = Array.from({ length: batch }, (_, index) => {
            const set = document.createElement('section');
            const page = `article-${index}`;
            set.innerHTML = `<share-buttons counts live page="${page}"></share-buttons>
              <view-counter live page="${page}"></view-counter><reaction-bar live page="${page}"></reaction-bar>`;
            return set;
          });
          main.append(...sets);
          const isShown = (set: Element) =>
            /\d/.test(set.querySelector('view-counter')!.shadowRoot?.textContent ?? '') &&
            /\d/.test(set.querySelector('reaction-bar')!.shadowRoot?.textContent ?? '') &&
            set.querySelector('share-buttons')!.shadowRoot?.querySelector('a') !== null;
          while (!sets.every(isShown)) await frame();
          sets[turn % batch]!.querySelector('reaction-bar')!.shadowRoot!.querySelector('button')!.click();
          await frame();
          main.replaceChildren();
        }
      },
      BATCH,
      batches,
    );
  }

  async function collect(session: CDPSession): Promise<void> {
    // What one collection lets go may hold what only the next one finds: weak references, finalizers.
    for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage');
  }

  async function instances(page: Page, name: string): Promise<number> {
    const prototype = await page.evaluateHandle((of) => {
      const known = (customElements.get(of) ?? Reflect.get(globalThis, of)) as { prototype: object };
      return known.prototype;
    }, name);
    const found = await page.queryObjects(prototype);
    const count = await found.evaluate((all) => all.length);
    await found.dispose();
    await prototype.dispose();
    return count;
  }

  async function traces(page: Page, session: CDPSession): Promise<Traces> {
    await collect(session);
    const sum = async (names: readonly string[]) => {
      let total = 0;
      for (const name of names) total += await instances(page, name);
      return total;
    };
    const elements = await sum(['share-buttons', 'view-counter', 'reaction-bar']);
    const observers = await sum(['MutationObserver', 'ResizeObserver', 'IntersectionObserver']);
    const streams = await sum(['EventSource', 'BroadcastChannel']);
    const timers = await page.evaluate(() => [
      ...(globalThis as unknown as { waitingTimers: Map<number, string> }).waitingTimers.values(),
    ]);
    await collect(session);
    const { metrics } = await session.send('Performance.getMetrics');
    const metric = (name: string) => metrics.find((one) => one.name === name)!.value;
    return {
      elements,
      observers,
      streams,
      timers,
      nodes: metric('Nodes'),
      listeners: metric('JSEventListeners'),
    };
  }

  async function heap(session: CDPSession): Promise<number> {
    await collect(session);
    return (await session.send('Runtime.getHeapUsage')).usedSize;
  }

  const composed = {
    'the http adapter': () => `<script type="module" src="/dist-cdn/gaung.js" data-endpoint="${gaung.url()}"></script>`,
    'the memory adapter': () =>
      `<script type="module" src="/dist-cdn/gaung.js" data-endpoint="${gaung.url()}"></script>
       <script type="module">
         import { memory } from '/dist/adapters/memory.js';
         const backend = memory();
         addEventListener('context-request', (event) => event.callback(backend));
       </script>`,
  };

  for (const [adapter, script] of Object.entries(composed)) {
    it(`leave nothing behind, with ${adapter}`, async (t) => {
      const page = await openTab(browser);
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(String(error)));
      page.on('console', (message) => message.type() === 'warn' && problems.push(message.text()));
      let requests = 0;
      page.on('request', (request) => {
        if (request.url().startsWith(gaung.url('v1/'))) requests++;
      });
      await page.goto(publish(adapter.replaceAll(' ', '-'), script()));
      const session = await page.createCDPSession();
      await session.send('Performance.enable');
      // Not all that can go is gone by the first few collections; what is held never goes.
      const isQuiet = async () => {
        const { elements, timers, streams } = await traces(page, session);
        const isFree = (await fetch(gaung.url('v1/live?page=a'), { method: 'HEAD' })).status !== 503;
        return { elements, timers, streams, isFree };
      };

      await addAndRemove(page, 4);
      await eventually(isQuiet, { elements: 0, timers: [], streams: 1, isFree: true }, 30_000);
      const after100 = { ...(await traces(page, session)), heap: await heap(session) };
      await addAndRemove(page, (SETS - 100) / BATCH);
      await eventually(isQuiet, { elements: 0, timers: [], streams: 1, isFree: true }, 30_000);
      const after1000 = { ...(await traces(page, session)), heap: await heap(session) };
      t.diagnostic(`heap after 100 sets: ${after100.heap} bytes, after ${SETS}: ${after1000.heap} bytes`);
      const { heap: heapBefore, ...before } = after100;
      const { heap: heapAfter, ...now } = after1000;
      assert.deepEqual(problems, []);
      assert.equal(requests > 0, adapter === 'the http adapter', `${requests} requests`);
      assert.deepEqual(now, before);
      assert.ok(heapAfter - heapBefore < HEAP_BYTES, `the heap has grown by ${heapAfter - heapBefore} bytes`);
      await page.close();
    });
  }
});
