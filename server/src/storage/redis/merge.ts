import type { PageKey } from 'gaung/contract';
import { createRows } from '../memory/rows.ts';
import { mergePages } from '../rules/page-rules.ts';
import type { Calls } from './calls.ts';
import type { Engine } from './engine.ts';
import { groupOf } from './keys.ts';
import { ALIAS_LUA } from './lua/change.ts';
import type { Entry, Journal } from './operator.ts';
import { toPage, toState } from './page-fields.ts';
import { findPage, highestFloor, readWhole } from './pages.ts';
import { holdPage, writePage } from './write-page.ts';

type Merge = Extract<Entry, { op: 'merge' }>;

/**
 * Merges a page into another. Both may be in different slots, so it takes steps, each of which may be repeated: what the
 * first page has goes aside and its key becomes an alias, in one step, from which on nobody counts there; what is aside is
 * added to the other page together with a mark that it was; then it is removed, then the mark.
 *
 * @returns The keys that have other counts; empty where it was merged already.
 */
export async function mergeInto(
  engine: Engine,
  calls: Calls,
  journal: Journal,
  from: PageKey,
  into: PageKey,
): Promise<ReadonlySet<PageKey>> {
  const [source, target] = await Promise.all([findPage(engine, from), findPage(engine, into)]);
  const [one, other] = await Promise.all([readWhole(engine, source.key), readWhole(engine, target.key)]);
  const all = new Map([
    [source.key, one],
    [target.key, other],
  ]);
  const there = [...all].filter(([, { page }]) => page['v'] !== undefined);
  const rows = createRows(
    toState(
      0,
      there.map(([key, fields]) => toPage(key, fields)),
    ),
  );
  // On a copy, to hear why it cannot be.
  if (!mergePages(rows.ledger, from, into)) return new Set();
  const entry: Merge = { op: 'merge', from, into: target.key };
  return finishMerge(engine, calls, journal, await journal.begin(entry), entry);
}

/** Does what is left of a merge. */
export async function finishMerge(
  engine: Engine,
  calls: Calls,
  journal: Journal,
  id: string,
  entry: Merge,
): Promise<ReadonlySet<PageKey>> {
  const [from, into] = [entry.from as PageKey, entry.into as PageKey];
  const base = engine.base(groupOf(from));
  const key = `${base}p:${from}`;
  let changed: ReadonlySet<PageKey> = new Set();
  if ((await engine.run(ALIAS_LUA, groupOf(from), () => [from, into], key)) === 1) {
    changed = await addAside(engine, calls, from, into, `g:${id}`);
    for (const part of ['p', 'o', 'b']) await engine.write(groupOf(from), ['del', `${base}z${part}:${from}`]);
    await engine.write(groupOf(into), ['hdel', `${engine.base(groupOf(into))}p:${into}`, `g:${id}`]);
  }
  await journal.end(id);
  return changed;
}

async function addAside(engine: Engine, calls: Calls, from: PageKey, into: PageKey, mark: string) {
  const floor = await highestFloor(engine);
  const aside = await readWhole(engine, from, 'z');
  for (let times = 0; ; times++) {
    await holdPage(engine, into, times);
    const before = await readWhole(engine, into);
    if (before.page[mark] !== undefined) return new Set<PageKey>();
    const state = toState(floor, [
      ...(before.page['v'] === undefined ? [] : [toPage(into, before)]),
      ...(aside.page['v'] === undefined ? [] : [toPage(from, aside)]),
    ]);
    const rows = createRows(state);
    mergePages(rows.ledger, from, into);
    const after = state.pages.get(into);
    if (await writePage(engine, calls, { key: into, before, after, floor, mark })) return rows.takeTouched();
  }
}
