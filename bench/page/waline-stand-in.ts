import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { COUNTS } from './pages.ts';

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'content-type',
  'Content-Type': 'application/json',
};

export interface StandIn {
  readonly url: string;
  close(): void;
}

/**
 * What answers Waline's client as its server would, with no database behind it: the numbers of an article, and no
 * comment. What the browser does with the answers is Waline's own.
 */
export async function startWalineStandIn(): Promise<StandIn> {
  const numbers = { time: COUNTS.views, reaction0: 3, reaction1: 0, reaction2: 1, reaction3: 0, reaction4: 0 };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://localhost');
    const data =
      pathname === '/api/article'
        ? [numbers]
        : { page: 1, totalPages: 0, pageSize: 10, count: 0, data: [] as readonly never[] };
    response.writeHead(200, CORS).end(JSON.stringify({ errno: 0, errmsg: '', data }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
