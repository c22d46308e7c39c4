import { expect } from '@open-wc/testing';
import { begin, type Setting, type Story, watch } from './support/story.ts';
import { Browser, settled } from './support/world.ts';

const LIVE = { live: true };

/** A tab that shows a page and wants it live. */
async function live({ store, world, backend }: Story, page = 'a', love = 5) {
  const reader = watch(store, page);
  const unwatch = store.watch(page);
  await world.pass(100);
  await backend.lastRead.answer({ [page]: { version: 1, reactions: { love } } });
  reader.news();
  return { ...reader, unwatch };
}

const open = (setting: Setting = {}) => begin({ capabilities: LIVE, ...setting });

describe('store: live counts', () => {
  it('come by themselves, and only where somebody wants them', async () => {
    const story = open();
    watch(story.store, 'b');
    const reader = await live(story);
    expect(story.backend.connected).to.deep.equal([['a']]);
    await story.backend.subscriptions[0]!.push({ a: { version: 2, reactions: { love: 6 } } });
    expect(reader.news()).to.deep.equal(['ready love=6']);
    reader.unwatch();
    await story.world.pass(100);
    expect(story.backend.connected).to.deep.equal([]);
    expect(story.world.waits, 'no timer is left').to.deep.equal([]);
    expect([...story.browser.locks.values()].flat(), 'nor the turn').to.be.empty;
  });

  it('never go back to an older version', async () => {
    const story = open();
    const reader = await live(story);
    const [connection] = story.backend.subscriptions;
    await connection!.push({ a: { version: 3, reactions: { love: 8 } } });
    await connection!.push({ a: { version: 2, reactions: { love: 7 } } });
    expect(reader.news()).to.deep.equal(['ready love=8']);
  });

  it('do not show the reader’s own tap twice while its acknowledgement is on its way', async () => {
    const story = open();
    const reader = await live(story);
    story.store.react('a', ['love']);
    await settled();
    await story.backend.subscriptions[0]!.push({ a: { version: 3, reactions: { love: 7 } } }); // with the tap in it
    expect(story.sees()).to.equal('ready love=6 mine=love');
    await story.backend.lastRecord.answer({ a: { version: 2, reactions: { love: 6 } } });
    expect(reader.news().at(-1), 'what came in between is not lost').to.equal('ready love=7 mine=love');
  });

  it('of all pages come by one connection', async () => {
    const { world, store, backend } = open();
    for (const page of ['a', 'b', 'c', 'a']) store.watch(page);
    await world.pass(100);
    expect(backend.connected).to.deep.equal([['a', 'b', 'c']]);
    store.watch('d');
    await world.pass(100);
    expect(backend.connected).to.deep.equal([['a', 'b', 'c', 'd']]);
  });

  it('are of 100 pages at most', async () => {
    const { world, store, backend } = open();
    for (let i = 0; i < 120; i++) store.watch(`p${i}`);
    await world.pass(100);
    expect(backend.connected.map(({ length }) => length)).to.deep.equal([100]);
  });

  it('are read now and then where the backend cannot push them', async () => {
    const story = open({ capabilities: { live: false } });
    const reader = await live(story);
    expect(story.backend.subscriptions).to.deep.equal([]);
    const before = story.backend.reads.length;
    await story.world.pass(15_000);
    expect(story.backend.reads).to.have.length(before + 1);
    await story.backend.lastRead.answer({ a: { version: 2, reactions: { love: 6 } } });
    expect(reader.news()).to.deep.equal(['ready love=6']);
    await story.world.pass(15_000);
    expect(story.backend.reads, 'and again').to.have.length(before + 2);
    await story.backend.lastRead.fail();
    expect(reader.news(), 'what is shown stays').to.deep.equal([]);
    await story.world.pass(15_000);
    expect(story.backend.reads).to.have.length(before + 3);
  });

  it('are read while the connection fails, which is tried again, later and later', async () => {
    const story = open();
    const { backend, world } = story;
    const reader = await live(story);
    await backend.subscriptions[0]!.fail();
    expect(backend.connected).to.deep.equal([]);
    for (const ms of [1000, 2000, 4000, 8000]) {
      await world.pass(ms);
      await backend.subscriptions.at(-1)!.fail();
    }
    expect(backend.subscriptions).to.have.length(5);
    await backend.lastRead.answer({ a: { version: 2, reactions: { love: 6 } } });
    expect(reader.news()).to.deep.equal(['ready love=6']);
    await world.pass(16_000);
    await backend.subscriptions.at(-1)!.push({ a: { version: 3, reactions: { love: 7 } } });
    const { length } = backend.reads;
    await world.pass(60_000);
    expect(backend.reads, 'no more than is needed').to.have.length(length);
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
    expect(story.backend.connected).to.deep.equal([]);
    await story.world.consent();
    await story.world.pass(100);
    expect(story.backend.connected).to.deep.equal([['a']]);
  });
});

describe('store: live counts in several tabs', () => {
  async function twoTabs() {
    const browser = new Browser();
    const one = open({ world: browser.open() });
    const two = open({ world: browser.open() });
    const readers = [await live(one, 'a'), await live(two, 'b', 3)] as const;
    await one.world.pass(100);
    return { browser, one, two, readers };
  }

  it('come by one connection, for the pages of all', async () => {
    const { one, two, readers } = await twoTabs();
    expect([one.backend.connected, two.backend.connected]).to.deep.equal([[['a', 'b']], []]);
    await one.backend.subscriptions
      .at(-1)!
      .push({ a: { version: 2, reactions: { love: 6 } }, b: { version: 2, reactions: { love: 4 } } });
    expect(readers.map((reader) => reader.news())).to.deep.equal([['ready love=6'], ['ready love=4']]);
  });

  it('are passed on when the tab that has the connection is hidden, and asked for by the visible one alone', async () => {
    const { one, two } = await twoTabs();
    await one.world.pause();
    await two.world.pass(100);
    expect([one.backend.connected, two.backend.connected]).to.deep.equal([[], [['b']]]);
    await one.world.resume();
    await two.world.pass(100);
    expect([one.backend.connected, two.backend.connected]).to.deep.equal([[], [['b', 'a']]]);
  });

  it('are passed on when it crashes', async () => {
    const { one, two } = await twoTabs();
    one.world.crash();
    await settled();
    await two.world.pass(100);
    expect(two.backend.connected).to.deep.equal([['b']]);
  });

  it('are not asked for any more for a tab that has crashed', async () => {
    const { one, two } = await twoTabs();
    two.world.crash();
    await one.world.pass(60_000);
    expect(one.backend.connected, 'it may be slow to answer').to.deep.equal([['a', 'b']]);
    await one.world.pass(60_100);
    expect(one.backend.connected).to.deep.equal([['a']]);
  });

  it('have no connection where no tab is visible', async () => {
    const { one, two } = await twoTabs();
    await one.world.pause();
    await two.world.pause(true);
    expect([one.backend.connected, two.backend.connected]).to.deep.equal([[], []]);
    expect([...one.world.waits, ...two.world.waits]).to.deep.equal([]);
  });
});
