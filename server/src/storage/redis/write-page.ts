import type { PageKey } from 'gaung/contract';
import type { Page } from '../memory/rows.ts';
import type { Calls } from './calls.ts';
import type { Engine } from './engine.ts';
import { groupOf } from './keys.ts';
import { CHANGE_LUA, HOLD_LUA } from './lua/change.ts';
import { difference, fromPage, NO_PAGE, type PageFields } from './page-fields.ts';

interface Fields {
  readonly set: readonly string[];
  readonly gone: readonly string[];
}

/** What {@link CHANGE_LUA} is given. */
export interface PageChange {
  /** How often the page had been changed when it was read; empty where there was none. */
  readonly edits: string;
  /** False where the page goes. */
  readonly remains: boolean;
  readonly page: Fields;
  readonly votes: Fields;
  readonly buckets: Fields;
  /** Whether it has other counts. */
  readonly tells: boolean;
  readonly publish: string;
  readonly from: string;
  readonly n: number;
}

export interface PageWriting {
  readonly key: PageKey;
  /** As it was read. */
  readonly before: PageFields;
  /** Absent: it goes. */
  readonly after: Page | undefined;
  /** Where the versions of new pages begin. */
  readonly floor: number;
  /** A field more, which the rules know nothing of. */
  readonly mark?: string;
}

/** Writes a page that was read and changed. Returns false, having done nothing, where somebody changed it meanwhile. */
export async function writePage(
  engine: Engine,
  calls: Calls,
  { key, before, after, floor, mark }: PageWriting,
): Promise<boolean> {
  const now = after ? fromPage(after) : NO_PAGE;
  const page = difference(before.page, now.page);
  const votes = difference(before.votes, now.votes);
  const isNew = before.page['e'] === undefined;
  const isSame = [page, votes, difference(before.buckets, now.buckets)].every(
    ({ set, gone }) => set.length + gone.length === 0,
  );
  if (isSame && mark === undefined && isNew === (after === undefined)) return true;
  if (after) await indexVotes(engine, key, votes.set);
  if (isNew) page.set.push('f', String(floor));
  if (mark !== undefined) page.set.push(mark, '1');
  const group = groupOf(key);
  const reply = await calls.make((n) => {
    const change: PageChange = {
      edits: before.page['e'] ?? '',
      remains: after !== undefined,
      page,
      votes,
      buckets: difference(before.buckets, now.buckets),
      tells: now.page['v'] !== before.page['v'],
      ...{ publish: engine.publish, from: calls.from, n },
    };
    return engine.run(CHANGE_LUA, group, () => [key, JSON.stringify(change)], `${engine.base(group)}p:${key}`);
  });
  return reply === 1;
}

/** How often an operator tries to be faster than readers before these are kept off. */
const RACES = 2;
/** For how long, in ms, at most: who ends in between is waited for no longer. */
const HOLD_MS = 1000;

/** Called before a page is read that is to be changed. @param times How often it has been tried already. */
export async function holdPage(engine: Engine, key: PageKey, times: number): Promise<void> {
  const group = groupOf(key);
  if (times < RACES) return;
  await engine.run(HOLD_LUA, group, () => [key, String(HOLD_MS)], `${engine.base(group)}p:${key}`);
}

/** Notes at a visitor that they may have a vote on a page. Before the vote, so that none is ever missed. */
export function indexVote(engine: Engine, visitor: string, pages: readonly PageKey[]): Promise<unknown> {
  const group = groupOf(visitor);
  const fields = pages.flatMap((page) => [page, '']);
  return engine.write(group, ['hset', `${engine.base(group)}u:${visitor}`, ...fields]);
}

async function indexVotes(engine: Engine, key: PageKey, votes: readonly string[]): Promise<void> {
  await Promise.all(votes.flatMap((visitor, i) => (i % 2 === 0 ? [indexVote(engine, visitor, [key])] : [])));
}
