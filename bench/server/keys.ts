import type { PageKey } from 'gaung/contract';

/** The key of the page with a number: about as long as a news article's. */
export const keyOf = (n: number): PageKey => `news.example/2026/11/story-${n}` as PageKey;

const encoded: string[] = [];
/** The same as the elements send it; made once and by Node's own encoder, so that the client has time to ask. */
export const encodedKey = (n: number): string => (encoded[n] ??= Buffer.from(keyOf(n)).toString('base64url'));

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
