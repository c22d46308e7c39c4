import { expect } from '@open-wc/testing';
import { LiveBackend } from './support/live-backend.ts';
import { begin, watch } from './support/story.ts';
import { Browser, settled, type World } from './support/world.ts';

/** A tab on a backend that can push. */
const open = (world?: World) => {
  const backend = new LiveBackend();
  return { ...begin({ backend, ...(world && { world }) }), backend };
};
type Tab = ReturnType<typeof open>;

const connected = ({ backend }: Tab) => backend.open.map(({ pages }) => pages);

/** Shows a page and wants it live. */
async function live({ store, world, backend }: Tab, page = 'a', love = 5) {
  const reader = watch(store, page);
  const unwatch = store.watch(page);
  await world.pass(100);
  await backend.lastRead.answer({ [page]: { version: 1, reactions: { love } } });
  reader.news();
  return { ...reader, unwatch };
}

describe('store: live counts', () => {
  it('never go back to an older version', async () => {
    const story = open();
    const reader = await live(story);
    const { connection } = story.backend;
    await connection.push({ a: { version: 3, reactions: { love: 8 } } });
    await connection.push({ a: { version: 2, reactions: { love: 7 } } });
    expect(reader.news()).to.deep.equal(['ready love=8']);
  });

  it('of all pages come by one connection', async () => {
    const tab = open();
    const { world, store } = tab;
    for (const page of ['a', 'b', 'c', 'a']) store.watch(page);
    await world.pass(100);
    expect(connected(tab)).to.deep.equal([['a', 'b', 'c']]);
    store.watch('d');
    await world.pass(100);
    expect(connected(tab)).to.deep.equal([['a', 'b', 'c', 'd']]);
  });

  it('are of 100 pages at most', async () => {
    const tab = open();
    const { world, store } = tab;
    for (let i = 0; i < 120; i++) store.watch(`p${i}`);
    await world.pass(100);
    expect(connected(tab).map(({ length }) => length)).to.deep.equal([100]);
  });

  it('survive an adapter that throws', async () => {
    const story = open();
    story.backend.subscribe = () => {
      throw new TypeError('boom');
    };
    const reader = await live(story);
    const { length } = story.backend.reads;
    await story.world.pass(15_000);
    expect(story.backend.reads.length).to.be.greaterThan(length);
    await story.backend.lastRead.answer({ a: { version: 2, reactions: { love: 6 } } });
    expect(reader.news()).to.deep.equal(['ready love=6']);
  });

  it('wait for the reader’s consent', async () => {
    const story = open();
    story.world.isConsentMissing = true;
    story.store.watch('a');
    await story.world.pass(100);
    expect(connected(story)).to.deep.equal([]);
    await story.world.consent();
    await story.world.pass(100);
    expect(connected(story)).to.deep.equal([['a']]);
  });
});

describe('store: live counts in several tabs', () => {
  async function twoTabs() {
    const browser = new Browser();
    const one = open(browser.open());
    const two = open(browser.open());
    const readers = [await live(one, 'a'), await live(two, 'b', 3)] as const;
    await one.world.pass(100);
    return { browser, one, two, readers };
  }

  it('are passed on when the tab that has the connection is hidden, and asked for by the visible one alone', async () => {
    const { one, two } = await twoTabs();
    await one.world.pause();
    await two.world.pass(100);
    expect([connected(one), connected(two)]).to.deep.equal([[], [['b']]]);
    await one.world.resume();
    await two.world.pass(100);
    expect([connected(one), connected(two)]).to.deep.equal([[], [['b', 'a']]]);
  });

  it('are passed on when it crashes', async () => {
    const { one, two } = await twoTabs();
    one.world.crash();
    await settled();
    await two.world.pass(100);
    expect(connected(two)).to.deep.equal([['b']]);
  });

  it('are not asked for any more for a tab that has crashed', async () => {
    const { one, two } = await twoTabs();
    two.world.crash();
    await one.world.pass(60_000);
    expect(connected(one), 'it may be slow to answer').to.deep.equal([['a', 'b']]);
    await one.world.pass(60_100);
    expect(connected(one)).to.deep.equal([['a']]);
  });

  it('have no connection where no tab is visible', async () => {
    const { one, two } = await twoTabs();
    await one.world.pause();
    await two.world.pause(true);
    expect([connected(one), connected(two)]).to.deep.equal([[], []]);
    expect([...one.world.waits, ...two.world.waits]).to.deep.equal([]);
  });
});
