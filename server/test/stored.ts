/** What a storage holds, against what it must hold. */
import assert from 'node:assert/strict';
import type { Storage } from '../src/storage/storage.ts';
import type { createExpectation } from './expected-counts.ts';

/** Each page has exactly the numbers that are expected. */
export async function assertNumbers(storage: Storage, expected: ReturnType<typeof createExpectation>): Promise<void> {
  const stored = await storage.read(expected.pages);
  for (const page of expected.pages) {
    const { views, shares, reactions } = stored.get(page)!;
    assert.deepEqual({ views, shares, reactions }, expected.numbers(page), page);
  }
}

/** `verify` finds neither a count that the votes deny nor damage in the file. */
export async function assertVerified(storage: Storage): Promise<void> {
  const { differences, damage } = await storage.verify();
  assert.deepEqual({ differences, damage }, { differences: [], damage: [] });
}

/** No page but the expected ones has anything, imported numbers included. */
export async function assertNothingElse(
  storage: Storage,
  expected: ReturnType<typeof createExpectation>,
): Promise<void> {
  const pages = new Set(expected.pages);
  for await (const record of storage.export()) {
    if (record.type === 'page') assert.ok(pages.has(record.page), `${record.page} is stored`);
    assert.notEqual(record.type, 'base');
  }
}
