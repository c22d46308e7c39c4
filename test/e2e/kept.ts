/** What a browser keeps of ours, read as a stranger would: by the names of the storages and the shape of what is in them. */
import type { Page } from 'playwright-core';
import type { PageKey, ReactionId } from '../../src/contract/index.ts';

interface Kept {
  readonly where: 'IndexedDB' | 'localStorage';
  readonly key: string;
  readonly value: unknown;
}

/** An interaction, as the contract has it. */
interface KeptInteraction {
  readonly id: string;
  readonly type: string;
  readonly page: string;
  readonly at: number;
  readonly reactions?: readonly string[];
}

/** All records under names that begin with `gaung`, in localStorage and in IndexedDB. */
async function everything(page: Page): Promise<Kept[]> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error!));
      });
    const kept: Kept[] = Object.entries(localStorage)
      .filter(([key]) => key.startsWith('gaung'))
      .map(([key, value]) => ({ where: 'localStorage', key, value }));
    for (const { name } of await indexedDB.databases()) {
      if (!name?.startsWith('gaung')) continue;
      const opening = indexedDB.open(name);
      opening.addEventListener('upgradeneeded', () => opening.transaction!.abort()); // It has just gone: none is made.
      const database = await done(opening);
      for (const storeName of database.objectStoreNames) {
        // A transaction that only reads begins after those that write are complete.
        const store = database.transaction(storeName).objectStore(storeName);
        const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
        keys.forEach((key, index) => {
          const value = typeof values[index] === 'string' ? values[index] : JSON.stringify(values[index]);
          kept.push({ where: 'IndexedDB', key: JSON.stringify(key), value });
        });
      }
      database.close();
    }
    return kept;
  });
}

/** What survives a crash of the browser: IndexedDB, where anything is; localStorage is written down seconds later. */
const durable = (kept: readonly Kept[]) => {
  const inDatabase = kept.filter(({ where }) => where === 'IndexedDB');
  return inDatabase.length > 0 ? inDatabase : kept;
};

const isInteraction = (value: unknown): value is KeptInteraction =>
  typeof value === 'object' && value !== null && 'id' in value && 'type' in value && 'at' in value;

/** The interactions and lists within a value, in texts of JSON too, each with the names that lead to it. */
function* partsOf(value: unknown, path: string): Generator<{ path: string; part: object }> {
  if (typeof value === 'string' && /^[[{]/.test(value)) {
    let parsed: unknown;
    try {
      parsed = JSON.parse(value);
    } catch {
      return; // A text that only looks like it.
    }
    yield* partsOf(parsed, path);
  }
  if (typeof value !== 'object' || value === null) return;
  if (isInteraction(value) || Array.isArray(value)) yield { path, part: value };
  if (isInteraction(value)) return;
  const own = 'page' in value ? `${path} ${String(value.page)}` : path;
  for (const [name, part] of Object.entries(value)) yield* partsOf(part, `${own} ${name}`);
}

const allParts = (kept: readonly Kept[]) => kept.flatMap(({ key, value }) => [...partsOf(value, key)]);
const interactionsIn = (kept: readonly Kept[]) =>
  allParts(kept)
    .map(({ part }) => part)
    .filter(isInteraction);

/** What the reader did and no server has acknowledged, wherever it is kept; as text, in order. */
export async function outboxOf(page: Page): Promise<string[]> {
  const all = interactionsIn(await everything(page)).toSorted((a, b) => a.at - b.at);
  return [...new Set(all.map((one) => `${one.type} ${one.reactions?.join() ?? ''} on ${one.page}`))];
}

/** What would be left of a choice if the browser crashed now. */
export interface Remains {
  /** The latest choice that waits to be acknowledged: an interaction's time and reactions. */
  readonly waiting: { readonly at: number; readonly reactions: readonly ReactionId[] } | undefined;
  /** The acknowledged one. */
  readonly acknowledged: readonly ReactionId[];
}

/** What would be left of the reader's choice on a page if the browser crashed now. */
export async function remainsOf(page: Page, key: PageKey): Promise<Remains> {
  const kept = durable(await everything(page));
  const [waiting] = interactionsIn(kept)
    .filter((one) => one.page === key && one.type === 'reaction')
    .toSorted((a, b) => b.at - a.at);
  const choice = allParts(kept).findLast(({ path, part }) => Array.isArray(part) && path.includes(key))?.part;
  return {
    waiting: waiting && { at: waiting.at, reactions: waiting.reactions as ReactionId[] },
    acknowledged: (choice ?? []) as ReactionId[],
  };
}
