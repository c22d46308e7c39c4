import { createHmac } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Shared } from '../storage/storage.ts';
import { type BucketOf, createBuckets } from './buckets.ts';
import { createSharing, type SharingOptions } from './sharing.ts';

/** So many points in so many seconds, which begin with the first of them. */
export interface Limit {
  readonly points: number;
  readonly seconds: number;
}

/** Counts what is taken of a limit, for each number by itself. It answers at once, whoever counts along. */
export type Limiter = Pick<RateLimiterMemory, 'points' | 'duration' | 'penalty' | 'reward' | 'get'>;

/** How what is limited is counted: by this process, or by all instances together. */
export interface Counting {
  /** @param count How many things of one kind are told apart, whoever sends them, so that what is counted has a ceiling. */
  buckets(count: number): BucketOf;
  /** @param name Tells it from all other limiters; at most 32 characters of `[\w-]`. */
  limiter(name: string, limit: Limit): Limiter;
}

/** Each process for itself: its numbers lead back to nothing once it has ended. */
export const countAlone: Counting = {
  buckets: (count) => createBuckets(count),
  limiter: (_name, limit) => inMemory(limit),
};

export interface CountingOptions extends Omit<SharingOptions, 'shared'> {
  /** What instances have in common; absent where there is but one. */
  readonly shared: Pick<Shared, 'add'> | undefined;
  /** The server's, equal on all instances: the numbers are drawn by a key that is made of it for this purpose alone. */
  readonly secret: Uint8Array;
}

/** All instances together where they have something in common, else each process for itself. */
export function createCounting({ shared, secret, ...options }: CountingOptions): Counting {
  if (!shared) return countAlone;
  const key = createHmac('sha256', secret).update('limits').digest();
  const share = createSharing({ shared, ...options });
  return {
    buckets: (count) => createBuckets(count, key),
    limiter: (name, limit) => share(name, inMemory(limit)),
  };
}

const inMemory = ({ points, seconds: duration }: Limit) => new RateLimiterMemory({ points, duration });
