import type { PageCounts, PageKey } from 'gaung/contract';
import { toPageCounts } from '../rules/page-counts.ts';
import { StorageError } from '../storage.ts';
import type { Engine } from './engine.ts';
import { ALL_GROUPS, groupOf } from './keys.ts';
import { countOf, type Fields, type PageFields, toFields } from './page-fields.ts';

/** So many aliases may lead one to the next: each merge of a page that others were merged into adds one. */
export const MOST_HOPS = 50;

export const tooManyHops = (key: PageKey) => new StorageError(`The aliases of ${key} lead nowhere.`);

/** A page that was found by one of its keys. */
export interface Found {
  readonly key: PageKey;
  /** Empty where there is no page. */
  readonly fields: Fields;
}

const readHash = async (engine: Engine, part: string, key: string): Promise<Fields> =>
  toFields(await engine.read(groupOf(key), ['hgetall', `${engine.base(groupOf(key))}${part}:${key}`]));

/** Follows aliases to the page. */
export async function findPage(engine: Engine, asked: PageKey): Promise<Found> {
  let key = asked;
  for (let hops = 0; hops < MOST_HOPS; hops++) {
    const fields = await readHash(engine, 'p', key);
    if (fields['a'] === undefined) return { key, fields };
    key = fields['a'] as PageKey;
  }
  throw tooManyHops(asked);
}

/**
 * All that a page has, by its own key. @param aside What was put aside while it is merged into another.
 *
 * The three hashes are read one after the other; `edits` of the first tells whether they are of one moment.
 */
export async function readWhole(engine: Engine, key: PageKey, aside = ''): Promise<PageFields> {
  for (;;) {
    const [page, votes, buckets, after] = await Promise.all([
      ...['p', 'o', 'b', 'p'].map((part) => readHash(engine, `${aside}${part}`, key)),
    ]);
    if (page!['e'] === after!['e'] && page!['f'] === after!['f']) {
      return { page: page!, votes: votes!, buckets: buckets! };
    }
  }
}

/** Where versions of new pages of a group begin. */
export async function readFloor(engine: Engine, group: number): Promise<number> {
  return Number((await engine.read(group, ['get', `${engine.base(group)}floor`])) ?? 0);
}

/** The highest of all groups. They differ only where somebody was interrupted who raised them. */
export async function highestFloor(engine: Engine): Promise<number> {
  return Math.max(...(await Promise.all(ALL_GROUPS.map((group) => readFloor(engine, group)))));
}

export async function readCounts(engine: Engine, asked: PageKey): Promise<PageCounts> {
  const { key, fields } = await findPage(engine, asked);
  if (fields['v'] !== undefined) return toPageCounts(Number(fields['v']), countOf(fields));
  // Asked now that the page is known to be none: who deletes one raises the floor before. That of the key that was asked
  // for and that of its page, of which either may have been raised.
  const floors = await Promise.all([asked, key].map((one) => readFloor(engine, groupOf(one))));
  return toPageCounts(Math.max(...floors), []);
}
