/** How much memory is for counts that are ready to be sent, where nobody said it. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { defaultSize } from '../src/page-memory/default-size.ts';

const GIB = 2 ** 30;

it('is a sixteenth of the machine', () => {
  assert.equal(defaultSize({ limit: 0, machine: 16 * GIB }), 1024);
});

it('is a sixteenth of what a container leaves of it', () => {
  assert.equal(defaultSize({ limit: 4 * GIB, machine: 16 * GIB }), 256);
  for (const unlimited of [2 ** 64, 32 * GIB]) assert.equal(defaultSize({ limit: unlimited, machine: 16 * GIB }), 1024);
});

it('is 64 MiB where that were less, and never more than may be asked for', () => {
  assert.equal(defaultSize({ limit: GIB / 2, machine: 16 * GIB }), 64);
  assert.equal(defaultSize({ limit: 0, machine: 1024 * GIB }), 4096);
});
