import type { PageKey } from 'gaung/contract';
import type { TopPage, TopQuery } from '../administration.ts';
import { BUCKET_SIZES, oldestStart, WINDOW_MS } from '../rules/buckets.ts';
import type { Engine } from './engine.ts';
import { ALL_GROUPS, groupOf } from './keys.ts';
import { WINDOW_LUA } from './lua/change.ts';

/** How many pages one script looks at: others wait for it. */
const PAGES_AT_ONCE = 200;

type Count = readonly [page: PageKey, count: number];

/** The pages with the highest counts. A page is in one group only, so the first ones of all groups are the first of all. */
export async function redisTop(engine: Engine, query: TopQuery): Promise<TopPage[]> {
  const ask = query.window === 'all' ? topOfGroup : windowOfGroup;
  const groups = await Promise.all(ALL_GROUPS.map((group) => ask(engine, group, query)));
  const first = groups
    .flat()
    .toSorted(([a, m], [b, n]) => n - m || Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .slice(0, query.limit);
  return Promise.all(
    first.map(async ([page, count]) => {
      const group = groupOf(page);
      const title = (await engine.read(group, ['hget', `${engine.base(group)}p:${page}`, 't'])) as string | null;
      return { page, ...(title !== null && { title }), count };
    }),
  );
}

/** Scores are negative, so that equal ones are in the order of their keys. */
async function topOfGroup(engine: Engine, group: number, { kind, name = '', limit }: TopQuery): Promise<Count[]> {
  const key = `${engine.base(group)}t:${kind[0]}:${name}`;
  const flat = (await engine.read(group, ['zrange', key, 0, limit - 1, 'WITHSCORES'])) as string[];
  return toCounts(flat).map(([page, score]) => [page, -score]);
}

async function windowOfGroup(engine: Engine, group: number, { kind, name, window, now }: TopQuery): Promise<Count[]> {
  if (window === 'all') return [];
  const input = JSON.stringify({
    kind: kind[0],
    name,
    oldest: BUCKET_SIZES.map((size) => oldestStart(now, window, size)),
    since: now - WINDOW_MS[window],
    limit: PAGES_AT_ONCE,
  });
  const found = new Map<PageKey, number>();
  for (let from = 0; ; from += PAGES_AT_ONCE) {
    const place = String(from);
    const [looked, flat] = (await engine.run(WINDOW_LUA, group, () => [input, place])) as [number, string[]];
    for (const [page, count] of toCounts(flat)) found.set(page, count);
    if (looked < PAGES_AT_ONCE) return [...found];
  }
}

const toCounts = (flat: readonly string[]): Count[] =>
  Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i] as PageKey, Number(flat[2 * i + 1])]);
