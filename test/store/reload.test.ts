import { expect } from '@open-wc/testing';
import { DELIVERY_MS } from '../../src/contract/index.ts';
import { FakeBackend } from './support/fake-backend.ts';
import { begin, watch } from './support/story.ts';
import { Browser, settled } from './support/world.ts';

/** Leaves a tap behind that could not be delivered. */
async function leaveBehind(browser: Browser) {
  const { backend, store } = begin({ world: browser.open() });
  store.react('a', ['love']);
  await settled();
  await backend.lastRecord.fail();
  store.close();
  return backend.lastRecord.asked[0]!;
}

describe('store: a reload', () => {
  it('shows what could not be delivered, and sends it, with the same id', async () => {
    const browser = new Browser();
    const tap = await leaveBehind(browser);

    const { backend, store, sees } = begin({ world: browser.open('reload') });
    const reader = watch(store);
    expect(sees(), 'before anything was asked').to.equal('loading mine=love');
    await settled();
    expect(backend.lastRecord.asked).to.deep.equal([tap]);
    expect(backend.asked, 'the answer brings the counts').to.deep.equal([]);
    await backend.lastRecord.answer({ a: { version: 2, reactions: { love: 6 } } });
    expect(reader.news()).to.deep.equal(['ready love=6 mine=love']);
    expect(browser.outbox).to.be.empty;
  });

  it('sends what was done in the same task as what was left behind', async () => {
    const browser = new Browser();
    await leaveBehind(browser);
    const { backend, store } = begin({ world: browser.open() });
    store.view('b');
    await settled();
    expect(backend.told).to.deep.equal([['a react love', 'b view']]);
  });

  it('sends it though nobody listens', async () => {
    const browser = new Browser();
    await leaveBehind(browser);
    const { backend } = begin({ world: browser.open() });
    await settled();
    expect(backend.lastRecord.told).to.deep.equal(['a react love']);
  });

  it('keeps a tap before it is sent', async () => {
    const browser = new Browser();
    const first = begin({ world: browser.open() });
    first.store.react('a', ['love']);
    first.world.crash(); // within the task
    expect(browser.outbox).to.have.length(1);
    const second = begin({ world: browser.open('reload') });
    await settled();
    expect(second.backend.lastRecord.told).to.deep.equal(['a react love']);
  });

  it('never folds what an earlier page load sent', async () => {
    const browser = new Browser();
    await leaveBehind(browser);
    const { backend, store, sees } = begin({ world: browser.open() });
    store.react('a', []);
    expect(sees()).to.equal('loading');
    await settled();
    expect(backend.lastRecord.told).to.deep.equal(['a react love', 'a react ']);
  });

  it('sends in the order in which the reader acted, in whatever order the browser kept it', async () => {
    const browser = new Browser();
    const first = begin({ world: browser.open() });
    for (const network of ['x', 'copy', 'email']) first.store.share('a', network);
    first.world.crash();
    const turned = [...browser.kept].toReversed();
    browser.kept.clear();
    for (const [key, value] of turned) browser.kept.set(key, value);
    const second = begin({ world: browser.open() });
    await settled();
    expect(second.backend.lastRecord.told).to.deep.equal(['a share x', 'a share copy', 'a share email']);
  });

  it('keeps the outboxes of backends apart, also where one is named like the beginning of another', async () => {
    const browser = new Browser();
    class Other extends FakeBackend {
      override readonly id = 'fake:other';
    }
    begin({ world: browser.open(), backend: new Other() }).store.react('a', ['love']);
    const { backend, sees } = begin({ world: browser.open() });
    await settled();
    expect(backend.told).to.deep.equal([]);
    expect(sees()).to.equal('loading');
    expect(browser.outbox).to.have.length(1);
  });

  it('gives up what is older than 7 days, rolls it back and says so', async () => {
    const browser = new Browser();
    await leaveBehind(browser);
    browser.time += DELIVERY_MS + 1;
    const { backend, store, sees } = begin({ world: browser.open() });
    const reader = watch(store);
    await settled();
    expect(backend.told).to.deep.equal([]);
    expect(reader.news()).to.deep.equal(['loading refused=expired']);
    expect(browser.outbox).to.be.empty;
    await backend.lastRead.answer({ a: { version: 1, reactions: { love: 5 } } });
    expect(sees()).to.equal('ready love=5 refused=expired');
  });

  it('gives nothing up after it was closed: the next page load tells', async () => {
    const browser = new Browser();
    await leaveBehind(browser);
    browser.time += DELIVERY_MS + 1;
    begin({ world: browser.open() }).store.close();
    await settled();
    expect(browser.outbox).to.have.length(1);
  });

  it('still sends what is 7 days old', async () => {
    const browser = new Browser();
    await leaveBehind(browser);
    browser.time += DELIVERY_MS;
    const { backend } = begin({ world: browser.open() });
    await settled();
    expect(backend.records).to.have.length(1);
  });
});
