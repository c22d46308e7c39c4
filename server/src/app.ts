import { type Context, Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Config } from './config.ts';
import { notFoundPage, serveFolder } from './files.ts';
import { createHub } from './live/hub.ts';
import type { Timers } from './live/timers.ts';
import { type Log, silentLog } from './log.ts';
import { createMetrics, type Metrics } from './metrics/metrics.ts';
import { countInteractions } from './metrics/recorder.ts';
import { countFailures } from './metrics/storage.ts';
import { notFound, problems } from './middleware/errors.ts';
import { observeRequests } from './middleware/requests.ts';
import { openApiDocument } from './openapi/document.ts';
import { createOrigins } from './origins.ts';
import { createPolicy } from './policy.ts';
import { createProofGuard } from './proof/guard.ts';
import { countsRoutes } from './routes/counts.ts';
import { exportRoutes } from './routes/export.ts';
import { formRoutes } from './routes/form.ts';
import { healthRoutes } from './routes/health.ts';
import { importRoutes } from './routes/import.ts';
import { interactionsRoutes } from './routes/interactions.ts';
import { liveRoutes } from './routes/live.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { openApiRoutes } from './routes/openapi.ts';
import { createRecorder } from './routes/record.ts';
import { scriptRoutes } from './routes/script.ts';
import { topRoutes } from './routes/top.ts';
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
>;

export interface AppOptions {
  readonly storage: Storage;
  readonly config: AppConfig;
  /** Signs the visitors' tokens; at least 32 bytes. */
  readonly secret: Uint8Array;
  /** Signed them before, while those tokens are still taken. */
  readonly oldSecret?: Uint8Array;
  /** In ms since 1970. */
  readonly clock?: () => number;
  readonly log?: Log;
  /** Default: its own. Given where something outside the app counts, too. */
  readonly metrics?: Metrics;
  /** The network address that a request came from, where the runtime knows it. */
  readonly remoteAddress?: (c: Context) => string | undefined;
  /** Gives a way to break a request's connection at once, where the runtime can. */
  readonly breaker?: (c: Context) => () => void;
  /** Aborted when the server stops: ends the live streams, which would go on for ever. */
  readonly signal?: AbortSignal;
  /** The time of the live counts; default: the platform's. */
  readonly timers?: Timers;
}

/** The whole server as one fetch handler. Reads no environment, opens no port. */
export function createApp({
  storage: rows,
  config,
  secret,
  oldSecret,
  clock = Date.now,
  log = silentLog,
  metrics = createMetrics(),
  remoteAddress = () => undefined,
  breaker,
  signal,
  timers,
}: AppOptions): Hono {
  const { adminToken, prefix, reactions, multiple, liveConnections } = config;
  const origins = createOrigins(config.origins);
  const policy = createPolicy({ origins, multiple, ...(reactions && { reactions }) });
  const visitors = createVisitors(secret, clock, oldSecret);
  const storage = countFailures(rows, metrics);
  const guards = config.proof ? [createProofGuard(secret, config.proof, metrics)] : [];
  const recorder = createRecorder({ storage, policy, visitors, clock, remoteAddress, guards, tally: metrics });
  const record = countInteractions(recorder, metrics);
  const hub = createHub({ storage, log, ...(timers && { timers }) });
  metrics.gauge('gaung_live_connections', 'Readers who watch live counts.', () => hub.connections);
  metrics.gauge('gaung_live_connections_ceiling', 'Most readers who may.', () => liveConnections);
  metrics.gauge('gaung_pages', 'Pages that are stored.', async () => (await rows.stats()).pages);
  signal?.addEventListener('abort', () => hub.close(), { once: true });

  const root = new Hono();
  root.use(
    observeRequests({
      prefix,
      metrics: config.metrics === 'off' ? undefined : metrics,
      log: config.logRequests ? log : undefined,
    }),
  );
  root.use(
    secureHeaders({
      // The strict default would send `Origin: null` with forms, and that may not write.
      referrerPolicy: 'strict-origin-when-cross-origin',
      // Belong to the pages that are served here or to the proxy in front, which alone knows of TLS.
      crossOriginResourcePolicy: false,
      crossOriginOpenerPolicy: false,
      originAgentCluster: false,
      strictTransportSecurity: false,
      xFrameOptions: false,
      // Of browsers long gone.
      xDnsPrefetchControl: false,
      xDownloadOptions: false,
      xPermittedCrossDomainPolicies: false,
      xXssProtection: false,
    }),
  );
  const app = root.basePath(prefix);
  app.onError(problems(log));
  app.notFound(config.static ? notFoundPage(config.static, notFound) : notFound);
  app.route('/', healthRoutes(storage, signal));
  app.route('/', countsRoutes(storage, policy));
  app.route('/', topRoutes(createRankings({ storage, allowsPage: policy.allowsPage, clock })));
  app.route('/', liveRoutes({ hub, policy, most: liveConnections, stopping: signal, breaker }));
  app.route('/', interactionsRoutes(origins, record));
  app.route('/', formRoutes({ origins, record, log }));
  app.route('/', exportRoutes({ storage, adminToken, log }));
  app.route('/', importRoutes({ storage, policy, adminToken, log }));
  app.route('/', metricsRoutes(metrics, config));
  app.route(
    '/',
    openApiRoutes(() => openApiDocument(config)),
  );
  app.all('/v1/*', notFound); // Never a file, whatever lies there.
  app.route('/', scriptRoutes(config.script, prefix));
  if (config.static) app.use(serveFolder(config.static, prefix, 'no-cache'));
  return app;
}
