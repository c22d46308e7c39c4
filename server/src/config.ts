import { statSync } from 'node:fs';
import { totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { isName } from 'gaung/contract';
import { z } from 'zod';
import { createProxies, readSubnets, type TrustedProxies } from './abuse/proxies.ts';
import type { LogFormat } from './log.ts';
import { type OriginRule, parseOriginEntry } from './origins.ts';
import { defaultSize } from './page-memory/default-size.ts';
import type { Thresholds } from './proof/pressure.ts';
import { STORED } from './secrets.ts';
import { hidePassword } from './storage/hide-password.ts';
import { POSTGRES_URL, readPlace } from './storage/postgres/place.ts';
import { readRedisUrl } from './storage/redis/url.ts';
import type { StorageError } from './storage/storage.ts';
import { flagOf, VARIABLES } from './variables.ts';

export type StorageConfig =
  | { readonly kind: 'memory' }
  | { readonly kind: 'sqlite'; readonly path: string }
  /** May hold a password: never to be shown as it is. */
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'redis'; readonly url: string };

export interface Config {
  /** 0: any free one. */
  readonly port: number;
  readonly host: string;
  readonly storage: StorageConfig;
  readonly origins: readonly OriginRule[];
  /** Absent: the admin routes are off. */
  readonly adminToken?: string | undefined;
  /** Itself, or `stored` for the one that the storage keeps. Absent: the storage's, and its rotation. */
  readonly secret?: string | undefined;
  /** The same of the one before it, or after it, while tokens by it are taken as well. */
  readonly otherSecret?: string | undefined;
  /** Absent: any. */
  readonly reactions?: readonly string[] | undefined;
  readonly multiple: boolean;
  /** Most readers who watch live counts at a time; 0: live counts are off. */
  readonly liveConnections: number;
  /** When new visitors need a proof of work; absent: never. */
  readonly proof?: Thresholds | undefined;
  /** How many new visitors a network may have in ten minutes, from which the other limits follow; absent: no limits. */
  readonly rateLimit?: { readonly visitors: number } | undefined;
  /** Most pages that are stored. */
  readonly maxPages: number;
  /** Most that counts of pages, ready to be sent, may take; in MiB. */
  readonly memory: number;
  /** Whether the views of bots count. */
  readonly countsBots: boolean;
  /** Whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: TrustedProxies;
  /** How long the server goes on serving when it is told to stop, in seconds. */
  readonly stopDelay: number;
  /** Begins and ends with a slash. */
  readonly prefix: string;
  /** A folder of more files to serve. */
  readonly static?: string | undefined;
  /** The folder that holds gaung.js. */
  readonly script: string;
  readonly log: LogFormat;
  /** Whether each request is a line of the log. */
  readonly logRequests: boolean;
  /** Who may read the metrics: who has a token, anybody, nobody. */
  readonly metrics: 'token' | 'public' | 'off';
  /** Reads the metrics and nothing else; the admin token does, too. */
  readonly metricsToken?: string | undefined;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment or the flags are wrong. The message has a line for each variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(lines: readonly string[]) {
    super(`The configuration is wrong:\n${lines.map((line) => `  ${line}`).join('\n')}`);
  }
}

const list = z.string().transform((text) => text.split(/[\s,]+/).filter(Boolean));

const storage = z.string().transform((text, context): StorageConfig => {
  const [, path] = /^sqlite:(.+)$/.exec(text) ?? [];
  if (path) return { kind: 'sqlite', path };
  if (/^postgres(?:ql)?:/.test(text)) {
    try {
      readPlace(text);
    } catch (error) {
      context.addIssue((error as StorageError).reason);
    }
    return { kind: 'postgres', url: text };
  }
  if (/^rediss?:/.test(text)) {
    try {
      readRedisUrl(text);
    } catch (error) {
      context.addIssue((error as Error).message);
    }
    return { kind: 'redis', url: text };
  }
  if (text !== 'memory:') {
    context.addIssue(
      `must be sqlite:PATH, such as sqlite:data/gaung.sqlite, ${POSTGRES_URL}, redis://HOST:PORT, or memory:`,
    );
  }
  return { kind: 'memory' };
});

const origins = list.transform((entries, context): OriginRule[] =>
  entries.flatMap((entry) => {
    const rules = parseOriginEntry(entry);
    if (!rules) {
      context.addIssue(
        `has the entry ${JSON.stringify(entry)}; each must be an origin, such as https://news.example, ` +
          'https://*.news.example or localhost, without a path',
      );
    }
    return rules ?? [];
  }),
);

const proxies = list.transform((entries, context): TrustedProxies => {
  const subnets = entries.flatMap((entry) => {
    const found = readSubnets(entry);
    if (!found) {
      context.addIssue(
        `has the entry ${JSON.stringify(entry)}; each must be an address, such as 192.0.2.7 or 2001:db8::7, a network, ` +
          'such as 10.0.0.0/8, or the word loopback or private',
      );
    }
    return found ?? [];
  });
  return createProxies(subnets);
});

const onOff = z.enum(['on', 'off'], 'must be on or off').transform((value) => value === 'on');

const token = z.string().min(16, 'must have at least 16 characters');

const SECRETS =
  'must have at least 32 characters without spaces and commas; while it is rotated, two of them, of which the first ' +
  `signs, or ${STORED} for the one that the database keeps`;

const secrets = list
  .refine((all) => {
    const isLong = (text: string) => text.length >= 32;
    return all.length <= 2 && all.some(isLong) && all.every((text) => text === STORED || isLong(text));
  }, SECRETS)
  .refine(([secret, other]) => secret !== other, 'must not have the same secret twice');

/** New visitors in ten minutes. */
const threshold = z
  .string()
  .regex(/^\d{1,6}$/, 'must be a number from 0 (a proof from the first on) to 999999')
  .transform(Number);

const folder = z
  .string()
  .refine((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory(), 'must be a folder that exists');

const schema = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65535, 'must be a number from 0 to 65535')
    .default(8787),
  GAUNG_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be an address or a host name to listen on, such as 127.0.0.1 or 0.0.0.0')
    .default('127.0.0.1'),
  GAUNG_STORAGE: storage.default({ kind: 'sqlite', path: 'data/gaung.sqlite' }),
  GAUNG_ORIGINS: origins.optional(),
  GAUNG_ADMIN_TOKEN: token.optional(),
  GAUNG_SECRET: secrets.optional(),
  GAUNG_REACTIONS: list
    .refine((ids) => ids.every(isName), 'must be ids of a-z, 0-9 and -, such as "love haha wow sad angry"')
    .optional(),
  GAUNG_MULTIPLE: onOff.default(false),
  GAUNG_LIVE_CONNECTIONS: z
    .string()
    .regex(/^\d{1,6}$/, 'must be a number from 0 (off) to 999999')
    .transform(Number)
    .default(10_000),
  GAUNG_PROOF: z
    .enum(['on', 'off'], 'must be on or off')
    .transform((value) => value === 'on')
    .default(false),
  GAUNG_PROOF_NETWORK: threshold.default(30),
  GAUNG_PROOF_PAGE: threshold.default(600),
  GAUNG_RATE_LIMIT: onOff.default(true),
  GAUNG_RATE_LIMIT_VISITORS: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, 'must be a number from 1 to 999999')
    .transform(Number)
    .default(300),
  GAUNG_MAX_PAGES: z
    .string()
    .regex(/^\d{1,12}$/, 'must be a number from 0 to 999999999999')
    .transform(Number)
    .default(10_000_000),
  GAUNG_MEMORY: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'must be a number from 1 to 4096, in MiB')
    .transform(Number)
    .refine((size) => size <= 4096, 'must be a number from 1 to 4096, in MiB')
    .default(() => defaultSize({ limit: process.constrainedMemory(), machine: totalmem() })),
  GAUNG_BOTS: z
    .enum(['exclude', 'count'], 'must be exclude or count')
    .transform((value) => value === 'count')
    .default(false),
  GAUNG_TRUSTED_PROXIES: proxies.default(createProxies([])),
  GAUNG_STOP_DELAY: z
    .string()
    .regex(/^\d{1,3}$/, 'must be a number from 0 to 999, in seconds')
    .transform(Number)
    .default(0),
  GAUNG_PREFIX: z
    .string()
    .regex(/^\/(?:[\w.~-]+\/?)*$/, 'must be a path, such as / or /gaung/')
    .transform((path) => (path.endsWith('/') ? path : `${path}/`))
    .default('/'),
  GAUNG_STATIC: folder.optional(),
  GAUNG_SCRIPT: z.string().default(fileURLToPath(new URL('../../dist-script', import.meta.url))),
  GAUNG_LOG: z.enum(['text', 'json'], 'must be text or json').default('text'),
  GAUNG_LOG_REQUESTS: onOff.default(false),
  GAUNG_METRICS: z.enum(['token', 'public', 'off'], 'must be token, public or off').default('token'),
  GAUNG_METRICS_TOKEN: token.optional(),
});

/** A variable that is read. */
export type Variable = keyof typeof schema.shape;

/** What flags say, by the variables that they stand for. */
export type Flags = { readonly [Name in Variable]?: string | undefined };

/**
 * The configuration in an environment, and in flags, which go before it. An empty variable is as good as none.
 *
 * @throws {ConfigError} that lists each wrong variable or flag, what was wrong with it and what would be right.
 */
export function readConfig(env: Environment, flags: Flags = {}): Config {
  const isFlag = (name: string) => flags[name as Variable] !== undefined;
  const given = Object.fromEntries([
    ...Object.entries(env).filter(([name, value]) => name in schema.shape && value?.trim() && !isFlag(name)),
    ...Object.entries(flags).filter(([name]) => isFlag(name)),
  ]);
  const { success, data, error } = schema.safeParse(given);
  if (!success) throw new ConfigError(error.issues.map((issue) => describe(issue, given, isFlag)));
  return {
    port: data.PORT,
    host: data.GAUNG_HOST,
    storage: data.GAUNG_STORAGE,
    origins: data.GAUNG_ORIGINS ?? ownOrigins(data.GAUNG_HOST, data.PORT),
    adminToken: data.GAUNG_ADMIN_TOKEN,
    secret: data.GAUNG_SECRET?.[0],
    otherSecret: data.GAUNG_SECRET?.[1],
    reactions: data.GAUNG_REACTIONS,
    multiple: data.GAUNG_MULTIPLE,
    liveConnections: data.GAUNG_LIVE_CONNECTIONS,
    proof: data.GAUNG_PROOF ? { network: data.GAUNG_PROOF_NETWORK, page: data.GAUNG_PROOF_PAGE } : undefined,
    rateLimit: data.GAUNG_RATE_LIMIT ? { visitors: data.GAUNG_RATE_LIMIT_VISITORS } : undefined,
    maxPages: data.GAUNG_MAX_PAGES,
    memory: data.GAUNG_MEMORY,
    countsBots: data.GAUNG_BOTS,
    trustedProxies: data.GAUNG_TRUSTED_PROXIES,
    stopDelay: data.GAUNG_STOP_DELAY,
    prefix: data.GAUNG_PREFIX,
    static: data.GAUNG_STATIC,
    script: data.GAUNG_SCRIPT,
    log: data.GAUNG_LOG,
    logRequests: data.GAUNG_LOG_REQUESTS,
    metrics: data.GAUNG_METRICS,
    metricsToken: data.GAUNG_METRICS_TOKEN,
  };
}

/** Variables that look like ours and are none: misspelled, most likely. */
export function unknownVariables(env: Environment): string[] {
  return Object.keys(env).filter((name) => name.startsWith('GAUNG_') && !(name in schema.shape));
}

function describe(
  { path, message }: z.core.$ZodIssue,
  given: Record<string, unknown>,
  isFlag: (name: string) => boolean,
): string {
  const name = String(path[0]);
  const shown = () => JSON.stringify(hidePassword(String(given[name])));
  const value = VARIABLES[name as Variable].isSecret ? 'is not shown here' : `is ${shown()}`;
  return `${isFlag(name) ? flagOf(name) : name} ${message} (it ${value}).`;
}

/** The server itself, where it listens on an address of its own, and this machine on any port. */
function ownOrigins(host: string, port: number): OriginRule[] {
  const local = parseOriginEntry('localhost')!;
  const own = URL.parse(`http://${host.includes(':') ? `[${host}]` : host}:${port}`);
  if (!own) return local;
  // The port that 0 becomes is not known yet: then any will do.
  const ownPort = port === 0 ? {} : { port: own.port };
  return [...local, { protocol: own.protocol, hostname: own.hostname, wildcard: false, ...ownPort }];
}
