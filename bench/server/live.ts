import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { encodedKey } from './keys.ts';
import { open } from './load.ts';
import { requests } from './work.ts';

export interface LiveOptions {
  readonly port: number;
  readonly subscribers: number;
  /** How many taps are watched, one after the other. */
  readonly taps: number;
}

export interface LiveResult {
  /** From the sending of a tap until it had come to so many of the subscribers, in ms; the median of all taps. */
  readonly half: number;
  readonly last: number;
  /** The longest that any tap took to the last subscriber. */
  readonly worst: number;
}

/** Connections that are opened at a time: more would be a flood that the system cuts. */
const AT_ONCE = 200;
/** Between two taps, so that each goes out by itself and not with the next one. */
const GAP_MS = 600;

/** Readers of one page, all of whom are told of each tap. */
export async function live({ port, subscribers, taps }: LiveOptions): Promise<LiveResult> {
  const sockets: Socket[] = [];
  let arrivals: number[] = [];
  let tellAll = () => {};
  const hear = () => {
    arrivals.push(performance.now());
    if (arrivals.length === subscribers) tellAll();
  };
  while (sockets.length < subscribers) {
    const some = Math.min(AT_ONCE, subscribers - sockets.length);
    sockets.push(...(await Promise.all(Array.from({ length: some }, () => subscribe(port, hear)))));
  }
  const halves: number[] = [];
  const lasts: number[] = [];
  const next = requests({ method: 'POST', interactions: 1, among: 1 }, 1);
  const tapper = await open(port);
  for (let tap = 0; tap < taps; tap++) {
    await delay(GAP_MS);
    arrivals = [];
    const all = new Promise<void>((resolve) => {
      tellAll = resolve;
    });
    const sent = performance.now();
    tapper.write(next()!);
    await all;
    halves.push(arrivals[Math.floor(subscribers / 2)]! - sent);
    lasts.push(arrivals.at(-1)! - sent);
  }
  process.send!({ isWatching: true });
  await once(process, 'message'); // The server's memory is looked at while all are there.
  for (const socket of [...sockets, tapper]) socket.destroy();
  return { half: median(halves), last: median(lasts), worst: Math.max(...lasts) };
}

/** Resolves when the snapshot is there. @param hear Called at each event after it. */
async function subscribe(port: number, hear: () => void): Promise<Socket> {
  const socket = await open(port);
  socket.write(`GET /v1/live?p=${encodedKey(0)} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  let start = '';
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('data', function snapshot(chunk: Buffer) {
      start += chunk.toString('latin1');
      if (!start.includes('event: counts') || !start.endsWith('\n\n\r\n')) return;
      socket.off('data', snapshot);
      resolve();
    });
  });
  socket.on('data', (chunk: Buffer) => {
    if (chunk.includes('event: counts')) hear();
  });
  return socket;
}

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
