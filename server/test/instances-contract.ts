/** What several instances over one storage must do, whichever engine it is. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createInteractionId } from 'gaung/contract';
import { startBalancer } from './balancer.ts';
import { anyOf, assertExact, deliver, type Instance, runInstance, untilReadiness } from './instances.ts';
import { type Known, meet, type Planned, planLoad } from './load-plan.ts';
import { seededChance } from './seed.ts';
import type { Lifetime } from './server-process.ts';
import { PAGE } from './tools.ts';

/** How many instances there are. */
export const INSTANCES = 3;
/** A load that is long enough for something to happen in the middle of it. */
export const COUNT = process.env.GAUNG_LONG ? 20_000 : 1000;
/** Loads that must be counted exactly: how many interactions over how many pages. */
const LOADS = process.env.GAUNG_LONG
  ? [[{ count: 50_000, pages: 1 }], [{ count: 50_000, pages: 1000 }]]
  : [
      [
        { count: 2500, pages: 1 },
        { count: 2500, pages: 1000 },
      ],
    ];

export interface Place {
  /** A storage of the test's own, as `GAUNG_STORAGE` names it. */
  storage(): string;
}

/** Instances over one storage, and their readers who have tokens. */
export async function openHouse(t: Lifetime, storage: string, env: Record<string, string> = {}, howMany = INSTANCES) {
  const instances = await Promise.all(Array.from({ length: howMany }, () => runInstance(t, storage, env)));
  return { instances, known: await meet(instances[0]!.sender) };
}

/** The same load for the same seed; all of it in the past, because the future would be clamped to now. */
export const loadOf = (chance: ReturnType<typeof seededChance>, known: readonly Known[], count = COUNT, pages = 50) =>
  planLoad({ chance, count, pages, known, from: Date.now() - 24 * 60 * 60 * 1000 });

export function instancesContract({ storage }: Place): void {
  for (const loads of LOADS) {
    const what = loads.map(({ count, pages }) => `${count} interactions over ${pages} page${pages > 1 ? 's' : ''}`);
    it(`count ${what.join(' and ')} exactly, all at once`, async (t) => {
      const chance = seededChance(t);
      const place = storage();
      const { instances, known } = await openHouse(t, place);
      const planned = loads.flatMap(({ count, pages }) => loadOf(chance, known, count, pages));
      const { again } = await deliver(planned, anyOf(chance, instances), { inFlight: 50 });
      assert.equal(again, 0, 'all are acknowledged at once');
      await assertExact(place, planned, instances);
    });
  }

  it('tell a subscriber of the one within a second what was tapped at another', async (t) => {
    const { instances } = await openHouse(t, storage());
    const [near, far] = instances as [Instance, Instance];
    const stream = await near.watch(PAGE);
    for (let views = 1; views <= 3; views++) {
      const sent = performance.now();
      await far.sender.post({ interactions: [{ id: createInteractionId(), type: 'view', page: PAGE }] });
      await stream.until(({ data }) => data.counts?.[PAGE]?.views === views);
      const took = performance.now() - sent;
      assert.ok(took < 1000, `${Math.round(took)} ms`);
      assert.equal((await near.counts([PAGE]))[PAGE].views, views, 'and whoever asks gets the same');
    }
  });

  it('lose and double nothing where one is killed in the middle of a load', async (t) => {
    const chance = seededChance(t);
    const place = storage();
    const { instances, known } = await openHouse(t, place);
    const planned = loadOf(chance, known);
    const [victim, ...others] = instances as [Instance, ...Instance[]];
    const left = [...instances];
    const { again } = await deliver(planned, anyOf(chance, left), {
      onAnswer(answers) {
        if (answers !== Math.floor(COUNT / 3)) return;
        void victim.kill().then(() => left.shift());
      },
    });
    assert.ok(again > 0, 'it was in the middle');
    await assertExact(place, planned, others);
  });

  it('restart one after the other in the middle of a load, and no reader sees an error', async (t) => {
    const chance = seededChance(t);
    const place = storage();
    const env = { GAUNG_STOP_DELAY: '1' };
    const { instances, known } = await openHouse(t, place, env);
    const balancer = startBalancer(t);
    for (const one of instances) balancer.instances.add(one);
    for (const one of instances) await untilReadiness(one, 200);
    const sent: Planned[] = [];
    const over = new AbortController();

    async function reader(number: number): Promise<void> {
      while (!over.signal.aborted) {
        const planned = loadOf(chance, known, 10, 20);
        for (const one of planned) {
          sent.push(one);
          const answer = await balancer.send('POST', '/v1/interactions', one.body);
          assert.equal(answer.status, 200, `reader ${number}: ${answer.text}`);
          const { page } = one.body.interactions[0];
          const read = await balancer.send('GET', `/v1/counts?page=${encodeURIComponent(page)}`);
          assert.equal(read.status, 200, read.text);
        }
      }
    }

    async function restartAll(): Promise<void> {
      for (const old of instances) {
        await old.stop(); // Red first: the balancer sees it, and sends nobody there when it is gone.
        balancer.instances.delete(old);
        const fresh = await runInstance(t, place, env);
        balancer.instances.add(fresh);
        await untilReadiness(fresh, 200);
      }
    }

    while (balancer.ready.size < INSTANCES) await new Promise((resolve) => setTimeout(resolve, 20));
    const readers = Promise.all([1, 2, 3, 4, 5].map(reader));
    // A reader's error is the first to be told; the restart must not go on without them.
    await Promise.race([restartAll(), readers]).finally(() => over.abort());
    await readers;
    assert.ok(sent.length > 100, String(sent.length));
    await assertExact(place, sent, [...balancer.instances]);
  });
}
