/** What several instances over one storage must do, whichever engine it is. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createInteractionId } from 'gaung/contract';
import { startBalancer } from './balancer.ts';
import { type House, loadOf, openHouse } from './house.ts';
import { anyOf, assertExact, deliver, type Instance, runInstance, untilReadiness } from './instances.ts';
import type { Planned } from './load-plan.ts';
import { seededChance } from './seed.ts';

/** Loads that must be counted exactly: how many interactions over how many pages. */
const LOADS = process.env.GAUNG_LONG
  ? [[{ count: 50_000, pages: 1 }], [{ count: 50_000, pages: 1000 }]]
  : [
      [
        { count: 2500, pages: 1 },
        { count: 2500, pages: 1000 },
      ],
    ];

/** Declares tests that leave a house as they find it. */
export function sharedHouseContract(house: () => House): void {
  for (const loads of LOADS) {
    const what = loads.map(({ count, pages }) => `${count} interactions over ${pages} page${pages > 1 ? 's' : ''}`);
    it(`count ${what.join(' and ')} exactly, all at once`, async (t) => {
      const chance = seededChance(t);
      const { storage, instances } = house();
      const planned = loads.flatMap((load) => loadOf(chance, house(), load));
      const { again } = await deliver(planned, anyOf(chance, instances), { inFlight: 50 });
      assert.equal(again, 0, 'all are acknowledged at once');
      await assertExact(storage, planned, instances);
    });
  }

  it('tell a subscriber of the one within a second what was tapped at another', async (t) => {
    const [near, far] = house().instances as [Instance, Instance];
    const page = 'news.example/live';
    const stream = await near.watch(t, page);
    for (let views = 1; views <= 3; views++) {
      const sent = performance.now();
      await far.sender.post({ interactions: [{ id: createInteractionId(), type: 'view', page }] });
      await stream.until(({ data }) => data.counts?.[page]?.views === views);
      const took = performance.now() - sent;
      assert.ok(took < 1000, `${Math.round(took)} ms`);
      assert.equal((await near.counts([page]))[page].views, views, 'and whoever asks gets the same');
    }
  });
}

/** Declares tests that need a house each. @param storage Gives one of the test's own, as `GAUNG_STORAGE` names it. */
export function houseContract(storage: () => string): void {
  it('lose and double nothing where one is killed in the middle of a load', async (t) => {
    const chance = seededChance(t);
    const house = await openHouse(t, storage());
    const planned = loadOf(chance, house);
    const [victim, ...others] = house.instances as [Instance, ...Instance[]];
    const left = [...house.instances];
    const { again } = await deliver(planned, anyOf(chance, left), {
      onAnswer(answers) {
        if (answers === Math.floor(planned.length / 3)) void victim.kill().then(() => left.shift());
      },
    });
    assert.ok(again > 0, 'it was in the middle');
    await assertExact(house.storage, planned, others);
  });

  it('restart one after the other in the middle of a load, and no reader sees an error', async (t) => {
    const chance = seededChance(t);
    const env = { GAUNG_STOP_DELAY: '1' };
    const house = await openHouse(t, storage(), env);
    const { instances } = house;
    const balancer = startBalancer(t);
    for (const one of instances) balancer.instances.add(one);
    for (const one of instances) await untilReadiness(one, 200);
    const sent: Planned[] = [];
    const over = new AbortController();

    async function reader(number: number): Promise<void> {
      while (!over.signal.aborted) {
        const planned = loadOf(chance, house, { count: 10, pages: 20 });
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
        const fresh = await runInstance(t, house.storage, env);
        balancer.instances.add(fresh);
        await untilReadiness(fresh, 200);
      }
    }

    while (balancer.ready.size < instances.length) await new Promise((resolve) => setTimeout(resolve, 20));
    const readers = Promise.all([1, 2, 3, 4, 5].map(reader));
    // A reader's error is the first to be told; the restart must not go on without them.
    await Promise.race([restartAll(), readers]).finally(() => over.abort());
    await readers;
    assert.ok(sent.length > 100, String(sent.length));
    await assertExact(house.storage, sent, [...balancer.instances]);
  });
}
