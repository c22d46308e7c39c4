import { setTimeout as delay } from 'node:timers/promises';
import { type Answers, collector } from './answers.ts';
import { type Arrival, arrivals, type Schedule } from './arrivals.ts';
import { type Connection, connections } from './connections.ts';
import { createStory } from './story.ts';

export interface FrontPage {
  readonly ports: readonly number[];
  /** Connections on which readers are served. Who finds none that is free waits for one. */
  readonly connections: number;
  /** How many pages there are. */
  readonly pages: number;
  readonly seed: number;
  readonly schedule: Schedule;
}

export interface FrontPageAnswers {
  readonly steady: Answers;
  readonly burst: Answers;
}

/** How long those who wait still are served after the end, in ms. */
const DRAIN_MS = 10_000;

/**
 * An open loop: readers come by a schedule. How long one waits is counted from when it came, by the schedule, until the
 * whole answer is there, whether it was the server that kept it waiting, or those before it.
 */
export async function frontPage({ ports, pages, seed, schedule, ...more }: FrontPage): Promise<FrontPageAnswers> {
  const story = createStory(pages, seed);
  const all = await connections(ports, more.connections);
  const free = [...all];
  const waiting: Arrival[] = [];
  const steady = collector();
  const burst = collector();
  const begin = performance.now();
  const end = begin + schedule.length + DRAIN_MS;

  async function serve({ outcome }: Connection, { at, isInBurst, isHot }: Arrival): Promise<void> {
    const { kind, text } = isHot ? story.ofHotPage() : story.next();
    const what = await outcome(text);
    (isInBurst ? burst : steady).ended(kind, what, performance.now() - begin - at);
  }

  /** Goes on serving on one connection as long as somebody waits. */
  async function serveAll(one: Connection, first: Arrival): Promise<void> {
    for (let next: Arrival | undefined = first; next; next = waiting.shift()) await serve(one, next);
    free.push(one);
  }

  const coming = arrivals(schedule, seed);
  for (let next = coming.next(); !next.done; ) {
    while (!next.done && next.value.at <= performance.now() - begin) {
      const one = free.pop();
      if (one) void serveAll(one, next.value);
      else waiting.push(next.value);
      next = coming.next();
    }
    await delay(1);
  }
  while (free.length < all.length && performance.now() < end) await delay(10);
  // Whether a request that nobody has answered yet was a write is not told any more: it may have been.
  for (let left = all.length - free.length; left > 0; left--) steady.ended('write', 'unanswered', 0);
  for (const _ of waiting.splice(0)) steady.ended('read', 'never sent', 0);
  for (const { close } of all) close();
  return { steady: steady.collected(), burst: burst.collected() };
}
