/** What is looked for: the first counter whose key begins as it should. */
export interface SearchTask {
  /** The salt and the nonce, one after the other: a multiple of 4 bytes, 48 at most. */
  readonly head: readonly number[];
  /** How many hashes make a key. */
  readonly cost: number;
  /** What the key must begin with, in lower-case hex. */
  readonly prefix: string;
}

export interface Found {
  readonly counter: number;
  /** 32 bytes in lower-case hex. */
  readonly key: string;
}

/** Goes on searching until `until` (`performance.now()`); undefined where nothing was found by then. */
export type Search = (until: number) => Found | undefined;

/**
 * ALTCHA's search (version 2, SHA-256): the key of a counter is SHA-256 of salt, nonce and counter, hashed over and over.
 *
 * In plain script, because `crypto.subtle` is missing on plain http, and where it is there it is slower: each of so many
 * short hashes would be a promise. The function needs nothing from outside of itself: its source is what a worker runs.
 */
export function createSearch({ head, cost, prefix }: SearchTask): Search {
  /** Bits of a number behind its point, as FIPS 180-4 takes its constants from roots of primes. */
  const bits = (root: number) => ((root % 1) * 2 ** 32) | 0;
  const primes: number[] = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime)) primes.push(n);
  const K = Int32Array.from(primes, (prime) => bits(Math.cbrt(prime)));
  const start = Int32Array.from(primes.slice(0, 8), (prime) => bits(Math.sqrt(prime)));

  const w = new Int32Array(64);
  const hash = new Int32Array(8);
  /** Hashes the one block that `w` begins with. */
  const compress = () => {
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15]!;
      const y = w[i - 2]!;
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[i] = (w[i - 16]! + s0 + w[i - 7]! + s1) | 0;
    }
    let [a, b, c, d, e, f, g, h] = start as unknown as [number, number, number, number, number, number, number, number];
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i]! + w[i]!) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    hash[0] = start[0]! + a;
    hash[1] = start[1]! + b;
    hash[2] = start[2]! + c;
    hash[3] = start[3]! + d;
    hash[4] = start[4]! + e;
    hash[5] = start[5]! + f;
    hash[6] = start[6]! + g;
    hash[7] = start[7]! + h;
  };

  /** The block of the first hash; the counter stands behind the head. */
  const first = new Int32Array(16);
  const at = head.length / 4;
  for (const [i, byte] of head.entries()) first[i >> 2]! |= byte << (24 - (i % 4) * 8);
  first[at + 1] = 0x80000000;
  first[15] = head.length * 8 + 32;
  /** The block of every other hash, behind the hash before. */
  const rest = new Int32Array(8);
  rest[0] = 0x80000000;
  rest[7] = 256;

  /** As much of the prefix as one word holds: tells almost all keys without making text of them. */
  const digits = Math.min(prefix.length, 8);
  const word = Number.parseInt(prefix.slice(0, digits), 16);
  const hex = () => Array.from(hash, (one) => (one >>> 0).toString(16).padStart(8, '0')).join('');

  let counter = 0;
  let left = cost;
  return (until) => {
    for (let n = 1; ; n++) {
      if (left === cost) {
        w.set(first);
        w[at] = counter;
      } else {
        w.set(hash);
        w.set(rest, 8);
      }
      compress();
      left--;
      if (left === 0) {
        if (hash[0]! >>> (32 - digits * 4) === word && hex().startsWith(prefix)) return { counter, key: hex() };
        counter++;
        left = cost;
      }
      // A clock that is asked each time would cost more than the hash.
      if (n % 128 === 0 && performance.now() >= until) return undefined;
    }
  };
}
