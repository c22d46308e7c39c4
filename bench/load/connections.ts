import type { Socket } from 'node:net';
import { open, wholeAnswer } from '../server/load.ts';

/** A connection on which one request is under way at a time. By a socket: the client must not be what is measured. */
export interface Connection {
  /** Asks, and says what came of it: the status, or how the connection broke. Never throws. */
  outcome(request: string): Promise<string>;
  /** @throws {Error} where the connection breaks before the answer is whole. */
  ask(request: string): Promise<{ readonly status: number; readonly bytes: Buffer }>;
  close(): void;
}

export async function connection(port: number): Promise<Connection> {
  let socket: Socket | undefined = await open(port);
  async function ask(request: string): Promise<{ status: number; bytes: Buffer }> {
    socket ??= await open(port);
    try {
      const bytes = await answered(socket, request);
      return { status: Number(bytes.toString('latin1', 9, 12)), bytes };
    } catch (error) {
      socket.destroy();
      socket = undefined; // The next request opens another one.
      throw error;
    }
  }
  return {
    ask,
    outcome: (request) =>
      ask(request).then(
        ({ status }) => String(status),
        (error: NodeJS.ErrnoException) => error.code ?? error.message,
      ),
    close: () => socket?.destroy(),
  };
}

/** As many connections as are wanted, to the servers in turn. */
export const connections = (ports: readonly number[], many: number): Promise<Connection[]> =>
  Promise.all(Array.from({ length: many }, (_, at) => connection(ports[at % ports.length]!)));

function answered(socket: Socket, request: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let rest: Buffer | undefined;
    const end = (settle: () => void) => {
      socket.off('data', hear).off('error', reject).off('close', gone);
      settle();
    };
    const gone = () => end(() => reject(new Error('closed')));
    const hear = (chunk: Buffer) => {
      rest = rest ? Buffer.concat([rest, chunk]) : chunk;
      const bytes = rest;
      if (wholeAnswer(bytes)) end(() => resolve(bytes));
    };
    socket.on('data', hear).on('error', reject).on('close', gone);
    socket.write(request);
  });
}

/** What an answer says in JSON. */
export function bodyOf(bytes: Buffer): unknown {
  const text = bytes.toString();
  const [head, body] = [text.slice(0, text.indexOf('\r\n\r\n')), text.slice(text.indexOf('\r\n\r\n') + 4)];
  // In chunks each begins with a line that says how long it is; JSON of ours has no such lines.
  return JSON.parse(
    /\r\ntransfer-encoding: chunked/i.test(head) ? body.replaceAll(/(?:^|\r\n)[\da-f]+\r\n/gi, '') : body,
  );
}
