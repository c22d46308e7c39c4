import { PAGES_PER_READ, type PageKey } from 'gaung/contract';
import { Key, readAsked } from './asked.ts';
import { compareKeys, Generation, HEAD } from './generation.ts';

/** The body of an answer to `GET /v1/counts`. */
export interface Assembled {
  readonly body: string | Uint8Array;
  /** The hashes of the pages whose counts are in it. Asked before anything else is asked of the memory. */
  hashes(): Uint32Array;
}

/**
 * What pages are answered with, ready to be sent. Bounded in bytes: what was not asked for lately is forgotten. It takes
 * no thought for whether it is still right, see `kept-answers.ts`.
 */
export interface PageMemory {
  /** The answer to a query of which all pages are here; undefined for any other query. */
  assemble(query: string): Assembled | undefined;
  /** What is known of a page: its member of an answer. */
  memberOf(page: PageKey): string | undefined;
  /** @param member The page's member of an answer. */
  keep(page: PageKey, member: string): void;
  /** Returns the page's hash: a number of 32 bits, the same for a page as long as the process lives. */
  forget(page: PageKey): number;
  hashOf(page: PageKey): number;
  clear(): void;
}

/** Text that is sent in one piece with its headers; Node would encode a long one anew. In bytes. */
const SHORT = 2000;
/** A part of a generation that no single record may be larger than. */
const LARGE = 16;

const text = (ascii: string) => Buffer.from(ascii);
const [BEGIN, COMMA, END] = [text('{"counts":{'), ','.charCodeAt(0), text('}}')];

/**
 * Two generations: what is new or asked for goes into the young one, and where that is full it becomes the old one, which
 * is forgotten with all that nobody has asked for meanwhile.
 *
 * @param size In bytes, of both.
 */
export function createPageMemory(size: number): PageMemory {
  let young = new Generation(size / 2);
  let old = new Generation(size / 2);
  const key = new Key();
  /** Of the answer that is being assembled. */
  const generations: Generation[] = [];
  const places = new Uint32Array(PAGES_PER_READ);
  const hashes = new Uint32Array(PAGES_PER_READ);
  let found = 0;

  /** Returns the generation that knows the key, and leaves its place in `places`. */
  function find(): Generation | undefined {
    const { hash, bytes, length } = key;
    for (const generation of [young, old]) {
      const place = generation.find(hash, bytes, length);
      if (place === 0 || generation.lengthAt(place) === 0) continue;
      places[found] = place;
      hashes[found] = hash;
      return generation;
    }
    return undefined;
  }

  const take = () => {
    if (found === PAGES_PER_READ) return false;
    const generation = find();
    if (!generation) return false;
    generations[found++] = generation;
    return true;
  };

  function grow(bytes: Uint8Array): boolean {
    if (bytes.length > young.bytes.length / LARGE) return false;
    if (young.keep(key.hash, key.bytes, key.length, bytes)) return false;
    [young, old] = [old, young];
    young.clear();
    young.keep(key.hash, key.bytes, key.length, bytes);
    return true;
  }

  const bytesAt = (generation: Generation, place: number) =>
    generation.bytes.subarray(place + HEAD, place + HEAD + generation.lengthAt(place));
  const keyAt = (generation: Generation, place: number) => {
    const begin = place + HEAD + 1;
    return generation.bytes.subarray(begin, generation.bytes.indexOf('"', begin));
  };

  /** The places of what was found, by key, each page once. */
  function inOrder(): readonly number[] {
    const order = Array.from({ length: found }, (_, i) => i);
    const compare = (i: number, j: number) => compareKeys(generations[i]!, places[i]!, generations[j]!, places[j]!);
    for (let i = 1; i < found; i++) {
      if (compare(i - 1, i) < 0) continue;
      order.sort(compare);
      return order.filter((one, i) => i === 0 || compare(order[i - 1]!, one) !== 0);
    }
    return order;
  }

  function join(order: readonly number[]): Buffer {
    let length = BEGIN.length + order.length - 1 + END.length;
    for (const i of order) length += generations[i]!.lengthAt(places[i]!);
    const body = length < SHORT ? Buffer.allocUnsafe(length) : Buffer.allocUnsafeSlow(length); // This one may be kept.
    body.set(BEGIN);
    let end = BEGIN.length;
    for (const i of order) {
      if (end > BEGIN.length) body[end++] = COMMA;
      const { bytes } = generations[i]!;
      const begin = places[i]! + HEAD;
      end += bytes.copy(body, end, begin, begin + generations[i]!.lengthAt(places[i]!));
    }
    body.set(END, end);
    return body;
  }

  /** What was asked for in the old generation goes into the young one. */
  function renew(): void {
    for (let i = 0; i < found; i++) {
      if (generations[i] !== old) continue;
      const one = keyAt(old, places[i]!);
      key.set(one.toString());
      if (grow(bytesAt(old, places[i]!))) return; // That generation is gone.
    }
  }

  return {
    assemble(query) {
      found = 0;
      if (!readAsked(query, key, take) || found === 0) return undefined;
      const order = inOrder();
      const body = join(order);
      const assembled = {
        body: body.length < SHORT ? body.toString() : body,
        hashes: () => hashes.slice(0, found),
      };
      renew();
      return assembled;
    },
    memberOf(page) {
      key.set(page);
      found = 0;
      const generation = find();
      return generation && bytesAt(generation, places[0]!).toString();
    },
    keep(page, member) {
      key.set(page);
      // Its bytes must be its text, and their order that of the texts, which is another one beyond U+FFFF.
      if (!member.startsWith(`"${page}":`) || key.bytes.subarray(0, key.length).some((byte) => byte >= 0xf0)) return;
      grow(text(member));
    },
    forget(page) {
      key.set(page);
      young.forget(key.hash, key.bytes, key.length);
      old.forget(key.hash, key.bytes, key.length);
      return key.hash;
    },
    hashOf(page) {
      key.set(page);
      return key.hash;
    },
    clear() {
      young.clear();
      old.clear();
    },
  };
}
