import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { Worker } from 'node:worker_threads';

describe('store: against a model', () => {
  it('ends thousands of stories of taps, tabs and faults in what was done', async () => {
    // In a thread of its own: here the test runner follows every promise, which takes longer than the stories do.
    const [told] = await once(new Worker(new URL('tell-stories.ts', import.meta.url)), 'message');
    assert.ok(told === 'none failed', told);
  });
});
