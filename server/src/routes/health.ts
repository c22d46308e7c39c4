import { Hono } from 'hono';
import { methodNotAllowed } from '../middleware/errors.ts';
import { Problem } from '../problem.ts';
import type { Storage } from '../storage/storage.ts';

const UNCACHED = { 'Cache-Control': 'no-store' };

/**
 * `/healthz`: the process answers. `/readyz`: it takes requests and its storage takes writes, else 503.
 *
 * @param leaving Aborted when the server is about to stop: then nobody new is to be sent here.
 */
export function healthRoutes(storage: Storage, leaving?: AbortSignal): Hono {
  return new Hono()
    .get('/healthz', (c) => c.json({ status: 'ok' }, 200, UNCACHED))
    .get('/readyz', async (c) => {
      if (leaving?.aborted) throw new Problem('stopping', 'The server is about to stop: send nobody here any more.');
      await storage.check();
      return c.json({ status: 'ready' }, 200, UNCACHED);
    })
    .on('ALL', ['/healthz', '/readyz'], methodNotAllowed('GET, HEAD'));
}
