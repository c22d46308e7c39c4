/** One server at a time, of all that share a database. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { StorageError } from '../storage.ts';
import { type Connection, inTransaction, type Pool } from './connections.ts';
import { isRace, isUnknown } from './errors.ts';
import { makeSchema } from './schema.ts';

/** What only one server does at a time. */
export type Task = 'migrate' | 'upkeep';

export interface Locks {
  /** Waits for its turn. */
  exclusively(task: Task, work: () => Promise<void>): Promise<void>;
  /** Does it where nobody else does it now; else nothing. */
  ifFree(task: Task, work: () => Promise<void>): Promise<void>;
}

/** How long a turn by a row lasts where its holder has died, in ms: longer than the work takes. */
const LEASE_MS = 60_000;
/** Until it is looked again whether a turn is over, in ms. */
const LOOK_MS = 100;
/** How long anybody waits for a turn, in ms. */
const PATIENCE_MS = 120_000;

/** Two numbers name a lock: ours, and one by schema and task. */
const OURS = 0x6761_756e;
const numberOf = (schema: string, task: Task) =>
  [...`${schema} ${task}`].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 0);

/**
 * Whether a lock keeps a second transaction out. Some engines have the function and no lock behind it.
 *
 * @param pool With two connections at least.
 */
export async function hasAdvisoryLocks(pool: Pool): Promise<boolean> {
  const take = `SELECT pg_try_advisory_xact_lock(${OURS}, ${Math.trunc(Math.random() * 2 ** 30)}) AS has`;
  try {
    return await inTransaction(pool, async (first) => {
      const [one] = (await first.query(take)).rows;
      const [two] = (await inTransaction(pool, (second) => second.query(take))).rows;
      return one!.has === true && two!.has === false;
    });
  } catch (error) {
    if (!isUnknown(error)) throw error;
    return false;
  }
}

/** By locks of the engine, which end with the connection of their holder. */
export function advisoryLocks(pool: Pool, schema: string): Locks {
  const call = (name: string, task: Task) => `SELECT ${name}(${OURS}, ${numberOf(schema, task)}) AS has`;
  return {
    exclusively: (task, work) =>
      inTransaction(pool, async (connection) => {
        await connection.query(call('pg_advisory_xact_lock', task));
        await work();
      }),
    ifFree: (task, work) =>
      inTransaction(pool, async (connection) => {
        const [row] = (await connection.query(call('pg_try_advisory_xact_lock', task))).rows;
        if (row!.has) await work();
      }),
  };
}

/** By a row with a time until which it holds, for engines without locks. */
export function rowLocks(pool: Pool, schema: string): Locks {
  const me = randomUUID();
  const table = `"${schema}".turns`;
  let isMade = false;

  async function makeTable(): Promise<void> {
    if (isMade) return;
    const columns = 'task text PRIMARY KEY, holder uuid NOT NULL, until timestamptz NOT NULL';
    for (const make of [
      (connection: Connection) => makeSchema(connection, schema),
      (connection: Connection) => connection.query(`CREATE TABLE IF NOT EXISTS ${table} (${columns})`),
    ]) {
      await inTransaction<unknown>(pool, make).catch((error: unknown) => {
        if (!isRace(error)) throw error; // Somebody else has just made it.
      });
    }
    isMade = true;
  }

  async function take(task: Task): Promise<boolean> {
    await makeTable();
    const rows = await pool.query({
      name: 'gaung_take_turn',
      text: `INSERT INTO ${table} (task, holder, until) VALUES ($1, $2, now() + $3 * interval '1 millisecond')
             ON CONFLICT (task) DO UPDATE SET holder = excluded.holder, until = excluded.until
             WHERE turns.until < now() RETURNING task`,
      values: [task, me, LEASE_MS],
    });
    return rows.length > 0;
  }

  async function give(task: Task): Promise<void> {
    const text = `DELETE FROM ${table} WHERE task = $1 AND holder = $2`;
    await pool.query({ name: 'gaung_give_turn', text, values: [task, me] });
  }

  return {
    async exclusively(task, work) {
      const end = performance.now() + PATIENCE_MS;
      while (!(await take(task))) {
        if (performance.now() > end) throw new StorageError(`Another server has been at it for too long: ${task}.`);
        await delay(LOOK_MS);
      }
      await work().finally(() => give(task));
    },
    async ifFree(task, work) {
      if (await take(task)) await work().finally(() => give(task));
    },
  };
}
