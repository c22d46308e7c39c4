import type { PageKey } from 'gaung/contract';

/** 27 bytes: base64 takes three at a time, so that what comes behind them is encoded by itself. */
const BEFORE = 'news.example/2026/11/story-';

/** The key of the page with a number: about as long as a news article's. */
export const keyOf = (n: number): PageKey => `${BEFORE}${n}` as PageKey;

const encoded = new Map<string, string>();
function encode(text: string): string {
  const known = encoded.get(text);
  if (known !== undefined) return known;
  const made = Buffer.from(text).toString('base64url');
  encoded.set(text, made);
  return made;
}

/**
 * The same as the elements send it. Put together from what is encoded already: the client must have time to ask, and ten
 * million encoded keys would be a gigabyte for its garbage collector.
 */
export function encodedKey(n: number): string {
  const digits = String(n);
  let text = encode(BEFORE);
  for (let i = 0; i < digits.length; i += 3) text += encode(digits.slice(i, i + 3));
  return text;
}

/** A stream of numbers that is the same in every run (xorshift, 32 bits), from 0 up to 1. */
export function random(seed: number): () => number {
  let state = seed || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/**
 * Ranks from 0 up to `size`, the first the likeliest: rank r comes about 1/(r + 1) as often as the first. That is how
 * articles are read: a few by everybody, most by hardly anyone. By the inverse of the continuous distribution.
 */
export function zipf(size: number, next: () => number): () => number {
  return () => Math.min(size - 1, Math.floor((size + 1) ** next() - 1));
}
