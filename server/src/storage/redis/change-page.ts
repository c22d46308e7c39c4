import type { PageKey } from 'gaung/contract';
import { createRows, type Rows } from '../memory/rows.ts';
import type { Calls } from './calls.ts';
import type { Engine } from './engine.ts';
import { toPage, toState } from './page-fields.ts';
import { findPage, highestFloor, readWhole } from './pages.ts';
import { holdPage, writePage } from './write-page.ts';

/**
 * Lets rules work on one page, found by any of its keys, and writes it back; once more where somebody changed it meanwhile.
 *
 * @returns What the rules returned, and which keys have other counts.
 */
export async function changePage<Result>(
  engine: Engine,
  calls: Calls,
  asked: PageKey,
  work: (rows: Rows, key: PageKey) => Result,
): Promise<{ readonly result: Result; readonly changed: ReadonlySet<PageKey> }> {
  const floor = await highestFloor(engine);
  for (let times = 0; ; times++) {
    const { key } = await findPage(engine, asked);
    await holdPage(engine, key, times);
    const before = await readWhole(engine, key);
    if (before.page['a'] !== undefined) continue; // It has just become an alias.
    const state = toState(floor, before.page['v'] === undefined ? [] : [toPage(key, before)]);
    const rows = createRows(state);
    const result = work(rows, key);
    if (await writePage(engine, calls, { key, before, after: state.pages.get(key), floor })) {
      return { result, changed: rows.takeTouched() };
    }
  }
}
