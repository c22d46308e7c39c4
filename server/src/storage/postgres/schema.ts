import type { Connection } from './connections.ts';

/** Makes a schema where there is none: an engine asks for the right to make one even where there is nothing to make. */
export async function makeSchema(connection: Connection, schema: string): Promise<void> {
  const { rows } = await connection.query({
    name: 'gaung_has_schema',
    text: 'SELECT 1 FROM pg_namespace WHERE nspname = $1',
    values: [schema],
  });
  if (rows.length === 0) await connection.query(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
}
