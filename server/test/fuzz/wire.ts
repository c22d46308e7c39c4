/** Sends the cases, and says by which statuses they were answered. */
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { HttpRequest, RawRequest } from './case.ts';

/** A connection of bytes ends when nothing comes for so long, in ms: some of them leave the server waiting for more. */
const QUIET_MS = 150;

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Requests over `connections` connections that are kept. */
export function createHttp(port: number, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });

  const attempt = ({ method, path, headers = {}, body }: HttpRequest, how: Agent | false) =>
    new Promise<Answer>((resolve, reject) => {
      const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
      const asked = request({ agent: how, host: '127.0.0.1', port, method, path, headers: { ...headers, ...length } });
      asked.on('response', (answer: IncomingMessage) => {
        const status = answer.statusCode!;
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          text += chunk;
          if (!answer.headers['content-type']?.startsWith('text/event-stream')) return;
          asked.destroy(); // It would go on for ever.
          resolve({ status, body: text });
        });
        answer.on('error', reject);
        answer.on('end', () => resolve({ status, body: text }));
      });
      asked.on('error', reject);
      asked.setTimeout(20_000, () => asked.destroy(new Error(`No answer to ${method} ${path.slice(0, 100)} in 20 s`)));
      asked.end(body);
    });

  return {
    /** Asks once more, by a connection of its own, where the kept one was closed while the request was on its way. */
    send: (one: HttpRequest): Promise<Answer> =>
      attempt(one, agent).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') throw error;
        return attempt(one, false);
      }),
    close: () => agent.destroy(),
  };
}

/** Sends bytes on a connection of their own. Returns the answers; the body of each is all that came back. */
export async function sendRaw(port: number, { pieces, ending, answers }: RawRequest): Promise<Answer[]> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
  let text = '';
  const statuses = () => [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
  const closed = new Promise<void>((resolve) => {
    socket.on('close', () => resolve());
  });
  const finals = () => statuses().filter((status) => status >= 200);
  socket.on('error', () => {}); // It is closed then: a reset is one of the answers that rubbish may get.
  socket.on('end', () => socket.destroy());
  socket.setTimeout(answers === undefined ? QUIET_MS : 20_000, () => socket.destroy());
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    text += chunk;
    if (answers !== undefined && finals().length >= answers) socket.resetAndDestroy();
  });
  for (const piece of pieces) {
    if (socket.destroyed) break;
    await new Promise((resolve) => socket.write(piece, resolve));
    await setImmediate();
  }
  if (ending === 'half-close') socket.end();
  if (ending === 'cut') socket.resetAndDestroy();
  await closed;
  return finals().map((status) => ({ status, body: text }));
}
