import type { PageKey } from 'gaung/contract';
import { type Counting, countAlone, type Limiter } from '../abuse/counting.ts';
import { networkOf } from '../network.ts';

/** How long new visitors are counted together, in seconds. The window begins with the first of them. */
export const WINDOW_SECONDS = 600;
/** Among so many numbers networks and pages are told apart. */
const BUCKETS = 2 ** 16;

/** How many new visitors may tap within a window before it looks wrong. */
export interface Thresholds {
  /** From one network: households, offices and carriers share one. */
  readonly network: number;
  /** On one page, from anywhere. */
  readonly page: number;
}

export interface Pressure {
  /**
   * Counts one new visitor.
   *
   * @returns ms until what looks wrong is over; 0 where nothing does.
   */
  add(address: string, pages: ReadonlySet<PageKey>): Promise<number>;
}

/** Counts the new visitors of each network and page. */
export function createPressure(thresholds: Thresholds, counting: Counting = countAlone): Pressure {
  // Two networks that share a number by chance are asked for a little work too early.
  const bucketOf = counting.buckets(BUCKETS);
  const network = counting.limiter('proof-network', { points: thresholds.network, seconds: WINDOW_SECONDS });
  const page = counting.limiter('proof-page', { points: thresholds.page, seconds: WINDOW_SECONDS });

  async function over(limiter: Limiter, bucket: number): Promise<number> {
    const { consumedPoints, msBeforeNext } = await limiter.penalty(bucket, 1);
    return consumedPoints > limiter.points ? msBeforeNext : 0;
  }

  return {
    async add(address, pages) {
      const waits = await Promise.all([
        // Where the runtime does not know addresses, all readers would be one network.
        ...(address === '' ? [] : [over(network, bucketOf('network', networkOf(address)))]),
        ...[...pages].map((one) => over(page, bucketOf('page', one))),
      ]);
      return Math.max(0, ...waits);
    },
  };
}
