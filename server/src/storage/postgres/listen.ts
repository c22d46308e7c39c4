import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { Changes, Hear, Messages } from './changes.ts';
import type { Connections, Query } from './connections.ts';
import { isUnknown } from './errors.ts';

/** How long a notification of one's own may take, in ms, before the engine is taken to have none. */
const PROBE_MS = 5000;
/** How often the connection is looked at, in ms: a network that swallows everything says nothing. */
const LOOK_MS = 3000;
/** Until a lost connection is tried again, in ms: sooner at first. */
const AGAIN_MS = { least: 50, most: 1000 };

export interface ListenOptions {
  readonly connections: Connections;
  readonly schema: string;
  readonly messages: Messages;
  readonly hear: Hear;
}

/** A connection that listens. */
interface Listening {
  readonly client: pg.Client;
  readonly gone: Promise<void>;
}

/**
 * Hears of the others by LISTEN and NOTIFY. While the connection is lost nothing is heard: when it is back anything may have
 * changed, and that is told.
 *
 * @returns Undefined where the engine does not know how, or what is notified does not arrive.
 * @throws where the database cannot be reached.
 */
export async function listenForChanges(options: ListenOptions): Promise<Changes | undefined> {
  const { connections, schema, messages, hear } = options;
  const channel = `gaung_${schema}`;
  const notify = (message: string): Query => ({
    name: 'gaung_notify',
    text: 'SELECT pg_notify($1, $2)',
    values: [channel, message],
  });
  const closing = new AbortController();
  let hearProbe: ((probe: string) => void) | undefined;

  function onMessage(message: string): void {
    if (message.startsWith(PROBE)) hearProbe?.(message);
    else {
      const told = messages.read(message);
      if (told) hear(told);
    }
  }

  async function isHeard(): Promise<boolean> {
    const probe = `${PROBE}${randomUUID()}`;
    const heard = new Promise<boolean>((resolve) => {
      hearProbe = (one) => one === probe && resolve(true);
    });
    await connections.others.query(notify(probe));
    const over = new AbortController();
    const late = delay(PROBE_MS, false, { signal: over.signal }).catch(() => false);
    return Promise.race([heard, late]).finally(() => over.abort());
  }

  async function begin(): Promise<Listening | undefined> {
    let begun: Listening | undefined;
    let isWorking = false;
    try {
      begun = await listen(connections, channel, onMessage);
      isWorking = await isHeard();
    } catch (error) {
      if (!isUnknown(error)) throw error;
    } finally {
      if (!isWorking) void begun?.client.end().catch(() => {});
    }
    return isWorking ? begun : undefined;
  }

  const begun = await begin();
  if (!begun) return undefined;
  let listening = begun;

  async function listenAgain(): Promise<void> {
    for (let wait = AGAIN_MS.least; ; wait = Math.min(2 * wait, AGAIN_MS.most)) {
      await delay(wait, undefined, { signal: closing.signal });
      try {
        listening = await listen(connections, channel, onMessage);
        return;
      } catch {
        // Whoever reads and writes hears why. This one only has to come back.
      }
    }
  }

  async function keepListening(): Promise<void> {
    for (;;) {
      await untilGone(listening, closing.signal);
      await listenAgain();
      hear({ pages: 'all', isByOperator: true });
    }
  }
  const kept = keepListening().catch((error: unknown) => {
    if (!closing.signal.aborted) throw error;
  });

  return {
    announce: (told) => messages.write(told).map(notify),
    async close() {
      closing.abort();
      await kept;
      await listening.client.end().catch(() => {});
    },
  };
}

const PROBE = 'probe ';

async function listen(
  connections: Connections,
  channel: string,
  onMessage: (message: string) => void,
): Promise<Listening> {
  const client = connections.listener();
  const gone = new Promise<void>((resolve) => {
    client.on('error', () => resolve());
    client.on('end', () => resolve());
  });
  client.on('notification', ({ payload = '' }) => onMessage(payload));
  try {
    await client.connect();
    await client.query(`LISTEN "${channel}"`);
    return { client, gone };
  } catch (error) {
    void client.end().catch(() => {});
    throw error;
  }
}

/** Resolves when nothing is heard by this connection any more, or nothing is to be. */
async function untilGone({ client, gone }: Listening, signal: AbortSignal): Promise<void> {
  for (;;) {
    const over = new AbortController();
    const look = delay(LOOK_MS, false, { signal: AbortSignal.any([signal, over.signal]) }).catch(() => false);
    const isGone = await Promise.race([gone.then(() => true), look]).finally(() => over.abort());
    if (isGone || signal.aborted || !(await isAnswering(client))) break;
  }
  void client.end().catch(() => {});
}

const isAnswering = (client: pg.Client) =>
  client.query('SELECT 1').then(
    () => true,
    () => false,
  );
