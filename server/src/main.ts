/** The environment becomes a running server: the only place that reads it, opens files and listens. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { isIPv6 } from 'node:net';
import { resolve } from 'node:path';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { createParts } from './app.ts';
import { type Config, type Environment, type Flags, readConfig, unknownVariables } from './config.ts';
import { describeError, type Log, lineLog } from './log.ts';
import { createMetrics } from './metrics/metrics.ts';
import { processMetrics } from './metrics/process.ts';
import { mostConnections } from './most-connections.ts';
import { withShortcuts } from './node/shortcuts.ts';
import { createEnding } from './node/stop.ts';
import { describeStorage, openStorage } from './open-storage.ts';
import { secretsOf } from './secrets.ts';
import { modeForOthers } from './storage/file-mode.ts';

/**
 * Nobody needs longer to say what they want, in ms: a connection that only waits is an idler's. A body has two minutes,
 * for imports of many MB. Node counts until the request is read: live streams, which are answers, are not cut.
 */
const TIMEOUTS = { headersTimeout: 20_000, requestTimeout: 120_000, connectionsCheckingInterval: 5000 };

export interface RunningServer {
  /** The endpoint, with a slash at its end: `http://localhost:8787/`. */
  readonly url: string;
  readonly port: number;
  /** Stops: is not ready any more, and after `GAUNG_STOP_DELAY` finishes what is under way and closes the storage. */
  close(): Promise<void>;
}

export interface StartOptions {
  readonly log?: Log;
  /** Go before the environment. */
  readonly flags?: Flags;
}

/**
 * Starts the server that an environment describes.
 *
 * @throws {ConfigError} where the environment or a flag is wrong.
 * @throws {StorageError} where the storage cannot be opened.
 * @throws {Error} where it cannot listen, with a message for the operator.
 */
export async function start(env: Environment = process.env, options: StartOptions = {}): Promise<RunningServer> {
  const { flags = {} } = options;
  const config = readConfig(env, flags);
  const { log = lineLog(config.log) } = options;
  for (const name of unknownVariables(env)) log.warn('unknown-variable', { name });
  if (!config.rateLimit)
    log.warn('rate-limit-off', { advice: 'GAUNG_RATE_LIMIT=off is for load tests: votes cost nothing.' });
  const metrics = createMetrics(processMetrics);
  const storage = await openStorage(config.storage, {
    report: (error) => log.error('listener-failed', { error: describeError(error) }),
    onCommit: (commit) => metrics.committed(commit),
    warn: (advice) => log.warn('storage-settings', { advice }),
  });
  if (config.storage.kind === 'sqlite') warnOfOthers(config.storage.path, log);
  const ending = createEnding();
  try {
    const { app, shortcuts } = createParts({
      storage,
      config,
      ...(await secretsOf(config, storage)),
      log,
      metrics,
      remoteAddress: ({ env }) => (env as HttpBindings).incoming.socket.remoteAddress,
      breaker: ({ env }) => {
        const { outgoing } = env as HttpBindings;
        return () => outgoing.destroy();
      },
      leaving: ending.leaving,
      signal: ending.stopping,
    });
    const server = createServer(TIMEOUTS, ending.letGo(withShortcuts(shortcuts, getRequestListener(app.fetch))));
    server.maxConnections = mostConnections();
    const port = await listen(server, config);
    const url = `http://${publicHost(config.host)}:${port}${config.prefix}`;
    log.info('listening', { url, storage: describeStorage(config.storage) });
    const close = async () => {
      log.info('stopping', config.stopDelay > 0 ? { seconds: config.stopDelay } : {});
      await ending.end(server, config.stopDelay * 1000);
      await storage.close();
      log.info('stopped');
    };
    return { url, port, close: onlyOnce(close) };
  } catch (error) {
    await storage.close();
    throw error;
  }
}

/** The file holds what signs the tokens. Its mode may be the operator's wish, so it is told and not changed. */
function warnOfOthers(path: string, log: Log): void {
  const file = resolve(path);
  const mode = modeForOthers(file);
  if (mode) log.warn('storage-open-to-others', { file, mode, right: `chmod 600 ${file}` });
}

async function listen(server: Server, { host, port }: Config): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const reason =
      code === 'EADDRINUSE'
        ? `Port ${port} on ${host} is taken. Stop what uses it, or set PORT to another (0: any free one).`
        : `Cannot listen on ${host}, port ${port}: ${describeError(cause)}. Set GAUNG_HOST and PORT.`;
    throw new Error(reason, { cause });
  }
  return (server.address() as { port: number }).port;
}

/** A name by which this machine reaches what listens on `host`. */
function publicHost(host: string): string {
  if (['127.0.0.1', '0.0.0.0', '::1', '::'].includes(host)) return 'localhost';
  return isIPv6(host) ? `[${host}]` : host;
}

function onlyOnce<Result>(work: () => Result): () => Result {
  let result: { value: Result } | undefined;
  return () => (result ??= { value: work() }).value;
}

/** Starts the server and stops it, and the process with it, by the signals that ask for that. */
export async function run(options?: StartOptions): Promise<void> {
  const server = await start(process.env, options);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      await server.close();
      process.exit(0);
    });
  }
}

if (import.meta.main) {
  try {
    await run();
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}
