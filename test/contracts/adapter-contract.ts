/**
 * What every adapter must do. An adapter's own test is a few lines that call {@link adapterContract}, under `node:test`
 * (`it`) or in a browser under mocha (`it`): nothing here depends on either.
 */
import type { Capabilities } from '../../src/contract/index.ts';
import { equal } from './adapter/assert.ts';
import { choices } from './adapter/choices.ts';
import { hostile } from './adapter/hostile.ts';
import { live } from './adapter/live.ts';
import { reading } from './adapter/reading.ts';
import { recording } from './adapter/recording.ts';
import { type Bench, type Case, toolsFor } from './adapter/tools.ts';

export type { Bench } from './adapter/tools.ts';

/** `it` of node:test or of mocha. */
export interface ContractTest {
  (title: string, body: () => Promise<void>): unknown;
  skip(title: string, body: () => Promise<void>): unknown;
}

export interface AdapterContract {
  readonly test: ContractTest;
  /** Names the adapter in the report. */
  readonly name: string;
  /** What the adapter should say that it can do. Decides which cases make sense. */
  readonly capabilities: Capabilities;
  /** A new backend, or new adapters of one that lasts: each case takes pages of its own. */
  create(): Bench | Promise<Bench>;
  /** Cases that the backend cannot pass, by title, and why. */
  readonly skip?: Readonly<Record<string, string>>;
}

const CASES: readonly Case[] = [...reading, ...recording, ...choices, ...hostile, ...live];

/** Why a case makes no sense for a backend, or undefined where it does. */
function reasonToSkip({ title, needs = [], leaveOut }: Case, { capabilities, skip }: AdapterContract) {
  const missing = needs.filter((need) => !capabilities[need]);
  if (missing.length > 0) return `not ${missing.join(', ')}`;
  return leaveOut?.(capabilities) ?? (skip && Object.hasOwn(skip, title) ? skip[title] : undefined);
}

export function adapterContract(contract: AdapterContract): void {
  const { test, name, capabilities, create, skip = {} } = contract;
  const unknown = Object.keys(skip).filter((title) => !CASES.some((one) => one.title === title));
  if (unknown.length > 0) throw new Error(`The adapter contract has no case "${unknown.join('", "')}" to skip.`);

  /** A case on a bench of its own, which is closed whatever happens. */
  const onBench = (run: Case['run']) => async () => {
    const bench = await create();
    try {
      await run(toolsFor(bench));
    } finally {
      await bench.close?.();
    }
  };

  test(
    `${name}: says what it can do`,
    onBench(async ({ adapter }) => equal(adapter.capabilities, capabilities, 'the capabilities')),
  );
  for (const one of CASES) {
    const reason = reasonToSkip(one, contract);
    const title = `${name}: ${one.title}`;
    if (reason) test.skip(`${title} (skipped: ${reason})`, onBench(one.run));
    else test(title, onBench(one.run));
  }
}
