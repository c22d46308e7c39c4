import type { DatabaseSync } from 'node:sqlite';
import { INTERACTION_ID_MS, VIEW_WINDOW_MS } from 'gaung/contract';

/** Looked at once in a while and a slice at a time: no request pays for a large clean-up. */
const EVERY_MS = 1000;
/** More than the server is built to take in a second, so that it keeps up. */
const AT_ONCE = 2000;

/** A function that forgets interaction ids and last views when their time is over; called inside each transaction. */
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
  let last = Number.NEGATIVE_INFINITY;

  return (now) => {
    if (Math.abs(now - last) < EVERY_MS) return; // A clock that was set back must not stop it.
    last = now;
    for (const { keep, oldest, forget } of tables) {
      const row = oldest.get() as { received: number } | undefined;
      if (row && row.received < now - keep) forget.run(now - keep);
    }
  };
}
