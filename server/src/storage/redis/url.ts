/** Where a Redis or Valkey is, and what is asked of it. */
export interface RedisAddress {
  readonly hosts: readonly { readonly host: string; readonly port: number }[];
  readonly isEncrypted: boolean;
  readonly user?: string;
  readonly password?: string;
  /** The number of the database; a cluster has 0 only. */
  readonly database: number;
  /** What all keys begin with. */
  readonly prefix: string;
  /** How many replicas must have a write before it is acknowledged. */
  readonly replicas: number;
  /** How long to wait for replicas, in ms. */
  readonly wait: number;
  readonly durability: Durability;
}

/**
 * What must be true of a write that is acknowledged: it is on the disk, or will be within a second or so, or is in memory.
 * Another than `always` is asked for by name, because it loses acknowledged writes when the machine fails.
 */
export type Durability = 'always' | 'everysec' | 'none';
const DURABILITIES: readonly Durability[] = ['always', 'everysec', 'none'];

const URL_PATTERN =
  /^(?<scheme>rediss?):\/\/(?:(?<user>[^:@/]*):(?<password>[^@/]*)@)?(?<hosts>[^/?#@]+)(?:\/(?<database>\d{0,4}))?(?:\?(?<query>[^#]*))?$/;
const HOST_PATTERN = /^(?:\[(?<address>[\da-fA-F:.]+)\]|(?<name>[\w.-]+))(?::(?<port>\d{1,5}))?$/;

/** What a Redis URL says. @throws {Error} that says what is wrong with it, without its password. */
export function readRedisUrl(text: string): RedisAddress {
  const { scheme, user, password, hosts, database, query } = URL_PATTERN.exec(text)?.groups ?? {};
  if (!scheme || !hosts) throw new Error('must be redis://USER:PASSWORD@HOST:PORT,HOST:PORT/?OPTION=VALUE');
  const given = new URLSearchParams(query);
  const number = (name: string, otherwise: number, most: number) => {
    const value = given.get(name) ?? String(otherwise);
    if (!/^\d{1,6}$/.test(value) || Number(value) > most) throw new Error(`needs ${name} to be from 0 to ${most}`);
    return Number(value);
  };
  const durability = (given.get('durability') ?? 'always') as Durability;
  if (!DURABILITIES.includes(durability)) throw new Error(`needs durability to be ${DURABILITIES.join(', ')}`);
  const prefix = given.get('prefix') ?? 'gaung';
  if (!/^[\w-]{1,64}$/.test(prefix)) throw new Error('needs prefix to be letters, digits, _ and -');
  for (const name of given.keys()) {
    if (!OPTIONS.has(name)) throw new Error(`has the option ${name}; there are ${[...OPTIONS].join(', ')}`);
  }
  return {
    hosts: hosts.split(',').map(readHost),
    isEncrypted: scheme === 'rediss',
    ...(user && { user: decode(user) }),
    ...(password && { password: decode(password) }),
    database: Number(database || 0),
    prefix,
    replicas: number('replicas', 0, 100),
    wait: number('wait', 1000, 60_000),
    durability,
  };
}

const OPTIONS: ReadonlySet<string> = new Set(['prefix', 'replicas', 'wait', 'durability']);

function readHost(text: string) {
  const { address, name, port = '6379' } = HOST_PATTERN.exec(text)?.groups ?? {};
  const host = address ?? name;
  if (!host || Number(port) > 65_535) throw new Error('needs each host to be HOST or HOST:PORT, by commas');
  return { host, port: Number(port) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Error('needs the user and the password to be percent-encoded');
  }
}
