/** A load balancer, as far as readers notice one: takes turns among the instances that say they are ready. */
import { Agent, get, type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import type { Instance } from './instances.ts';
import type { Lifetime } from './server-process.ts';
import { ORIGIN } from './tools.ts';

/** How often it asks each instance whether it is ready, in ms. */
const ASK_MS = 100;

export interface Balancer {
  /** Those that it asks. The test puts in and takes out. */
  readonly instances: Set<Instance>;
  /** Those that were ready when they were asked last. */
  readonly ready: ReadonlySet<Instance>;
  /**
   * Sends a request to the one whose turn it is. Only where that takes no connection, so that nothing was sent, the next
   * one is asked.
   *
   * @returns The status and the body.
   * @throws What a reader would see as an error of the network.
   */
  send(
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ): Promise<{ readonly status: number; readonly text: string }>;
}

/** Asks until the test is over. */
export function startBalancer(t: Lifetime): Balancer {
  const instances = new Set<Instance>();
  const ready = new Set<Instance>();
  const agent = new Agent({ keepAlive: true, maxSockets: 20 });
  const over = new AbortController();
  let turn = 0;

  async function look(instance: Instance): Promise<void> {
    const isReady = (await instance.status('readyz').catch(() => 0)) === 200;
    if (isReady && instances.has(instance)) ready.add(instance);
    else ready.delete(instance);
  }

  async function keepLooking(): Promise<void> {
    while (!over.signal.aborted) {
      await Promise.all([...instances].map(look));
      for (const one of ready) if (!instances.has(one)) ready.delete(one);
      await setTimeout(ASK_MS);
    }
  }

  const looking = keepLooking();
  t.after(async () => {
    over.abort();
    await looking;
    agent.destroy();
  });

  function ask(instance: Instance, method: string, path: string, body: string | undefined): Promise<IncomingMessage> {
    const { port } = new URL(instance.url);
    const headers = { Origin: ORIGIN, ...(body !== undefined && { 'Content-Type': 'text/plain;charset=UTF-8' }) };
    return new Promise((resolve, reject) => {
      const open = method === 'GET' ? get : request;
      open({ agent, host: '127.0.0.1', port, method, path, headers }, resolve).on('error', reject).end(body);
    });
  }

  return {
    instances,
    ready,
    async send(method, path, body) {
      const text = body && JSON.stringify(body);
      for (let tries = Math.max(1, ready.size); ; tries--) {
        const instance = [...ready][turn++ % ready.size];
        if (!instance) throw new Error('No instance is ready.');
        try {
          const answer = await ask(instance, method, path, text);
          return { status: answer.statusCode!, text: String(await buffer(answer)) };
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED' || tries <= 1) throw error;
        }
      }
    },
  };
}
