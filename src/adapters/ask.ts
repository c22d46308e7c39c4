import { GaungError } from '../contract/index.ts';
import { retryAfter } from './retry-after.ts';

/** What every adapter that asks a server takes. */
export interface AskOptions {
  /** Default: the platform's `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** How long an answer may take, in ms; default 10,000. */
  readonly timeout?: number;
}

/** What a server answered, whatever its status. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/**
 * Asks a server and waits for its whole answer. Sends no cookies. Rejects as an adapter does, also where a POST is
 * redirected: most redirects make a GET of it, whose answer would pass for one to the POST.
 */
export type Ask = (url: string, init: RequestInit, signal?: AbortSignal) => Promise<Answer>;

/** @param scope Names the adapter in errors. */
export function asker(scope: string, { fetch, timeout = 10_000 }: AskOptions): Ask {
  return async (url, init, signal) => {
    const controller = new AbortController();
    const abort = () => controller.abort(signal?.reason);
    const timer = setTimeout(() => controller.abort(new Error(`no answer within ${timeout} ms`)), timeout);
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort);
    try {
      // Looked up for each request: a page may replace the platform's.
      const response = await (fetch ?? globalThis.fetch)(url, {
        ...init,
        ...(init.method === 'POST' && { redirect: 'manual' }),
        ...{ mode: 'cors', credentials: 'omit', signal: controller.signal },
      });
      // Browsers do not show the status of a redirect.
      if (response.type === 'opaqueredirect' || isRedirect(response)) {
        throw new GaungError(scope, `${url.split('?')[0]} redirects a POST. Use the address that it redirects to.`);
      }
      return { status: response.status, headers: response.headers, text: await response.text() };
    } catch (cause) {
      signal?.throwIfAborted();
      if (cause instanceof GaungError) throw cause;
      throw new GaungError(scope, `No usable answer from ${url.split('?')[0]}.`, { cause });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  };
}

const isRedirect = ({ status }: Response) => status >= 300 && status < 400;

/** Whether the same request would be answered so again: 4xx, but for those that say "later". */
export function isFinal({ status }: Answer): boolean {
  return status >= 400 && status < 500 && ![408, 409, 425, 429].includes(status);
}

/** An answer that is none of those that an adapter expects. */
export function unexpected(scope: string, url: string, { status, headers, text }: Answer): GaungError {
  return new GaungError(scope, `${url.split('?')[0]} answered ${status}.`, {
    retryAfter: retryAfter(headers.get('retry-after')),
    cause: text.slice(0, 500),
  });
}

/** The JSON of an answer; undefined where it is none. */
export function jsonOf({ text }: Answer): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // What is expected of the answer is checked by who reads it.
  }
}

/**
 * A server's address, without query and fragment, with a slash at its end.
 *
 * @param option Names it in the error.
 * @throws {GaungError} for what is no http address.
 */
export function addressOf(scope: string, option: string, address: string | URL): string {
  let url: URL;
  try {
    url = new URL(address);
    // `localhost:8360` parses as well: as a scheme and what is below it.
    if (!/^https?:$/.test(url.protocol)) throw new TypeError(`${url.protocol} is not http: or https:.`);
  } catch (cause) {
    throw new GaungError(scope, `${option} "${address}" is no http or https URL, such as https://counts.example/.`, {
      cause,
    });
  }
  url.search = '';
  url.hash = '';
  return url.href.replace(/\/?$/, '/');
}
