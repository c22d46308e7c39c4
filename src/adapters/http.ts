import type { BackendAdapter, KeyValueStorage } from '../contract/index.ts';
import { httpPage } from './http-page.ts';
import { connect } from './http-whole.ts';

export interface HttpOptions {
  /** Where the server is, with or without a trailing slash: `https://echo.example/`. */
  readonly endpoint: string | URL;
  /**
   * Where the visitor's token is kept, or `none`: no token, the server makes a pseudonym that lasts a day. Default: the
   * browser, or `none` where the page keeps nothing. A reader who opted out has a token for as long as the page lives.
   */
  readonly visitor?: KeyValueStorage | 'none';
  /** Default: the platform's `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** Default: the platform's `EventSource`. Without one there are no live counts. */
  readonly EventSource?: typeof globalThis.EventSource;
  /** How long an answer may take, in ms; default 10,000. */
  readonly timeout?: number;
}

/** Speaks to a Gaung server by the wire, version 1. */
export function http(options: HttpOptions): BackendAdapter {
  return connect(options, httpPage);
}
