import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { PageCounts, PageKey } from 'gaung/contract';
import { keyOf } from '../server/keys.ts';
import { open } from '../server/load.ts';
import { type Latency, latency } from './answers.ts';
import { bodyOf, type Connection, connections } from './connections.ts';
import { HOT, readRequest, writeRequest } from './story.ts';

export interface Watch {
  readonly ports: readonly number[];
  /** Readers who watch, the servers in turn. */
  readonly readers: number;
  /** How long taps are made for, in ms. */
  readonly time: number;
}

export interface Watched {
  readonly readers: number;
  readonly taps: number;
  /** From the sending of a tap until a reader saw it, in ms, over all readers and taps. */
  readonly seen: Latency;
  /** How many of them did not see one within five seconds, the last change of the hot page included. */
  readonly missed: number;
}

/** What the taps are on: a page that nobody else writes to, so that it is known which tap a change is. */
const PROBE = 'load-probe' as PageKey;
const GAP_MS = 500;
const PATIENCE_MS = 5000;
const AT_ONCE = 100;

interface Reader {
  readonly versions: Map<PageKey, number>;
  close(): void;
}

/** Readers who watch the hot page and one more, on all servers, while taps are made on that one, on one server after another. */
export async function watch({ ports, readers: many, time }: Watch): Promise<Watched> {
  let changed = () => {};
  const readers: Reader[] = [];
  for (let at = 0; at < many; at += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, many - at) }, (_, i) => ports[(at + i) % ports.length]!);
    readers.push(...(await Promise.all(some.map((port) => reader(port, () => changed())))));
  }
  const tappers = await connections(ports, ports.length);
  const times: number[] = [];
  let taps = 0;
  let missed = 0;

  /** Waits until all have seen a version of a page, or have not for too long. @param sent Of the tap that made it. */
  async function allSee(page: PageKey, version: number, sent?: number): Promise<void> {
    const blind = new Set(readers);
    await new Promise<void>((resolve) => {
      const late = setTimeout(resolve, PATIENCE_MS);
      changed = () => {
        for (const one of blind) {
          if ((one.versions.get(page) ?? 0) < version) continue;
          blind.delete(one);
          if (sent !== undefined) times.push(performance.now() - sent);
        }
        if (blind.size > 0) return;
        clearTimeout(late);
        resolve();
      };
      changed();
    });
    missed += blind.size;
  }

  for (const end = performance.now() + time; performance.now() < end; taps++) {
    const sent = performance.now();
    await allSee(PROBE, await versionIn(tappers[taps % ports.length]!, writeRequest(PROBE, 'view'), PROBE), sent);
    await delay(Math.max(0, sent + GAP_MS - performance.now()));
  }
  const hot = keyOf(HOT);
  await allSee(hot, await versionIn(tappers[0]!, readRequest([HOT]), hot));
  for (const { close } of [...readers, ...tappers]) close();
  return { readers: many, taps, seen: latency(Float64Array.from(times)), missed };
}

interface Counts {
  readonly counts: Readonly<Record<PageKey, PageCounts>>;
}

async function versionIn({ ask }: Connection, request: string, page: PageKey): Promise<number> {
  const { status, bytes } = await ask(request);
  if (status !== 200) throw new Error(`A tap was answered by ${status}.`);
  return (bodyOf(bytes) as Counts).counts[page]!.version;
}

/** Resolves when the snapshot is there. */
async function reader(port: number, changed: () => void): Promise<Reader> {
  const socket: Socket = await open(port);
  const versions = new Map<PageKey, number>();
  const pages = [keyOf(HOT), PROBE].map((key) => `p=${Buffer.from(key).toString('base64url')}`);
  socket.setEncoding('utf8');
  socket.write(`GET /v1/live?${pages.join('&')} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  let text = '';
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('data', (chunk: string) => {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
        const data = /^data: (\{"counts".*)$/m.exec(text.slice(0, end))?.[1];
        text = text.slice(end + 2);
        if (!data) continue;
        for (const [page, { version }] of Object.entries((JSON.parse(data) as Counts).counts))
          versions.set(page as PageKey, version);
        resolve();
        changed();
      }
    });
  });
  return { versions, close: () => socket.destroy() };
}
