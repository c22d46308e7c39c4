import { createHmac, createSecretKey, randomBytes } from 'node:crypto';

/** The number under which something is counted. Two things of one kind may have the same one, and then share a count. */
export type BucketOf = (kind: string, name: string) => number;

/**
 * The numbers are drawn by a key that is made anew here and kept nowhere: none leads back to an address.
 *
 * @param count How many things of one kind are told apart, whoever sends them, so that what is counted has a ceiling.
 */
export function createBuckets(count: number): BucketOf {
  const key = createSecretKey(randomBytes(32));
  return (kind, name) => createHmac('sha256', key).update(`${kind}:${name}`).digest().readUInt32BE() % count;
}
