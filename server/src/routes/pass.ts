import type { Exclusion } from '../storage/storage.ts';
import type { Refused } from './check.ts';
import type { Attempt, Guard, Passed } from './record.ts';

/**
 * Asks guards one after the other, each about what those before it let through. Where one throws, the others are told
 * that nothing was stored.
 */
export async function pass(
  guards: readonly Guard[],
  attempt: Attempt,
): Promise<Required<Omit<Passed, 'settle'>> & Pick<Passed, 'settle'>> {
  let { interactions } = attempt;
  const excluded: Exclusion[] = [];
  const refused: Refused[] = [];
  const settles: NonNullable<Passed['settle']>[] = [];
  const settle = async (isStored: boolean) => {
    for (const one of settles) await one(isStored);
  };
  try {
    for (const guard of guards) {
      if (interactions.length === 0) break;
      const passing = guard(interactions === attempt.interactions ? attempt : { ...attempt, interactions });
      const passed = passing instanceof Promise ? await passing : passing; // Most have nothing to wait for.
      ({ interactions } = passed);
      excluded.push(...(passed.excluded ?? []));
      refused.push(...(passed.refused ?? []));
      if (passed.settle) settles.push(passed.settle);
    }
  } catch (error) {
    await settle(false);
    throw error;
  }
  return { interactions, excluded, refused, ...(settles.length > 0 && { settle }) };
}
