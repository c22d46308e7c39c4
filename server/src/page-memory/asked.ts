import { PAGE_KEY_BYTES } from 'gaung/contract';

const DIGITS = new Int8Array(128).fill(-1);
for (const [i, digit] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].entries())
  DIGITS[digit.charCodeAt(0)] = i;
const [P, IS, AND, PERCENT, PLUS] = [...'p=&%+'].map((letter) => letter.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
  number,
];

/** A page key in UTF-8 and the hash of it, one at a time. */
export class Key {
  readonly bytes = Buffer.alloc(PAGE_KEY_BYTES);
  length = 0;
  hash = 0;
  /** Of this process alone, so that nobody knows beforehand which keys have the same hash. */
  readonly #seed = Math.floor(Math.random() * 2 ** 32);

  set(key: string): void {
    this.length = this.bytes.write(key);
    let hash = this.#seed;
    for (let i = 0; i < this.length; i++) hash = mix(hash, this.bytes[i]!);
    this.hash = finish(hash);
  }

  /**
   * Takes the key that begins somewhere in a query and ends before the next `&`, as `encodePageKey` writes it.
   *
   * @returns Where it ends; -1 where it is none.
   */
  read(query: string, begin: number): number {
    const { bytes } = this;
    let hash = this.#seed;
    let length = 0;
    let bits = 0;
    let left = 0;
    let i = begin;
    for (; i < query.length; i++) {
      const letter = query.charCodeAt(i);
      if (letter === AND) break;
      const digit = letter < 128 ? DIGITS[letter]! : -1;
      if (digit < 0) return -1;
      bits = (bits << 6) | digit;
      left += 6;
      if (left < 8) continue;
      left -= 8;
      if (length === PAGE_KEY_BYTES) return -1;
      const byte = (bits >>> left) & 255;
      bytes[length++] = byte;
      hash = mix(hash, byte);
    }
    if (left >= 6 || length === 0) return -1;
    this.length = length;
    this.hash = finish(hash);
    return i;
  }
}

/** FNV-1a, and what brings its upper bits down. */
const mix = (hash: number, byte: number) => Math.imul(hash ^ byte, 0x01000193);
const finish = (hash: number) => (Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) ^ (hash >>> 12)) >>> 0;

/**
 * Reads the pages that a query asks for, one after the other, each into `key`. Queries in which a character may stand for
 * another one, or that ask for pages by anything but `p`, are for others to read.
 *
 * @param take Called with each. Says whether to go on.
 * @returns Whether all were read.
 */
export function readAsked(query: string, key: Key, take: () => boolean): boolean {
  for (let i = 1; i < query.length; i++) {
    if (query.charCodeAt(i) === P) {
      if (query.charCodeAt(i + 1) !== IS) return false;
      i = key.read(query, i + 2);
      if (i === -1 || !take()) return false;
    } else {
      for (; i < query.length; i++) {
        const letter = query.charCodeAt(i);
        if (letter === AND) break;
        if (letter === PERCENT || letter === PLUS) return false;
      }
    }
  }
  return true;
}
