import type { PageKey } from 'gaung/contract';
import { createRows, type Rows } from '../memory/rows.ts';
import type { Engine } from './engine.ts';
import { ALL_GROUPS } from './keys.ts';
import { toPage, toState } from './page-fields.ts';
import { readWhole } from './pages.ts';

/** How many keys of a group are read in one go, and how many pages. */
const KEYS_AT_ONCE = 100;
const PAGES_AT_ONCE = 20;

export async function countPages(engine: Engine): Promise<number> {
  const sizes = await Promise.all(
    ALL_GROUPS.map((group) => engine.read(group, ['zcard', `${engine.base(group)}pages`])),
  );
  return sizes.reduce<number>((sum, size) => sum + Number(size), 0);
}

interface Cursor {
  readonly group: number;
  keys: readonly PageKey[];
  at: number;
  bytes: Buffer;
}

/** The keys of all pages, sorted by their bytes: each group's own order, merged. */
export async function* allKeys(engine: Engine): AsyncGenerator<PageKey, void, undefined> {
  const keysAfter = async (group: number, last: string | undefined) => {
    const from = last === undefined ? '-' : `(${last}`;
    const name = `${engine.base(group)}pages`;
    return (await engine.read(group, ['zrangebylex', name, from, '+', 'LIMIT', 0, KEYS_AT_ONCE])) as PageKey[];
  };
  const firsts = await Promise.all(ALL_GROUPS.map((group) => keysAfter(group, undefined)));
  const cursors = firsts.flatMap((keys, group): Cursor[] =>
    keys.length > 0 ? [{ group, keys, at: 0, bytes: Buffer.from(keys[0]!) }] : [],
  );
  cursors.sort((a, b) => Buffer.compare(a.bytes, b.bytes));
  while (cursors.length > 0) {
    const cursor = cursors.shift()!;
    const key = cursor.keys[cursor.at]!;
    yield key;
    if (++cursor.at === cursor.keys.length) {
      cursor.keys = await keysAfter(cursor.group, key);
      cursor.at = 0;
    }
    if (cursor.keys.length === 0) continue;
    cursor.bytes = Buffer.from(cursor.keys[cursor.at]!);
    cursors.splice(placeOf(cursors, cursor.bytes), 0, cursor);
  }
}

/** Before which of the sorted cursors one with these bytes belongs. */
function placeOf(cursors: readonly Cursor[], bytes: Buffer): number {
  let [low, high] = [0, cursors.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Buffer.compare(cursors[middle]!.bytes, bytes) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Each page by itself, as rows, as it was at one moment; sorted by the bytes of their keys. */
export async function* allPages(engine: Engine): AsyncGenerator<{ key: PageKey; rows: Rows }, void, undefined> {
  let some: PageKey[] = [];
  for await (const key of allKeys(engine)) {
    some.push(key);
    if (some.length < PAGES_AT_ONCE) continue;
    yield* readAll(engine, some);
    some = [];
  }
  yield* readAll(engine, some);
}

async function* readAll(engine: Engine, keys: readonly PageKey[]) {
  const found = await Promise.all(keys.map((key) => readWhole(engine, key)));
  for (const [i, key] of keys.entries()) {
    const fields = found[i]!;
    // It may have been deleted meanwhile.
    if (fields.page['v'] !== undefined) yield { key, rows: createRows(toState(0, [toPage(key, fields)])) };
  }
}
