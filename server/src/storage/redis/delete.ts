import type { PageKey } from 'gaung/contract';
import { deletePage } from '../rules/page-rules.ts';
import type { Calls } from './calls.ts';
import { changePage } from './change-page.ts';
import type { Engine } from './engine.ts';
import { raiseFloors } from './floors.ts';
import { groupOf } from './keys.ts';
import { UNALIAS_LUA } from './lua/change.ts';
import type { Entry, Journal } from './operator.ts';
import { findPage, highestFloor } from './pages.ts';
import { removePage } from './remove-page.ts';
import { FIRMLY, holdPage } from './write-page.ts';

type Deletion = Extract<Entry, { op: 'delete' }>;
type Unaliasing = Extract<Entry, { op: 'unalias' }>;

const aliasesOf = (fields: object) =>
  Object.keys(fields).flatMap((field) => (field.startsWith('k:') ? [field.slice(2) as PageKey] : []));

async function nextOf(engine: Engine, alias: string): Promise<string | undefined> {
  const name = `${engine.base(groupOf(alias))}p:${alias}`;
  return ((await engine.read(groupOf(alias), ['hget', name, 'a'])) as string | null) ?? undefined;
}

/** Makes an alias none any more, or one of another key, unless it is one of `of` no longer. */
const unalias = (engine: Engine, alias: string, of: string, next?: string) =>
  engine.run(
    UNALIAS_LUA,
    groupOf(alias),
    () => [alias, of, ...(next === undefined ? [] : [next])],
    `${engine.base(groupOf(alias))}p:${alias}`,
  );

/**
 * Deletes a page with its aliases; of an alias, only itself. Before anything goes, versions of new pages begin above it.
 *
 * @returns The keys that are gone.
 */
export async function deleteKey(
  engine: Engine,
  calls: Calls,
  journal: Journal,
  asked: PageKey,
): Promise<ReadonlySet<PageKey>> {
  const { key, fields } = await findPage(engine, asked);
  if (fields['v'] === undefined) return new Set();
  if (key !== asked) {
    const entry: Unaliasing = { op: 'unalias', alias: asked, of: key };
    return finishUnalias(engine, calls, journal, await journal.begin(entry), entry);
  }
  const aliases = aliasesOf(fields);
  const entry: Deletion = { op: 'delete', key, floor: fields['f']!, aliases };
  return finishDelete(engine, calls, journal, await journal.begin(entry), entry);
}

/**
 * Does what is left of a deletion. A page that began anew meanwhile is another one, and stays.
 *
 * @returns The keys that are gone.
 */
export async function finishDelete(
  engine: Engine,
  calls: Calls,
  journal: Journal,
  id: string,
  entry: Deletion,
): Promise<ReadonlySet<PageKey>> {
  const key = entry.key as PageKey;
  await removePage(engine, calls, { key, floor: 0, isMeant: ({ f }) => f === entry.floor });
  for (const alias of entry.aliases) {
    const next = await nextOf(engine, alias);
    if (next === undefined) continue;
    if (next === key || entry.aliases.includes(next)) await unalias(engine, alias, next);
  }
  await journal.end(id);
  return new Set([key, ...(entry.aliases as PageKey[])]);
}

/**
 * Does what is left of an alias that goes. Those that led to it lead past it from then on.
 *
 * @returns The key that is gone.
 */
export async function finishUnalias(
  engine: Engine,
  calls: Calls,
  journal: Journal,
  id: string,
  entry: Unaliasing,
): Promise<ReadonlySet<PageKey>> {
  const [alias, of] = [entry.alias as PageKey, entry.of as PageKey];
  // Readers kept off raise no version until nobody sees it by the alias any more.
  await holdPage(engine, of, FIRMLY);
  const { fields } = await findPage(engine, of);
  const next = await nextOf(engine, alias);
  await raiseFloors(engine, Math.max(await highestFloor(engine), Number(fields['v'] ?? 0) + 1));
  for (const other of aliasesOf(fields)) {
    if (next !== undefined && (await nextOf(engine, other)) === alias) await unalias(engine, other, alias, next);
  }
  if (next !== undefined) await unalias(engine, alias, next);
  await changePage(engine, calls, of, ({ ledger }) => {
    const page = ledger.find(of);
    if (page && ledger.aliases(page).includes(alias)) deletePage(ledger, alias);
  });
  await journal.end(id);
  return new Set([alias]);
}
