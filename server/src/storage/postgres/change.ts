/** What operators do to rows: each in a transaction of its own, while nobody else writes. */
import { setTimeout as delay } from 'node:timers/promises';
import type { PageKey } from 'gaung/contract';
import type { Page } from '../memory/rows.ts';
import type { Ledger } from '../rules/ledger.ts';
import { createWorkingSet } from '../working-set/working-set.ts';
import type { Changes } from './changes.ts';
import { type Connection, inTransaction, type Pool } from './connections.ts';
import { isConflict } from './errors.ts';
import type { Loader, Wanted } from './load.ts';
import type { Writer } from './write.ts';

export interface OperatorOptions {
  /** What stands in front of the names of tables. */
  readonly s: string;
  readonly pool: Pool;
  readonly loader: Loader;
  readonly writer: Writer;
  readonly changes: Pick<Changes, 'announce'>;
  /** Whether a whole table can be locked. */
  readonly hasTableLocks: boolean;
  /** Hears of what is durable. */
  readonly changed: (pages: ReadonlySet<PageKey> | 'all') => void;
}

/** A transaction in which nobody else changes pages. */
export interface Work {
  readonly connection: Connection;
  /** Reads what is wanted, lets the rules work on it, and writes what became of it. */
  apply<Result>(wanted: Wanted, rules: (ledger: Ledger<Page>) => Result): Promise<Result>;
  /** Pages that are gone: they are told, too. */
  gone(pages: Iterable<PageKey>): void;
}

/** More pages than this are not told one by one. */
const MOST_TOLD = 50_000;
const ATTEMPTS = 5;
/** Between two attempts, in ms: up to so much longer each time. */
const WAIT_MS = 50;

/**
 * Does one change: all of it or nothing, and told of.
 *
 * @param attempts Most of them, where the engine gives the transaction up: 1 for work that cannot be done again.
 */
export type Operator = <Result>(work: (work: Work) => Promise<Result>, attempts?: number) => Promise<Result>;

export function createOperator(options: OperatorOptions): Operator {
  const { s, pool, loader, writer, changes, hasTableLocks, changed } = options;
  const sql = {
    // First, as those who make pages do.
    floor: `SELECT value FROM ${s}meta WHERE name = 'version_floor' FOR UPDATE`,
    // Keeps out whoever locks or writes a page, and nobody who reads.
    table: `LOCK TABLE ${s}pages IN EXCLUSIVE MODE`,
    lock: {
      name: 'gaung_lock_changed',
      text: `SELECT id FROM ${s}pages
        WHERE id IN (SELECT coalesce(alias_of, id) FROM ${s}pages WHERE key = ANY($1::text[])) ORDER BY id FOR UPDATE`,
    },
  };

  async function attempt<Result>(work: (work: Work) => Promise<Result>) {
    return inTransaction(pool, async (connection) => {
      const touched = new Set<PageKey>();
      const add = (pages: Iterable<PageKey>) => {
        for (const page of pages) touched.add(page);
      };
      await connection.query(sql.floor);
      if (hasTableLocks) await connection.query(sql.table);
      const result = await work({
        connection,
        gone: add,
        async apply(wanted, rules) {
          if (!hasTableLocks) await connection.query({ ...sql.lock, values: [wanted.pages] });
          const { queries, toStored } = loader.load(wanted);
          const set = createWorkingSet(toStored(await connection.run(queries)));
          const result = rules(set.rows.ledger);
          await writer.write(connection, set.difference());
          add(set.rows.takeTouched());
          return result;
        },
      });
      const pages = touched.size > MOST_TOLD ? ('all' as const) : touched;
      await connection.run(changes.announce({ pages, isByOperator: true }));
      return { result, pages };
    });
  }

  return async (work, attempts = ATTEMPTS) => {
    for (let n = 1; ; n++) {
      try {
        const { result, pages } = await attempt(work);
        changed(pages);
        return result;
      } catch (error) {
        if (!isConflict(error) || n >= attempts) throw error;
        await delay(Math.random() * WAIT_MS * n);
      }
    }
  };
}
