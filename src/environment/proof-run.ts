import { createSearch, type Found, type SearchTask } from './proof-search.ts';

/** Longest piece of work on the page's own thread, in ms: a frame has 16, and a tap is answered within 50. */
const SLICE_MS = 10;
/** How long a worker may take to say that it is there, in ms: some policies forbid workers without a word. */
const START_MS = 2000;
/** When a search is given up, in ms: the hardest that a server should ask takes a slow phone a few seconds. */
const GIVE_UP_MS = 60_000;

/**
 * Searches in a worker or, where the page's policy or the browser has none for us, in slices on this thread.
 *
 * @throws the signal's reason, or an `Error` where nothing was found within a minute.
 */
export async function runSearch(task: SearchTask, signal?: AbortSignal): Promise<Found> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const abort = () => controller.abort(signal!.reason);
  signal?.addEventListener('abort', abort);
  const timer = setTimeout(() => controller.abort(new Error(`No proof within ${GIVE_UP_MS} ms.`)), GIVE_UP_MS);
  try {
    // Whatever a worker fails by, slices may do.
    return await inWorker(task, controller.signal).catch(() => inSlices(task, controller.signal));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

/** In a worker made from the search's own source: a page may start none from a script of another origin. */
export async function inWorker(task: SearchTask, signal: AbortSignal): Promise<Found> {
  const { head, cost, prefix } = task;
  const itself = `{head:[${head.join()}],cost:${cost},prefix:"${prefix}"}`;
  const source = `postMessage(0);postMessage((${String(createSearch)})(${itself})(1/0))`;
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  let worker: Worker | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let abort = () => {};
  try {
    return await new Promise<Found>((resolve, reject) => {
      abort = () => reject(signal.reason as Error);
      signal.addEventListener('abort', abort);
      timer = setTimeout(() => reject(new Error('The worker does not start.')), START_MS);
      worker = new Worker(url);
      worker.addEventListener('error', (event) => {
        event.preventDefault(); // It is no error of the page's.
        reject(new Error(`The worker failed: ${event.message}`));
      });
      worker.addEventListener('message', ({ data }: MessageEvent<Found | 0>) => {
        clearTimeout(timer);
        if (data !== 0) resolve(data);
      });
    });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
    worker?.terminate();
    URL.revokeObjectURL(url);
  }
}

/** Piece by piece on this thread, with room for all else in between. */
export async function inSlices(task: SearchTask, signal: AbortSignal): Promise<Found> {
  const search = createSearch(task);
  for (;;) {
    signal.throwIfAborted();
    const found = search(performance.now() + SLICE_MS);
    if (found) return found;
    await pause();
  }
}

/** Lets the page work. A hidden page's timers come once a second, and nobody sees what it does: there a message is faster. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    if (!globalThis.document?.hidden) {
      setTimeout(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has no origin
    port2.postMessage(0);
  });
}
