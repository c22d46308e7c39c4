import { Hono } from 'hono';
import type { Storage } from '../storage/storage.ts';

const UNCACHED = { 'Cache-Control': 'no-store' };

/** `/healthz`: the process answers. `/readyz`: its storage takes writes, else 503. */
export function healthRoutes(storage: Storage): Hono {
  return new Hono()
    .get('/healthz', (c) => c.json({ status: 'ok' }, 200, UNCACHED))
    .get('/readyz', async (c) => {
      await storage.check();
      return c.json({ status: 'ready' }, 200, UNCACHED);
    });
}
