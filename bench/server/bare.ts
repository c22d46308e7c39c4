/** A bare `node:http` server in a process of its own: what is left when nothing is done. */
import { createServer } from 'node:http';

/** What it is told: what to answer a GET with. */
export interface BareAnswer {
  readonly headers: readonly string[];
  readonly body: string;
}

let headers: string[] = [];
let body = '';

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.writeHead(200, headers);
    response.end(body);
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const echo = Buffer.concat(chunks);
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': echo.length });
    response.end(echo);
  });
});

process.on('message', (message: BareAnswer | 'usage') => {
  if (message !== 'usage') {
    headers = [...message.headers];
    body = message.body;
  }
  const { user, system } = process.cpuUsage();
  process.send!({ cpu: (user + system) / 1e6, memory: process.memoryUsage.rss() });
});
process.once('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as { port: number }).port }));
