import type { Context, MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { failureOf } from '../node/failed.ts';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);

export interface RequestsOptions {
  /** Absent: they are not counted. */
  readonly metrics?: Metrics | undefined;
  /** Absent: they are not logged. */
  readonly log?: Log | undefined;
}

/** An answered request, as far as it is counted and logged. */
export interface Answered {
  readonly method: string;
  /** The pattern of the route that answered, below the prefix. */
  readonly route: string;
  readonly status: number;
  /** In ms of `performance.now()`. */
  readonly start: number;
}

/** Counts and logs an answered request: its method, the route, status and time, and nothing that a reader sent. */
export function createObserver({ metrics, log }: RequestsOptions): (answered: Answered) => void {
  return ({ method, route, status, start }) => {
    const ms = performance.now() - start;
    metrics?.requested({ method, route, status }, ms / 1000);
    log?.info('request', { method, route, status, ms: Math.round(ms * 10) / 10 });
  };
}

/** Tells of each request. Methods that no route takes are one, `other`; so are paths, `/*`: anybody may make up new ones. */
export function observeRequests(prefix: string, observe: (answered: Answered) => void): MiddlewareHandler {
  return async (c, next) => {
    const start = failureOf(c)?.start ?? performance.now();
    await next();
    const method = METHODS.has(c.req.method) ? c.req.method : 'other';
    observe({ method, route: pattern(c, prefix), status: c.res.status, start });
  };
}

/** The pattern of the handler that ran last, below the prefix. */
function pattern(c: Context, prefix: string): string {
  const path = routePath(c);
  return path.startsWith(prefix) && path.length > prefix.length ? `/${path.slice(prefix.length)}` : '/*';
}
