import { type Answers, collector } from './answers.ts';
import { connections } from './connections.ts';
import { createStory, type KindOfLoad } from './story.ts';

export interface FullSpeed {
  readonly ports: readonly number[];
  readonly kind: KindOfLoad;
  /** Requests under way at a time. */
  readonly connections: number;
  /** How many pages there are. */
  readonly pages: number;
  readonly seed: number;
  /** How long, in ms, and how long before that answers are not counted. */
  readonly time: number;
  readonly warmUp: number;
}

/** A closed loop: on each connection the next request goes out when the last one is answered. Shows how much goes through. */
export async function fullSpeed({ ports, kind, pages, seed, time, warmUp, ...more }: FullSpeed): Promise<Answers> {
  const story = createStory(pages, seed, kind);
  const all = await connections(ports, more.connections);
  const { ended, collected } = collector();
  const begin = performance.now() + warmUp;
  const end = begin + time;
  await Promise.all(
    all.map(async ({ outcome, close }) => {
      while (performance.now() < end) {
        const request = story.next();
        const sent = performance.now();
        const what = await outcome(request.text);
        const now = performance.now();
        ended(request.kind, what, now >= begin && now < end ? now - sent : undefined);
      }
      close();
    }),
  );
  return collected();
}
