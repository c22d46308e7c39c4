/**
 * What every adapter must do, for whoever writes one. Needs no test library: {@link adapterContract} takes the `it` of
 * the one that is there (`node:test`, mocha, vitest, in Node or in a browser), and {@link adapterCases} gives the cases
 * as a list to any other.
 */
import type { Capabilities } from '../contract/index.ts';
import { abilities } from './abilities.ts';
import { equal } from './assert.ts';
import { choices } from './choices.ts';
import { hostile } from './hostile.ts';
import { live } from './live.ts';
import { reading } from './reading.ts';
import { recording } from './recording.ts';
import { type Bench, type Case, lacking, toolsFor } from './tools.ts';

export type { Bench } from './tools.ts';

/** `it` of node:test, mocha, vitest and their kin. */
export interface ContractTest {
  (title: string, body: () => Promise<void>): unknown;
  skip(title: string, body: () => Promise<void>): unknown;
}

/** An adapter to be tested. */
export interface AdapterUnderTest {
  /** Names the adapter in the report. */
  readonly name: string;
  /** What the adapter should say that it can do. Decides which cases make sense. */
  readonly capabilities: Capabilities;
  /** A new backend, or new adapters of one that lasts: each case takes pages of its own. */
  create(): Bench | Promise<Bench>;
  /** Cases that the backend cannot pass, by title, and why. */
  readonly skip?: Readonly<Record<string, string>>;
}

/** One case of the contract. */
export interface AdapterCase {
  /** The adapter's name and what is to be so: `waline: a view counts`. */
  readonly title: string;
  /** Why it makes no sense for this adapter; absent where it does. */
  readonly skipped?: string;
  /** Rejects with what is wrong. */
  run(): Promise<void>;
}

const CASES: readonly Case[] = [...reading, ...recording, ...abilities, ...choices, ...hostile, ...live];

/** Why a case makes no sense for a backend, or undefined where it does. */
function reasonToSkip(one: Case, { capabilities, skip }: AdapterUnderTest): string | undefined {
  const missing = lacking(one, capabilities);
  if (missing.length > 0) return `not ${missing.join(', ')}`;
  return one.leaveOut?.(capabilities) ?? (skip && Object.hasOwn(skip, one.title) ? skip[one.title] : undefined);
}

/**
 * The cases of the contract for one adapter, each on a bench of its own that is closed afterwards.
 *
 * @throws {Error} where `skip` names a case that does not exist.
 */
export function adapterCases(adapter: AdapterUnderTest): AdapterCase[] {
  const { name, capabilities, create, skip = {} } = adapter;
  const unknown = Object.keys(skip).filter((title) => !CASES.some((one) => one.title === title));
  if (unknown.length > 0) throw new Error(`The adapter contract has no case "${unknown.join('", "')}" to skip.`);

  const onBench = (run: Case['run']) => async () => {
    const bench = await create();
    try {
      await run(toolsFor(bench));
    } finally {
      await bench.close?.();
    }
  };
  const claims: Case = {
    title: 'says what it can do',
    run: async (tools) => equal(tools.adapter.capabilities, capabilities, 'the capabilities'),
  };
  return [claims, ...CASES].map((one): AdapterCase => {
    const skipped = reasonToSkip(one, adapter);
    return { title: `${name}: ${one.title}`, ...(skipped && { skipped }), run: onBench(one.run) };
  });
}

/**
 * Hands the cases of the contract to a test runner.
 *
 * @param adapter The adapter, and the runner's `it` as `test`.
 */
export function adapterContract({ test, ...adapter }: AdapterUnderTest & { readonly test: ContractTest }): void {
  for (const { title, skipped, run } of adapterCases(adapter)) {
    if (skipped) test.skip(`${title} (skipped: ${skipped})`, run);
    else test(title, run);
  }
}
