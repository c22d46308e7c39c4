/** What shortcuts have in common. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answered } from '../middleware/requests.ts';
import { markFailed } from './failed.ts';

export type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => unknown;

/** Tells of a request that was answered. */
export type Observe = (answered: Answered) => void;

/** Takes a request and answers it, or does not take it. @param query With its question mark; empty where there is none. */
export type Shortcut = (query: string, incoming: IncomingMessage, outgoing: ServerResponse) => boolean;

/** Gives a request that could not be answered to the routes, which say why. */
export type GiveBack = (incoming: IncomingMessage, outgoing: ServerResponse, start: number, error: unknown) => void;

export const giveBackTo =
  (routes: Listener): GiveBack =>
  (incoming, outgoing, start, error) => {
    markFailed(incoming, { start, error });
    routes(incoming, outgoing);
  };

/** A query in which no character stands for another one, and whose pages are all in `p`: that of the elements. */
export const isPlain = (query: string): boolean => /^\?(?!.*\bpage\b)[\w=&.-]*$/.test(query);

/** The values of `p` in a plain query. */
export const encodedIn = (query: string): string[] =>
  query
    .slice(1)
    .split('&')
    .flatMap((pair) => (pair === 'p' ? [''] : pair.startsWith('p=') ? [pair.slice(2)] : []));

/** @param headers Names and values by turns. */
export function send(
  outgoing: ServerResponse,
  status: number,
  headers: readonly string[],
  body: string | Uint8Array | undefined,
): void {
  outgoing.writeHead(status, headers as string[]);
  outgoing.end(body);
}
