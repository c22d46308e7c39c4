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

  /** Whether a generation knows the key. Leaves where in what comes next of the answer. */
  function findIn(generation: Generation): boolean {
    const { hash, bytes, length } = key;
    const place = generation.find(hash, bytes, length);
    if (place === 0 || generation.lengthAt(place) === 0) return false;
    generations[found] = generation;
    places[found] = place;
    hashes[found] = hash;
    return true;
  }
  const find = () => findIn(young) || findIn(old);

  const take = () => {
    if (found === PAGES_PER_READ || !find()) return false;
    found++;
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

  const compare = (i: number, j: number) => compareKeys(generations[i]!, places[i]!, generations[j]!, places[j]!);

  /** What was found, by key, each page once; absent where it is so already. */
  function inOrder(): readonly number[] | undefined {
    let i = 1;
    while (i < found && compare(i - 1, i) < 0) i++;
    if (i >= found) return undefined;
    const order = Array.from({ length: found }, (_, one) => one).toSorted(compare);
    return order.filter((one, i) => i === 0 || compare(order[i - 1]!, one) !== 0);
  }

  function join(order: readonly number[] | undefined): Buffer {
    const pages = order?.length ?? found;
    let length = BEGIN.length + pages - 1 + END.length;
    for (let n = 0; n < pages; n++) {
      const i = order ? order[n]! : n;
      length += generations[i]!.lengthAt(places[i]!);
    }
    const body = length < SHORT ? Buffer.allocUnsafe(length) : Buffer.allocUnsafeSlow(length); // This one may be kept.
    body.set(BEGIN);
    let end = BEGIN.length;
    for (let n = 0; n < pages; n++) {
      const i = order ? order[n]! : n;
      const generation = generations[i]!;
      const begin = places[i]! + HEAD;
      if (n > 0) body[end++] = COMMA;
      end += generation.bytes.copy(body, end, begin, begin + generation.lengthAt(places[i]!));
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
      const body = join(inOrder());
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
      return find() ? bytesAt(generations[0]!, places[0]!).toString() : undefined;
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
