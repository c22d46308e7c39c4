/** Counts that come by themselves: one connection a browser, for the pages of all tabs that a reader sees. */
import { expect } from '@open-wc/testing';
import { FakeBackend } from './support/fake-backend.ts';
import { LiveBackend } from './support/live-backend.ts';
import { begin, type Story, watch } from './support/story.ts';
import { Browser, settled, World } from './support/world.ts';

/** As long as a tab waits before it connects, and no longer. */
const CONNECT_MS = 50;

interface Tab<B extends FakeBackend> extends Story {
  readonly backend: B;
  readonly unwatch: () => void;
}

/** A tab that shows a page and watches it. */
async function openTab<B extends FakeBackend>(world: World, backend: B, page = 'a'): Promise<Tab<B>> {
  const { store, ...story } = begin({ world, backend });
  watch(store, page);
  const unwatch = store.watch(page);
  await settled();
  return { ...story, store, backend, unwatch };
}

/** Some tabs of one browser, opened one after the other, that show the same page and know its counts. */
async function openTabs(count: number) {
  const browser = new Browser();
  const tabs: Tab<LiveBackend>[] = [];
  for (let i = 0; i < count; i++) {
    const world = browser.open();
    world.chance = 1 - i / 10; // Tells one tab from another.
    const tab = await openTab(world, new LiveBackend());
    await tab.backend.lastRead.answer({ a: { version: 1, views: 1 } });
    tabs.push(tab);
  }
  /** Lets time pass in all of them. */
  const pass = async (ms: number) => {
    const before = browser.time;
    for (const { world } of tabs) {
      browser.time = before;
      await world.pass(ms);
    }
  };
  await pass(CONNECT_MS);
  return { browser, tabs, pass, connections: () => tabs.map(({ backend }) => backend.open.length) };
}

describe('store: counts that come by themselves', () => {
  it('are shown, by one connection that ends with the last who wants them', async () => {
    const { tabs } = await openTabs(1);
    const [{ backend, store, unwatch, sees, world }] = tabs as [Tab<LiveBackend>];
    const unwatchAgain = store.watch('a');
    expect(backend.connection.pages).to.deep.equal(['a']);
    await backend.connection.push({ a: { version: 2, views: 2 } });
    expect(sees()).to.equal('ready views=2');
    unwatch();
    await world.pass(CONNECT_MS);
    expect(backend.open).to.have.length(1);
    unwatchAgain();
    unwatchAgain();
    await world.pass(CONNECT_MS);
    expect(backend.open).to.be.empty;
    expect(world.waits, 'no timer is left').to.be.empty;
    expect([...world.browser.locks.values()].flat(), 'nor a turn').to.be.empty;
  });

  for (const [version, after] of [
    ['of a backend with versions', 3],
    ['of one without, which is asked again', 0],
  ] as const) {
    it(`do not take the reader’s own tap away, when they came during its request: ${version}`, async () => {
      const world = new World();
      const { backend, store, sees } = await openTab(world, new LiveBackend());
      const at = (number: number) => (after === 0 ? 0 : number);
      await backend.lastRead.answer({ a: { version: at(1), views: 7, reactions: { love: 2 } } });
      await world.pass(CONNECT_MS);
      store.react('a', ['love']);
      await settled();
      await backend.connection.push({ a: { version: at(2), views: 8, reactions: { love: 2 } } });
      await backend.lastRecord.answer({ a: { version: at(3), views: 8, reactions: { love: 3 } } });
      expect(sees()).to.equal('ready views=8 love=3 mine=love');
      expect(backend.reads.length, 'nobody knows which is newer').to.equal(after === 0 ? 2 : 1);
    });
  }

  it('come to all tabs by the connection of one of them', async () => {
    const { tabs, connections } = await openTabs(3);
    expect(connections()).to.deep.equal([1, 0, 0]);
    await tabs[0]!.backend.connection.push({ a: { version: 2, views: 2 } });
    expect(tabs.map(({ sees }) => sees())).to.deep.equal(['ready views=2', 'ready views=2', 'ready views=2']);
  });

  it('come for the pages of all tabs', async () => {
    const browser = new Browser();
    const one = await openTab(browser.open(), new LiveBackend());
    const world = browser.open();
    world.chance = 0.5;
    const other = await openTab(world, new LiveBackend(), 'b');
    await one.world.pass(CONNECT_MS);
    expect(one.backend.connection.pages).to.deep.equal(['a', 'b']);
    await one.backend.connection.push({ b: { version: 2, views: 2 } });
    expect(other.sees('b')).to.equal('ready views=2');
    other.unwatch();
    await settled();
    await one.world.pass(CONNECT_MS);
    expect(one.backend.connection.pages).to.deep.equal(['a']);
  });

  const ends: Readonly<Record<string, (tab: Story) => unknown>> = {
    hidden: ({ world }) => world.pause(),
    left: ({ world }) => world.pause(true),
    closed: ({ store }) => store.close(),
    crashed: ({ world }) => world.crash(),
  };
  for (const [how, end] of Object.entries(ends)) {
    it(`go on in another tab when the one that gets them is ${how}`, async () => {
      const { tabs, pass, connections } = await openTabs(3);
      await end(tabs[0]!);
      await settled();
      if (how === 'crashed') tabs[0]!.backend.open[0]!.isOpen = false; // As the browser would end it.
      await pass(CONNECT_MS);
      expect(connections()).to.deep.equal([0, 1, 0]);
      await tabs[1]!.backend.connection.push({ a: { version: 2, views: 2 } });
      expect(tabs[2]!.sees()).to.equal('ready views=2');
    });
  }

  it('are read by a tab that was away, where the connection of another goes on and tells nothing of it', async () => {
    const { tabs, pass, connections } = await openTabs(2);
    const [one, two] = tabs as [Tab<LiveBackend>, Tab<LiveBackend>];
    await two.world.pause();
    await one.backend.connection.push({ a: { version: 2, views: 2 } });
    const before = two.backend.reads.length;
    await two.world.resume();
    await pass(CONNECT_MS);
    expect(connections()).to.deep.equal([1, 0]);
    expect(two.backend.reads).to.have.length(before + 1);
    await two.backend.lastRead.answer({ a: { version: 3, views: 3 } });
    expect(two.sees()).to.equal('ready views=3');
  });

  it('are read by nobody who was away where a new connection begins with them', async () => {
    const { tabs, pass } = await openTabs(1);
    const [{ backend, world }] = tabs as [Tab<LiveBackend>];
    const before = backend.reads.length;
    await world.pause();
    expect(backend.open).to.be.empty;
    await world.resume();
    await pass(CONNECT_MS);
    await backend.connection.push({ a: { version: 2, views: 2 } });
    expect(backend.reads).to.have.length(before);
  });

  it('come to no tab that nobody sees, though the network comes back or the tab wakes', async () => {
    const { tabs, pass, connections, browser } = await openTabs(2);
    for (const { world } of tabs) await world.pause();
    expect([...browser.locks.values()].flat(), 'nobody waits for a turn').to.be.empty;
    for (const { world } of tabs) for (const resumed of world.resumers) resumed();
    await settled();
    await pass(120_000);
    expect(connections()).to.deep.equal([0, 0]);
    await tabs[1]!.world.resume();
    await pass(CONNECT_MS);
    expect(connections()).to.deep.equal([0, 1]);
  });

  it('are read every 15 seconds while the connection fails, until it is there again', async () => {
    const { tabs } = await openTabs(1);
    const [{ backend, world, sees }] = tabs as [Tab<LiveBackend>];
    const before = backend.reads.length;
    const poll = async () => {
      while (backend.open.length > 0) await backend.connection.fail();
      const { length } = backend.reads;
      for (let ms = 0; ms < 20_000 && backend.reads.length === length; ms += 1000) {
        await world.pass(1000);
        while (backend.open.length > 0) await backend.connection.fail();
      }
    };
    await poll();
    expect(backend.reads.length - before).to.equal(1);
    await backend.lastRead.answer({ a: { version: 2, views: 2 } });
    expect(sees()).to.equal('ready views=2');
    await poll();
    await backend.lastRead.fail();
    expect(sees(), 'a poll that fails changes nothing').to.equal('ready views=2');
    await poll();
    expect(backend.reads.length - before, 'and is not the last one').to.equal(3);
    await backend.lastRead.answer({ a: { version: 3, views: 3 } });
    while (backend.open.length === 0) await world.pass(1000);
    await backend.connection.push({ a: { version: 4, views: 4 } });
    const { length } = backend.reads;
    await world.pass(60_000);
    expect(backend.reads).to.have.length(length);
  });

  it('are read now and then where the backend cannot push, and at once by who was away', async () => {
    const { world, backend, sees, unwatch } = await openTab(new Browser().open(), new FakeBackend());
    await backend.lastRead.answer({ a: { version: 1, views: 1 } });
    await world.pass(CONNECT_MS + 15_000);
    await backend.lastRead.answer({ a: { version: 2, views: 2 } });
    expect(sees()).to.equal('ready views=2');
    await world.pause();
    await world.pass(20_000);
    expect(backend.reads, 'nobody looks').to.have.length(2);
    await world.resume();
    await world.pass(CONNECT_MS);
    await backend.lastRead.answer({ a: { version: 3, views: 3 } });
    expect([backend.reads.length, sees()]).to.deep.equal([3, 'ready views=3']);
    unwatch();
    await world.pass(60_000);
    expect([backend.reads.length, world.waits.length]).to.deep.equal([3, 0]);
  });

  it('never show a tap twice that is on its way', async () => {
    const { tabs } = await openTabs(1);
    const [{ backend, store, sees }] = tabs as [Tab<LiveBackend>];
    await backend.connection.push({ a: { version: 2, reactions: { love: 5 } } });
    store.react('a', ['love']);
    await settled();
    await backend.connection.push({ a: { version: 3, reactions: { love: 6 } } });
    expect(sees()).to.equal('ready love=6 mine=love');
    await backend.connection.push({ a: { version: 4, reactions: { love: 7 } } });
    expect(sees()).to.equal('ready love=6 mine=love');
    await backend.lastRecord.answer({ a: { version: 3, reactions: { love: 6 } } });
    expect(sees(), 'what came meanwhile is not lost').to.equal('ready love=7 mine=love');
  });
});
