/** Forgets what is over, and pours ageing buckets into larger ones: a slice at a time, by one server at a time. */
import { VIEW_WINDOW_MS } from 'gaung/contract';
import { BUCKET_MS, pourings } from '../rules/buckets.ts';
import { type Connection, inTransaction, type Pool } from './connections.ts';
import { type Days, oldestDay } from './days.ts';
import { isConflict, isHeldUp, isOutage } from './errors.ts';
import type { Locks } from './locks.ts';

/** How often, in ms, where something is written. */
const EVERY_MS = 5000;
/** Most rows in one go: bounds how long others wait for the same pages. */
const AT_ONCE = 2000;
/** Most goes in a row, so that the lock comes to others and an end is in sight. */
const GOES = 10;

export interface UpkeepOptions {
  readonly s: string;
  readonly pool: Pool;
  readonly locks: Locks;
  /** Absent: all ids lie in one table. */
  readonly days: Days | undefined;
  /** Is told what failed in the background, outages aside. */
  readonly report: (error: unknown) => void;
}

export interface Upkeep {
  /** Does what is to be done at a moment, unless another server does it or one did it just now. */
  run(now: number): Promise<void>;
  /** Hears of the time at each commit, and sees to it in the background. */
  tick(now: number): void;
  /** Waits for what is under way. */
  end(): Promise<void>;
}

/**
 * @param now In ms since 1970. What is thrown away is what is over by the engine's clock, too: a server whose clock runs ahead
 * must not take from others what they need.
 */
export function createUpkeep({ s, pool, locks, days, report }: UpkeepOptions): Upkeep {
  /** The time of the last pass, and of the last commit. */
  let last = Number.NEGATIVE_INFINITY;
  let latest = last;
  let running: Promise<void> | undefined;

  async function run(now: number): Promise<void> {
    await locks.ifFree('upkeep', async () => {
      const [row] = await pool.query({
        name: 'gaung_now',
        text: 'SELECT (extract(epoch FROM now()) * 1000)::bigint AS now',
        values: [],
      });
      const safe = Math.min(now, row!.now as number);
      await repeat((connection) => forgetLastViews(connection, s, safe - VIEW_WINDOW_MS));
      await repeat((connection) => forgetPoints(connection, s));
      for (const { from, to, before } of pourings(safe)) {
        await repeat((connection) => pour(connection, s, BUCKET_MS[from], to && BUCKET_MS[to], before));
      }
      // Last, because a backup may stand in its way for hours.
      if (days) await days.dropBefore(oldestDay(safe));
      else await repeat((connection) => forgetIds(connection, s, oldestDay(safe)));
    });
  }

  /** Until nothing is left, within reason. */
  async function repeat(work: (connection: Connection) => Promise<number>): Promise<void> {
    for (let n = 0; n < GOES; n++) if ((await inTransaction(pool, work)) < AT_ONCE) return;
  }

  /** A clock that was set back must not stop it. */
  const isDue = () => Math.abs(latest - last) >= EVERY_MS;

  /** Until nothing is due any more: time may have gone on meanwhile. */
  async function catchUp(): Promise<void> {
    while (isDue()) {
      last = latest;
      try {
        await run(last);
      } catch (error) {
        // The next time it is done with the rest. An outage is told by whoever reads and writes.
        if (!isOutage(error) && !isHeldUp(error) && !isConflict(error)) report(error);
      }
    }
    running = undefined;
  }

  return {
    run,
    tick(now) {
      latest = now;
      if (!running && isDue()) running = catchUp();
    },
    end: async () => running,
  };
}

/** What a reader is just writing is not old, and is not waited for. */
async function forgetLastViews(connection: Connection, s: string, before: number): Promise<number> {
  const { count } = await connection.query({
    name: 'gaung_forget_last_views',
    text: `DELETE FROM ${s}last_views WHERE (page, visitor) IN (
        SELECT page, visitor FROM ${s}last_views WHERE received < $1 ORDER BY received LIMIT ${AT_ONCE}
        FOR UPDATE SKIP LOCKED)`,
    values: [before],
  });
  return count;
}

async function forgetPoints(connection: Connection, s: string): Promise<number> {
  const { count } = await connection.query({
    name: 'gaung_forget_points',
    text: `DELETE FROM ${s}points WHERE key IN (
        SELECT key FROM ${s}points WHERE until < now() ORDER BY until LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)`,
    values: [],
  });
  return count;
}

async function forgetIds(connection: Connection, s: string, before: number): Promise<number> {
  const { count } = await connection.query({
    name: 'gaung_forget_ids',
    text: `DELETE FROM ${s}interactions WHERE (id, day) IN (
        SELECT id, day FROM ${s}interactions WHERE day < $1 ORDER BY day LIMIT ${AT_ONCE})`,
    values: [before],
  });
  return count;
}

/** Buckets are poured while their pages are locked, as whoever merges or deletes them locks them. */
async function pour(
  connection: Connection,
  s: string,
  from: number,
  to: number | undefined,
  before: number,
): Promise<number> {
  const { rows: pages } = await connection.query({
    name: 'gaung_lock_poured',
    text: `SELECT id FROM ${s}pages WHERE id IN (
        SELECT page FROM ${s}buckets WHERE size = $1 AND start < $2 ORDER BY start LIMIT ${AT_ONCE}
      ) ORDER BY id FOR UPDATE`,
    values: [from, before],
  });
  if (pages.length === 0) return 0;
  const poured = `, poured AS (
      INSERT INTO ${s}buckets AS larger (page, size, start, kind, name, count)
      SELECT page, ${to}, start - start % ${to} AS begin, kind, name, sum(count) FROM gone
      GROUP BY page, begin, kind, name HAVING sum(count) <> 0 ORDER BY page, begin, kind, name
      ON CONFLICT (page, size, start, kind, name) DO UPDATE SET count = larger.count + excluded.count
    )`;
  const { rows } = await connection.query({
    name: `gaung_pour_into_${to}`,
    text: `WITH gone AS (
        DELETE FROM ${s}buckets WHERE size = $1 AND start < $2 AND page = ANY($3::bigint[])
        RETURNING page, start, kind, name, count
      )${to === undefined ? '' : poured} SELECT count(*)::integer AS count FROM gone`,
    values: [from, before, pages.map(({ id }) => id)],
  });
  return rows[0]!.count as number;
}
