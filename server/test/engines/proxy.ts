/** A wire between a server and its engine that a test can cut. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Lifetime } from '../server-process.ts';

export interface Wire {
  readonly port: number;
  /** Nothing gets through any more, in either direction, and nobody is told. */
  pause(): void;
  /** All connections break at once, and so does each new one. */
  cut(): void;
  /** All is well again. What was said in a pause arrives now, late, though whoever said it may have given up. */
  heal(): void;
}

/** Listens on a free port and passes everything on to `target`, a port of this machine. Ends with the test. */
export async function startWire(t: Lifetime, target: number): Promise<Wire> {
  const sockets = new Set<Socket>();
  let state: 'well' | 'paused' | 'cut' = 'well';

  function pass(from: Socket, to: Socket): void {
    sockets.add(from);
    from.setNoDelay();
    from.on('data', (chunk) => to.write(chunk));
    from.on('end', () => to.end());
    from.on('error', () => to.destroy());
    from.on('close', () => {
      sockets.delete(from);
      to.end();
    });
    if (state === 'paused') from.pause();
  }

  const server = createServer({ allowHalfOpen: true }, (near) => {
    if (state === 'cut') {
      near.resetAndDestroy();
      return;
    }
    const far = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true });
    pass(near, far);
    pass(far, near);
  });
  const breakAll = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(async () => {
    breakAll();
    server.close();
    await once(server, 'close');
  });
  return {
    port: (server.address() as AddressInfo).port,
    pause() {
      state = 'paused';
      for (const socket of sockets) socket.pause();
    },
    cut() {
      state = 'cut';
      breakAll();
    },
    heal() {
      state = 'well';
      for (const socket of sockets) socket.resume();
    },
  };
}
