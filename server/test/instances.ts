/** Several servers over one storage, and readers who meet now this one and now that one. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Chance } from '../../test/e2e/chance.ts';
import { readConfig } from '../src/config.ts';
import { openStorage } from '../src/open-storage.ts';
import { type EventStream, eventStream } from './event-stream.ts';
import { expectationOf, type Planned } from './load-plan.ts';
import { createSender, type Sender } from './sender.ts';
import { type Lifetime, runServer, UNLIMITED } from './server-process.ts';
import { assertNumbers, assertVerified } from './stored.ts';
import type { Json } from './tools.ts';

/** Within this an answer has to come, whatever happens to the engine, in ms. */
export const ANSWER_MS = 12_000;
/** How long a reader's browser waits before it sends again, in ms: sooner than a real one, so that tests are quick. */
const AGAIN_MS = 100;

export interface Instance extends Awaited<ReturnType<typeof runServer>> {
  readonly sender: Sender;
  /** The status of a route that is asked. */
  status(path: string): Promise<number>;
  counts(pages: readonly string[]): Promise<Json>;
  /** Live counts of a page, after the first event. */
  watch(t: Lifetime, page: string): Promise<EventStream>;
  /** Ends as an operator ends it. */
  stop(): Promise<void>;
  kill(): Promise<void>;
}

/** A server process over a storage, gone after the test. @param storage As `GAUNG_STORAGE` names it. */
export async function runInstance(
  t: Lifetime,
  storage: string,
  env: Record<string, string> = {},
  connections = 20,
): Promise<Instance> {
  const server = await runServer(t, { ...UNLIMITED, GAUNG_STORAGE: storage, ...env });
  const sender = createSender(server.url, connections, ANSWER_MS);
  t.after(() => sender.close());
  const ask = (path: string) => fetch(new URL(path, server.url), { signal: AbortSignal.timeout(ANSWER_MS) });
  const end = async (signal: NodeJS.Signals) => {
    if (server.child.exitCode === null && server.child.signalCode === null) {
      server.child.kill(signal);
      await once(server.child, 'close');
    }
    sender.close();
  };
  return {
    ...server,
    sender,
    async status(path) {
      const response = await ask(path);
      await response.bytes();
      return response.status;
    },
    async counts(pages) {
      const query = pages.map((page) => `page=${encodeURIComponent(page)}`).join('&');
      const { counts }: Json = await (await ask(`v1/counts?${query}`)).json();
      return counts;
    },
    async watch(t, page) {
      const stream = eventStream(await fetch(new URL(`v1/live?page=${encodeURIComponent(page)}`, server.url)));
      t.after(() => stream.close().catch(() => {}));
      await stream.next();
      return stream;
    },
    stop: async () => {
      await end('SIGTERM');
      assert.equal(server.child.exitCode, 0, server.output.out + server.output.err);
    },
    kill: () => end('SIGKILL'),
  };
}

/** How a load went. */
export interface Delivered {
  /** How often something was not acknowledged, and sent again with the same id. */
  readonly again: number;
  /** How long the slowest answer took, in ms. */
  readonly slowest: number;
}

/** How long a load may take, in ms. */
const WITHIN_MS = process.env.GAUNG_LONG ? 600_000 : 60_000;

export interface DeliverOptions {
  /** Most at a time. */
  readonly inFlight?: number;
  /** Called after each acknowledgement, with how many there are. */
  readonly onAnswer?: (answers: number) => void;
  /** How long all of it may take, in ms. */
  readonly within?: number;
}

/**
 * Sends each until it is acknowledged, as a reader's browser does: after an answer that is none, or 503, again, with the
 * same id, to whichever instance comes next. Any other answer fails, and so does one that takes too long.
 *
 * @param next The one that is asked next; undefined where there is none at the moment.
 */
export async function deliver(
  planned: readonly Planned[],
  next: () => Instance | undefined,
  { inFlight = 30, onAnswer, within = WITHIN_MS }: DeliverOptions = {},
): Promise<Delivered> {
  const deadline = performance.now() + within;
  let [answers, again, slowest, at] = [0, 0, 0, 0];

  /** @returns Whether it is acknowledged. */
  async function send({ body }: Planned): Promise<boolean> {
    const sent = performance.now();
    const answer = await next()
      ?.sender.post(body)
      .catch((error: Error) => error);
    const took = performance.now() - sent;
    slowest = Math.max(slowest, took);
    assert.ok(took < ANSWER_MS, `It took ${Math.round(took)} ms: ${answer instanceof Error ? answer : answer?.status}`);
    if (answer === undefined || answer instanceof Error) return false;
    if (answer.status === 503) {
      assert.match(answer.body.type, /^urn:gaung:problem:(?:storage-unavailable|stopping)$/);
      return false;
    }
    assert.deepEqual([answer.status, answer.body.refused], [200, []], JSON.stringify(answer.body));
    return true;
  }

  async function reader(): Promise<void> {
    while (at < planned.length) {
      const one = planned[at++]!;
      while (!(await send(one))) {
        again++;
        assert.ok(performance.now() < deadline, `${planned.length - answers} are not acknowledged`);
        await setTimeout(AGAIN_MS);
      }
      onAnswer?.(++answers);
    }
  }

  await Promise.all(Array.from({ length: inFlight }, reader));
  return { again, slowest };
}

/** Any of them, by chance: what comes twice comes most often to another one. */
export const anyOf = (chance: Chance, instances: readonly Instance[]) => () =>
  instances.length === 0 ? undefined : chance.oneOf(instances);

/** The storage has exactly what was sent to these pages, each id once, and each instance says so. */
export async function assertExact(
  storage: string,
  planned: readonly Planned[],
  instances: readonly Instance[],
): Promise<void> {
  const expected = expectationOf(planned);
  const opened = await openStorage(readConfig({ GAUNG_STORAGE: storage }).storage);
  try {
    await assertNumbers(opened, expected);
    await assertVerified(opened);
  } finally {
    await opened.close();
  }
  const pages = expected.pages.slice(0, 50);
  for (const instance of instances) {
    await eventually('what an instance answers', 2000, async () => {
      const counts = await instance.counts(pages);
      for (const page of pages) {
        const { views, shares, reactions } = counts[page];
        assert.deepEqual({ views, shares, reactions }, JSON.parse(JSON.stringify(expected.numbers(page))), page);
      }
    });
  }
}

/** Tries until it does not throw. @param within In ms. */
export async function eventually(what: string, within: number, work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  for (;;) {
    try {
      await work();
      return performance.now() - began;
    } catch (cause) {
      if (performance.now() - began > within) throw new Error(`Not within ${within} ms: ${what}`, { cause });
      await setTimeout(20);
    }
  }
}

/** Waits until `/readyz` has this status. @returns How long it took, in ms. */
export const untilReadiness = (instance: Instance, status: number, within = ANSWER_MS): Promise<number> =>
  eventually(`readyz ${status}`, within, async () => assert.equal(await instance.status('readyz'), status));
