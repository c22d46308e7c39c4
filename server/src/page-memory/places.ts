/** So many slots are looked at for one key: whoever makes up keys whose hashes are alike only makes them be forgotten. */
const PROBES = 32;
/** So many slots of the smaller table are moved for each key that is added: it is empty long before the larger one is full. */
const MOVED = 32;
/** Stands for a hash in a slot whose key is gone: keys behind it are looked for on. */
const GONE = 1;

/** Hashes and places by turns. */
interface Table {
  readonly slots: Uint32Array;
  /** Slots for each hash there is. */
  readonly scale: number;
}

const createTable = (size: number): Table => ({
  slots: new Uint32Array(2 * (size + PROBES)), // So that nobody has to go on at the beginning.
  scale: size / 2 ** 32,
});

/**
 * Where the record of each key lies, by the key's hash: a table of open addresses that is at most half full. It doubles as
 * keys come, and moves them to the larger table a few at a time, because to move ten million at once takes a fifth of a second.
 */
export class Places {
  readonly #most: number;
  readonly #least: number;
  #table: Table;
  /** The smaller table, while there is something in it. */
  #small: Table | undefined;
  /** Up to where it is empty. */
  #moved = 0;
  #size: number;
  #keys = 0;

  /** @param keys How many keys it is to have room for. */
  constructor(keys: number) {
    this.#most = 2 * keys;
    let least = this.#most;
    while (least > 2048) least /= 2;
    this.#least = this.#size = Math.ceil(least);
    this.#table = createTable(this.#size);
  }

  /** In bytes, what so many keys take at most. */
  static bytes(keys: number): number {
    return 16 * keys;
  }

  /** In bytes. */
  get size(): number {
    return this.#table.slots.byteLength + (this.#small?.slots.byteLength ?? 0);
  }

  /**
   * Where keys with some hashes lie, or others with the same hash: only the records tell. All slots are asked for in one
   * short loop, so that the processor waits for many of them at a time.
   *
   * @returns Whether there is a place for each.
   */
  guess(hashes: Uint32Array, count: number, places: Uint32Array): boolean {
    const { slots, scale } = this.#table;
    let missing = 0;
    for (let i = 0; i < count; i++) {
      const hash = hashes[i]!;
      const slot = (hash * scale) >>> 0;
      const place = slots[2 * slot] === hash ? slots[2 * slot + 1]! : 0;
      places[i] = place;
      if (place === 0) missing++;
    }
    if (missing === 0) return true;
    for (let i = 0; i < count; i++) {
      if (places[i] !== 0) continue;
      const place = this.find(hashes[i]!, any);
      if (place === 0) return false;
      places[i] = place;
    }
    return true;
  }

  /** The place of a hash that is the right one; 0 where there is none. */
  find(hash: number, isRight: (place: number) => boolean): number {
    return findIn(this.#table, hash, isRight) || (this.#small ? findIn(this.#small, hash, isRight) : 0);
  }

  /** Adds the place of a key that has none. Where all slots for it are taken, another key is forgotten. */
  add(hash: number, place: number): void {
    if (this.#small) this.#moveOn(this.#small);
    else if (this.#size < this.#most && (2 * this.#keys >= this.#size || freeSlot(this.#table, hash) < 0))
      this.#double();
    if (put(this.#table, hash, place)) this.#keys++;
  }

  /** Puts one place for another, or for none (0). Returns whether the hash had it. */
  change(hash: number, place: number, other: number): boolean {
    const has = (small: Table | undefined) => small !== undefined && changeIn(small, hash, place, other);
    if (!has(this.#table) && !has(this.#small)) return false;
    if (other === 0) this.#keys--;
    return true;
  }

  /** Whether it has as many keys as it is to have. */
  get isFull(): boolean {
    return 2 * this.#keys >= this.#most;
  }

  clear(): void {
    this.#size = this.#least;
    this.#table = createTable(this.#size);
    this.#small = undefined;
    this.#keys = 0;
  }

  #double(): void {
    this.#small = this.#table;
    this.#moved = 0;
    this.#size = Math.min(2 * this.#size, this.#most);
    this.#table = createTable(this.#size);
  }

  #moveOn({ slots }: Table): void {
    const end = Math.min(this.#moved + 2 * MOVED, slots.length);
    for (let slot = this.#moved; slot < end; slot += 2) {
      const hash = slots[slot]!;
      const place = slots[slot + 1]!;
      if (place === 0) continue;
      slots[slot] = GONE;
      slots[slot + 1] = 0;
      if (!put(this.#table, hash, place)) this.#keys--;
    }
    this.#moved = end;
    if (end === slots.length) this.#small = undefined;
  }
}

const any = () => true;

function findIn({ slots, scale }: Table, hash: number, isRight: (place: number) => boolean): number {
  const first = 2 * ((hash * scale) >>> 0);
  for (let slot = first; slot < first + 2 * PROBES; slot += 2) {
    const place = slots[slot + 1]!;
    if (place === 0) {
      if (slots[slot] !== GONE) return 0;
    } else if (slots[slot] === hash && isRight(place)) return place;
  }
  return 0;
}

/** The first slot for a hash that is free; -1 where none is. */
function freeSlot({ slots, scale }: Table, hash: number): number {
  const first = 2 * ((hash * scale) >>> 0);
  for (let slot = first; slot < first + 2 * PROBES; slot += 2) if (slots[slot + 1] === 0) return slot;
  return -1;
}

/** Returns whether a slot was free; otherwise it has taken another key's. */
function put(table: Table, hash: number, place: number): boolean {
  const free = freeSlot(table, hash);
  const slot = free < 0 ? 2 * ((hash * table.scale) >>> 0) : free;
  table.slots[slot] = hash;
  table.slots[slot + 1] = place;
  return free >= 0;
}

function changeIn({ slots, scale }: Table, hash: number, place: number, other: number): boolean {
  const first = 2 * ((hash * scale) >>> 0);
  for (let slot = first; slot < first + 2 * PROBES; slot += 2) {
    if (slots[slot + 1] !== place || slots[slot] !== hash) continue;
    slots[slot + 1] = other;
    if (other === 0) slots[slot] = GONE;
    return true;
  }
  return false;
}
