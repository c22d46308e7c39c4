/** The wire between a server and its engine: it can be cut, or go dead without a word. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Lifetime } from '../server-process.ts';

export interface Wire {
  readonly port: number;
  /** Breaks all connections, and takes no new ones. */
  cut(): void;
  /** Lets nothing through any more, and says so to nobody. */
  hold(): void;
  /** Misspells a word in all that goes to the engine from now on, so that it understands no more. @param word Absent: none. */
  garble(word?: string): void;
  /** Is as new. What was held is lost. */
  mend(): void;
}

export async function createWire(t: Lifetime, port: number): Promise<Wire> {
  let state: 'whole' | 'cut' | 'held' = 'whole';
  let garbled: string | undefined;
  const sockets = new Set<Socket>();
  const passed = (bytes: Buffer) => {
    if (garbled === undefined) return bytes;
    return Buffer.from(bytes.toString('latin1').replaceAll(garbled, '~'.repeat(garbled.length)), 'latin1');
  };
  const server = createServer((near) => {
    if (state === 'cut') {
      near.destroy();
      return;
    }
    const far = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => state === 'whole' && to.write(to === far ? passed(bytes) : bytes));
      from.on('error', () => {});
      from.on('close', () => {
        sockets.delete(from);
        if (state !== 'held') to.destroy();
      });
    }
  });
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    breakAll();
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      state = 'cut';
      breakAll();
    },
    hold() {
      state = 'held';
    },
    garble(word) {
      garbled = word;
    },
    mend() {
      breakAll();
      state = 'whole';
    },
  };
}
