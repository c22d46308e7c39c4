import { StorageError } from '../storage.ts';

/** Where a database is, and how it is to be used. */
export interface PostgresPlace {
  /** What is connected to. It holds the password: nothing may show it. */
  readonly connection: string;
  /** In which all tables are. */
  readonly schema: string;
  /** `none`: what was acknowledged may be lost with the machine; asked for by name, for tests and for trying things out. */
  readonly durability: 'always' | 'none';
  /** The same for people, without the password. */
  readonly name: string;
}

/** What a URL must look like. */
export const POSTGRES_URL = 'postgres://USER:PASSWORD@HOST:PORT/DATABASE';

const SCHEMA_PATTERN = /^[a-z_][a-z0-9_]{0,39}$/;

/**
 * Reads a URL such as `postgres://gaung@db.example/gaung?schema=echo`. `schema` and `durability` are ours, all other
 * parameters are the driver's (`sslmode`).
 *
 * @throws {StorageError} that says what is wrong, and does not repeat what was given.
 */
export function readPlace(text: string): PostgresPlace {
  const url = URL.parse(text);
  if (!url || !/^postgres(?:ql)?:$/.test(url.protocol)) throw new StorageError(`must be ${POSTGRES_URL}`);
  const { username, host, pathname, search, hash } = url;
  // Else the rest of a password would be taken for a host, and shown as one.
  if (/[@#]/.test(pathname + search + hash)) {
    throw new StorageError('needs what is special in the user and the password (@ : / ? #) to be percent-encoded');
  }
  const schema = url.searchParams.get('schema') ?? 'gaung';
  if (!SCHEMA_PATTERN.test(schema)) {
    throw new StorageError('has a schema that is no name of a-z, 0-9 and _, at most 40 of them');
  }
  const durability = url.searchParams.get('durability') ?? 'always';
  if (durability !== 'always' && durability !== 'none') {
    throw new StorageError('has a durability that is neither always nor none');
  }
  url.searchParams.delete('schema');
  url.searchParams.delete('durability');
  return {
    connection: url.href,
    schema,
    durability,
    name: `postgres://${username && `${username}@`}${host}${pathname}?schema=${schema}`,
  };
}
