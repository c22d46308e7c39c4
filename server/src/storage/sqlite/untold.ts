import type { DatabaseSync } from 'node:sqlite';

/**
 * A number that is another one after a commit of any other connection to the file, be it of another process
 * (https://sqlite.org/pragma.html#pragma_data_version).
 *
 * Asked once a turn of the event loop: requests of one turn had all come before it was, so that none of them can have been
 * sent by somebody who knows of a later commit.
 */
export function sqliteUntold(db: DatabaseSync): () => number {
  const ask = db.prepare('PRAGMA data_version');
  let told: number | undefined;
  return () => {
    if (told === undefined) {
      told = (ask.get() as { data_version: number }).data_version;
      setImmediate(() => {
        told = undefined;
      });
    }
    return told;
  };
}
