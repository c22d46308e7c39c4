/**
 * Rolling buckets: how much was counted in the last hour, day and week. What is young lies in small buckets; as it
 * ages it is poured into larger ones, so that a page has at most some fifty of them, and what is older than all windows
 * is forgotten.
 */
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The sizes, from the smallest, by their names. */
export const BUCKET_MS = { '5m': 5 * MINUTE_MS, '1h': HOUR_MS, '1d': DAY_MS } as const;
export type BucketSize = keyof typeof BUCKET_MS;
export const BUCKET_SIZES = Object.keys(BUCKET_MS) as readonly BucketSize[];
/** What a new count goes into. */
export const SMALLEST: BucketSize = '5m';

/** The windows that can be asked for, in ms; `all` is no matter of buckets. */
export const WINDOW_MS = { hour: HOUR_MS, day: DAY_MS, week: 7 * DAY_MS } as const;
export type TopWindow = keyof typeof WINDOW_MS | 'all';

/** The beginning of the bucket that holds a moment. Days are UTC's. */
export const bucketStart = (time: number, size: BucketSize): number => time - (time % BUCKET_MS[size]);

/**
 * The beginning of the oldest bucket of each size that belongs to a window: all that reach into it. So a window is longer
 * than its name by less than one bucket: an hour by 5 minutes, a day by an hour, a week by a day.
 */
export function oldestStart(now: number, window: Exclude<TopWindow, 'all'>, size: BucketSize): number {
  return now - WINDOW_MS[window] - BUCKET_MS[size] + 1;
}

/** Buckets of `from` that begin before `before` are poured into `to`, or forgotten. */
export interface Pouring {
  readonly from: BucketSize;
  readonly to: BucketSize | undefined;
  readonly before: number;
}

/** What is to be poured at a moment: whatever the smaller windows no longer need in small pieces. */
export const pourings = (now: number): readonly Pouring[] => [
  { from: '5m', to: '1h', before: oldestStart(now, 'hour', '5m') },
  { from: '1h', to: '1d', before: oldestStart(now, 'day', '1h') },
  { from: '1d', to: undefined, before: oldestStart(now, 'week', '1d') },
];
