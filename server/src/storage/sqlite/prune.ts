import type { DatabaseSync } from 'node:sqlite';
import { INTERACTION_ID_MS, VIEW_WINDOW_MS } from 'gaung/contract';
import { BUCKET_MS, bucketStart, pourings } from '../rules/buckets.ts';

/** Looked at once in a while and a slice at a time: no request pays for a large clean-up. */
const EVERY_MS = 1000;
/** More than the server is built to take in a second, so that it keeps up. */
const AT_ONCE = 2000;

/**
 * A function that forgets interaction ids, last views and buckets when their time is over, and pours ageing buckets into
 * larger ones; called inside each transaction.
 */
export function sqlitePrune(db: DatabaseSync): (now: number) => void {
  const tables = [
    { name: 'interactions', keep: INTERACTION_ID_MS },
    { name: 'last_views', keep: VIEW_WINDOW_MS },
  ].map(({ name, keep }) => ({
    keep,
    oldest: db.prepare(`SELECT received FROM ${name} ORDER BY n LIMIT 1`),
    forget: db.prepare(
      `DELETE FROM ${name} WHERE n IN (SELECT n FROM ${name} ORDER BY n LIMIT ${AT_ONCE}) AND received < ?`,
    ),
  }));
  const pour = sqlitePour(db);
  let last = Number.NEGATIVE_INFINITY;

  return (now) => {
    if (Math.abs(now - last) < EVERY_MS) return; // A clock that was set back must not stop it.
    last = now;
    for (const { keep, oldest, forget } of tables) {
      const row = oldest.get() as { received: number } | undefined;
      if (row && row.received < now - keep) forget.run(now - keep);
    }
    pour(now);
  };
}

type BucketRow = { page: number; start: number; kind: number; name: string; count: number };

function sqlitePour(db: DatabaseSync): (now: number) => void {
  const take = db.prepare(
    `DELETE FROM buckets WHERE (page, size, start, kind, name) IN (
       SELECT page, size, start, kind, name FROM buckets WHERE size = ? AND start < ? ORDER BY start LIMIT ${AT_ONCE}
     ) RETURNING page, start, kind, name, count`,
  );
  const give = db.prepare(
    `INSERT INTO buckets (page, size, start, kind, name, count) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  );
  return (now) => {
    for (const { from, to, before } of pourings(now)) {
      for (const { page, start, kind, name, count } of take.all(BUCKET_MS[from], before) as BucketRow[]) {
        if (to) give.run(page, BUCKET_MS[to], bucketStart(start, to), kind, name, count);
      }
    }
  };
}
