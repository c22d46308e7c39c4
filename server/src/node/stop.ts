import type { RequestListener, Server } from 'node:http';
import { setTimeout } from 'node:timers/promises';

/** How long requests that are under way may take to end when the server stops, in ms. */
const STOP_MS = 10_000;

/** The end of a server, in two steps. */
export interface Ending {
  /** Aborted when nobody new is to be sent here, while all who come are served still. */
  readonly leaving: AbortSignal;
  /** Aborted when it stops: what would go on for ever ends. */
  readonly stopping: AbortSignal;
  /** The same listener, after whose answers connections are not kept once the server is leaving. */
  letGo(listener: RequestListener): RequestListener;
  /** Goes through both. @param delay How long it goes on serving once it is leaving, in ms. */
  end(server: Server, delay: number): Promise<void>;
}

/**
 * A load balancer learns a moment later that a server is not ready any more: until then, what it sends has to be served.
 * Each answer meanwhile says that its connection ends with it, so that none is closed when a request is on its way.
 */
export function createEnding(): Ending {
  const leaving = new AbortController();
  const stopping = new AbortController();
  return {
    leaving: leaving.signal,
    stopping: stopping.signal,
    letGo: (listener) => (incoming, outgoing) => {
      if (leaving.signal.aborted) outgoing.shouldKeepAlive = false;
      listener(incoming, outgoing);
    },
    async end(server, delay) {
      leaving.abort();
      if (delay > 0) await setTimeout(delay);
      const closed = new Promise((resolve) => server.close(resolve));
      stopping.abort();
      // Connections that are kept open for more requests would hold it up once their last answer is sent.
      const idle = setInterval(() => server.closeIdleConnections(), 20);
      const late = globalThis.setTimeout(() => server.closeAllConnections(), STOP_MS);
      await closed;
      clearInterval(idle);
      clearTimeout(late);
    },
  };
}
