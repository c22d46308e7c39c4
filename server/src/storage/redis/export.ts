import type { Difference, Progress, Verification } from '../administration.ts';
import type { StoredRecord } from '../records.ts';
import { recordsOf, verifyPage } from '../rules/export-rules.ts';
import { allPages, countPages } from './all-pages.ts';
import type { Engine } from './engine.ts';
import { highestFloor } from './pages.ts';

/** All records, each page as it was at one moment; the moments differ. */
export async function* exportRecords(engine: Engine): AsyncGenerator<StoredRecord, void, undefined> {
  yield { type: 'meta', versionFloor: await highestFloor(engine) };
  for await (const { rows } of allPages(engine)) {
    const [, ...records] = recordsOf(rows.ledger); // The first is no page's.
    yield* records;
  }
}

/** How often progress is told, in pages. */
const TELL_EVERY = 200;

/** Compares all counts of reactions with the votes. */
export async function verifyAll(engine: Engine, progress: Progress = () => {}): Promise<Verification> {
  const total = await countPages(engine);
  const differences: Difference[] = [];
  let pages = 0;
  let votes = 0;
  for await (const { key, rows } of allPages(engine)) {
    const page = rows.ledger.find(key)!;
    const found = verifyPage(rows.ledger, page);
    votes += found.votes;
    differences.push(...found.differences);
    if (++pages % TELL_EVERY === 0) progress(pages, total);
  }
  progress(pages, pages);
  return { pages, votes, differences, damage: [] };
}
