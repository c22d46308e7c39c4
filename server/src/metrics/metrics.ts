import type { RefusalCode } from 'gaung/contract';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { LIMIT_KINDS } from '../abuse/too-many.ts';
import type { Commit } from '../storage/storage.ts';
import type { ProofOutcome, Tally } from '../tally.ts';
import { VERSION } from '../version.ts';

/** What is sent as the type of an interaction; `unknown` is whatever is none. */
export type SentType = (typeof TYPES)[number];

const TYPES = ['view', 'share', 'reaction', 'unknown'] as const;
/** Why views are left out. */
const REASONS = ['opted-out', 'bot', 'prefetch', 'ceiling'] as const;
const OUTCOMES: readonly ProofOutcome[] = ['demanded', 'solved', 'refused'];

/** In seconds. Most answers take less than a few ms; a full disk or a lock takes a second or more. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
/** Requests of one commit: up to the most that a storage takes at once. */
const BATCH = [1, 2, 5, 10, 20, 50, 100, 200, 500];

/**
 * The numbers of the server itself, in the text format of Prometheus.
 *
 * Labels come from short lists that are known when the server starts: routes are told by their pattern, never by the
 * path that was asked for, and nothing of a reader or a page is in them.
 */
export interface Metrics extends Tally {
  /** A request was answered. @param seconds Until the answer began. */
  requested(request: RequestLabels, seconds: number): void;
  /** An interaction was applied, or had been before. */
  acknowledged(type: SentType): void;
  refused(type: SentType, code: RefusalCode): void;
  committed(commit: Commit): void;
  /** The storage could not do something. @param operation The method that failed. */
  storageFailed(operation: string): void;
  /** A number that is asked for when somebody reads the metrics. One that cannot be had is left out. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void;
  /** All of them as text. */
  text(): Promise<string>;
}

export interface RequestLabels {
  readonly method: string;
  /** The pattern of the route, without the prefix. */
  readonly route: string;
  readonly status: number;
}

/** The `Content-Type` of {@link Metrics.text}. */
export const METRICS_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

/** @param processText More of them, about the process: the same for every app in it. */
export function createMetrics(processText: () => Promise<string> = async () => ''): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers });
  const histogram = <Label extends string>(name: string, help: string, buckets: number[], ...labelNames: Label[]) =>
    new Histogram({ name, help, buckets, labelNames, registers });

  const requests = counter('gaung_http_requests_total', 'Requests answered.', 'method', 'route', 'status');
  const durations = histogram(
    'gaung_http_request_duration_seconds',
    'Time until an answer began.',
    SECONDS,
    'method',
    'route',
  );
  const acknowledged = counter(
    'gaung_interactions_acknowledged_total',
    'Interactions acknowledged: applied now, or before where they came again.',
    'type',
  );
  const refused = counter('gaung_interactions_refused_total', 'Interactions refused.', 'type', 'code');
  const excluded = counter('gaung_views_excluded_total', 'Views acknowledged but not counted.', 'reason');
  const limited = counter('gaung_rate_limited_total', 'What met a limit.', 'kind');
  const proofs = counter('gaung_proofs_total', 'Proofs of work, by what became of them.', 'outcome');
  const commits = histogram('gaung_commit_duration_seconds', 'Time of a durable commit.', SECONDS);
  const batches = histogram('gaung_commit_requests', 'Requests that shared a commit.', BATCH);
  const failures = counter('gaung_storage_failures_total', 'What the storage could not do.', 'operation');
  const build = new Gauge({
    name: 'gaung_build_info',
    help: 'Always 1; which build this is.',
    labelNames: ['version', 'node'],
    registers,
  });
  build.set({ version: VERSION, node: process.versions.node }, 1);
  // From 0: the first increase of a series that was not there before is lost to rate().
  for (const type of TYPES) if (type !== 'unknown') acknowledged.inc({ type }, 0);
  for (const reason of REASONS) excluded.inc({ reason }, 0);
  for (const kind of LIMIT_KINDS) limited.inc({ kind }, 0);
  for (const outcome of OUTCOMES) proofs.inc({ outcome }, 0);

  return {
    requested({ method, route, status }, seconds) {
      requests.inc({ method, route, status });
      durations.observe({ method, route }, seconds);
    },
    acknowledged: (type) => acknowledged.inc({ type }),
    refused: (type, code) => refused.inc({ type, code }),
    excluded: (reason) => excluded.inc({ reason }),
    limited: (kind) => limited.inc({ kind }),
    proof: (outcome) => proofs.inc({ outcome }),
    committed({ requests, seconds }) {
      commits.observe(seconds);
      batches.observe(requests);
    },
    storageFailed: (operation) => failures.inc({ operation }),
    gauge(name, help, read) {
      const gauge = new Gauge({ name, help, registers, collect });
      async function collect() {
        try {
          gauge.set(await read());
        } catch {
          gauge.remove(); // The other numbers are wanted most when one of them cannot be had.
        }
      }
    },
    text: async () => (await registry.metrics()) + (await processText()),
  };
}
