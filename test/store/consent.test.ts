import { expect } from '@open-wc/testing';
import { begin, watch } from './support/story.ts';
import { Browser, settled } from './support/world.ts';

/** A page that waits for its reader's consent. */
function held(browser = new Browser()) {
  const world = browser.open();
  world.isConsentMissing = true;
  return begin({ world });
}

describe('store: until the reader has agreed', () => {
  it('asks for nothing and sends nothing, and then does both', async () => {
    const { world, backend, store, sees } = held();
    watch(store);
    watch(store, 'b');
    store.view('b');
    store.react('a', ['love']);
    await world.pass(60_000);
    await world.pause(true);
    await world.resume();
    expect([backend.asked, backend.told]).to.deep.equal([[], []]);
    expect(sees()).to.equal('loading mine=love held');
    await world.consent();
    expect(backend.told).to.deep.equal([['b view', 'a react love']]);
    await backend.lastRecord.answer({ a: { version: 1, reactions: { love: 1 } }, b: { version: 1, views: 1 } });
    expect([sees(), sees('b')]).to.deep.equal(['ready love=1 mine=love', 'ready views=1']);
  });

  it('reads where nothing was done', async () => {
    const { world, backend, store } = held();
    watch(store);
    await settled();
    await world.consent();
    expect(backend.asked).to.deep.equal([['a']]);
  });

  it('says nothing to other tabs', async () => {
    const browser = new Browser();
    const { store, world } = held(browser);
    store.react('a', ['love']);
    await settled();
    expect(browser.messages).to.deep.equal([]);
    await world.consent();
    const other = begin({ world: browser.open() });
    await settled();
    expect(other.sees(), 'it is kept by now').to.equal('loading mine=love');
  });

  it('folds a burst of taps into the last', async () => {
    const { world, backend, store } = held();
    for (const reaction of ['love', 'wow', 'sad']) store.react('a', [reaction]);
    await world.consent();
    expect(backend.told).to.deep.equal([['a react sad']]);
  });
});

describe('store: a reader who opted out', () => {
  it('makes no view, and sees the numbers', async () => {
    const { world, backend, store, sees } = begin();
    world.isOptOut = true;
    watch(store);
    expect(store.view('a')).to.be.false;
    await settled();
    expect([backend.asked, backend.told]).to.deep.equal([[['a']], []]);
    await backend.lastRead.answer({ a: { version: 1, views: 7 } });
    expect(sees()).to.equal('ready views=7');
  });

  it('reacts as anybody', async () => {
    const { world, backend, store } = begin();
    world.isOptOut = true;
    store.react('a', ['love']);
    await settled();
    expect(backend.told).to.deep.equal([['a react love']]);
  });
});
