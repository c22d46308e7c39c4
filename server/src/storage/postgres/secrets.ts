import { newSecrets, type RotationStep, rotateSecrets, type StoredSecrets } from '../rules/secrets.ts';
import { type Connection, inTransaction, type Pool, type Row } from './connections.ts';

/** The names of their rows. */
const NAMES = { signing: 'tokens', next: 'next', previous: 'previous' } as const;

/** The secrets in a database. */
export function createSecrets(s: string, pool: Pool) {
  const make = {
    name: 'gaung_make_secret',
    text: `INSERT INTO ${s}secrets (name, bytes) VALUES ('${NAMES.signing}', $1) ON CONFLICT DO NOTHING`,
  };
  const find = { name: 'gaung_secrets', text: `SELECT name, bytes FROM ${s}secrets`, values: [] };
  const lock = `SELECT name FROM ${s}secrets WHERE name = '${NAMES.signing}' FOR UPDATE`;
  const set = {
    name: 'gaung_set_secret',
    text: `UPDATE ${s}secrets SET bytes = $1 WHERE name = '${NAMES.signing}'`,
  };
  const put = { name: 'gaung_put_secret', text: `INSERT INTO ${s}secrets (name, bytes) VALUES ($1, $2)` };

  function toSecrets(rows: readonly Row[]): StoredSecrets {
    const bytesOf = (name: string) => {
      const row = rows.find((one) => one.name === name);
      return row && new Uint8Array(row.bytes as Buffer);
    };
    const [next, previous] = [bytesOf(NAMES.next), bytesOf(NAMES.previous)];
    return { signing: bytesOf(NAMES.signing)!, ...(next && { next }), ...(previous && { previous }) };
  }

  async function read(): Promise<StoredSecrets> {
    await pool.query({ ...make, values: [Buffer.from(newSecrets().signing)] });
    return toSecrets(await pool.query(find));
  }

  /** Whoever else takes a step waits, and then finds it taken. */
  async function take(connection: Connection, step: RotationStep): Promise<void> {
    await connection.query(lock);
    const { rows } = await connection.query(find);
    const secrets = rotateSecrets(toSecrets(rows), step);
    // The row of what signs stays, because it is what the others wait for.
    const others = [
      [NAMES.next, secrets.next],
      [NAMES.previous, secrets.previous],
    ] as const;
    await connection.run([
      { ...set, values: [Buffer.from(secrets.signing)] },
      `DELETE FROM ${s}secrets WHERE name <> '${NAMES.signing}'`,
      ...others.flatMap(([name, bytes]) => (bytes ? [{ ...put, values: [name, Buffer.from(bytes)] }] : [])),
    ]);
  }

  return {
    read,
    async rotate(step: RotationStep): Promise<void> {
      await read(); // There is one to be locked.
      await inTransaction(pool, (connection) => take(connection, step));
    },
  };
}
