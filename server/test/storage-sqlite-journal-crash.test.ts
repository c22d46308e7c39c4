/** Two processes that fill the journal of one file are killed at any moment, again and again: nothing is lost or counted twice. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sqliteStorage } from '../src/storage/sqlite/sqlite.ts';
import type { Batch } from '../src/storage/storage.ts';
import { createExpectation } from './expected-counts.ts';
import { planned } from './journal-plan.ts';
import { seededChance } from './seed.ts';
import { assertNumbers, assertVerified } from './stored.ts';
import { temporaryFolder } from './temporary-folder.ts';

const ROUNDS = process.env.GAUNG_LONG ? 100 : 8;
const PLANS = [1, 2];
/** More than a process has under way: of these nobody knows whether they are stored. */
const UNDER_WAY = 12;
const WRITER = fileURLToPath(new URL('journal-writer.ts', import.meta.url));

function isJournalled(path: string): boolean {
  const db = new DatabaseSync(path);
  try {
    return db.prepare('SELECT 1 FROM journal').get() !== undefined;
  } finally {
    db.close();
  }
}

it(`has all that was acknowledged, once, after ${ROUNDS} times kill -9 of two processes`, {
  timeout: 600_000,
}, async (t) => {
  const chance = seededChance(t);
  const path = join(temporaryFolder(t), 'gaung.sqlite');
  const done = new Map(PLANS.map((plan) => [plan, 0]));
  let found = 0;

  /** Runs until it has acknowledged so many more, and then some time or none. */
  async function run(plan: number, more: number, delay: number): Promise<void> {
    const first = done.get(plan)!;
    const child: ChildProcess = spawn(process.execPath, [WRITER, path, String(plan), String(first)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    t.after(() => child.kill('SIGKILL'));
    let isDue = false;
    let said = '';
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const acknowledged = Number(said.split('\n').at(-2) ?? first);
      done.set(plan, acknowledged);
      if (isDue || acknowledged < first + more) return;
      isDue = true;
      setTimeout(() => child.kill('SIGKILL'), delay); // Not at an answer, which is always the same moment.
    });
    assert.deepEqual(await once(child, 'close'), [null, 'SIGKILL']);
  }

  for (let round = 0; round < ROUNDS; round++) {
    await Promise.all(PLANS.map((plan) => run(plan, chance.between(1, 300), chance.number() * 5)));
    if (isJournalled(path)) found++;
    const storage = sqliteStorage({ path, busyTimeout: 10_000, journalFrom: 4, journalMost: 60 });
    const send = (batches: readonly Batch[]) => Promise.all(batches.map((batch) => storage.record(batch)));
    const expected = createExpectation();
    const sent = PLANS.map((plan) => {
      const acknowledged = done.get(plan)!;
      done.set(plan, acknowledged + UNDER_WAY);
      const batches = Array.from({ length: done.get(plan)! }, (_, n) => planned(plan, n));
      for (const { interactions, visitor } of batches) expected.add(interactions[0], visitor);
      return { before: batches.slice(0, acknowledged), underWay: batches.slice(acknowledged) };
    });
    // With those of which nobody has heard it is exact, whether they were stored or not. Then all that came before, again.
    await send(sent.flatMap(({ underWay }) => underWay));
    await assertNumbers(storage, expected);
    await send(sent.flatMap(({ before }) => before));
    await assertNumbers(storage, expected);
    await assertVerified(storage);
    await storage.close();
  }
  t.diagnostic(`In ${found} of ${ROUNDS} rounds something was in the journal.`);
});
