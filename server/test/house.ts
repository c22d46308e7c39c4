/** Instances over one storage, and readers who have tokens, for one test or for several. */
import { after, before } from 'node:test';
import type { Chance } from '../../test/e2e/chance.ts';
import { type Instance, runInstance } from './instances.ts';
import { type Known, meet, type Planned, planLoad } from './load-plan.ts';
import type { Lifetime } from './server-process.ts';

/** How many instances there are. */
const INSTANCES = 3;
/** A load that is long enough for something to happen in the middle of it. */
const COUNT = process.env.GAUNG_LONG ? 20_000 : 1000;

export interface House {
  /** As `GAUNG_STORAGE` names it. */
  readonly storage: string;
  readonly instances: readonly Instance[];
  readonly known: readonly Known[];
}

/** @param first The same storage by another way, for the first instance. */
export async function openHouse(
  t: Lifetime,
  storage: string,
  env: Record<string, string> = {},
  first = storage,
): Promise<House> {
  const ways = Array.from({ length: INSTANCES }, (_, i) => (i === 0 ? first : storage));
  const instances = await Promise.all(ways.map((way) => runInstance(t, way, env)));
  return { storage, instances, known: await meet(instances[0]!.sender) };
}

/** Opens a house before the tests of a `describe`, and ends it after them. To start processes takes most of their time. */
export function withHouse<Opened extends House>(open: (t: Lifetime) => Promise<Opened>): () => Opened {
  const ends: (() => unknown)[] = [];
  let house: Opened | undefined;
  before(async () => {
    house = await open({ after: (end) => void ends.push(end as () => unknown) });
  });
  after(async () => {
    for (const end of ends.toReversed()) await end();
  });
  return () => house!;
}

let sites = 0;

/** The same load for the same seed, on pages of its own; all of it in the past: the future would be clamped to now. */
export function loadOf(
  chance: Chance,
  { known }: Pick<House, 'known'>,
  { count = COUNT, pages = 50 }: { readonly count?: number; readonly pages?: number } = {},
): Planned[] {
  const from = Date.now() - 24 * 60 * 60 * 1000;
  return planLoad({ chance, count, pages, site: `${++sites}/`, known, from });
}
