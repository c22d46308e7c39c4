/** Requests by the thousand: over connections that are kept, and quicker than `fetch`. */
import { Agent, request } from 'node:http';
import type { Json } from './tools.ts';
import { ORIGIN } from './tools.ts';

export interface Answer {
  readonly status: number;
  readonly body: Json;
}

/** What sends them. */
export type Sender = ReturnType<typeof createSender>;

/**
 * @param connections Most at a time; what is more waits for its turn.
 * @param timeout How long an answer may be silent, in ms; default: for ever.
 */
export function createSender(url: string, connections: number, timeout?: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const target = new URL('v1/interactions', url);
  const options = {
    agent,
    host: '127.0.0.1',
    port: target.port,
    path: target.pathname,
    method: 'POST',
    headers: { Origin: ORIGIN, 'Content-Type': 'text/plain;charset=UTF-8' },
  };
  return {
    /** Rejects where the connection breaks before the answer is whole. */
    post: (body: object): Promise<Answer> =>
      new Promise((resolve, reject) => {
        const asked = request(options, (answer) => {
          let text = '';
          answer.setEncoding('utf8');
          answer.on('data', (chunk: string) => {
            text += chunk;
          });
          answer.on('error', reject);
          answer.on('end', () => resolve({ status: answer.statusCode!, body: JSON.parse(text) }));
        });
        asked.on('error', reject);
        if (timeout !== undefined)
          asked.setTimeout(timeout, () => asked.destroy(new Error(`No answer within ${timeout} ms.`)));
        asked.end(JSON.stringify(body));
      }),
    close: () => agent.destroy(),
  };
}
