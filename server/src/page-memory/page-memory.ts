import { PAGE_KEY_BYTES, PAGES_PER_READ, type PageKey } from 'gaung/contract';
import { mix, mixText } from './hash.ts';
import { Keys } from './keys.ts';
import { Places } from './places.ts';
import { LONGEST, Records } from './records.ts';

/** The body of an answer to `GET /v1/counts`. */
export interface Assembled {
  readonly body: string | Uint8Array;
  /** The hashes of the pages whose counts are in it, to be copied before anything else is asked of the memory. */
  hashes(): Uint32Array;
}

/**
 * What pages are answered with, ready to be sent. Bounded in bytes: what was not asked for lately is forgotten. It takes
 * no thought for whether it is still right, see `kept-answers.ts`.
 */
export interface PageMemory {
  /** A number for a query: other queries have other ones, but for a few. */
  numberOf(query: string): number;
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
  /** In bytes, what it takes at present. */
  readonly size: number;
}

/** Text that is sent in one piece with its headers; Node would encode a long one anew. In bytes. */
const SHORT = 2000;
/** So many letters at the end of a query tell it from others that ask for the same pages. */
const LETTERS = 16;
/** The least that a record takes, in bytes: of shorter ones fewer fit than there would be room for. */
const RECORD_BYTES = 96;

const text = (ascii: string) => Buffer.from(ascii);
const [BEGIN, COMMA, END] = [text('{"counts":{'), ','.charCodeAt(0), text('}}')];

/** @param size In bytes, the most that it may take. */
export function createPageMemory(size: number): PageMemory {
  const keys = Math.floor(size / (RECORD_BYTES + Places.bytes(1)));
  const places = new Places(keys);
  const records = new Records(size - Places.bytes(keys), places);
  const one = new Keys();
  const asked = new Keys();
  /** Of the answer that is being assembled. */
  const found = new Uint32Array(PAGES_PER_READ);
  const lengths = new Uint32Array(PAGES_PER_READ);

  const placeOf = (keys: Keys, i: number) => places.find(keys.hashes[i]!, (place) => records.isOf(place, keys, i));

  /** Finds all that is asked for. Returns whether it is all here. */
  function findAll(): boolean {
    const { count } = asked;
    if (!places.guess(asked.hashes, count, found)) return false;
    records.fetch(found, count);
    for (let i = 0; i < count; i++) {
      if (!records.isOf(found[i]!, asked, i)) found[i] = placeOf(asked, i);
      const length = found[i] === 0 ? 0 : records.ask(found[i]!);
      if (length === 0) return false;
      lengths[i] = length;
    }
    return true;
  }

  /** What was found, by key, each page once; absent where it is so already. */
  function inOrder(): readonly number[] | undefined {
    const { count } = asked;
    const compare = (i: number, j: number) => asked.compare(i, j);
    let i = 1;
    while (i < count && compare(i - 1, i) < 0) i++;
    if (i >= count) return undefined;
    const order = Array.from({ length: count }, (_, one) => one).toSorted(compare);
    return order.filter((one, i) => i === 0 || compare(order[i - 1]!, one) !== 0);
  }

  function join(order: readonly number[] | undefined): Buffer {
    const pages = order?.length ?? asked.count;
    let length = BEGIN.length + pages - 1 + END.length;
    for (let n = 0; n < pages; n++) length += lengths[order ? order[n]! : n]!;
    const body = length < SHORT ? Buffer.allocUnsafe(length) : Buffer.allocUnsafeSlow(length); // This one may be kept.
    body.set(BEGIN);
    let end = BEGIN.length;
    for (let n = 0; n < pages; n++) {
      const i = order ? order[n]! : n;
      if (n > 0) body[end++] = COMMA;
      records.copy(found[i]!, lengths[i]!, body, end);
      end += lengths[i]!;
    }
    body.set(END, end);
    return body;
  }

  return {
    numberOf(query) {
      if (!asked.read(query)) return mixText(0, query, 0);
      // What is asked for is read anyhow; to hash all letters takes longer than to read them.
      let all = query.length;
      for (let i = 0; i < asked.count; i++) all = mix(all, asked.hashes[i]!);
      return mixText(all, query, Math.max(0, query.length - LETTERS));
    },
    assemble(query) {
      if (!asked.read(query) || !findAll()) return undefined;
      const body = join(inOrder());
      return {
        body: body.length < SHORT ? body.toString() : body,
        hashes: () => asked.hashes.subarray(0, asked.count),
      };
    },
    memberOf(page) {
      one.set(page);
      const place = placeOf(one, 0);
      const length = place === 0 ? 0 : records.ask(place);
      if (length === 0) return undefined;
      const member = Buffer.allocUnsafe(length);
      records.copy(place, length, member, 0);
      return member.toString();
    },
    keep(page, member) {
      one.set(page);
      // Its bytes must be its text, all of it, and their order that of the texts, which is another one beyond U+FFFF.
      if (!member.startsWith(`"${page}":`) || Buffer.byteLength(page) > PAGE_KEY_BYTES) return;
      if (one.bytes.subarray(0, one.lengths[0]).some((byte) => byte >= 0xf0)) return;
      const bytes = text(member);
      if (bytes.length > LONGEST) return;
      const old = placeOf(one, 0);
      if (old !== 0 && records.replace(old, bytes)) return;
      const place = records.add(bytes);
      const moved = placeOf(one, 0); // Or gone, to make room.
      const hash = one.hashes[0]!;
      if (moved === 0) places.add(hash, place);
      else places.change(hash, moved, place);
    },
    forget(page) {
      one.set(page);
      const place = placeOf(one, 0);
      if (place !== 0) records.forget(place);
      return one.hashes[0]!;
    },
    hashOf(page) {
      one.set(page);
      return one.hashes[0]!;
    },
    clear() {
      places.clear();
      records.clear();
    },
    get size() {
      return places.size + records.size;
    },
  };
}
