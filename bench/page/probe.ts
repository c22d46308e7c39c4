import type { Signs } from './variants.ts';

/** What a page notes of itself, as `globalThis.bench`; times in ms since the navigation. */
export interface Notes {
  /** How often, and for how long altogether, a task took longer than 50 ms. */
  longTasks: number;
  longTaskTime: number;
  /** The sum of all layout shifts. */
  shift: number;
  /** When the script had arrived. */
  loaded?: number;
  /** The end of the first frame in which all elements had rendered. */
  painted?: number;
  /** The end of the first frame in which all numbers were shown. */
  counted?: number;
}

declare global {
  var bench: Notes;
}

/** Runs in the page before anything of it does. It looks once a frame, until all numbers are shown. */
export function probe(signs: Signs | null): void {
  const notes: Notes = (globalThis.bench = { longTasks: 0, longTaskTime: 0, shift: 0 });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      notes.longTasks++;
      notes.longTaskTime += duration;
    }
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) notes.shift += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
  if (!signs) return;

  const afterFrame = (note: 'painted' | 'counted') => {
    const { port1, port2 } = new MessageChannel();
    const onMessage = () => {
      notes[note] = performance.now();
      port1.close();
    };
    port1.addEventListener('message', onMessage);
    port1.start();
    port2.postMessage(null);
  };
  let waiting: Element[] | undefined;
  let numbers: Element[] | undefined;
  let isPainted = false;
  const isRendered = (host: Element) => !!host.shadowRoot?.firstElementChild;
  const hasNumber = (element: Element) => /\d/.test((element.shadowRoot ?? element).textContent ?? '');
  const look = () => {
    requestAnimationFrame(() => {
      if (document.readyState === 'loading') return look();
      waiting ??= [...document.querySelectorAll(signs.hosts)];
      while (waiting.length > 0 && isRendered(waiting.at(-1)!)) waiting.pop();
      const isMade = waiting.length === 0 && signs.made.every((selector) => document.querySelector(selector));
      if (!isMade) return look();
      if (!isPainted) {
        isPainted = true;
        const script = performance.getEntriesByType('resource').find(({ name }) => name.endsWith(signs.script));
        notes.loaded = (script as PerformanceResourceTiming).responseEnd;
        afterFrame('painted');
      }
      numbers ??= [...document.querySelectorAll(signs.number)];
      while (numbers.length > 0 && hasNumber(numbers.at(-1)!)) numbers.pop();
      if (numbers.length > 0) return look();
      afterFrame('counted');
    });
  };
  look();
}

/** Runs in the page: shows all of it, a screen a frame. */
export async function scrollThrough(): Promise<void> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo(0, y);
    await frame();
  }
  await frame();
  await new Promise((resolve) => requestIdleCallback(resolve));
}
