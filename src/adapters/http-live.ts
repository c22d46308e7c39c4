import {
  type CountsListener,
  GaungError,
  LIVE_COUNTS_EVENT,
  LIVE_PING_EVENT,
  LIVE_PING_MS,
  type PageCounts,
  type PageKey,
  parseCounts,
} from '../contract/index.ts';

/** Without any event for so long a connection is dead, though the browser may not notice for a quarter of an hour. */
const SILENCE_MS = 2 * LIVE_PING_MS + 5_000;
/** So many failed attempts in a row are told. The browser makes them by itself, and one may be a server's restart. */
const TOLD_FAILURES = 3;
/** How long to wait, at first and at most, where the browser gives up. Doubles each time. */
const REOPEN_MS = 5_000;
const REOPEN_MOST_MS = 300_000;

/** `EventSource.CLOSED`: the browser will not connect again by itself. */
const CLOSED = 2;

export interface WatchOptions {
  readonly EventSource: typeof globalThis.EventSource;
  /** The live route, with the pages in its query. */
  readonly url: URL;
  readonly pages: readonly PageKey[];
  readonly listener: CountsListener;
}

/**
 * One connection of server-sent events, kept up until it is stopped. The browser comes back by itself after a lost
 * connection, but not after an answer that is no stream (a proxy's 502 while the server restarts): then it is opened
 * again here, later and later. Each outage is told once, by `onError`, and is over when counts come.
 *
 * @returns Stops. Afterwards nothing is called any more.
 */
export function watchCounts({ EventSource, url, pages, listener }: WatchOptions): () => void {
  const address = url.origin + url.pathname;
  let source: EventSource | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let waits = 0;
  let isTold = false;

  function tell(message: string, cause: unknown): void {
    if (isTold) return;
    isTold = true;
    listener.onError(new GaungError('http', message, { cause }));
  }

  function close(): void {
    clearTimeout(silence);
    clearTimeout(reopening);
    source?.close();
    source = undefined;
  }

  function reopenLater(): void {
    close();
    // Spread by half: all readers have lost the server at the same moment.
    const ms = Math.min(REOPEN_MS * 2 ** waits++, REOPEN_MOST_MS) * (0.5 + Math.random() / 2);
    reopening = setTimeout(open, ms);
  }

  function hear(): void {
    clearTimeout(silence);
    silence = setTimeout(() => {
      reopenLater();
      tell(`${address} has said nothing for ${SILENCE_MS / 1000} s.`, new Error('silence'));
    }, SILENCE_MS);
  }

  function receive(data: unknown): void {
    let counts: Map<PageKey, PageCounts> | undefined;
    let cause: unknown = data;
    try {
      counts = parseCounts(JSON.parse(String(data)), pages);
    } catch (error) {
      cause = error;
    }
    if (!counts?.size) {
      listener.onError(new GaungError('http', `${address} sent an event without counts.`, { cause }));
      return;
    }
    failures = waits = 0;
    isTold = false;
    listener.onCounts(counts);
  }

  function fail(event: Event, isOver: boolean): void {
    failures++;
    if (isOver) {
      reopenLater();
      tell(`${address} gives no live counts.`, event);
    } else {
      hear();
      if (failures >= TOLD_FAILURES) tell(`${address} could not be reached ${failures} times in a row.`, event);
    }
  }

  function open(): void {
    const opened = new EventSource(url, { withCredentials: false });
    source = opened;
    hear();
    // A source that was closed may still have an event on its way.
    const on = (type: string, work: (event: MessageEvent) => void) =>
      opened.addEventListener(type, (event) => {
        if (source === opened) work(event);
      });
    on('open', hear);
    on(LIVE_PING_EVENT, hear);
    on(LIVE_COUNTS_EVENT, ({ data }) => {
      hear();
      receive(data);
    });
    on('error', (event) => fail(event, opened.readyState === CLOSED));
  }

  if (!listener.signal.aborted) {
    listener.signal.addEventListener('abort', stop);
    open();
  }
  function stop(): void {
    listener.signal.removeEventListener('abort', stop);
    close();
  }
  return stop;
}
