import { createHmac, createSecretKey, randomBytes } from 'node:crypto';

/** The number under which something is counted. Two things of one kind may have the same one, and then share a count. */
export type BucketOf = (kind: string, name: string) => number;

/**
 * The numbers are drawn by a key. A plain hash would lead back to an address, because all four billion can be tried.
 *
 * @param count How many things of one kind are told apart, whoever sends them, so that what is counted has a ceiling.
 * @param secret What the key is; default: one that is made anew here and kept nowhere.
 */
export function createBuckets(count: number, secret: Uint8Array = randomBytes(32)): BucketOf {
  const key = createSecretKey(secret);
  return (kind, name) => createHmac('sha256', key).update(`${kind}:${name}`).digest().readUInt32BE() % count;
}
