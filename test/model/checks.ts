import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { PageCounts, PageKey } from '../../src/contract/index.ts';
import type { Life } from './life.ts';
import { PAGES } from './model.ts';
import { countsAfter, viewsOfOthers } from './network.ts';
import type { Tab } from './tab.ts';

/** Longer than any retry waits, in ms. */
const LONG_MS = 3_600_000;
/** Longer away than this, in ms, and a tab asks for its counts again. */
const AWAY_MS = 60_000;

/** Counts but the views, in one: `{ love: 4, share: 2 }`. What is 0 is left out, as backends do. */
function inOne({ reactions = {}, shares = {} }: PageCounts): Record<string, number> {
  const share = Object.values(shares).reduce((sum, one) => sum + one, 0);
  return Object.fromEntries(Object.entries({ ...reactions, share }).filter(([, count]) => count !== 0));
}

/** What must be so at any time, once all messages have arrived. */
export async function checkNow(life: Life): Promise<void> {
  const truth = await life.network.truth();
  for (const tab of life.tabs) {
    for (const page of PAGES) checkPage(life, tab, page, truth.get(page)!);
    if (tab.isFrozen) assert.deepEqual([...tab.world.turns], [], `${tab.name}: frozen with a lock, or waiting for one`);
  }
}

function checkPage(life: Life, tab: Tab, page: PageKey, truth: PageCounts): void {
  const reader = tab.readers.get(page)!;
  assert.deepEqual(reader.problems, []);
  if (tab.isWaiting) reader.wasExact = false; // it understands nothing of what other tabs tell, yet
  if (tab.isFrozen || tab.isWaiting) return;
  const { chosen, shares } = life.model(page);
  const where = `${tab.name}, page ${page}`;
  assert.ok(
    chosen.includes(reader.mine as ''),
    `${where}: ${chosen.join(' or ') || 'nothing'} was chosen, shown is ${tab.looks(page)}`,
  );
  if (!reader.counts) return;
  const shown = inOne(reader.counts);
  const right = countsAfter(page, reader.mine, shares);
  if (reader.isExact) assert.deepEqual(shown, right, `${where}: the numbers are not right any more`);
  else
    reader.wasExact =
      life.browser.outbox.length === 0 && isDeepStrictEqual(shown, right) && isDeepStrictEqual(inOne(truth), right);
}

/** How it must end, when the network works again and all time passes. */
export async function checkEnd(life: Life): Promise<void> {
  life.tell('in the end the network works');
  life.network.mend();
  if (life.tabs.length === 0) life.open();
  if (life.isHeld) await life.consent();
  for (const tab of life.tabs) tab.unwatch();
  const [first] = life.tabs.toSorted((a, b) => Number(a.isFrozen) - Number(b.isFrozen));
  if (!life.tabs.some(({ isSeen }) => isSeen)) await life.wake(first!);
  await life.pass(LONG_MS);
  await checkNow(life);
  await checkDelivered(life);

  life.tell('all tabs are shown');
  for (const tab of life.tabs) await life.wake(tab);
  await life.pass(LONG_MS);
  await checkNow(life);
  if (life.isExact) await checkShown(life, ({ reactions = {} }) => inOne({ version: 0, reactions }));

  life.tell('after a while away');
  for (const tab of life.tabs) await tab.hide();
  await life.pass(AWAY_MS);
  for (const tab of life.tabs) await tab.show();
  await life.pass(AWAY_MS);
  await checkNow(life);
  await checkShown(life, (counts) => ({ ...inOne(counts), views: counts.views }));
  checkViews(life, await life.network.truth());
  for (const { name, world } of life.tabs) assert.deepEqual(world.waits, [], `${name}: timers are left`);
  assert.deepEqual([...life.browser.locks.values()].flat(), [], 'locks are held');

  life.open().unwatch();
  await life.pass(LONG_MS);
  await checkDelivered(life);
  assert.deepEqual(life.browser.outbox, [], 'the outbox is not empty after a page load');
}

/** The backend has all that the reader did, once. */
async function checkDelivered(life: Life): Promise<void> {
  // A tab that was frozen may send again what another one has settled, and die before the answer: a later page load
  // finds that out.
  const open = life.browser.outbox.filter((key) => !life.network.hasSettled(key));
  assert.deepEqual(open, [], 'something was not sent');
  const truth = await life.network.truth();
  for (const [page, { chosen, shares }] of life.models) {
    const counted = inOne(truth.get(page)!);
    const mine = truth.get(page)!.mine!.join('+');
    assert.ok(
      chosen.includes(mine as ''),
      `${chosen.join(' or ') || 'nothing'} was chosen on ${page}, counted is ${mine}`,
    );
    assert.deepEqual(counted, countsAfter(page, mine, shares), `the backend's counts of ${page}`);
  }
}

/** All tabs show what the backend has, as far as `all` takes it out of the counts. */
async function checkShown(life: Life, all: (counts: PageCounts) => object): Promise<void> {
  const truth = await life.network.truth();
  for (const tab of life.tabs) {
    for (const page of PAGES) {
      const { counts, waiting, isStale, error, mine } = tab.store.getState(page);
      const where = `${tab.name}, page ${page}`;
      assert.ok(counts, `${where}: no counts`);
      assert.deepEqual(all(counts), all(truth.get(page)!), `${where}: not what the backend has`);
      assert.deepEqual(mine, truth.get(page)!.mine, `${where}: not the choice that the backend has`);
      assert.deepEqual({ waiting, isStale, error }, { waiting: undefined, isStale: false, error: undefined }, where);
    }
  }
}

/** A view counts once where the page load lived on, else at most once. */
function checkViews(life: Life, truth: ReadonlyMap<PageKey, PageCounts>): void {
  for (const [page, { views }] of life.models) {
    const counted = truth.get(page)!.views! - viewsOfOthers(page);
    const living = life.tabs.filter((tab) => views.has(tab)).length;
    assert.ok(counted >= living && counted <= views.size, `${page}: ${counted} views, not ${living} to ${views.size}`);
  }
}
