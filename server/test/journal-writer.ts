/** A process that records without an end until it is killed, and says what was acknowledged: for storage-sqlite-journal-crash. */
import { writeSync } from 'node:fs';
import { Chance } from '../../test/e2e/chance.ts';
import { sqliteStorage } from '../src/storage/sqlite/sqlite.ts';
import { planned } from './journal-plan.ts';

const [path, plan, first] = process.argv.slice(2) as [string, string, string];
const storage = sqliteStorage({ path, busyTimeout: 10_000, journalFrom: 4, journalMost: 60 });
const chance = new Chance(Number(plan));

for (let next = Number(first); ; ) {
  const end = next + chance.between(1, 12);
  const sent = Array.from({ length: end - next }, (_, i) => storage.record(planned(Number(plan), next + i)));
  await Promise.all(sent);
  next = end;
  writeSync(1, `${next}\n`); // All before it are acknowledged.
}
