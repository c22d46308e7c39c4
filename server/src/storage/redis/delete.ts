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
    await finishUnalias(engine, calls, journal, await journal.begin(entry), entry);
    return new Set([asked]);
  }
  const aliases = aliasesOf(fields);
  const entry: Deletion = { op: 'delete', key, floor: fields['f']!, aliases };
  await finishDelete(engine, calls, journal, await journal.begin(entry), entry);
  return new Set([key, ...aliases]);
}

/** Does what is left of a deletion. A page that began anew meanwhile is another one, and stays. */
export async function finishDelete(engine: Engine, calls: Calls, journal: Journal, id: string, entry: Deletion) {
  const key = entry.key as PageKey;
  for (;;) {
    const { fields } = await findPage(engine, key);
    if (fields['v'] === undefined || fields['f'] !== entry.floor) break;
    const version = Number(fields['v']);
    await raiseFloors(engine, version + 1);
    const { result } = await changePage(engine, calls, key, ({ ledger }) => {
      const page = ledger.find(key);
      // Seen by somebody meanwhile with a higher version, it needs higher floors.
      if (!page || ledger.version(page) > version) return false;
      deletePage(ledger, key);
      return true;
    });
    if (result) break;
  }
  for (const alias of entry.aliases) {
    const next = await nextOf(engine, alias);
    if (next === undefined) continue;
    if (next === key || entry.aliases.includes(next)) await unalias(engine, alias, next);
  }
  await journal.end(id);
}

/** Does what is left of an alias that goes. Those that led to it lead past it from then on. */
export async function finishUnalias(engine: Engine, calls: Calls, journal: Journal, id: string, entry: Unaliasing) {
  const [alias, of] = [entry.alias as PageKey, entry.of as PageKey];
  const { fields } = await findPage(engine, of);
  const next = await nextOf(engine, alias);
  await raiseFloors(engine, Math.max(await highestFloor(engine), Number(fields['v'] ?? 0) + 1));
  for (const other of aliasesOf(fields)) {
    if (next !== undefined && (await nextOf(engine, other)) === alias) await unalias(engine, other, alias, next);
  }
  await changePage(engine, calls, of, ({ ledger }) => {
    const page = ledger.find(of);
    if (page && ledger.aliases(page).includes(alias)) deletePage(ledger, alias);
  });
  if (next !== undefined) await unalias(engine, alias, next);
  await journal.end(id);
}
