import { setTimeout as delay } from 'node:timers/promises';
import type { Interaction, InteractionId, PageKey, ReactionId } from 'gaung/contract';
import type { NamedCount } from '../rules/ledger.ts';
import { type Commit, StorageError } from '../storage.ts';
import type { Calls } from './calls.ts';
import type { Engine } from './engine.ts';
import { groupOf } from './keys.ts';
import { RECORD_LUA } from './lua/record.ts';
import { toNamed } from './page-fields.ts';
import { MOST_HOPS, tooManyHops } from './pages.ts';

/** Most requests and interactions in one call: bounds how long a script stands in the way of others. */
const MOST = { requests: 200, interactions: 1000 };

/** How long a page that an operator has is waited for, and how long between two attempts, in ms. */
const PATIENCE_MS = 3000;
const HELD_MS = 10;

/** What one request does on one page. */
export interface PageRequest {
  readonly visitor: string | undefined;
  readonly viewWindow: boolean;
  readonly now: number;
  readonly interactions: readonly Interaction[];
  /** Why views were left out, each a name. */
  readonly excluded: readonly string[];
}

/** What became of it. */
export interface PageOutcome {
  /** The page's own key. */
  readonly page: PageKey;
  readonly version: number;
  /** Of the page after the call, with what others did who shared it. */
  readonly counts: readonly NamedCount[];
  readonly mine: readonly ReactionId[];
  readonly refused: readonly InteractionId[];
  /** The keys that have other counts by the call. */
  readonly changed: readonly PageKey[];
  /** The same for all who shared the call. */
  readonly call: object;
}

/** One request as the script reads it: short names, because there are many. */
interface WireRequest {
  readonly now: number;
  readonly v?: string;
  readonly w?: true;
  readonly i: readonly (readonly [id: string, type: string, at: number, what: string | readonly string[]])[];
  readonly x: readonly string[];
}

/** What {@link RECORD_LUA} is given. */
export interface PageCall {
  readonly requests: readonly WireRequest[];
  /** Whether a WAIT follows. */
  readonly waits: boolean;
  readonly publish: string;
  readonly from: string;
  readonly n: number;
}

interface Waiting {
  readonly request: PageRequest;
  resolve(outcome: PageOutcome): void;
  reject(error: unknown): void;
}

type Applied = readonly [
  1,
  string,
  readonly string[],
  readonly PageKey[],
  readonly (readonly [string | null, number[]])[],
];
type Held = readonly [2];
type Moved = readonly [0, PageKey, readonly string[]];

/** Applies requests page by page: while a call for a page is under way, what arrives for it shares the next one. */
export interface Batches {
  add(page: PageKey, request: PageRequest): Promise<PageOutcome>;
  /** Resolves when nothing waits any more. */
  flush(): Promise<void>;
}

export function createBatches(
  engine: Engine,
  calls: Calls,
  { waits, onCommit }: { readonly waits: boolean; readonly onCommit?: ((commit: Commit) => void) | undefined },
): Batches {
  const queues = new Map<PageKey, Waiting[]>();
  const running = new Set<Promise<void>>();

  /** Goes on at the page that a key has become an alias of, with what the key had not taken before. */
  async function apply(asked: PageKey, requests: readonly PageRequest[]) {
    let key = asked;
    const known = new Set<string>();
    let hasTally = true;
    const end = performance.now() + PATIENCE_MS;
    for (let hops = 0; hops < MOST_HOPS; hops++) {
      const sent = requests.map((request) => toWire(request, known));
      const reply = (await calls.make((n) =>
        engine.run(
          RECORD_LUA,
          groupOf(key),
          (isRepeat) => {
            // What has no id is rather lost than counted twice.
            if (isRepeat) hasTally = false;
            const some = hasTally ? sent : sent.map((one) => ({ ...one, x: [] }));
            const call: PageCall = { requests: some, waits, publish: engine.publish, from: calls.from, n };
            return [key, JSON.stringify(call)];
          },
          `${engine.base(groupOf(key))}p:${key}`,
        ),
      )) as Applied | Moved | Held;
      if (reply[0] === 1) return { page: key, reply, sent };
      if (reply[0] === 2) {
        if (performance.now() > end) throw new StorageError(`An operator is at work on ${key}.`);
        hops--;
        await delay(HELD_MS);
        continue;
      }
      for (const id of reply[2]) known.add(id);
      key = reply[1];
    }
    throw tooManyHops(asked);
  }

  async function runOnce(key: PageKey, some: readonly Waiting[]): Promise<void> {
    const start = performance.now();
    try {
      const { page, reply, sent } = await apply(
        key,
        some.map(({ request }) => request),
      );
      onCommit?.({ requests: some.length, seconds: (performance.now() - start) / 1000 });
      const [, version, flat, changed, outcomes] = reply;
      const counts = Array.from({ length: flat.length / 2 }, (_, i) => toNamed(flat[2 * i]!, Number(flat[2 * i + 1])));
      const call = {};
      for (const [n, { resolve }] of some.entries()) {
        const [choice, places] = outcomes[n]!;
        const ids = new Map(some[n]!.request.interactions.map(({ id }) => [shortId(id), id]));
        const refused = places.map((place) => ids.get(sent[n]!.i[place - 1]![0])!);
        const mine = choice ? choice.split(' ') : [];
        resolve({ page, version: Number(version), counts, mine, refused, changed, call });
      }
    } catch (error) {
      for (const { reject } of some) reject(error);
    }
  }

  async function run(key: PageKey, queue: Waiting[]): Promise<void> {
    await Promise.resolve(); // What is added in this turn shares the first call.
    while (queue.length > 0) await runOnce(key, takeSome(queue));
    queues.delete(key);
  }

  return {
    add: (page, request) =>
      new Promise((resolve, reject) => {
        const waiting = queues.get(page);
        const one = { request, resolve, reject };
        if (waiting) {
          waiting.push(one);
          return;
        }
        const queue = [one];
        queues.set(page, queue);
        const work = run(page, queue).finally(() => running.delete(work));
        running.add(work);
      }),
    async flush() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** The first of a queue, one at least. */
function takeSome(queue: Waiting[]): Waiting[] {
  let [requests, interactions] = [0, 0];
  while (requests < Math.min(queue.length, MOST.requests)) {
    interactions += queue[requests]!.request.interactions.length;
    if (requests > 0 && interactions > MOST.interactions) break;
    requests++;
  }
  return queue.splice(0, requests);
}

function toWire(
  { visitor, viewWindow, now, interactions, excluded }: PageRequest,
  known: ReadonlySet<string>,
): WireRequest {
  return {
    now,
    ...(visitor !== undefined && { v: visitor, ...(viewWindow && { w: true as const }) }),
    i: interactions
      .filter(({ id }) => !known.has(shortId(id)))
      .map((one) => [shortId(one.id), one.type[0]!, one.at, whatOf(one)]),
    x: excluded,
  };
}

/** The 16 bytes of an id in 22 characters: they are most of what is stored. */
const shortId = (id: InteractionId): string => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');

function whatOf(one: Interaction): string | readonly string[] {
  if (one.type === 'share') return one.network;
  return one.type === 'reaction' ? one.reactions : '';
}
