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
import { holdPage, indexVotes, writePage } from './write-page.ts';

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
    const added = await addAside(engine, calls, from, into, `g:${id}`);
    changed = added.changed;
    for (const part of ['p', 'o', 'b']) await engine.write(groupOf(from), ['del', `${base}z${part}:${from}`]);
    await engine.write(groupOf(added.to), ['hdel', `${engine.base(groupOf(added.to))}p:${added.to}`, `g:${id}`]);
  }
  await journal.end(id);
  return changed;
}

/** Adds what is aside to the page that `into` is a key of, unless the mark says that it is there. */
async function addAside(engine: Engine, calls: Calls, from: PageKey, into: PageKey, mark: string) {
  const floor = await highestFloor(engine);
  const aside = await readWhole(engine, from, 'z');
  await indexVotes(engine, into, Object.keys(aside.votes));
  for (let times = 0; ; times++) {
    const { key: to } = await findPage(engine, into);
    await holdPage(engine, to, times);
    const before = await readWhole(engine, to);
    if (before.page['a'] !== undefined) continue; // It has just become an alias.
    if (before.page[mark] !== undefined) return { to, changed: new Set<PageKey>() };
    // Asked after the other page was read: who else has added it takes it away before the mark.
    const isAside = (await engine.read(groupOf(from), ['exists', `${engine.base(groupOf(from))}zp:${from}`])) === 1;
    const state = toState(floor, [
      ...(before.page['v'] === undefined ? [] : [toPage(to, before)]),
      ...(isAside ? [toPage(from, aside)] : []),
    ]);
    const rows = createRows(state);
    if (!mergePages(rows.ledger, from, to)) return { to, changed: new Set<PageKey>() };
    const after = state.pages.get(to);
    if (await writePage(engine, calls, { key: to, before, after, floor, mark })) {
      return { to, changed: rows.takeTouched() };
    }
  }
}
