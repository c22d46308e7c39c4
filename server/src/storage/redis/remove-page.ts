import type { PageKey } from 'gaung/contract';
import type { Page } from '../memory/rows.ts';
import type { Calls } from './calls.ts';
import type { Engine } from './engine.ts';
import { raiseFloors } from './floors.ts';
import { type Fields, toPage } from './page-fields.ts';
import { readWhole } from './pages.ts';
import { holdPage, writePage } from './write-page.ts';

interface Removal {
  readonly key: PageKey;
  /** Where versions of new pages begin already. */
  readonly floor: number;
  /** Whether what is found under the key is what is to go. */
  readonly isMeant?: (fields: Fields) => boolean;
}

/**
 * Removes a page in one step, its aliases not. Before that, versions of new pages begin above the one that it has then: if
 * readers raise it meanwhile, it is done once more.
 *
 * @returns The page as it was; undefined where it is not there.
 */
export async function removePage(
  engine: Engine,
  calls: Calls,
  { key, floor, isMeant = () => true }: Removal,
): Promise<Page | undefined> {
  for (let times = 0; ; times++) {
    await holdPage(engine, key, times);
    const before = await readWhole(engine, key);
    if (before.page['v'] === undefined || !isMeant(before.page)) return undefined;
    const page = toPage(key, before);
    if (page.version >= floor) await raiseFloors(engine, page.version + 1);
    if (await writePage(engine, calls, { key, before, after: undefined, floor })) return page;
  }
}
