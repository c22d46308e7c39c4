/**
 * What each variable of the environment is for. The help of `gaung-server start` is made of it, and the table in
 * server/README.md is held against it; so it is written in Markdown.
 */
import type { Variable } from './config.ts';

export interface VariableText {
  /** What holds where it is not given, in words. */
  readonly default: string;
  readonly description: string;
  /** Never on a command line, where everybody on the machine can read it, and in no message. */
  readonly isSecret?: true;
}

export const VARIABLES: Readonly<Record<Variable, VariableText>> = {
  PORT: { default: '`8787`', description: '`0` takes any free one' },
  GAUNG_HOST: { default: '`127.0.0.1`', description: 'the address to listen on; `0.0.0.0` for all' },
  GAUNG_STORAGE: {
    default: '`sqlite:data/gaung.sqlite`',
    description:
      '`sqlite:PATH`, made with its folder where missing; for several servers side by side `postgres://USER:PASSWORD@HOST:PORT/DATABASE` ([docs/postgres.md](../docs/postgres.md)), or `redis://USER:PASSWORD@HOST:PORT,HOST:PORT/?OPTION=VALUE` for one Redis or Valkey or a cluster ([docs/redis.md](../docs/redis.md)); or `memory:` to try things out',
  },
  GAUNG_ORIGINS: {
    default: 'the server itself and localhost',
    description:
      'whose pages are counted and may write, by spaces or commas: `https://news.example`, `https://*.news.example` (every host below it), `localhost` (any port) or `http://localhost` (any port, that scheme only)',
  },
  GAUNG_ADMIN_TOKEN: {
    default: 'none: `/v1/import` and `/v1/export` are off',
    description: 'at least 16 characters',
    isSecret: true,
  },
  GAUNG_SECRET: {
    default: 'made at the first start and kept in the database',
    description:
      "signs the visitors' tokens; at least 32 characters without spaces and commas, or two while it is [rotated](../docs/operations.md#rotating-the-secret): the first signs, both are taken",
    isSecret: true,
  },
  GAUNG_REACTIONS: { default: 'any', description: 'the only reaction ids that are counted: `love haha wow sad angry`' },
  GAUNG_MULTIPLE: { default: '`off`', description: '`on`: a visitor may choose several reactions on one page' },
  GAUNG_LIVE_CONNECTIONS: {
    default: '`10000`',
    description: 'most readers who watch live counts at a time; `0` turns them off',
  },
  GAUNG_PROOF: {
    default: '`off`',
    description:
      '`on`: new visitors do a [proof of work](../docs/proof-of-work.md) while a network or a page has more of them than usual',
  },
  GAUNG_PROOF_NETWORK: {
    default: '`30`',
    description: 'how many new visitors of one network in ten minutes are usual; `0` asks from the first on',
  },
  GAUNG_PROOF_PAGE: { default: '`600`', description: 'the same on one page, from anywhere' },
  GAUNG_RATE_LIMIT: { default: '`on`', description: '`off`: no [limits](../docs/abuse.md), for load tests' },
  GAUNG_RATE_LIMIT_VISITORS: {
    default: '`300`',
    description: 'new visitors of one network in ten minutes, from which the other limits of a network follow',
  },
  GAUNG_MAX_PAGES: {
    default: '`10000000`',
    description: 'most pages that are stored; what would make one more is refused by `too-many-pages`',
  },
  GAUNG_MEMORY: {
    default: 'a sixteenth of what the process may have, at least `64`',
    description:
      'most memory for counts that are ready to be sent, in MiB, taken as pages come: about 7,000 pages each. What was not asked for lately goes first',
  },
  GAUNG_BOTS: {
    default: '`exclude`',
    description: '`count`: the views of bots count, too: for tests, because headless browsers look like bots',
  },
  GAUNG_TRUSTED_PROXIES: {
    default: 'none',
    description:
      'whose `X-Forwarded-For` is believed: addresses, networks (`10.0.0.0/8`), `loopback`, `private`, by spaces or commas. Behind a proxy it must be set, or all readers have one address',
  },
  GAUNG_STOP_DELAY: {
    default: '`0`',
    description:
      'how long the server goes on serving after it was told to stop, in seconds, while `/readyz` is red: behind a load balancer as long as that takes to see it',
  },
  GAUNG_PREFIX: { default: '`/`', description: 'the path below which everything is: `/gaung/`' },
  GAUNG_STATIC: { default: 'none', description: 'a folder of more files to serve' },
  GAUNG_SCRIPT: {
    default: '`../dist-script` beside this package',
    description: 'the folder that holds `gaung.js` and `chunks/`',
  },
  GAUNG_LOG: { default: '`text`', description: '`json`: each line of the log is a JSON object' },
  GAUNG_LOG_REQUESTS: {
    default: '`off`',
    description: '`on`: each request is a line: route, status, time, nothing of the reader',
  },
  GAUNG_METRICS: { default: '`token`', description: 'who may read `/metrics`: `token`, `public`, or nobody (`off`)' },
  GAUNG_METRICS_TOKEN: {
    default: 'none: the admin token alone',
    description: 'reads the metrics and nothing else; at least 16 characters',
    isSecret: true,
  },
};

export const VARIABLE_NAMES = Object.keys(VARIABLES) as readonly Variable[];

/** The flag that says the same as a variable: `GAUNG_LIVE_CONNECTIONS` is `--live-connections`. */
export function flagOf(name: string): string {
  return `--${name
    .replace(/^GAUNG_/, '')
    .toLowerCase()
    .replaceAll('_', '-')}`;
}
