import type { Context, MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics/metrics.ts';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);

export interface RequestsOptions {
  readonly prefix: string;
  /** Absent: they are not counted. */
  readonly metrics?: Metrics | undefined;
  /** Absent: they are not logged. */
  readonly log?: Log | undefined;
}

/**
 * Counts and logs each request: its method, the pattern of the route that answered, status and time, and nothing that
 * a reader sent. Methods that no route takes are one, `other`; so are paths, `/*`: anybody may make up new ones.
 */
export function observeRequests({ prefix, metrics, log }: RequestsOptions): MiddlewareHandler {
  return async (c, next) => {
    const start = performance.now();
    await next();
    const ms = performance.now() - start;
    const method = METHODS.has(c.req.method) ? c.req.method : 'other';
    const route = pattern(c, prefix);
    const { status } = c.res;
    metrics?.requested({ method, route, status }, ms / 1000);
    log?.info('request', { method, route, status, ms: Math.round(ms * 10) / 10 });
  };
}

/** The pattern of the handler that ran last, below the prefix. */
function pattern(c: Context, prefix: string): string {
  const path = routePath(c);
  return path.startsWith(prefix) && path.length > prefix.length ? `/${path.slice(prefix.length)}` : '/*';
}
