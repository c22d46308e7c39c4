import type { RateLimiterMemory } from 'rate-limiter-flexible';
import { platformTimers, type Timers } from '../live/timers.ts';
import type { Shared } from '../storage/storage.ts';
import type { Limiter } from './counting.ts';

/** How long an instance gathers what it took before it tells, in ms. */
export const SHARE_MS = 250;
/** Until it tells again after that failed, in ms. */
const RETRY_MS = 1000;
/**
 * What an instance may take of a limit without telling, as a part of it. Nearly all who come stay below it, so that
 * they cost the engine nothing.
 */
export const UNTOLD_PART = 1 / 16;
/** How often counts whose time is over are let go, in ms. */
const SWEEP_MS = 60_000;

export interface SharingOptions {
  readonly shared: Pick<Shared, 'add'>;
  readonly timers?: Timers | undefined;
  /** Aborted when the server stops: nothing is told any more. */
  readonly signal?: AbortSignal | undefined;
}

interface Count {
  readonly key: string;
  readonly limiter: RateLimiterMemory;
  readonly bucket: number | string;
  /** Points that were taken here, less what was given back, since it was told last. */
  untold: number;
  /** Whether others count along. */
  isTold: boolean;
  /** When its time is over, by the timers. */
  until: number;
}

/**
 * Lets instances count together. Each decides at once by its own memory, and tells the engine now and then what it took;
 * what comes back, the points of all, takes the place of its own. A question to the engine for each limit of each tap
 * would cost more than the tap itself.
 *
 * Where the engine is away each instance holds the limits alone, and tells later what it took meanwhile.
 *
 * @returns Makes a limiter of this process one that is shared, under a name of its own.
 */
export function createSharing({ shared, timers = platformTimers, signal }: SharingOptions) {
  const counts = new Map<string, Count>();
  /** Those that are to be told. */
  const due = new Set<Count>();
  let swept = timers.now();
  let isTelling = false;
  let callOff: (() => void) | undefined;
  signal?.addEventListener('abort', () => callOff?.(), { once: true });

  function schedule(ms: number): void {
    if (callOff || isTelling || due.size === 0 || signal?.aborted) return;
    callOff = timers.after(ms, () => {
      callOff = undefined;
      void tell();
    });
  }

  async function tell(): Promise<void> {
    const now = timers.now();
    sweep(now);
    const told = [...due].filter(({ untold, until }) => untold !== 0 && until > now);
    due.clear();
    if (told.length === 0) return;
    isTelling = true;
    const sent = told.map(({ key, untold: points, until }) => ({
      key,
      points,
      seconds: Math.ceil((until - now) / 1000),
    }));
    let pause = SHARE_MS;
    try {
      const totals = await shared.add(sent);
      for (const [i, one] of told.entries()) take(one, sent[i]!.points, totals[i]!);
    } catch {
      // Logged where the storage is asked, once for each outage. What was told and not answered may count twice.
      for (const one of told) due.add(one);
      pause = RETRY_MS;
    }
    isTelling = false;
    schedule(pause);
  }

  /** Sets what is counted here to what all have taken, and to what was taken here meanwhile. */
  function take(one: Count, told: number, { points, left }: { points: number; left: number }): void {
    one.untold -= told;
    one.isTold = true;
    if (left <= 0) return; // Over since.
    one.until = timers.now() + left;
    void one.limiter.set(one.bucket, points + one.untold, left / 1000);
  }

  function sweep(now: number): void {
    if (now - swept < SWEEP_MS) return;
    swept = now;
    for (const [key, { until }] of counts) if (until <= now) counts.delete(key);
  }

  return (name: string, limiter: RateLimiterMemory): Limiter => {
    function note(bucket: number | string, points: number): void {
      const key = `${name}:${bucket}`;
      const now = timers.now();
      let one = counts.get(key);
      if (!one || one.until <= now) {
        one = { key, limiter, bucket, untold: 0, isTold: false, until: now + limiter.duration * 1000 };
        counts.set(key, one);
      }
      one.untold += points;
      if (!one.isTold && one.untold <= limiter.points * UNTOLD_PART) return;
      due.add(one);
      schedule(SHARE_MS);
    }

    return {
      points: limiter.points,
      duration: limiter.duration,
      get: (bucket) => limiter.get(bucket),
      // Noted in the same step: what all have taken may come at any other.
      penalty(bucket, points = 1) {
        note(bucket, points);
        return limiter.penalty(bucket, points);
      },
      reward(bucket, points = 1) {
        note(bucket, -points);
        return limiter.reward(bucket, points);
      },
    };
  };
}
