/** What may happen between instances and their engine, in the middle of a load: nothing acknowledged is lost or doubled. */
import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import type { Wire } from './engines/proxy.ts';
import { type House, loadOf } from './house.ts';
import { anyOf, assertExact, deliver, type Instance, untilReadiness } from './instances.ts';
import { seededChance } from './seed.ts';
import { PAGE } from './tools.ts';

export interface Fault {
  /** `is killed`, after the engine's name. */
  readonly name: string;
  readonly house: (t: TestContext) => House | Promise<House>;
  /** Whether an instance is expected to notice. */
  notices(index: number): boolean;
  /** Lets it happen. */
  begin(): Promise<void> | void;
  /** Ends it, as whoever looks after the engine would, and without a word to the instances. */
  end(): Promise<void> | void;
}

/** Declares the test of a fault. */
export function itSurvives({ name, house: open, notices, begin, end }: Fault): void {
  it(`lose and double nothing where ${name}, say so, and recover by themselves`, async (t) => {
    const chance = seededChance(t);
    const house = await open(t);
    const { storage, instances } = house;
    const planned = loadOf(chance, house);
    const hit = instances.filter((_, i) => notices(i));
    let happening: Promise<void> | undefined;

    async function happen(): Promise<void> {
      await begin();
      const answering = Promise.all(hit.map(assertAnswers));
      const took = await Promise.all(hit.map((one) => untilReadiness(one, 503)));
      await answering;
      for (const one of instances) if (!hit.includes(one)) assert.equal(await one.status('readyz'), 200);
      await end();
      const recovery = await Promise.all(instances.map((one) => untilReadiness(one, 200, 20_000)));
      const ms = (list: readonly number[]) => `${Math.round(Math.max(...list))} ms`;
      t.diagnostic(`Not ready after ${ms(took)}, ready again ${ms(recovery)} after it was over.`);
    }

    const { again, slowest } = await deliver(planned, anyOf(chance, instances), {
      onAnswer(answers) {
        if (answers === Math.floor(planned.length / 4)) happening = happen();
      },
    });
    await happening;
    t.diagnostic(`${again} times sent again; the slowest answer took ${Math.round(slowest)} ms.`);
    assert.ok(again > 0, 'it was in the middle');
    await assertExact(storage, planned, instances);
  });
}

/** While the engine is away a read is answered from memory or by 503, and the process is healthy. */
async function assertAnswers(instance: Instance): Promise<void> {
  const [read, healthy] = await Promise.all([instance.status(`v1/counts?page=${PAGE}`), instance.status('healthz')]);
  assert.ok(read === 200 || read === 503, String(read));
  assert.equal(healthy, 200);
}

/** The two ways in which a wire can fail, the quicker one first. */
export const WIRE_FAULTS: readonly { readonly name: string; readonly begin: (wire: Wire) => void }[] = [
  { name: 'is cut', begin: (wire) => wire.cut() },
  { name: 'is a black hole', begin: (wire) => wire.pause() },
];
