import { randomBytes } from 'node:crypto';
import type { PointsToAdd, Shared, SharedPoints } from '../storage.ts';
import { coalesce } from './coalesce.ts';
import { inTransaction, type Pool } from './connections.ts';

/** Most statements under way. */
const AT_ONCE = 2;
/** Most counts in one of them. */
const MOST = 1000;

/**
 * What servers share beside the counts, in tables that are not written to the engine's log: their commits wait for no disk.
 * What is added at the same time is one statement, in the order of the keys, so that no two servers wait for each other.
 */
export function createShared(s: string, pool: Pool): Shared {
  // A count begins anew where it is over. What only gives back begins none.
  const add = {
    name: 'gaung_add_points',
    text: `INSERT INTO ${s}points AS old (key, points, added, until)
      SELECT key, greatest(0, added), added, now() + CASE WHEN added < 0 THEN 0 ELSE seconds END * interval '1 second'
      FROM unnest($1::text[], $2::bigint[], $3::float8[]) AS new (key, added, seconds) ORDER BY key
      ON CONFLICT (key) DO UPDATE SET added = excluded.added,
        points = CASE WHEN old.until <= now() THEN excluded.points ELSE greatest(0, old.points + excluded.added) END,
        until = CASE WHEN old.until <= now() THEN excluded.until ELSE old.until END
      RETURNING key, points, (extract(epoch FROM until - now()) * 1000)::bigint AS left`,
  };
  const salts = {
    forget: { name: 'gaung_forget_salts', text: `DELETE FROM ${s}salts WHERE day < $1` },
    make: {
      name: 'gaung_make_salt',
      text: `INSERT INTO ${s}salts (day, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
    },
    read: { name: 'gaung_salt', text: `SELECT bytes FROM ${s}salts WHERE day = $1` },
  };

  const addAll = coalesce<PointsToAdd, SharedPoints>(
    async (counts) => {
      const sums = new Map<string, { points: number; readonly seconds: number }>();
      for (const { key, points, seconds } of counts) {
        const sum = sums.get(key);
        if (sum) sum.points += points;
        else sums.set(key, { points, seconds });
      }
      const keys = [...sums.keys()];
      const values = [keys, keys.map((key) => sums.get(key)!.points), keys.map((key) => sums.get(key)!.seconds)];
      const rows = await pool.query({ ...add, values });
      const now = new Map(
        rows.map(({ key, points, left }) => [key as string, { points: points as number, left: left as number }]),
      );
      // Each is told what it came to when its own were added: from the last one back.
      const answers = new Map<PointsToAdd, SharedPoints>();
      for (const count of counts.toReversed()) {
        const { points, left } = now.get(count.key)!;
        answers.set(count, { points, left: Math.max(0, left) });
        now.set(count.key, { points: Math.max(0, points - count.points), left });
      }
      return answers;
    },
    AT_ONCE,
    MOST,
  );

  return {
    async add(counts) {
      const own = counts.map((count) => ({ ...count })); // Of the same object twice each is one.
      const answers = await addAll(own);
      return own.map((count) => answers.get(count)!);
    },
    salt: (day) =>
      inTransaction(pool, async (connection) => {
        await connection.run([
          { ...salts.forget, values: [day] },
          { ...salts.make, values: [day, randomBytes(32)] },
        ]);
        const { rows } = await connection.query({ ...salts.read, values: [day] });
        return new Uint8Array(rows[0]!.bytes as Buffer);
      }),
  };
}
