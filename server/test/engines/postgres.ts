/** One PostgreSQL for the tests of a file, and a schema of its own for each of them. */
import { after, before, describe } from 'node:test';
import pg from 'pg';
import {
  type PostgresEngine,
  type PostgresEngineOptions,
  startPostgresEngine,
  whyNoPostgres,
} from '../../../test/engines/postgres.ts';

export interface TestPostgres {
  readonly engine: PostgresEngine;
  /** As `GAUNG_STORAGE` names it: a schema that nobody else has. It takes what is lost in a crash of the machine. */
  url(parameters?: Readonly<Record<string, string>>): string;
  /** Asks the database itself. `?` in front of a table's name stands for the schema that was made last. */
  query(text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
}

let schemas = 0;

/** Declares tests that need an engine; where it cannot be had, they are skipped, and why is said. */
export function withPostgres(
  name: string,
  declare: (postgres: TestPostgres) => void,
  options: PostgresEngineOptions = {},
): void {
  describe(name, { skip: whyNoPostgres() ?? false }, () => {
    let engine: PostgresEngine | undefined;
    let pool: pg.Pool | undefined;
    before(async () => {
      engine = await startPostgresEngine(options);
    });
    after(async () => {
      await pool?.end();
      await engine?.remove();
    });
    declare({
      get engine() {
        return engine!;
      },
      url(parameters = {}) {
        const { user, password, host, port, database } = engine!;
        const query = new URLSearchParams({ schema: `gaung_${++schemas}`, durability: 'none', ...parameters });
        return `postgres://${user}:${password}@${host}:${port}/${database}?${query}`;
      },
      async query(text, values) {
        const { user, password, host, port, database } = engine!;
        if (!pool) {
          pool = new pg.Pool({ user, password, host, port, database, max: 2 });
          pool.on('error', () => {}); // It is sent away when the engine stops.
        }
        const { rows } = await pool.query(text.replaceAll('?', `gaung_${schemas}.`), values && [...values]);
        return rows;
      },
    });
  });
}
