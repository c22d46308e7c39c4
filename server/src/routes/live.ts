import { LIVE_PATH, type PageKey } from 'gaung/contract';
import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import type { Hub } from '../live/hub.ts';
import { methodNotAllowed } from '../middleware/errors.ts';
import { crossOrigin } from '../middleware/security.ts';
import { failAgain } from '../node/failed.ts';
import type { Policy } from '../policy.ts';
import { Problem } from '../problem.ts';
import { askedPages } from './asked-pages.ts';

const PATH = `/${LIVE_PATH}`;

// A proxy that compressed it would keep events until it has enough of them; so would nginx by its buffer.
export const LIVE_CACHE = 'no-store, no-transform';

const HEADERS = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': LIVE_CACHE,
  'X-Accel-Buffering': 'no',
};

/** The pages that somebody who asks for some may watch now. Throws a `Problem` where there is none, or no room. */
export type Admit = (asked: ReadonlySet<PageKey>) => readonly PageKey[];

export interface AdmitOptions {
  readonly hub: Pick<Hub, 'connections'>;
  readonly policy: Policy;
  /** Most readers at a time; 0: nobody. */
  readonly most: number;
  /** Aborted when the server stops: then nobody is let in. */
  readonly stopping?: AbortSignal | undefined;
}

export function createAdmit({ hub, policy, most, stopping }: AdmitOptions): Admit {
  return (asked) => {
    if (most === 0) throw new Problem('live-off', 'Ask /v1/counts from time to time instead.');
    const pages = [...asked].filter(policy.allowsPage);
    if (pages.length === 0) {
      throw new Problem('page-not-allowed', 'Each page must be a page key, and its host one of GAUNG_ORIGINS.');
    }
    if (stopping?.aborted) throw full('The server is stopping.', 5);
    if (hub.connections >= most) throw full(`There are ${most} readers already (GAUNG_LIVE_CONNECTIONS).`, 30);
    return pages;
  };
}

export interface LiveOptions {
  readonly hub: Hub;
  readonly admit: Admit;
  /** Gives a way to break a request's connection, where the runtime can. */
  readonly breaker?: ((c: Context) => () => void) | undefined;
}

/** `GET /v1/live`: counts as they change, as server-sent events. Nothing personal, so any page may read it. */
export function liveRoutes({ hub, admit, breaker }: LiveOptions): Hono {
  return new Hono()
    .use(PATH, crossOrigin)
    .use(PATH, cors({ origin: '*', allowMethods: ['GET', 'HEAD'], exposeHeaders: ['Retry-After'] }))
    .get(PATH, async (c) => {
      failAgain(c);
      const pages = admit(askedPages(c));
      // Hono answers HEAD by GET without its body: nobody would ever end that stream.
      if (c.req.method === 'HEAD') return c.body(null, 200, HEADERS);
      return c.body(await hub.open(pages, breaker?.(c)), 200, HEADERS);
    })
    .all(PATH, methodNotAllowed('GET, HEAD, OPTIONS'));
}

const full = (detail: string, seconds: number) =>
  new Problem('live-full', detail, { headers: { 'Retry-After': String(seconds) } });
