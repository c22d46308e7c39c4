import { PAGE_KEY_BYTES, PAGES_PER_READ } from 'gaung/contract';
import { begun, finish, hashOf, mix } from './hash.ts';

/** A longer query is left to others: Node takes no request whose head has more. */
const LETTERS = 16 * 1024;

const [P, IS, AND, PERCENT, PLUS] = [...'p=&%+'].map((letter) => letter.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
  number,
];

/** The digits of base64url, moved up by so many bits; negative where a letter is none. */
function digits(bits: number): Int32Array {
  const table = new Int32Array(256).fill(-1);
  for (const [i, digit] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].entries())
    table[digit.charCodeAt(0)] = i << bits;
  return table;
}
const [FIRST, SECOND, THIRD, FOURTH] = [digits(18), digits(12), digits(6), digits(0)];

/**
 * Page keys in UTF-8 and their hashes: those that a query asks for, or a single one. Each is followed by zeros, at least
 * one, up to a multiple of eight, so that keys are compared by four bytes at a time.
 */
export class Keys {
  count = 0;
  readonly hashes = new Uint32Array(PAGES_PER_READ);
  /** In bytes. */
  readonly lengths = new Uint32Array(PAGES_PER_READ);
  /** Where each begins in {@link words}. */
  readonly starts = new Uint32Array(PAGES_PER_READ);
  readonly words: Uint32Array;
  /** The same, by one. */
  readonly bytes: Buffer;
  readonly #letters = Buffer.alloc(LETTERS + 8);
  /** What was read last, and whether it could be. */
  #query: string | undefined;
  #isRead = false;

  constructor() {
    const memory = new ArrayBuffer(LETTERS + 16 * PAGES_PER_READ);
    this.words = new Uint32Array(memory);
    this.bytes = Buffer.from(memory);
  }

  /** Takes one key. */
  set(key: string): void {
    const length = this.bytes.write(key, 0, PAGE_KEY_BYTES);
    this.#query = undefined;
    this.count = 1;
    this.starts[0] = 0;
    this.#end(0, 0, length, hashOf(this.bytes, 0, length));
  }

  /**
   * Takes all keys that a query asks for, as `encodePageKey` writes them. Queries in which a character may stand for another
   * one, or that ask for pages by anything but `p`, or for too many, are for others to read.
   *
   * @returns Whether there are any, and all were read.
   */
  read(query: string): boolean {
    if (query !== this.#query) {
      this.#query = query;
      this.#isRead = this.#read(query);
    }
    return this.#isRead;
  }

  #read(query: string): boolean {
    this.count = 0;
    if (3 * query.length > LETTERS && Buffer.byteLength(query) > LETTERS) return false;
    const letters = this.#letters;
    const end = letters.write(query);
    letters[end] = AND;
    let free = 0;
    for (let i = 1; i < end; i++) {
      if (letters[i] === P) {
        if (letters[i + 1] !== IS || this.count === PAGES_PER_READ) return false;
        i = this.#readKey(i + 2, free);
        if (i === -1) return false;
        free = ((free + this.lengths[this.count - 1]! + 8) >>> 3) << 3;
      } else {
        for (; letters[i] !== AND; i++) if (letters[i] === PERCENT || letters[i] === PLUS) return false;
      }
    }
    return this.count > 0;
  }

  /**
   * Takes the key that begins somewhere among the letters and ends before the next `&`.
   *
   * @param start Where its bytes are to be.
   * @returns Where it ends; -1 where it is none.
   */
  #readKey(begin: number, start: number): number {
    const letters = this.#letters;
    const bytes = this.bytes;
    let hash = begun;
    let to = start;
    let i = begin;
    for (;;) {
      const three = FIRST[letters[i]!]! | SECOND[letters[i + 1]!]! | THIRD[letters[i + 2]!]! | FOURTH[letters[i + 3]!]!;
      if (three < 0) break;
      bytes[to] = three >>> 16;
      bytes[to + 1] = three >>> 8;
      bytes[to + 2] = three;
      to += 3;
      i += 4;
      hash = mix(hash, three);
    }
    let rest = 0;
    const first = FIRST[letters[i]!]!;
    if (first >= 0) {
      const second = SECOND[letters[i + 1]!]!;
      if (second < 0) return -1;
      const third = THIRD[letters[i + 2]!]!;
      const two = first | second | (third < 0 ? 0 : third);
      bytes[to++] = rest = two >>> 16;
      i += 2;
      if (third >= 0) {
        bytes[to++] = two >>> 8;
        rest = two >>> 8;
        i++;
      }
    }
    const length = to - start;
    if (letters[i] !== AND || length === 0 || length > PAGE_KEY_BYTES) return -1;
    this.starts[this.count] = start >>> 2;
    this.#end(this.count++, start, length, finish(hash, rest, length));
    return i;
  }

  #end(i: number, start: number, length: number, hash: number): void {
    const end = ((start + length + 8) >>> 3) << 3;
    for (let byte = start + length; byte < end; byte++) this.bytes[byte] = 0;
    this.lengths[i] = length;
    this.hashes[i] = hash;
  }

  /** The order of two keys: by bytes, and a key that another begins with goes first. */
  compare(i: number, j: number): number {
    const { words } = this;
    const a = this.starts[i]!;
    const b = this.starts[j]!;
    const end = Math.min(this.lengths[i]!, this.lengths[j]!) >>> 2;
    let word = 0;
    while (word < end && words[a + word] === words[b + word]) word++;
    const bytes = this.bytes;
    for (let n = 4 * word; n < 4 * word + 4; n++) {
      const difference = bytes[4 * a + n]! - bytes[4 * b + n]!;
      if (difference !== 0) return difference;
    }
    return 0;
  }
}
