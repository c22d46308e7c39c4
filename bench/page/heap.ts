import type { Browser, CDPSession } from 'playwright-core';
import { PAGES } from './pages.ts';

const SETS = 1000;
/** How many sets stand in the page at a time. */
const BATCH = 25;
/** How long what is late may take until the heap is read, in ms: timers of the last batch. */
const SETTLE_MS = 6000;

/** JavaScript's heap after a forced garbage collection, in MB, by a snapshot. */
export interface Heap {
  /** Objects, strings, closures, arrays: what scripts made, and what a leak would be made of. */
  readonly objects: number;
  /** What V8 made of scripts: bytecode, machine code, and what it learned of hot functions. */
  readonly code: number;
}

export interface HeapFigures {
  readonly sets: number;
  /** After a first 100 sets have come and gone. */
  readonly before: Heap;
  /** After {@link sets} more. */
  readonly after: Heap;
  /** After as many again. */
  readonly twice: Heap;
  /** Of the objects, after to before. */
  readonly ratio: number;
}

/** The members of a snapshot that are read here: https://developer.chrome.com/docs/devtools/memory-problems */
interface Snapshot {
  readonly snapshot: { readonly meta: { readonly node_fields: string[]; readonly node_types: [string[]] } };
  readonly nodes: readonly number[];
}

async function readHeap(session: CDPSession): Promise<Heap> {
  let text = '';
  const take = ({ chunk }: { chunk: string }) => {
    text += chunk;
  };
  session.on('HeapProfiler.addHeapSnapshotChunk', take);
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', take);
  const { snapshot, nodes } = JSON.parse(text) as Snapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  const heap = { objects: 0, code: 0 };
  for (let at = 0; at < nodes.length; at += fields.length) {
    const kind = types[0][nodes[at + type]!];
    // What is native is the browser's own, such as its list of requests; it is not on this heap.
    if (kind !== 'native') heap[kind === 'code' ? 'code' : 'objects'] += nodes[at + size]! / 1e6;
  }
  return heap;
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
      return readHeap(session);
    };
    await page.goto(`${url}empty.html`, { waitUntil: 'load' });
    // All pages once, so that what is known of them stays out of the difference.
    await page.evaluate(addAndRemove, { pages: PAGES, batch: BATCH, sets: PAGES.length });
    const before = await heap();
    await page.evaluate(addAndRemove, { pages: PAGES, batch: BATCH, sets: SETS });
    const after = await heap();
    await page.evaluate(addAndRemove, { pages: PAGES, batch: BATCH, sets: SETS });
    const twice = await heap();
    return { sets: SETS, before, after, twice, ratio: after.objects / before.objects };
  } finally {
    await context.close();
  }
}
