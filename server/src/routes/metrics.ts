import { Hono } from 'hono';
import type { Config } from '../config.ts';
import { METRICS_TYPE, type Metrics } from '../metrics/metrics.ts';
import { bearerOnly } from '../middleware/admin.ts';
import { methodNotAllowed } from '../middleware/errors.ts';
import { Problem } from '../problem.ts';

const PATH = '/metrics';

/** Who may read the metrics, and by which tokens. */
export type MetricsAccess = Pick<Config, 'metrics' | 'metricsToken' | 'adminToken'>;

const off = (detail: string) => () => {
  throw new Problem('metrics-off', detail);
};

/** `GET /metrics`: the server's numbers for Prometheus, by default for who has a token. */
export function metricsRoutes(metrics: Metrics, access: MetricsAccess): Hono {
  const app = new Hono();
  if (access.metrics === 'off') app.use(PATH, off('GAUNG_METRICS is off.'));
  if (access.metrics === 'token') {
    const unset = off('Set GAUNG_METRICS_TOKEN, or GAUNG_METRICS=public where only your own network reaches it.');
    app.use(PATH, bearerOnly([access.metricsToken, access.adminToken], 'GAUNG_METRICS_TOKEN', unset));
  }
  return app
    .get(PATH, async (c) =>
      c.body(await metrics.text(), 200, { 'Content-Type': METRICS_TYPE, 'Cache-Control': 'no-store' }),
    )
    .all(PATH, methodNotAllowed('GET, HEAD'));
}
