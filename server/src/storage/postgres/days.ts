/** The partitions in which interaction ids lie, one a day. */
import { INTERACTION_ID_MS } from 'gaung/contract';
import { inTransaction, type Pool } from './connections.ts';
import { isRace } from './errors.ts';
import { dayOf } from './rows.ts';

/**
 * How far the clocks of two servers may be apart, in ms, and the same id still be told to be the same: around midnight a
 * claim lies in both days.
 */
export const SKEW_MS = 5 * 60 * 1000;

/** The days into which a claim goes: one, around midnight two. */
export const claimDays = (now: number): number[] => [...new Set([dayOf(now - SKEW_MS), dayOf(now + SKEW_MS)])];

/** The other days in which the same id may lie, from the oldest. */
export function otherDays(now: number): number[] {
  const own = claimDays(now);
  const [first, last] = [dayOf(now - INTERACTION_ID_MS - SKEW_MS), dayOf(now + SKEW_MS) + 1];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((day) => !own.includes(day));
}

/** Days of which all ids are forgotten are those before it. */
export const oldestDay = (now: number): number => dayOf(now - INTERACTION_ID_MS - SKEW_MS);

export interface Days {
  /** Makes the partitions of days that have none; of the same ones only once. */
  ensure(days: readonly number[]): Promise<void>;
  /** Says that they may be gone again. */
  doubt(): void;
  /** Drops the days before one. */
  dropBefore(day: number): Promise<void>;
}

/** @param hasTableLocks Whether a whole table can be locked. */
export function createDays(pool: Pool, schema: string, hasTableLocks: boolean): Days {
  const nameOf = (day: number) => `"${schema}"."interactions_${day}"`;
  const made = new Set<number>();

  /**
   * Made apart and then put in, which keeps nobody from writing; made as a partition, all would wait for it.
   */
  async function make(day: number): Promise<void> {
    await inTransaction(pool, async (connection) => {
      const parent = `"${schema}".interactions`;
      await connection.query(`CREATE TABLE ${nameOf(day)} (LIKE ${parent} INCLUDING ALL)`);
      await connection.query(
        `ALTER TABLE ${parent} ATTACH PARTITION ${nameOf(day)} FOR VALUES FROM (${day}) TO (${day + 1})`,
      );
    }).catch((error: unknown) => {
      if (!isRace(error)) throw error; // Another server has just made it.
    });
  }

  return {
    async ensure(days) {
      for (const day of days) {
        if (made.has(day)) continue;
        await make(day);
        made.add(day);
      }
    },
    doubt: () => made.clear(),
    async dropBefore(day) {
      const rows = await pool.query({
        name: 'gaung_days',
        text: `SELECT relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
               WHERE nspname = $1 AND relkind = 'r' AND relname LIKE 'interactions\\_%'`,
        values: [schema],
      });
      const old = rows.map(({ relname }) => Number((relname as string).slice('interactions_'.length)));
      for (const one of old.filter((one) => one < day)) {
        made.delete(one);
        await inTransaction(pool, async (connection) => {
          // Who waits for all days makes all others wait. A backup may read this one for hours, and nobody else does.
          if (hasTableLocks) await connection.query(`LOCK TABLE ${nameOf(one)} IN ACCESS EXCLUSIVE MODE NOWAIT`);
          await connection.query("SET LOCAL lock_timeout = '500ms'");
          await connection.query(`DROP TABLE IF EXISTS ${nameOf(one)}`);
        });
      }
    },
  };
}
