import { hashOf } from './hash.ts';
import type { Keys } from './keys.ts';
import type { Places } from './places.ts';

/** What stands before the text of each record: its length and whether it was asked for, and the room that it has. */
const HEAD = 7;
/** Records lie at multiples of so many bytes. The key begins at the second one. */
const UNIT = 8;
/** Set in a record's length when it is asked for. */
const ASKED = 2 ** 30;
const LENGTH = ASKED - 1;
const QUOTE = 0x22;

/** So much is made room in at a time. In units, as all that follows. */
const CHUNK = 2 ** 14;
/** So much of it may stay as it was asked for. */
const STAYS = (CHUNK / 8) * 7;
/** Most chunks that are taken from the system at a time. */
const MOST_CHUNKS = 64;
/** A cache line, in words. */
const LINE = 16;

/** In bytes: no longer text is kept. */
export const LONGEST = (CHUNK - STAYS - 2) * UNIT;

/**
 * Records in the order in which they came, in blocks of memory outside of the heap, so that millions of them are nothing to
 * the garbage collector. There are as many blocks as are needed, until there may be no more; then the oldest make room, those
 * that nobody has asked for since.
 *
 * A record is the text of a member as it stands in an answer, `"page key":{…}`. So its key begins behind its first byte, and
 * ends before a quotation mark, which no key has in it. What lies at a place may only be asked of {@link Places}.
 */
export class Records {
  readonly #places: Places;
  readonly #mostBlocks: number;
  /** In units. */
  readonly #block: number;
  readonly #shift: number;
  readonly #bytes: Buffer[] = [];
  /** The same, by four. */
  readonly #words: Uint32Array[] = [];
  /** Where each chunk's last record ends; 0: nothing is in it. */
  readonly #ends: Uint32Array;
  #chunk = 0;
  /** Of no use, but that what is read for it cannot be left out as useless. */
  fetched = 0;

  /** @param size In bytes, of all together. */
  constructor(size: number, places: Places) {
    const chunks = Math.max(2, Math.floor(size / UNIT / CHUNK));
    const inBlock = Math.min(MOST_CHUNKS, Math.max(1, 2 ** Math.floor(Math.log2(chunks / 8))));
    this.#places = places;
    this.#block = inBlock * CHUNK;
    this.#shift = Math.log2(this.#block);
    this.#mostBlocks = Math.floor(chunks / inBlock);
    this.#ends = new Uint32Array(this.#mostBlocks * inBlock);
    this.#addBlock();
  }

  /** In bytes, what is taken from the system. */
  get size(): number {
    return this.#bytes.length * this.#block * UNIT;
  }

  /** Adds the record of a key. Returns its place, which is never 0. */
  add(text: Uint8Array): number {
    const units = Math.ceil((HEAD + text.length) / UNIT);
    while (this.#end + units > CHUNK) this.#nextChunk();
    const place = this.#chunk * CHUNK + this.#end;
    this.#ends[this.#chunk] = this.#end + units;
    const bytes = this.#bytes[place >>> this.#shift]!;
    bytes.writeUInt16LE(units, this.#offset(place) + 4);
    this.#write(place, text);
    return place;
  }

  /** Puts a text in the place of another one of the same key. Returns whether there was room. */
  replace(place: number, text: Uint8Array): boolean {
    if (this.#unitsAt(place) * UNIT < HEAD + text.length) return false;
    this.#write(place, text);
    return true;
  }

  /** Its place stays the key's: it is likely to be kept again. */
  forget(place: number): void {
    this.#words[place >>> this.#shift]![this.#offset(place) >>> 2] = 0;
  }

  clear(): void {
    this.#ends.fill(0);
    this.#chunk = 0;
  }

  /** Reads a little of some records, only so that the processor fetches them all at a time. */
  fetch(places: Uint32Array, count: number): void {
    const blocks = this.#words;
    const shift = this.#shift;
    const within = this.#block - 1;
    let all = 0;
    for (let i = 0; i < count; i++) {
      const place = places[i]!;
      const words = blocks[place >>> shift]!;
      const word = (place & within) << 1;
      all ^= words[word]! ^ words[word + LINE]! ^ words[word + 2 * LINE - 2]!;
    }
    this.fetched = all;
  }

  /** Whether a record is that of a key. */
  isOf(place: number, keys: Keys, i: number): boolean {
    const words = this.#words[place >>> this.#shift]!;
    const wanted = keys.words;
    const length = keys.lengths[i]!;
    const start = keys.starts[i]!;
    const begin = ((place & (this.#block - 1)) + 1) << 1;
    const whole = length >>> 2;
    for (let word = 0; word < whole; word++) if (words[begin + word] !== wanted[start + word]) return false;
    const bytes = this.#bytes[place >>> this.#shift]!;
    for (let byte = 4 * whole; byte < length; byte++)
      if (bytes[4 * begin + byte] !== keys.bytes[4 * start + byte]) return false;
    return bytes[4 * begin + length] === QUOTE;
  }

  /** In bytes, of a record's text; 0 where it was forgotten. Who asks wants it to stay. */
  ask(place: number): number {
    const words = this.#words[place >>> this.#shift]!;
    const word = (place & (this.#block - 1)) << 1;
    const head = words[word]!;
    if (head === 0) return 0;
    if (head < ASKED) words[word] = head | ASKED; // To write what is so already would cost the memory a turn.
    return head & LENGTH;
  }

  /** Copies a record's text. */
  copy(place: number, length: number, to: Uint8Array, at: number): void {
    const begin = this.#offset(place) + HEAD;
    this.#bytes[place >>> this.#shift]!.copy(to, at, begin, begin + length);
  }

  get #end(): number {
    return this.#ends[this.#chunk] || 1; // No record lies at 0.
  }

  /** In bytes, from the beginning of its block. */
  #offset(place: number): number {
    return (place & (this.#block - 1)) * UNIT;
  }

  #unitsAt(place: number): number {
    return this.#bytes[place >>> this.#shift]!.readUInt16LE(this.#offset(place) + 4);
  }

  #write(place: number, text: Uint8Array): void {
    const block = place >>> this.#shift;
    const offset = this.#offset(place);
    this.#words[block]![offset >>> 2] = text.length;
    this.#bytes[block]!.set(text, offset + HEAD);
  }

  #nextChunk(): void {
    this.#chunk++;
    const { isFull } = this.#places;
    if (this.#chunk === (this.#bytes.length * this.#block) / CHUNK) {
      if (this.#bytes.length < this.#mostBlocks && !isFull) this.#addBlock();
      else this.#chunk = 0;
    } else if (isFull && this.#ends[this.#chunk] === 0) this.#chunk = 0;
    this.#sweep();
  }

  /** Makes room in a chunk: what was asked for since it came, or since this was done last, stays at its beginning. */
  #sweep(): void {
    const first = this.#chunk * CHUNK;
    const end = this.#ends[this.#chunk]!;
    const bytes = this.#bytes[first >>> this.#shift]!;
    let to = first + 1;
    for (let from = first + 1; from < first + end; ) {
      const units = this.#unitsAt(from);
      const stays = this.#isAsked(from) && to + units <= first + STAYS;
      if (this.#places.change(this.#hashAt(from), from, stays ? to : 0) && stays) {
        bytes.copyWithin(this.#offset(to), this.#offset(from), this.#offset(from) + units * UNIT);
        this.#words[to >>> this.#shift]![this.#offset(to) >>> 2]! &= LENGTH;
        to += units;
      }
      from += units;
    }
    this.#ends[this.#chunk] = to - first;
  }

  #isAsked(place: number): boolean {
    return this.#words[place >>> this.#shift]![this.#offset(place) >>> 2]! > ASKED;
  }

  #hashAt(place: number): number {
    const bytes = this.#bytes[place >>> this.#shift]!;
    const begin = this.#offset(place) + UNIT;
    return hashOf(bytes, begin, bytes.indexOf(QUOTE, begin));
  }

  #addBlock(): void {
    const memory = new ArrayBuffer((this.#block + 2 * LINE) * UNIT); // With room for `fetch` to read on.
    this.#bytes.push(Buffer.from(memory));
    this.#words.push(new Uint32Array(memory));
  }
}
