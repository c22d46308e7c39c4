/** Connections to PostgreSQL: how many, for what, and how long anything may take. */
import pg from 'pg';
import { StorageError } from '../storage.ts';
import { postgresError } from './errors.ts';
import { within } from './within.ts';

/** A statement by its name, under which the engine keeps it prepared. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** A statement with what it asks for. */
export interface Query extends Statement {
  readonly values: unknown[];
}

export type Row = Record<string, unknown>;

/** A connection that is one's own for a while. */
export interface Connection {
  /** All at once, one after the other in the engine: they share a round trip. */
  run(queries: readonly (Query | string)[]): Promise<Row[][]>;
  /** One of them, with what it did: `COMMIT`, `INSERT`. */
  query(query: Query | string): Promise<{ readonly rows: Row[]; readonly command: string; readonly count: number }>;
  /** Gives it back. @param isBroken Whether nobody may have it any more. */
  release(isBroken: boolean): void;
}

export interface Pool {
  connect(): Promise<Connection>;
  /** One query on any connection. */
  query(query: Query): Promise<Row[]>;
}

export interface Connections {
  /** For commits, one at a time. */
  readonly writes: Pool;
  /** For what is read by a key, several at a time. */
  readonly reads: Pool;
  /** For all that is short and neither of these. */
  readonly others: Pool;
  /** For what operators change, which may take long. */
  readonly changes: Pool;
  /** For what goes through all pages, some at a time. */
  readonly walks: Pool;
  /** For rankings. */
  readonly ranks: Pool;
  /** For what looks at all rows at once, and for whoever waits for a turn. */
  readonly long: Pool;
  /** A connection of its own, for whoever listens. */
  listener(): pg.Client;
  close(): Promise<void>;
}

/** How long to wait for a connection, in ms. */
const CONNECT_MS = 3000;
/** How long a statement may take before the engine gives it up, in ms; within it, for a lock. */
const STATEMENT_MS = 5000;
const LOCK_MS = 3000;
/** Until an answer is given up here: where the network swallows it, the engine cannot say so. */
const ANSWER_MS = 6000;
/** How long the engine keeps the locks of who fell silent within a transaction, in ms. */
const SILENT_MS = 5000;
/** The same for operators' work, which is long. */
const LONG_LOCK_MS = 30_000;
const LONG_SILENT_MS = 60_000;

/** How long a ranking may take, in ms: it looks at every page, and readers wait for it. */
const RANK_MS = 30_000;

/** How long what is under way may take to end, in ms, and again all connections. */
export const CLOSE_MS = 3000;

const LONG = {
  connectionTimeoutMillis: LONG_LOCK_MS, // There are few of them.
  lock_timeout: LONG_LOCK_MS,
  idle_in_transaction_session_timeout: LONG_SILENT_MS,
};
const SHORT = {
  statement_timeout: STATEMENT_MS,
  lock_timeout: LOCK_MS,
  query_timeout: ANSWER_MS,
  idle_in_transaction_session_timeout: SILENT_MS,
};

/**
 * What is looked up by its key is to be found by an index, also in tables that were empty when the engine last looked how
 * large they are; and by a plan for what is asked now: one for any number of keys may be right for one of them only. Engines
 * that know no such settings plan by themselves.
 */
const BY_INDEX = [
  'enable_seqscan = off',
  'enable_hashjoin = off',
  'enable_mergejoin = off',
  'jit = off',
  'plan_cache_mode = force_custom_plan',
];

/** The engine's number for `bigint`. */
const BIGINT = 20;

/** All numbers here are far below 2^53. */
const types = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === BIGINT ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** @param connection A URL with the password. Nothing is connected to yet. */
export function createConnections(connection: string): Connections {
  const base = {
    connectionString: connection,
    types,
    application_name: 'gaung',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
  const pools: pg.Pool[] = [];

  function createPool(config: pg.PoolConfig, settings: readonly string[] = []): Pool {
    const pool = new pg.Pool({ ...base, ...config, onConnect: (client) => set(client, settings) as unknown as void });
    pool.on('error', () => {}); // Of a connection that nobody uses: the pool makes another one.
    pools.push(pool);
    return {
      async connect() {
        try {
          return toConnection(await pool.connect());
        } catch (cause) {
          throw postgresError('PostgreSQL cannot be reached.', cause);
        }
      },
      async query(query) {
        const connection = await this.connect();
        let isBroken = true;
        try {
          const { rows } = await connection.query(query);
          isBroken = false;
          return rows;
        } finally {
          connection.release(isBroken);
        }
      },
    };
  }

  return {
    writes: createPool({ ...SHORT, max: 1, pipeline: true }, BY_INDEX),
    reads: createPool({ ...SHORT, max: 4 }, BY_INDEX),
    others: createPool({ ...SHORT, max: 3, pipeline: true }),
    changes: createPool({ ...LONG, max: 1, pipeline: true }, BY_INDEX),
    walks: createPool({ ...LONG, max: 2, pipeline: true }, BY_INDEX),
    ranks: createPool({ ...SHORT, max: 2, statement_timeout: RANK_MS, query_timeout: RANK_MS + 1000 }),
    long: createPool({ ...LONG, max: 2, pipeline: true }),
    listener: () => new pg.Client({ ...base, query_timeout: ANSWER_MS }),
    close: () => within(CLOSE_MS, Promise.all(pools.map((pool) => pool.end()))),
  };
}

async function set(client: pg.ClientBase, settings: readonly string[]): Promise<void> {
  for (const setting of settings) {
    try {
      await client.query(`SET ${setting}`);
    } catch (error) {
      if ((error as { code?: string }).code !== '42704') throw error;
    }
  }
}

function toConnection(client: pg.PoolClient): Connection {
  const ask = async (query: Query | string) => {
    const { rows, command, rowCount } = await client.query<Row>(query);
    return { rows, command, count: rowCount ?? 0 };
  };
  // While it is used, whoever waits for an answer hears of its end; nobody else has to.
  const ignore = () => {};
  client.on('error', ignore);
  return {
    run: async (queries) => (await Promise.all(queries.map(ask))).map(({ rows }) => rows),
    query: ask,
    release(isBroken) {
      client.off('error', ignore);
      client.release(isBroken);
    },
  };
}

/**
 * Runs `work` in a transaction of a connection of its own.
 *
 * @param mode As in `BEGIN mode`.
 * @throws What `work` threw; a {@link StorageError} where it is not committed. Where the answer to that was lost it may be
 * committed all the same.
 */
export async function inTransaction<Result>(
  pool: Pool,
  work: (connection: Connection) => Promise<Result>,
  mode = 'ISOLATION LEVEL READ COMMITTED',
): Promise<Result> {
  const connection = await pool.connect();
  let isBroken = true;
  try {
    await connection.query(`BEGIN ${mode}`);
    let result: Result;
    try {
      result = await work(connection);
    } catch (error) {
      await connection.query('ROLLBACK').then(
        () => {
          isBroken = false;
        },
        () => {}, // What failed first is what is to be told.
      );
      throw error;
    }
    await commit(connection);
    isBroken = false;
    return result;
  } finally {
    connection.release(isBroken);
  }
}

/** Commits. After a statement that failed the engine answers as if all were well, and undoes it. */
export async function commit(connection: Connection): Promise<void> {
  const { command } = await connection.query('COMMIT');
  if (command !== 'COMMIT') throw new StorageError('PostgreSQL undid the transaction.');
}
