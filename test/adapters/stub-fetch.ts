import { createInteractionId, type Interaction, type PageKey, toPageKey } from '../../src/contract/index.ts';

export const ENDPOINT = 'https://echo.example/';

/** One request as the platform would have sent it. */
export interface Sent {
  readonly method: string;
  readonly url: URL;
  readonly request: Request;
  /** Absent where there was none. */
  readonly body?: string;
  readonly keepalive: boolean;
}

export interface Stub {
  readonly fetch: typeof globalThis.fetch;
  /** All requests so far, oldest first. */
  readonly sent: Sent[];
}

/** A `fetch` that asks no network: `answer` makes the response of the nth request. Gives up when its signal says so. */
export function stubFetch(answer: (sent: Sent, nth: number) => Response | Promise<Response>): Stub {
  const sent: Sent[] = [];
  return {
    sent,
    async fetch(input, init) {
      const request = new Request(input, init);
      const { body, keepalive = false } = init ?? {};
      if (body !== undefined && typeof body !== 'string') throw new TypeError('The body is no text.');
      init?.signal?.throwIfAborted();
      const one: Sent = {
        ...{ method: request.method, url: new URL(request.url), request, keepalive },
        ...(typeof body === 'string' && { body }),
      };
      sent.push(one);
      return new Promise<Response>((resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal!.reason as Error));
        Promise.resolve(answer(one, sent.length - 1)).then(resolve, reject);
      });
    },
  };
}

export const json = (body: unknown, init?: ResponseInit): Response => Response.json(body, init);

export const problem = (status: number, detail?: string): Response =>
  new Response(JSON.stringify({ type: 'about:blank', status, ...(detail !== undefined && { detail }) }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });

/** What a server answers to interactions that it takes. */
export const taken = (visitor?: string): Response => json({ ...(visitor && { visitor }), counts: {}, refused: [] });

/** What a server answers to a read: every page that was asked for, with one view. */
export function counted({ url }: Sent): Response {
  const pages = url.searchParams.getAll('p').map((text) => Buffer.from(text, 'base64url').toString());
  return json({ counts: Object.fromEntries(pages.map((page) => [page, { version: 1, views: 1 }])) });
}

/** A page key by its path. */
export const page = (path: string): PageKey => toPageKey(`https://news.example/${path}`);

export const share = (of: PageKey = page('a')): Interaction & { type: 'share' } => ({
  id: createInteractionId(),
  type: 'share',
  page: of,
  at: 1_800_000_000_000,
  network: 'line',
});

/** The interactions that a request carried. */
export const interactionsOf = ({ body }: Sent): Interaction[] =>
  (JSON.parse(body ?? '{}') as { interactions: Interaction[] }).interactions;

/** The visitor that a request named, where it did. */
export const visitorOf = ({ body }: Sent): unknown => (JSON.parse(body ?? '{}') as { visitor?: unknown }).visitor;
