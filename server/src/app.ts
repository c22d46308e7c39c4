import { COUNTS_PATH, INTERACTIONS_PATH, LIVE_PATH } from 'gaung/contract';
import { type Context, Hono } from 'hono';
import { createBotGuard } from './abuse/bots.ts';
import { createClientAddress } from './abuse/client-address.ts';
import { createCounting } from './abuse/counting.ts';
import { limitsFor } from './abuse/limits.ts';
import { createLimitsGuard } from './abuse/limits-guard.ts';
import { createPagesGuard } from './abuse/pages-guard.ts';
import type { Caller } from './caller.ts';
import type { Config } from './config.ts';
import { notFoundPage, serveFolder } from './files.ts';
import { createKeptAnswers } from './kept-answers.ts';
import { createHub } from './live/hub.ts';
import type { Timers } from './live/timers.ts';
import { type Log, silentLog } from './log.ts';
import { logFailures } from './log-failures.ts';
import { createMetrics, type Metrics } from './metrics/metrics.ts';
import { countInteractions } from './metrics/recorder.ts';
import { countFailures } from './metrics/storage.ts';
import { notFound, problems } from './middleware/errors.ts';
import { keepAnswers } from './middleware/keep-answers.ts';
import { createKnownHeaders, keepHeaders } from './middleware/known-headers.ts';
import { createObserver, observeRequests } from './middleware/requests.ts';
import { security } from './middleware/security.ts';
import type { ShortcutsOptions } from './node/shortcuts.ts';
import { openApiDocument } from './openapi/document.ts';
import { createOrigins } from './origins.ts';
import { createPageMemory } from './page-memory/page-memory.ts';
import { createPolicy } from './policy.ts';
import { createProofGuard } from './proof/guard.ts';
import { countsRoutes, createReadCounts } from './routes/counts.ts';
import { exportRoutes } from './routes/export.ts';
import { formRoutes } from './routes/form.ts';
import { healthRoutes } from './routes/health.ts';
import { importRoutes } from './routes/import.ts';
import { interactionsRoutes } from './routes/interactions.ts';
import { createAdmit, liveRoutes } from './routes/live.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { openApiRoutes } from './routes/openapi.ts';
import { createRecorder } from './routes/record.ts';
import { scriptRoutes } from './routes/script.ts';
import { scriptTagRoutes } from './routes/script-tag.ts';
import { topRoutes } from './routes/top.ts';
import { steadyClock } from './steady-clock.ts';
import type { Storage } from './storage/storage.ts';
import { createRankings } from './top/ranking.ts';
import { createVisitors } from './visitors.ts';

/** The part of the configuration that is not about files, ports and secrets. */
export type AppConfig = Pick<
  Config,
  | 'origins'
  | 'adminToken'
  | 'reactions'
  | 'multiple'
  | 'liveConnections'
  | 'prefix'
  | 'static'
  | 'script'
  | 'logRequests'
  | 'metrics'
  | 'metricsToken'
  | 'proof'
  | 'rateLimit'
  | 'maxPages'
  | 'memory'
  | 'countsBots'
  | 'trustedProxies'
>;

export interface AppOptions {
  readonly storage: Storage;
  readonly config: AppConfig;
  /** Signs the visitors' tokens; at least 32 bytes. */
  readonly secret: Uint8Array;
  /** Signed them before, or will, while those tokens are taken as well. */
  readonly otherSecret?: Uint8Array;
  /** In ms since 1970. Where it is set back, the app's own time goes on. */
  readonly clock?: () => number;
  readonly log?: Log;
  /** Default: its own. Given where something outside the app counts, too. */
  readonly metrics?: Metrics;
  /** The address at the other end of a request's connection, where the runtime knows it. */
  readonly remoteAddress?: (c: Caller) => string | undefined;
  /** Gives a way to break a request's connection at once, where the runtime can. */
  readonly breaker?: (c: Context) => () => void;
  /** Aborted when nobody new is to be sent here, though who comes is served; default: when the server stops. */
  readonly leaving?: AbortSignal;
  /** Aborted when the server stops: ends the live streams, which would go on for ever. */
  readonly signal?: AbortSignal;
  /** The time of the live counts, and of what instances tell each other; default: the platform's. */
  readonly timers?: Timers;
}

/** The whole server as one fetch handler. Reads no environment, opens no port. */
export const createApp = (options: AppOptions): Hono => createParts(options).app;

/** The same, and what its shortcuts are made of where the runtime is Node. */
export function createParts({
  storage: rows,
  config,
  secret,
  otherSecret,
  clock: wall = Date.now,
  log = silentLog,
  metrics = createMetrics(),
  remoteAddress: peer = () => undefined,
  breaker,
  signal,
  leaving = signal,
  timers,
}: AppOptions): { readonly app: Hono; readonly shortcuts: ShortcutsOptions } {
  const { adminToken, prefix, reactions, multiple, liveConnections } = config;
  const clock = steadyClock(wall);
  const origins = createOrigins(config.origins);
  const policy = createPolicy({ origins, multiple, ...(reactions && { reactions }) });
  const storage = logFailures(countFailures(rows, metrics), log);
  const visitors = createVisitors({ secret, otherSecret, clock, salt: storage.shared?.salt });
  const remoteAddress = createClientAddress({ remoteAddress: peer, trusted: config.trustedProxies, log });
  const limits = config.rateLimit && limitsFor(config.rateLimit.visitors);
  const counting = createCounting({ shared: storage.shared, secret, timers, signal });
  const guards = [
    createBotGuard(config.countsBots),
    ...(limits ? [createLimitsGuard(limits, counting, metrics)] : []),
    createPagesGuard({ storage, ceiling: config.maxPages, limits, counting, tally: metrics }),
    ...(config.proof
      ? [createProofGuard({ secret, otherSecret, thresholds: config.proof, counting, tally: metrics })]
      : []),
  ];
  const recorder = createRecorder({ storage, policy, visitors, clock, remoteAddress, guards, tally: metrics });
  const record = countInteractions(recorder, metrics);
  const hub = createHub({ storage, log, ...(timers && { timers }) });
  metrics.gauge('gaung_live_connections', 'Readers who watch live counts.', () => hub.connections);
  metrics.gauge('gaung_live_connections_ceiling', 'Most readers who may.', () => liveConnections);
  metrics.gauge('gaung_pages', 'Pages that are stored.', async () => (await rows.stats()).pages);
  metrics.gauge('gaung_pages_ceiling', 'Most pages that may be.', () => config.maxPages);
  signal?.addEventListener('abort', () => hub.close(), { once: true });

  const observe = createObserver({
    metrics: config.metrics === 'off' ? undefined : metrics,
    log: config.logRequests ? log : undefined,
  });
  const memory = createPageMemory(config.memory * 2 ** 20);
  metrics.gauge('gaung_memory_bytes', 'Memory of counts that are ready to be sent.', () => memory.size);
  metrics.gauge('gaung_memory_ceiling_bytes', 'Most that it may be.', () => config.memory * 2 ** 20);
  const kept = createKeptAnswers(storage, memory);
  const knownWrites = createKnownHeaders();
  const knownLive = createKnownHeaders();
  const admit = createAdmit({ hub, policy, most: liveConnections, stopping: signal });
  const readCounts = createReadCounts(storage, policy, memory);
  const root = new Hono();
  root.use(observeRequests(prefix, observe));
  root.use(`${prefix}${COUNTS_PATH}`, keepAnswers(kept));
  root.use(
    `${prefix}${INTERACTIONS_PATH}`,
    keepHeaders(knownWrites, ({ req }) => (req.method === 'POST' ? req.header('Origin') : undefined)),
  );
  root.use(
    `${prefix}${LIVE_PATH}`,
    keepHeaders(knownLive, ({ req }) => (req.method === 'GET' ? '' : undefined)),
  );
  root.use(security());
  const app = root.basePath(prefix);
  app.onError(problems(log));
  app.notFound(config.static ? notFoundPage(config.static, notFound) : notFound);
  app.route('/', healthRoutes(storage, leaving));
  app.route('/', countsRoutes(readCounts));
  app.route('/', topRoutes(createRankings({ storage, allowsPage: policy.allowsPage, clock })));
  app.route('/', liveRoutes({ hub, admit, breaker }));
  app.route('/', interactionsRoutes(origins, record));
  app.route('/', formRoutes({ origins, record, log }));
  app.route('/', exportRoutes({ storage, adminToken, log }));
  app.route('/', importRoutes({ storage, policy, adminToken, log }));
  app.route('/', metricsRoutes(metrics, config));
  app.route(
    '/',
    openApiRoutes(() => openApiDocument(config)),
  );
  app.route('/', scriptTagRoutes(config.script, prefix));
  app.all('/v1/*', notFound); // Never a file, whatever lies there.
  app.route('/', scriptRoutes(config.script, prefix));
  if (config.static) app.use(serveFolder(config.static, prefix, 'no-cache'));
  const shortcuts = {
    counts: { kept, memory, readCounts, observe },
    interactions: { record, known: knownWrites, observe },
    live: { hub, admit, known: knownLive, observe },
    prefix,
  };
  return { app, shortcuts };
}
