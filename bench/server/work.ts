import { randomUUID } from 'node:crypto';
import { encodedKey, keyOf, random, zipf } from './keys.ts';

/** What the load client is to send. */
export type Work = Reads | Writes | AsItIs;

export interface Reads {
  readonly method: 'GET';
  /** How many pages each request asks for. */
  readonly pages: number;
  /**
   * One URL all the time; many, some of them much more often than others; or each only once. `warm` asks for all pages
   * once, from the last to the first, and then for no more: Zipf's law asks for the first most often.
   */
  readonly urls: 'repeated' | 'zipf' | 'new' | 'warm';
  /** How many pages there are to ask for. */
  readonly among: number;
}

/** The same text each time, for another server. */
export interface AsItIs {
  readonly method: 'AS IT IS';
  readonly text: string;
}

export interface Writes {
  readonly method: 'POST';
  /** How many interactions each request carries. */
  readonly interactions: number;
  /** Over how many pages, evenly. */
  readonly among: number;
}

export const ORIGIN = 'https://news.example';
/** What readers do: twice as many views as taps. No share or reaction of a body is the same reader's second one. */
const TYPES = ['view', 'reaction', 'view', 'share'] as const;
const REACTIONS = ['love', 'haha', 'wow', 'sad', 'angry'];

/** Makes requests as they go over the connection, one after the other. */
export function requests(work: Work, seed: number): () => Buffer | string | undefined {
  if (work.method === 'AS IT IS') return () => work.text;
  return work.method === 'GET' ? reads(work, random(seed)) : writes(work, random(seed));
}

const get = (path: string) =>
  `GET ${path} HTTP/1.1\r\nHost: localhost\r\nOrigin: ${ORIGIN}\r\nUser-Agent: Mozilla/5.0\r\nAccept: */*\r\n\r\n`;

function reads({ pages, urls, among }: Reads, next: () => number): () => Buffer | string | undefined {
  /** So many neighbours of a page, itself first. */
  const path = (first: number) => {
    const asked = Array.from({ length: pages }, (_, i) => `p=${encodedKey((first + i) % among)}`);
    return `/v1/counts?${asked.join('&')}`;
  };
  if (urls === 'repeated') {
    const only = Buffer.from(get(path(0)));
    return () => only;
  }
  if (urls === 'zipf') {
    const rank = zipf(among, next);
    const made = new Map<number, Buffer>();
    return () => {
      const first = rank();
      const found = made.get(first) ?? Buffer.from(get(path(first)));
      if (made.size < 20_000) made.set(first, found);
      return found;
    };
  }
  if (urls === 'warm') {
    let left = among;
    return () => {
      if (left <= 0) return undefined;
      left -= pages;
      return get(path(Math.max(left, 0)));
    };
  }
  let n = 0;
  const round = randomUUID(); // A name that the server does not heed, and a URL that it has never seen.
  return () => get(`${path(Math.floor(next() * among))}&n=${n++}-${round}`);
}

function writes({ interactions, among }: Writes, next: () => number): () => string {
  let n = 0;
  const one = () => {
    const type = TYPES[n++ % TYPES.length]!;
    const more =
      type === 'share'
        ? ',"network":"whatsapp"'
        : type === 'reaction'
          ? `,"reactions":["${REACTIONS[Math.floor(next() * REACTIONS.length)]}"]`
          : '';
    const page = keyOf(Math.floor(next() * among));
    return `{"id":"${randomUUID()}","type":"${type}","page":"${page}","at":${Date.now()}${more}}`;
  };
  return () => {
    const body = `{"interactions":[${Array.from({ length: interactions }, one).join(',')}]}`;
    return `POST /v1/interactions HTTP/1.1\r\nHost: localhost\r\nOrigin: ${ORIGIN}\r\nUser-Agent: Mozilla/5.0\r\nContent-Type: text/plain;charset=UTF-8\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  };
}
