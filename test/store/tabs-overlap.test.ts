import { expect } from '@open-wc/testing';
import { toPageKey } from '../../src/contract/index.ts';
import type { EngagementStore } from '../../src/store/index.ts';
import { begin, watch } from './support/story.ts';
import { twoTabs } from './support/two-tabs.ts';
import { settled } from './support/world.ts';

const LOVED = { version: 2, reactions: { love: 6 }, mine: ['love'] };

describe('store: tabs whose doings overlap', () => {
  it('drop nothing that the one whose turn it is may have sent', async () => {
    const { one, two } = await twoTabs();
    one.store.react('a', ['love']);
    await settled();
    two.store.react('a', []);
    await settled();
    await one.backend.lastRecord.answer({ a: LOVED });
    expect([one.sees(), two.sees()], 'the vote is not taken back yet').to.deep.equal(['ready love=5', 'ready love=5']);
  });

  it('send the last choice alone where one was left before its turn came', async () => {
    const { one, two } = await twoTabs();
    two.store.share('a', 'copy');
    await settled();
    await two.backend.lastRecord.fail();
    one.store.react('a', ['love']);
    await settled();
    await one.world.pause(true);
    one.world.crash();
    two.store.react('a', ['wow']);
    await two.world.pass(1000);
    expect(one.backend.told, 'another tab has the turn, and has heard of it').to.deep.equal([]);
    expect(two.backend.lastRecord.told).to.deep.equal(['a share copy', 'a react wow']);
  });

  it('hear of what was dropped, and do not send it', async () => {
    const { one, two } = await twoTabs();
    one.store.react('a', ['sad']);
    await settled();
    one.store.react('a', ['love']);
    one.store.react('a', []);
    await settled();
    await one.backend.lastRecord.answer({ a: { version: 2, reactions: { love: 5, sad: 1 }, mine: ['sad'] } });
    expect(one.backend.lastRecord.told).to.deep.equal(['a react ']);
    await one.backend.lastRecord.answer({ a: { version: 3, reactions: { love: 5 }, mine: [] } });
    await two.world.pass(10_000);
    expect(two.sees()).to.equal('ready love=5');
    expect(two.backend.told).to.deep.equal([]);
  });

  it('go back to what was chosen in any of them, where what came after it is refused', async () => {
    const { one, two } = await twoTabs();
    one.store.react('a', ['love']);
    await settled();
    two.store.react('a', []);
    await settled();
    one.backend.lastRecord.answer({ a: LOVED });
    await settled();
    one.store.react('a', ['wow']);
    await settled();
    await one.backend.lastRecord.answer({ a: { version: 3, reactions: { love: 5 }, mine: [] } });
    await one.backend.lastRecord.answer({}, { 0: 'reaction-not-allowed' });
    const sees = 'ready love=5 refused=reaction-not-allowed';
    expect([one.sees(), two.sees()]).to.deep.equal([sees, sees]);
  });

  it('ask again for counts that could not be taken, once what stood against it is refused', async () => {
    const { browser, one, two } = await twoTabs();
    one.store.react('a', ['wow']);
    await settled();
    await two.world.pause();
    browser.time += 60_000;
    await two.world.resume();
    await two.backend.lastRead.answer({ a: { version: 2, reactions: { love: 7 } } });
    expect(two.sees(), 'they may hold the vote').to.equal('ready love=5 wow=1 mine=wow');
    await one.backend.lastRecord.answer({}, { 0: 'reaction-not-allowed' });
    await two.backend.lastRead.answer({ a: { version: 2, reactions: { love: 7 } } });
    expect(two.sees()).to.equal('ready love=7 refused=reaction-not-allowed');
  });

  it('ask for the counts that an acknowledgement was to bring, where it is a refusal', async () => {
    const { browser, one } = await twoTabs();
    const two = browser.open();
    const { backend, store } = begin({ world: two });
    watch(store);
    await settled();
    one.store.react('a', ['wow']);
    await settled();
    await backend.lastRead.fail();
    await two.pass(2000);
    const reads = backend.reads.length;
    await one.backend.lastRecord.answer({}, { 0: 'reaction-not-allowed' });
    expect(backend.asked.slice(reads)).to.deep.equal([['a']]);
  });

  it('count a vote once, where the answer to a view holds it before it is acknowledged', async () => {
    const { one, two } = await twoTabs();
    two.store.react('a', ['love']);
    await settled();
    one.store.view('a');
    await settled();
    await one.backend.lastRecord.answer({ a: { ...LOVED, version: 3, views: 1 } });
    expect(one.sees()).to.equal('ready love=6 mine=love');
    await two.backend.lastRecord.answer({ a: LOVED });
    expect(one.sees()).to.equal('ready views=1 love=6 mine=love');
  });

  it('count a vote once, where counts that hold it come before it is acknowledged', async () => {
    const { browser, one, two } = await twoTabs();
    one.store.react('a', ['love']);
    await settled();
    two.store.react('a', ['wow']);
    await settled();
    const message = { v: 1, counts: [['a', { version: 3, reactions: { love: 5, wow: 1 } }]] };
    for (const hear of browser.channels.values().next().value!) hear(message);
    expect(two.sees()).to.equal('ready love=5 wow=1 mine=wow');
    await one.backend.lastRecord.answer({ a: LOVED });
    expect(two.sees()).to.equal('ready love=5 wow=1 mine=wow');
  });

  it('do not take late news for new', async () => {
    const { browser, one } = await twoTabs();
    one.store.react('a', ['love']);
    await settled();
    one.store.react('a', []);
    await settled();
    await one.world.pause();
    await one.backend.records[1]!.answer({ a: { version: 3, reactions: { love: 5 }, mine: [] } });
    const three = begin({ world: browser.open() });
    watch(three.store);
    await settled();
    await three.backend.lastRead.answer({ a: { version: 3, reactions: { love: 5 } } });
    await one.backend.records[0]!.answer({ a: LOVED });
    expect(three.sees()).to.equal('ready love=5');
  });

  it('say that nothing fails any more, where what failed in one is refused in another', async () => {
    const { one, two } = await twoTabs();
    one.store.react('a', ['wow']);
    await settled();
    await one.world.pause(true);
    await two.world.pass(6000);
    await two.backend.lastRecord.fail();
    expect(two.sees()).to.equal('ready love=5 wow=1 mine=wow waiting error');
    await one.world.resume();
    await one.backend.lastRecord.answer({}, { 0: 'reaction-not-allowed' });
    expect(two.sees()).to.equal('ready love=5 refused=reaction-not-allowed');
  });

  it('pass over the counts from before a vote, where nothing says how many there are after it', async () => {
    const { browser, one } = await twoTabs();
    one.store.react('a', ['love']);
    await settled();
    await one.backend.lastRecord.answer();
    const message = { v: 1, counts: [['a', { version: 1, reactions: { love: 5 } }]] };
    for (const hear of browser.channels.values().next().value!) hear(message);
    expect(one.sees()).to.equal('ready love=6 mine=love');
  });
});

describe('store: a hidden tab', () => {
  it('keeps no timer where its turn to have live counts comes too late', async () => {
    const { one, two } = await twoTabs();
    for (const { store } of [one, two]) (store as unknown as EngagementStore).watch(toPageKey('a'));
    await settled();
    await two.world.pause();
    one.world.crash();
    await settled();
    expect(two.world.waits).to.be.empty;
  });
});

describe('store: a tab that was frozen', () => {
  /** Sends something, is frozen, and restored after the other tab has settled it. */
  async function overtaken() {
    const { one, two, browser } = await twoTabs();
    one.store.react('a', ['wow']);
    one.store.share('a', 'copy');
    await settled();
    await one.world.pause(true);
    await two.world.pass(6000);
    await two.backend.lastRecord.answer({ a: { version: 2, shares: { copy: 1 } } }, { 0: 'reaction-not-allowed' });
    await one.world.resume();
    return { one, two, browser };
  }

  it('does not wait for a turn, or the tabs behind it would stand still', async () => {
    const { browser, one, two } = await twoTabs();
    one.store.react('a', ['love']);
    await settled();
    two.store.react('a', ['wow']);
    await settled();
    await two.world.pause(true);
    expect([...browser.locks.values()].flat(), 'the turn of the other').to.have.length(1);
    await two.world.resume();
    await one.world.pause(true);
    expect(two.backend.lastRecord.told).to.deep.equal(['a react love', 'a react wow']);
  });

  it('sends what is done once it is back, where what it sent when it was left succeeds', async () => {
    const { one } = await twoTabs();
    one.store.react('a', ['love']);
    await settled();
    await one.backend.lastRecord.fail();
    one.store.react('a', []);
    await settled();
    await one.world.pause(true);
    await one.world.resume();
    one.store.share('a', 'copy');
    await settled();
    await one.backend.lastRecord.answer({ a: { version: 3, reactions: { love: 5 }, mine: [] } });
    expect(one.backend.told).to.deep.equal([['a react love'], ['a react love', 'a react '], ['a share copy']]);
  });

  it('shows an answer that tells it nothing but counts', async () => {
    const { one } = await overtaken();
    await one.backend.records[0]!.answer({ a: { version: 2, shares: { copy: 1 } } }, { 0: 'reaction-not-allowed' });
    expect(one.sees()).to.equal('ready share:copy=1');
  });

  it('does not mind the failure of what another tab has settled', async () => {
    const { one } = await overtaken();
    await one.backend.records[0]!.fail();
    expect(one.sees()).to.equal('ready love=5');
    await one.world.pass(60_000);
    one.store.share('a', 'copy');
    await settled();
    expect(one.sees(), 'nothing fails any more').to.equal('ready love=5');
  });

  it('shows what was chosen last, however short it was away', async () => {
    const { one, two } = await twoTabs();
    one.store.react('a', ['love']);
    await settled();
    await one.world.pause(true);
    two.store.react('a', []);
    await settled();
    await two.backend.lastRecord.answer({ a: { version: 3, reactions: { love: 5 }, mine: [] } });
    await one.world.resume();
    expect(one.sees()).to.equal('ready love=5');
  });

  it('asks for the counts where another tab has chosen meanwhile', async () => {
    const { one, two } = await twoTabs();
    await two.world.pause(true);
    one.store.react('a', ['love']);
    await settled();
    await one.backend.lastRecord.answer({ a: LOVED });
    const reads = two.backend.reads.length;
    await two.world.resume();
    expect(two.backend.asked.slice(reads)).to.deep.equal([['a']]);
  });
});

describe('store: a first read that comes late', () => {
  it('does not take back what was chosen in another tab meanwhile', async () => {
    const { world, browser, backend, store, sees } = begin();
    watch(store);
    await settled();
    expect(sees()).to.equal('loading');
    await world.pause(true);
    const other = begin({ world: browser.open() });
    other.store.react('a', ['love']);
    await settled();
    await other.backend.lastRecord.answer({ a: LOVED });
    await world.resume();
    await backend.reads[0]!.answer({ a: { version: 1, reactions: { love: 5 }, mine: [] } });
    expect(sees()).to.equal('ready love=5 mine=love');
  });

  it('does not take back a choice that was made and acknowledged after it was asked', async () => {
    const { backend, store, sees } = begin();
    watch(store);
    await settled();
    store.react('a', ['love']);
    await settled();
    await backend.lastRecord.answer();
    await backend.reads[0]!.answer({ a: { version: 1, reactions: { love: 5 }, mine: [] } });
    expect(sees()).to.equal('ready love=5 mine=love');
  });
});
