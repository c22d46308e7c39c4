import type * as fc from 'fast-check';

/** What a failed check tells: how to see it again, what is wrong, and the story of how it came to be. */
export function report<Given extends unknown[]>(details: fc.RunDetails<Given>): string {
  const { seed, numRuns, numShrinks, counterexamplePath, counterexample, errorInstance } = details;
  // The commands' own part of the path is told by their text alone.
  const [, replay = ''] = /replayPath="([^"]*)"/.exec(String(counterexample?.at(-1))) ?? [];
  return [
    `Run ${numRuns} failed; the shortest story of ${numShrinks + 1} that fail:`,
    errorInstance instanceof Error ? errorInstance.message : String(errorInstance),
    `Again: GAUNG_SEED=${seed} GAUNG_PATH=${counterexamplePath}/${replay} node --test test/model/store-model.test.ts`,
  ].join('\n');
}
