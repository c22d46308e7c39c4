/** Server-sent events as bytes (WHATWG HTML, section 9.2). */
import { LIVE_COUNTS_EVENT, LIVE_PING_EVENT } from 'gaung/contract';

const encoder = new TextEncoder();

/** Counts of pages, as in an answer of `GET /v1/counts`. @param members The pages as members of a JSON object. */
export const countsEvent = (members: string): string =>
  `event: ${LIVE_COUNTS_EVENT}\ndata: {"counts":{${members}}}\n\n`;

/**
 * The sign of life. An event with a name rather than a comment, because scripts cannot see comments: only so can a
 * browser tell a quiet page from a dead connection.
 */
export const PING = encoder.encode(`event: ${LIVE_PING_EVENT}\ndata: {}\n\n`);

/** When to come back after the connection broke, in ms. */
export const retryField = (ms: number): string => `retry: ${ms}\n\n`;

export const toBytes = (text: string): Uint8Array => encoder.encode(text);
