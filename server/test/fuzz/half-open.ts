import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { inFlight } from '../../../test/contracts/storage/in-flight.ts';

/** What a connection says before it falls silent. */
const BEGINNINGS = [
  '',
  'G',
  'GET /v1/counts',
  'POST /v1/interactions HTTP/1.1\r\nHost: x\r\nOrig',
  'GET / HTTP/1.1\r\nHost: x\r\n',
];
/** Where the request is read and its body never comes. */
const BODILESS =
  'POST /v1/interactions HTTP/1.1\r\nHost: x\r\nOrigin: https://news.example\r\nContent-Length: 500\r\n\r\n{"inter';

/** Opens connections that never come to an end. Returns the way to close them. */
export async function openHalf(port: number, howMany: number): Promise<() => void> {
  const beginnings = [...BEGINNINGS, BODILESS];
  const open = (i: number) => async (): Promise<Socket> => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.on('error', () => {}); // The server may cut it when it has waited long enough.
    await once(socket, 'connect');
    socket.write(beginnings[i % beginnings.length]!);
    socket.resume();
    return socket;
  };
  const sockets = await inFlight(
    100,
    Array.from({ length: howMany }, (_, i) => open(i)),
  );
  return () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
}
