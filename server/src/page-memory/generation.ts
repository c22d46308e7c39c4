/** What stands before each record: the length of its text, 0 where it was forgotten, and the room that it has. In bytes. */
export const HEAD = 8;
const QUOTE = 0x22;
/** So many slots are looked at for one key: whoever makes up keys whose hashes are alike only makes them be forgotten. */
const PROBES = 8;
/** About what a record takes, with its head; of shorter ones fewer fit than there would be bytes for. */
const RECORD_BYTES = 128;

/**
 * Records in the order in which they came, until there is no room for more, and where each lies by the hash of its key. All
 * in two blocks of memory outside of the heap, so that a million records are nothing to the garbage collector. The system
 * gives the blocks their memory when it is first written to.
 *
 * A record is the text of a member as it stands in an answer, `"page key":{…}`. So its key begins behind its first byte, and
 * ends before a quotation mark, which no key has in it.
 */
export class Generation {
  readonly bytes: Buffer;
  /** The same, by four. */
  readonly #words: Uint32Array;
  /** Hashes and places by turns. No record lies at 0. */
  #slots: Uint32Array;
  readonly #mask: number;
  #end = HEAD;
  #records = 0;

  /** @param size In bytes, of all together. */
  constructor(size: number) {
    const slots = 2 ** Math.ceil(Math.log2((2 * size) / RECORD_BYTES));
    const memory = new ArrayBuffer(Math.floor((size - 8 * slots) / HEAD) * HEAD);
    this.bytes = Buffer.from(memory);
    this.#words = new Uint32Array(memory);
    this.#slots = new Uint32Array(2 * slots);
    this.#mask = slots - 1;
  }

  /** The place of the record of a key; 0 where there is none. */
  find(hash: number, key: Uint8Array, length: number): number {
    const slot = this.#slotOf(hash, key, length);
    return slot < 0 ? 0 : this.#slots[slot + 1]!;
  }

  /** In bytes, of a record's text; 0 where it was forgotten. */
  lengthAt(place: number): number {
    return this.#words[place >>> 2]!;
  }

  forget(hash: number, key: Uint8Array, length: number): void {
    const place = this.find(hash, key, length);
    if (place !== 0) this.#words[place >>> 2] = 0;
  }

  /** Keeps a text for a key, in its old place where it fits. Returns whether there was room. */
  keep(hash: number, key: Uint8Array, length: number, text: Uint8Array): boolean {
    const found = this.#slotOf(hash, key, length);
    const slot = found < 0 ? ~found : found;
    let place = this.#slots[slot + 1]!;
    if (found < 0 || this.#words[(place >>> 2) + 1]! < text.length) {
      const room = Math.ceil(text.length / HEAD) * HEAD;
      if (this.#end + HEAD + room > this.bytes.length || this.#records > this.#mask / 2) return false;
      place = this.#end;
      this.#end += HEAD + room;
      this.#records++;
      this.#words[(place >>> 2) + 1] = room;
      this.#slots[slot] = hash;
      this.#slots[slot + 1] = place;
    }
    this.#words[place >>> 2] = text.length;
    this.bytes.set(text, place + HEAD);
    return true;
  }

  clear(): void {
    if (this.#records > 0) this.#slots = new Uint32Array(this.#slots.length); // To fill it would write to all of it.
    this.#end = HEAD;
    this.#records = 0;
  }

  /** The slot of a key; where it has none, the complement (`~`) of the one that it would get. */
  #slotOf(hash: number, key: Uint8Array, length: number): number {
    for (let i = 0; i < PROBES; i++) {
      const slot = ((hash + i) & this.#mask) << 1;
      const place = this.#slots[slot + 1]!;
      if (place === 0) return ~slot;
      if (this.#slots[slot] === hash && this.#isOf(place, key, length)) return slot;
    }
    return ~((hash & this.#mask) << 1);
  }

  #isOf(place: number, key: Uint8Array, length: number): boolean {
    const { bytes } = this;
    const begin = place + HEAD + 1;
    if (bytes[begin + length] !== QUOTE) return false;
    for (let i = 0; i < length; i++) if (bytes[begin + i] !== key[i]) return false;
    return true;
  }
}

/** The order of the keys of two records, that of their texts: by bytes, and a key that another begins with goes first. */
export function compareKeys(a: Generation, placeA: number, b: Generation, placeB: number): number {
  const of = a.bytes;
  const and = b.bytes;
  for (let i = HEAD + 1; ; i++) {
    const x = of[placeA + i]!;
    const y = and[placeB + i]!;
    if (x === y) {
      if (x === QUOTE) return 0;
    } else {
      if (x === QUOTE) return -1;
      return y === QUOTE ? 1 : x - y;
    }
  }
}
