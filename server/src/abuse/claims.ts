import type { Limiter } from './counting.ts';

/** What something takes of a limit. */
export interface Claim<Kind extends string> {
  /** The limit's name, as an operator meets it. */
  readonly kind: Kind;
  readonly limiter: Limiter;
  readonly bucket: number;
  /** At most as many as the limit has, or it would never be let through. */
  readonly points: number;
}

/** Which limit is met, and in how many ms the same will be let through. */
export interface Over<Kind extends string> {
  readonly kind: Kind;
  readonly wait: number;
}

/**
 * Takes all claims or none: who is refused by one limit must not use up another one by trying again.
 *
 * @returns The limit that is met for the longest; undefined where all was taken.
 */
export async function take<Kind extends string>(claims: readonly Claim<Kind>[]): Promise<Over<Kind> | undefined> {
  // All of them begin before anything is waited for: no other request comes in between.
  const taken = await Promise.all(
    claims.map(async ({ kind, limiter, bucket, points }) => {
      const { consumedPoints, msBeforeNext } = await limiter.penalty(bucket, points);
      // Never longer than a window, also where the clock was set back: it ends by a timer that does not heed the clock.
      const wait = Math.min(msBeforeNext, limiter.duration * 1000);
      return { kind, wait: consumedPoints > limiter.points ? wait : 0 };
    }),
  );
  const [longest] = taken.filter(({ wait }) => wait > 0).toSorted((a, b) => b.wait - a.wait);
  if (longest) await giveBack(claims);
  return longest;
}

/** What came to nothing costs nothing. */
export async function giveBack(claims: readonly Claim<string>[]): Promise<void> {
  for (const { limiter, bucket, points } of claims) {
    // Where the time is over meanwhile, nothing is left to be given back.
    if ((await limiter.get(bucket)) !== null) await limiter.reward(bucket, points);
  }
}
