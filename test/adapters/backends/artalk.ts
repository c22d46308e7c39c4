import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The page views of an Artalk in memory, on loopback: made from how its handlers are known to answer. */
export async function startArtalkStandIn(): Promise<{ readonly url: string; stop(): void }> {
  const views = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    const keyOf = (site: string | null, page: string) => `${site} ${page}`;
    if (request.method === 'GET' && pathname === '/api/v2/stats/page_pv') {
      const keys = searchParams.get('page_keys')!.split(',');
      const count = (page: string) => views.get(keyOf(searchParams.get('site_name'), page)) ?? 0;
      answer(200, { data: Object.fromEntries(keys.map((page) => [page, count(page)])) });
    } else if (request.method === 'POST' && pathname === '/api/v2/pages/pv') {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as { page_key: string; site_name: string };
      const key = keyOf(body.site_name, body.page_key);
      views.set(key, (views.get(key) ?? 0) + 1);
      answer(200, { pv: views.get(key)! });
    } else answer(404, { msg: 'not found' });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
