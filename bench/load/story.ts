import { randomUUID } from 'node:crypto';
import { encodedKey, keyOf, random, zipf } from '../server/keys.ts';
import { ORIGIN } from '../server/work.ts';

/** What readers of a front page ask of the server, of 1. */
export const MIX = {
  /** An article's numbers. */
  readOne: 0.76,
  /** Those of an index. */
  readMany: 0.19,
  write: 0.05,
};
/** How many pages an index shows. */
export const INDEX = 20;
/** What is written, of 1. */
export const WRITES = { view: 0.8, reaction: 0.15, share: 0.05 };
/** How many stories there are, unless it is said otherwise. The n-th is read 1/n as often as the first (Zipf's law). */
export const PAGES = 10_000;
/** The story of the hour: of a burst, and the most read. */
export const HOT = 0;

const REACTIONS = ['love', 'haha', 'wow', 'sad', 'angry'];
const HEAD = `Host: localhost\r\nOrigin: ${ORIGIN}\r\nUser-Agent: Mozilla/5.0\r\n`;

export type Kind = 'read' | 'write';

export interface StoryRequest {
  readonly kind: Kind;
  readonly text: string;
}

export const readRequest = (pages: readonly number[]): string =>
  `GET /v1/counts?${pages.map((page) => `p=${encodedKey(page)}`).join('&')} HTTP/1.1\r\n${HEAD}\r\n`;

/** Of a page by its number, or by its key. */
export function writeRequest(page: number | string, type: keyof typeof WRITES, reaction = REACTIONS[0]): string {
  const more = { view: {}, share: { network: 'whatsapp' }, reaction: { reactions: [reaction] } }[type];
  const key = typeof page === 'number' ? keyOf(page) : page;
  const body = JSON.stringify({ interactions: [{ id: randomUUID(), type, page: key, at: Date.now(), ...more }] });
  return `POST /v1/interactions HTTP/1.1\r\n${HEAD}Content-Type: text/plain;charset=UTF-8\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

/** The whole mix, only the reads or the writes in it, or only writes to the hot page. */
export const KINDS_OF_LOAD = ['mix', 'reads', 'writes', 'hot'] as const;
export type KindOfLoad = (typeof KINDS_OF_LOAD)[number];

export interface Story {
  /** What a reader somewhere on the site asks next. */
  next(): StoryRequest;
  /** What a reader of the hot page asks next. */
  ofHotPage(): StoryRequest;
}

/** The same requests for the same seed, but for their ids. Each tap is a new reader's. */
export function createStory(pages: number, seed: number, kind: KindOfLoad = 'mix'): Story {
  const number = random(seed);
  const rank = zipf(pages, number);
  const typeOf = (part: number) => (part < WRITES.view ? 'view' : part < 1 - WRITES.share ? 'reaction' : 'share');
  function write(page: number): StoryRequest {
    const reaction = REACTIONS[Math.floor(number() * REACTIONS.length)];
    return { kind: 'write', text: writeRequest(page, typeOf(number()), reaction) };
  }
  function read(page: number): StoryRequest {
    const many = number() * (MIX.readOne + MIX.readMany) < MIX.readMany ? INDEX : 1;
    return { kind: 'read', text: readRequest(Array.from({ length: many }, (_, i) => (page + i) % pages)) };
  }
  const either = (page: number) => (number() < MIX.write ? write(page) : read(page));
  const next: Readonly<Record<KindOfLoad, () => StoryRequest>> = {
    mix: () => either(rank()),
    reads: () => read(rank()),
    writes: () => write(rank()),
    hot: () => write(HOT),
  };
  return { next: next[kind], ofHotPage: () => either(HOT) };
}
