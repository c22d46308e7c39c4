import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readOptions } from '../../bench/load/options.ts';
import { loadTables } from '../../bench/load/report.ts';
import { run } from '../../bench/load/run.ts';

it('a run of the load says what went through, what was seen, and that nothing was lost', async () => {
  const flags = { storage: 'sqlite', seconds: '1', rate: '200', connections: '4', live: '10', pages: '100' };
  const options = readOptions(Object.entries(flags).map(([name, value]) => `--${name}=${value}`));
  const result = await run(options, 1);
  const { written, watched, full, steady, burst } = result;
  assert.ok(written.acknowledged > 0);
  assert.deepEqual(written, { ...written, unsure: 0, counted: written.acknowledged });
  assert.equal(watched.missed, 0);
  assert.ok(watched.taps > 0 && watched.seen.p50 > 0);
  for (const part of [...Object.values(full), steady, burst]) {
    assert.deepEqual(part.errors, {});
    assert.ok(part.perSecond > 0);
  }
  assert.ok(burst.perSecond > 2 * steady.perSecond);
  assert.match(loadTables(options, [result]), /1 × burst of 5 × that/);
});
