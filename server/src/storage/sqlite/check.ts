import type { DatabaseSync } from 'node:sqlite';
import type { Guard } from './guard.ts';

/** How long a write says that the next one would succeed, in ms. */
const FRESH_MS = 1000;

/**
 * A check that the database can take a write. It writes a row of its own, because an empty transaction succeeds on a
 * full disk, unless something has just been written. One write serves all who ask meanwhile.
 *
 * @param change Does something in a durable transaction.
 */
export function sqliteCheck(
  db: DatabaseSync,
  guard: Guard,
  change: (work: () => void) => Promise<void>,
): () => Promise<void> {
  const mark = db.prepare(
    "INSERT INTO meta VALUES ('checked', 1) ON CONFLICT DO UPDATE SET value = (value + 1) % 1000000",
  );
  let checking: Promise<void> | undefined;
  return async () => {
    guard.check();
    if (performance.now() - guard.lastWrite < FRESH_MS) return undefined;
    checking ??= change(() => void mark.run()).finally(() => {
      checking = undefined;
    });
    return checking;
  };
}
