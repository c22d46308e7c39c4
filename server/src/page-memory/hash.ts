/** Of this process alone, so that nobody knows beforehand which keys have the same hash. */
const SEED = Math.floor(Math.random() * 2 ** 32) | 0;

/** Takes three bytes of a key into its hash, the first one uppermost. */
export function mix(hash: number, bytes: number): number {
  const mixed = Math.imul(hash ^ bytes, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

/** What a key's hash begins with. */
export const begun = SEED;

/** The hash of which all whole threes are taken in. @param rest The one or two bytes that are left; 0 where none are. */
export function finish(hash: number, rest: number, length: number): number {
  const mixed = Math.imul(mix(hash, rest) ^ length, 0x85ebca6b);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

/** Takes the letters from `begin` on into a hash, as they stand. */
export function mixText(hash: number, text: string, begin: number): number {
  let all = hash;
  for (let i = begin; i < text.length; i++) all = mix(all, text.charCodeAt(i));
  return all;
}

/** The hash of the bytes from `begin` up to `end`: a number of 32 bits. */
export function hashOf(bytes: Uint8Array, begin: number, end: number): number {
  let hash = begun;
  let i = begin;
  for (; i + 2 < end; i += 3) hash = mix(hash, (bytes[i]! << 16) | (bytes[i + 1]! << 8) | bytes[i + 2]!);
  let rest = 0;
  for (; i < end; i++) rest = (rest << 8) | bytes[i]!;
  return finish(hash, rest, end - begin);
}
