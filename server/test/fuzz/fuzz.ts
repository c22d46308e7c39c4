/** Sends thousands of bad requests, and some good ones, to a server of its own, and holds all that must hold. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Chance } from '../../../test/e2e/chance.ts';
import { sqliteStorage } from '../../src/storage/sqlite/sqlite.ts';
import { createExpectation } from '../expected-counts.ts';
import { type Lifetime, runServer, UNLIMITED } from '../server-process.ts';
import { assertNothingElse, assertNumbers, assertVerified } from '../stored.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { ADMIN } from '../tools.ts';
import { broken, foreign, mixed, odd, right } from './bodies.ts';
import type { Case } from './case.ts';
import { administration, form } from './forms.ts';
import { openHalf } from './half-open.ts';
import { lying, rubbish, unusual } from './raw.ts';
import { anywhere } from './reading.ts';
import { createHttp, sendRaw } from './wire.ts';

const PROBE = fileURLToPath(new URL('memory-probe.ts', import.meta.url));
const IN_FLIGHT = 32;
/** Readers of live counts, all the time. There may be no more: whoever else asks is told so by the only 5xx there may be. */
const LIVE = 3;

/** Files that the server has open when nobody is there but who sends, at most: some connections are kept for a while. */
const SETTLED_FILES = 150;

/** The grammar: each rule as often as its number says. */
const RULES: readonly (readonly [number, (chance: Chance) => Case])[] = [
  [15, right],
  [20, mixed],
  [5, odd],
  [15, broken],
  [3, foreign],
  [5, form],
  [5, administration],
  [20, anywhere],
  [3, unusual],
  [4, lying],
  [5, rubbish],
];

export interface FuzzOptions {
  readonly requests: number;
  readonly seed: number;
  /** Connections that are open at once and never say enough. */
  readonly halfOpen: number;
  /** How much the memory may grow from the end of the first tenth to that of the last; 0.1: by 10 %. */
  readonly growth: number;
  /** Called now and then. */
  readonly progress?: (done: number) => void;
}

/** What is left after a collection of garbage, in bytes. */
interface Memory {
  readonly rss: number;
  readonly heapUsed: number;
  readonly external: number;
}

export interface FuzzFigures {
  readonly seconds: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly counted: number;
  readonly first: Memory;
  readonly last: Memory;
}

/** @throws {AssertionError} that names the rule and the request, as far as it can be printed. */
export async function fuzz(t: Lifetime, options: FuzzOptions): Promise<FuzzFigures> {
  const { requests, seed, halfOpen, growth, progress } = options;
  const chance = new Chance(seed);
  const path = join(temporaryFolder(t), 'gaung.sqlite');
  const server = await runServer(t, {
    ...UNLIMITED,
    GAUNG_STORAGE: `sqlite:${path}`,
    GAUNG_ADMIN_TOKEN: ADMIN,
    GAUNG_LIVE_CONNECTIONS: String(LIVE),
    NODE_OPTIONS: `--import=${PROBE}`,
  });
  const port = Number(new URL(server.url).port);
  const http = createHttp(port, IN_FLIGHT);
  t.after(() => http.close());
  const leave = await watchLive(server.url);
  t.after(leave);
  const deal = chance.deck(RULES.flatMap(([times, rule]) => Array.from({ length: times }, () => rule)));
  const expected = createExpectation();
  const statuses: Record<string, number> = {};
  let counted = 0;
  let played = 0;

  const send = async (request: Case['request']) =>
    'pieces' in request ? sendRaw(port, request) : [await http.send(request)];

  async function play(one: Case): Promise<void> {
    const isRaw = 'pieces' in one.request;
    const answers = await send(one.request).catch((cause: unknown) => {
      throw new Error(`seed ${seed}: no answer to ${one.what}\n${print(one)}`, { cause });
    });
    if ('answers' in one.request) assert.equal(answers.length, one.request.answers, `${one.what}: a missing answer`);
    if (answers.length === 0) answers.push({ status: 0, body: '' });
    for (const { status, body } of answers) {
      statuses[status || 'none'] = (statuses[status || 'none'] ?? 0) + 1;
      const said = () => `seed ${seed}: ${one.what} was answered by ${status} ${body.slice(0, 300)}\n${print(one)}`;
      assert.ok(status < 500 || isFullHouse(one, body), said());
      if (one.status !== undefined) assert.equal(status, one.status, said());
      if (one.refused !== undefined && !isRaw) assert.equal(JSON.parse(body).refused.length, one.refused, said());
    }
    for (const { interaction, by } of one.counts ?? []) expected.add(interaction, by);
    counted += one.counts?.length ?? 0;
  }

  /** So many more, some of them at the same time. */
  async function playMany(howMany: number): Promise<void> {
    let left = Math.round(howMany);
    const player = async () => {
      while (left-- > 0) {
        await play(deal()(chance));
        if (++played % 10_000 === 0) progress?.(played);
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, player));
  }

  /** Resolves when the server has seen the end of the half-open connections: until then they are memory in use. */
  async function untilClosed(): Promise<void> {
    const asked = { method: 'GET', path: '/metrics', headers: { Authorization: `Bearer ${ADMIN}` } };
    const openFiles = async () => Number(/^process_open_fds (\d+)$/m.exec((await http.send(asked)).body)![1]);
    while ((await openFiles()) > SETTLED_FILES) await setImmediate();
  }

  /** A twentieth, a storm of half-open connections in the midst of another: so end the first tenth and the last. */
  async function playTenth(): Promise<Memory> {
    await playMany(requests / 20);
    const close = await openHalf(port, halfOpen);
    await playMany(requests / 20);
    close();
    await untilClosed();
    return memoryOf(server);
  }

  const start = performance.now();
  const first = await playTenth();
  await playMany(requests * 0.8);
  const last = await playTenth();
  const seconds = (performance.now() - start) / 1000;

  leave();
  assert.equal(server.child.exitCode, null, 'it runs');
  server.child.kill('SIGTERM');
  const { code, out, err } = await server.ended;
  assert.deepEqual([code, err], [0, '']);
  assert.doesNotMatch(out, / error /);
  const storage = sqliteStorage({ path });
  t.after(() => storage.close());
  await assertNumbers(storage, expected);
  await assertNothingElse(storage, expected);
  await assertVerified(storage);
  const live = ({ heapUsed, external }: Memory) => heapUsed + external;
  const grown = `The memory grew: ${JSON.stringify({ first, last })}`;
  assert.ok(live(last) <= live(first) * (1 + growth), grown);
  return { seconds, statuses, counted, first, last };
}

/** Readers who take what comes. Returns the way to end them. */
async function watchLive(url: string): Promise<() => void> {
  const leaving = new AbortController();
  const watch = async () => {
    const { body } = await fetch(new URL('v1/live?page=news.example/1', url), { signal: leaving.signal });
    body!.pipeTo(new WritableStream()).catch(() => {}); // It ends by being left.
  };
  await Promise.all(Array.from({ length: LIVE }, watch));
  return () => leaving.abort();
}

/** Asks the probe in the server's process. */
async function memoryOf({ child, output }: Awaited<ReturnType<typeof runServer>>): Promise<Memory> {
  const before = output.out.length;
  const said = () => /^memory (.*)\n/m.exec(output.out.slice(before))?.[1];
  child.kill('SIGUSR2');
  while (!said()) await new Promise((resolve) => child.stdout.once('data', resolve));
  return JSON.parse(said()!);
}

/** Whether it asked for live counts, and was told that there are readers enough; HEAD is told so without words. */
function isFullHouse({ request }: Case, body: string): boolean {
  if ('pieces' in request || request.method !== 'HEAD') return body.includes('urn:gaung:problem:live-full');
  return request.path.startsWith('/v1/live?');
}

function print({ request }: Case): string {
  const text = 'pieces' in request ? Buffer.concat(request.pieces).toString() : JSON.stringify(request);
  return text.length > 2000 ? `${text.slice(0, 2000)}… (${text.length})` : text;
}
