import type { PageKey } from 'gaung/contract';
import type { VisitorId } from '../storage.ts';
import type { Calls } from './calls.ts';
import type { Engine } from './engine.ts';
import { ALL_GROUPS, groupOf } from './keys.ts';
import { FORGET_LUA } from './lua/change.ts';
import { toFields } from './page-fields.ts';
import { MOST_HOPS } from './pages.ts';
import { forgottenName } from './shared.ts';

/** The mark that a visitor was forgotten, in their own group. */
function markOf(engine: Engine, visitor: VisitorId): { group: number; key: string } {
  const group = groupOf(visitor);
  return { group, key: `${engine.base(group)}f:${forgottenName(visitor)}` };
}

export async function isForgotten(engine: Engine, visitor: VisitorId): Promise<boolean> {
  const { group, key } = markOf(engine, visitor);
  return (await engine.read(group, ['exists', key])) === 1;
}

/**
 * Takes back all that a visitor chose. Marked first, and their list of pages last: who is interrupted does it again.
 *
 * @returns On how many pages they had chosen, and which keys have other counts.
 */
export async function forget(
  engine: Engine,
  calls: Calls,
  visitor: VisitorId,
): Promise<{ readonly chosen: number; readonly changed: ReadonlySet<PageKey> }> {
  const { group, key } = markOf(engine, visitor);
  await engine.write(group, ['set', key, '1']);
  const list = `${engine.base(group)}u:${visitor}`;
  const pages = Object.keys(toFields(await engine.read(group, ['hgetall', list]))) as PageKey[];
  const changed = new Set<PageKey>();
  let chosen = 0;
  for (const page of pages) {
    const { hasChosen, keys } = await takeBack(engine, calls, visitor, page);
    if (hasChosen) chosen++;
    for (const one of keys) changed.add(one);
  }
  await Promise.all(ALL_GROUPS.map((one) => engine.write(one, ['del', `${engine.base(one)}l:${visitor}`])));
  if (pages.length > 0) await engine.write(group, ['hdel', list, ...pages]);
  return { chosen, changed };
}

async function takeBack(engine: Engine, calls: Calls, visitor: VisitorId, asked: PageKey) {
  let page: string = asked;
  for (let hops = 0; hops < MOST_HOPS; hops++) {
    const [reply, keys] = (await calls.make((n) => {
      const args = [page, visitor, engine.publish, calls.from, String(n)];
      return engine.run(FORGET_LUA, groupOf(page), () => args, `${engine.base(groupOf(page))}p:${page}`);
    })) as [string | number, PageKey[]];
    if (typeof reply === 'number') return { hasChosen: reply === 1, keys };
    page = reply;
  }
  return { hasChosen: false, keys: [] };
}
