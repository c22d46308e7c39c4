/** What an engine that speaks PostgreSQL's language can do beyond it: asked at the start, with something else in its place. */
import type { Changes, Hear } from './changes.ts';
import { createMessages } from './changes.ts';
import type { Connections, Pool } from './connections.ts';
import { createDays, type Days } from './days.ts';
import { isHeldUp, isUnknown } from './errors.ts';
import { listenForChanges } from './listen.ts';
import { advisoryLocks, hasAdvisoryLocks, type Locks, rowLocks } from './locks.ts';
import { migrate } from './migrations.ts';
import { pollForChanges } from './poll.ts';

/** What some engines lack. */
export type Feature =
  /** LISTEN and NOTIFY; else servers look at a table for what others changed. */
  | 'notify'
  /** Locks that are no rows; else a row with a time until which it holds. */
  | 'advisory-locks'
  /** Tables of several parts; else old ids are deleted one by one. */
  | 'partitions'
  /** LOCK TABLE; else operators lock the rows that they change. */
  | 'table-locks';

export interface Features {
  readonly locks: Locks;
  readonly days: Days | undefined;
  readonly hasTableLocks: boolean;
  readonly changes: Changes;
}

/**
 * Brings the schema up to date and finds out what the engine can do.
 *
 * @param without Features that are taken to be missing.
 * @param hear Hears of what other servers change.
 */
export async function findFeatures(
  connections: Connections,
  schema: string,
  without: ReadonlySet<Feature>,
  hear: Hear,
): Promise<Features> {
  const { others, long } = connections;
  const isLocking = !without.has('advisory-locks') && (await hasAdvisoryLocks(long));
  const locks = isLocking ? advisoryLocks(long, schema) : rowLocks(others, schema);
  const { isPartitioned } = await migrate(long, locks, schema, !without.has('partitions'));
  const hasTableLocks = !without.has('table-locks') && (await canLockTables(long, schema));
  const listening = { connections, schema, messages: createMessages(), hear };
  const changes = without.has('notify') ? undefined : await listenForChanges(listening);
  return {
    ...{ locks, hasTableLocks },
    days: isPartitioned ? createDays(others, schema, hasTableLocks) : undefined,
    changes: changes ?? pollForChanges(listening),
  };
}

async function canLockTables(pool: Pool, schema: string): Promise<boolean> {
  const connection = await pool.connect();
  let isBroken = true;
  try {
    // The very lock that operators take: some engines know weaker ones only. It is not waited for, and let go of in the same
    // moment, however slow this server is.
    await connection.run(['BEGIN', `LOCK TABLE "${schema}".pages IN EXCLUSIVE MODE NOWAIT`, 'ROLLBACK']);
    isBroken = false;
    return true;
  } catch (error) {
    if (isHeldUp(error)) return true;
    if (!isUnknown(error)) throw error;
    return false;
  } finally {
    connection.release(isBroken);
  }
}
