/** Runs as a worker: tells its parent the report of the story that failed, or that none did. */
import { parentPort } from 'node:worker_threads';
import * as fc from 'fast-check';
import { checkEnd } from './checks.ts';
import { steps } from './commands.ts';
import { Life, type Setting } from './life.ts';
import { type Fate, NEVER } from './network.ts';
import { report } from './report.ts';

const fate: fc.Arbitrary<Fate> = fc.record({
  kind: fc.constantFrom('answered', 'lost', 'unanswered', 'late', 'busy', 'countless', 'stale'),
  ms: fc.constantFrom(0, 0, 20, 300, 4000, 9000),
});

const setting: fc.Arbitrary<Setting> = fc.record({
  fates: fc.array(fate, { maxLength: 30, size: 'max' }),
  arrivals: fc.array(fc.constantFrom(0, 0, 0, 20, 300, 4000, NEVER), { maxLength: 10 }),
  hasMine: fc.boolean(),
  hasCache: fc.boolean(),
  isHeld: fc.integer({ min: 0, max: 7 }).map((one) => one === 7),
  isWatching: fc.boolean(),
});

const { GAUNG_SEED, GAUNG_PATH, GAUNG_RUNS, GAUNG_LONG } = process.env;
const [path, replayPath] = (GAUNG_PATH ?? '').split('/');

const property = fc.asyncProperty(
  setting,
  fc.commands(steps, { maxCommands: 24, size: 'max', ...(replayPath && { replayPath }) }),
  async (given, commands) => {
    const life = new Life(given);
    try {
      await fc.asyncModelRun(() => ({ model: life, real: life }), commands);
      await checkEnd(life);
    } catch (cause) {
      throw new Error(`${(cause as Error).message}\n${life.story.join('\n')}`, { cause });
    }
  },
);

const details = await fc.check(property, {
  numRuns: Number(GAUNG_RUNS ?? (GAUNG_LONG ? 100_000 : 10_000)),
  // One and the same, so that a commit is judged by what it changed; the long suite looks for what nobody knows yet.
  seed: Number(GAUNG_SEED ?? (GAUNG_LONG ? Date.now() % 2 ** 31 : 1)),
  ...(path && { path, endOnFailure: true }),
});
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort!.postMessage(details.failed ? report(details) : 'none failed');
