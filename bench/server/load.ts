import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface LoadOptions {
  readonly port: number;
  readonly connections: number;
  /** How long answers are not counted, and then how long they are; in ms. */
  readonly warmUp: number;
  readonly time: number;
  /** Makes the next request; undefined where there is none any more, which ends the load. */
  readonly next: () => Buffer | string | undefined;
}

export interface Load {
  readonly requests: number;
  readonly seconds: number;
  /** Of the time from a request to its whole answer, in ms. */
  readonly p50: number;
  readonly p99: number;
}

/**
 * One request after the other on each connection, none before the answer to the last has come whole. By sockets and
 * with as little as possible between: the client must not be what is measured.
 *
 * @throws {Error} for an answer that is no 200, or a connection that breaks.
 */
export async function load({ port, connections, warmUp, time, next }: LoadOptions): Promise<Load> {
  const times: number[] = [];
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)));
  const begin = performance.now() + warmUp;
  const end = begin + time;
  try {
    await Promise.all(
      sockets.map((socket) =>
        converse(socket, next, (sent, now) => {
          if (now >= begin && now < end) times.push(now - sent);
          return now < end;
        }),
      ),
    );
  } finally {
    for (const socket of sockets) socket.destroy();
  }
  const sorted = Float64Array.from(times).toSorted();
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? 0;
  return { requests: times.length, seconds: time / 1000, p50: at(0.5), p99: at(0.99) };
}

export async function open(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  return socket;
}

/** @param answered Hears when a request was sent and answered; says whether there is to be another. */
function converse(
  socket: Socket,
  next: () => Buffer | string | undefined,
  answered: (sent: number, now: number) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let sent: number;
    let rest: Buffer | undefined;
    const ask = () => {
      const request = next();
      if (request === undefined) {
        resolve();
        return;
      }
      sent = performance.now();
      socket.write(request);
    };
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The server closed the connection.')));
    socket.on('data', (chunk: Buffer) => {
      const bytes = rest ? Buffer.concat([rest, chunk]) : chunk;
      const whole = wholeAnswer(bytes);
      rest = whole ? undefined : bytes;
      if (!whole) return;
      if (bytes.toString('latin1', 9, 12) !== '200') {
        reject(new Error(bytes.toString()));
        return;
      }
      const now = performance.now();
      if (answered(sent, now)) ask();
      else resolve();
    });
    ask();
  });
}

/** Whether all of an answer is there: by its Content-Length, or by the end of its last chunk (RFC 9112, section 7.1). */
export function wholeAnswer(bytes: Buffer): boolean {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return false;
  const head = bytes.toString('latin1', 0, end);
  const length = /\r\ncontent-length: (\d+)/i.exec(head);
  return length ? bytes.length >= end + 4 + Number(length[1]) : bytes.subarray(-5).toString('latin1') === '0\r\n\r\n';
}
