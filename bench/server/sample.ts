import { once } from 'node:events';
import type { BareAnswer } from './bare.ts';
import { open, wholeAnswer } from './load.ts';
import { requests, type Work } from './work.ts';

/** What Node's server adds by itself, and would send twice. */
const OF_NODE = new Set(['date', 'connection', 'keep-alive']);

/** What a server answers to the first request of some work, for the bare server to send the same bytes. */
export async function rawAnswer(port: number, work: Work): Promise<BareAnswer> {
  if (work.method !== 'GET') return { headers: [], body: '' };
  const socket = await open(port);
  socket.write(requests(work, 1)()!);
  let bytes = Buffer.alloc(0);
  while (!wholeAnswer(bytes)) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    bytes = Buffer.concat([bytes, chunk]);
  }
  socket.destroy();
  const [head, body] = bytes.toString().split('\r\n\r\n', 2) as [string, string];
  const headers = head
    .split('\r\n')
    .slice(1)
    .map((line) => /^([^:]+): *(.*)$/.exec(line)!.slice(1) as [string, string])
    .filter(([name]) => !OF_NODE.has(name.toLowerCase()));
  return { headers: headers.flat(), body };
}
