import type { TestContext } from 'node:test';
import { Chance } from '../../test/e2e/chance.ts';

/** Chance from `GAUNG_SEED`, else from a new seed each time; the report says which, so that it can be run again. */
export function seededChance(t: Pick<TestContext, 'diagnostic'>): Chance {
  const seed = Number(process.env.GAUNG_SEED ?? Date.now() % 2 ** 31);
  t.diagnostic(`Again: GAUNG_SEED=${seed}`);
  return new Chance(seed);
}
