import { random } from '../server/keys.ts';

/** When readers come, in ms. */
export interface Schedule {
  /** Readers a second. */
  readonly rate: number;
  readonly length: number;
  readonly burst: Burst;
}

/** A while in which so many times as many come, all that are more than usual to the hot page. */
export interface Burst {
  readonly times: number;
  readonly from: number;
  readonly length: number;
}

export interface Arrival {
  /** In ms from the beginning. */
  readonly at: number;
  readonly isInBurst: boolean;
  /** Whether it is for the hot page, because of the burst. */
  readonly isHot: boolean;
}

/**
 * Readers who know nothing of each other (a Poisson process), in order. They come when they come, however long others
 * wait: only so a server that stands still is seen to keep all waiting, and not only those whom it answers last.
 */
export function* arrivals({ rate, length, burst }: Schedule, seed: number): Generator<Arrival> {
  const number = random(seed);
  for (let at = 0; ; ) {
    const isInBurst = at >= burst.from && at < burst.from + burst.length;
    const now = isInBurst ? rate * burst.times : rate;
    at += (-Math.log(1 - number()) / now) * 1000;
    if (at >= length) return;
    yield { at, isInBurst, isHot: isInBurst && number() >= 1 / burst.times };
  }
}
