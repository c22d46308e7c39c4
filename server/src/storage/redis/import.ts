import type { PageKey } from 'gaung/contract';
import type { ImportMode, ImportSummary } from '../administration.ts';
import { createRows, emptyState, type Rows, type State } from '../memory/rows.ts';
import type { StoredRecord } from '../records.ts';
import { applyRecords } from '../rules/import-rules.ts';
import { StorageNotEmptyError } from '../storage.ts';
import { countPages } from './all-pages.ts';
import type { Calls } from './calls.ts';
import { deleteAll, highestVersion } from './delete-all.ts';
import type { Engine } from './engine.ts';
import { raiseFloors } from './floors.ts';
import { inChunks } from './in-chunks.ts';
import { groupOf } from './keys.ts';
import { ALIAS_LUA } from './lua/change.ts';
import { mergeInto } from './merge.ts';
import type { Journal } from './operator.ts';
import { type PageFields, toPage, toState } from './page-fields.ts';
import { findPage, highestFloor, readWhole } from './pages.ts';
import { holdPage, writePage } from './write-page.ts';

/** What an import would make of the pages that it names. */
interface Plan {
  readonly summary: ImportSummary;
  readonly state: State;
  readonly rows: Rows;
  /** The pages as they were read, by their keys. */
  readonly before: ReadonlyMap<PageKey, PageFields>;
  /** Where versions of new pages began before. */
  readonly floor: number;
}

/**
 * Takes records. All of them are read, and what is to be refused is, before anything is written; then page by page, each
 * in one step. Who is interrupted between two pages leaves a note, and may repeat the same import: what it sets is set
 * already.
 *
 * @returns What it came to, and which keys have other counts.
 */
export async function importRecords(
  engine: Engine,
  calls: Calls,
  journal: Journal,
  input: Iterable<StoredRecord>,
  mode: ImportMode | undefined,
): Promise<{ readonly summary: ImportSummary; readonly changed: ReadonlySet<PageKey> }> {
  const records = [...input];
  if (mode === undefined && (await countPages(engine)) > 0) throw new StorageNotEmptyError();
  const changed = new Set<PageKey>();
  const addChanged = (keys: Iterable<PageKey>) => {
    for (const key of keys) changed.add(key);
  };
  const floor = mode === 'replace' ? (await highestVersion(engine)) + 1 : await highestFloor(engine);
  const first = mode === 'replace' ? planAnew(records, floor) : await plan(engine, records, mode);
  const note = await journal.begin({ op: 'import', mode: mode ?? 'none', began: new Date().toISOString() });
  if (mode === 'replace') addChanged(await deleteAll(engine, calls, floor));
  let next = mode === 'replace' ? await plan(engine, records, 'merge') : first;
  // Pages that become aliases of others give them what they have got, as in a merge by hand.
  const gone = [...next.before].filter(([key, { page }]) => page['v'] !== undefined && !next.state.pages.has(key));
  for (const [key] of gone) addChanged(await mergeInto(engine, calls, journal, key, next.state.aliases.get(key)!.key));
  if (gone.length > 0) next = await plan(engine, records, 'merge');
  await raiseFloors(engine, Math.max(next.floor, next.state.floor));
  for (let [left, times] = [records, 1]; ; next = await plan(engine, left, 'merge', times++)) {
    const late = await carryOut(engine, calls, next);
    addChanged(next.rows.takeTouched());
    await nameAliases(engine, left, next);
    if (late.size === 0) break;
    const { ledger } = next.rows;
    left = left.filter((record) => record.type === 'meta' || late.has(ledger.key(ledger.page(record.page))));
  }
  for (const [id, { op }] of await journal.all()) if (op === 'import' || id === note) await journal.end(id);
  return { summary: first.summary, changed };
}

function planAnew(records: readonly StoredRecord[], floor: number): Plan {
  const state = emptyState(floor);
  const rows = createRows(state);
  return { summary: applyRecords(rows.ledger, records, undefined), state, rows, before: new Map(), floor };
}

/**
 * @param times How often these pages have been tried already.
 * @throws {StorageRefusal} where it cannot be.
 */
async function plan(
  engine: Engine,
  records: readonly StoredRecord[],
  mode: ImportMode | undefined,
  times = 0,
): Promise<Plan> {
  const asked = new Set<PageKey>();
  for (const record of records) {
    if (record.type === 'meta') continue;
    asked.add(record.page);
    if (record.type === 'page') for (const alias of record.aliases) asked.add(alias);
  }
  const floor = await highestFloor(engine);
  const keys = new Set(await inChunks([...asked], async (key) => (await findPage(engine, key)).key));
  const found = await inChunks([...keys], async (key) => {
    await holdPage(engine, key, times);
    return [key, await readWhole(engine, key)] as const;
  });
  const pages = found.flatMap(([key, fields]) => (fields.page['v'] === undefined ? [] : [toPage(key, fields)]));
  const state = toState(floor, pages);
  const rows = createRows(state);
  return { summary: applyRecords(rows.ledger, records, mode), state, rows, before: new Map(found), floor };
}

/** Writes the pages of a plan. Returns those that somebody else changed meanwhile. */
async function carryOut(engine: Engine, calls: Calls, { state, before, floor }: Plan): Promise<ReadonlySet<PageKey>> {
  const done = await inChunks([...state.pages.values()], async (page) => {
    const { key } = page;
    return (await writePage(engine, calls, { key, before: before.get(key)!, after: page, floor })) ? [] : [key];
  });
  return new Set(done.flat());
}

/** Lets each alias lead to its page: once the page has it, and again where somebody was interrupted in between. */
async function nameAliases(engine: Engine, records: readonly StoredRecord[], { rows }: Plan): Promise<void> {
  const aliases = records.flatMap((record) => (record.type === 'page' ? record.aliases : []));
  await inChunks(aliases, async (alias) => {
    const { ledger } = rows;
    const into = ledger.key(ledger.page(alias));
    if (into === alias) return;
    await engine.run(ALIAS_LUA, groupOf(alias), () => [alias, into], `${engine.base(groupOf(alias))}p:${alias}`);
  });
}
