import { expect } from '@open-wc/testing';
import { createInteractionId } from '../../src/contract/index.ts';
import { begin, watch } from './support/story.ts';
import { Browser, settled } from './support/world.ts';

describe('store: what is kept in the browser', () => {
  const id = createInteractionId();
  const tap = { id, type: 'reaction', page: 'a', at: 1_700_000_000_000, reactions: ['love'], previous: [] };
  const records: readonly (readonly [what: string, value: string])[] = [
    ['a newer version', JSON.stringify({ v: 2, interaction: tap, sent: false })],
    ['no version', JSON.stringify({ interaction: tap, sent: false })],
    ['what was cut short', '{"v":1,"interaction":{"id":'],
    ['what is no interaction', JSON.stringify({ v: 1, interaction: { ...tap, page: 'no page!' }, sent: false })],
    ['null', 'null'],
    ['nothing', ''],
  ];
  for (const [what, value] of records) {
    it(`leaves ${what} alone in the outbox`, async () => {
      const browser = new Browser();
      const key = `gaung:outbox:fake:${id}`;
      browser.kept.set(key, value);
      const { backend, store, sees } = begin({ world: browser.open() });
      await settled();
      expect(backend.told).to.deep.equal([]);
      expect(sees()).to.equal('loading');
      store.react('a', ['sad']);
      await settled();
      await backend.lastRecord.answer({ a: { version: 1 } });
      expect(browser.kept.get(key)).to.equal(value);
    });
  }

  it('is a record that says its version', () => {
    const { browser, store } = begin();
    store.react('a', ['love']);
    const [key] = browser.outbox;
    expect(JSON.parse(browser.kept.get(key!)!)).to.deep.include({ v: 1, sent: 0 });
  });

  it('may be nothing at all: then a tap lasts as long as the page', async () => {
    const browser = new Browser();
    browser.storage = { get: () => undefined, set: () => false, remove: () => {}, keys: () => [] };
    const { world, backend, store, sees } = begin({ world: browser.open() });
    watch(store);
    store.react('a', ['love']);
    store.share('a', 'copy');
    await settled();
    await backend.lastRecord.fail();
    await world.pass(10_000);
    await backend.lastRecord.fail();
    await world.pause(true);
    await world.resume();
    expect(backend.lastRecord.told).to.deep.equal(['a react love', 'a share copy']);
    const [first, second] = backend.lastRecord.asked;
    expect(second!.at, 'the clock goes on').to.be.greaterThan(first!.at);
    await backend.lastRecord.answer({ a: { version: 2, reactions: { love: 1 } } });
    expect(sees(), 'the choice stays').to.equal('ready love=1 mine=love');
    store.react('a', []);
    await settled();
    await backend.lastRecord.answer({ a: { version: 3, reactions: {} } });
    expect(sees()).to.equal('ready');
  });
});

describe('store: the clock', () => {
  /** When each of these taps was made. */
  async function times(browser: Browser, taps: number): Promise<number[]> {
    const { backend, store } = begin({ world: browser.open() });
    for (let i = 0; i < taps; i++) store.share('a', 'copy');
    await settled();
    await backend.lastRecord.answer({ a: { version: 1 } });
    store.close();
    return backend.records.flatMap(({ asked }) => asked.map(({ at }) => at));
  }

  it('only goes forward: within a ms, over a reload, and where the system’s is set back', async () => {
    const browser = new Browser();
    const now = browser.time;
    expect(await times(browser, 3)).to.deep.equal([now, now + 1, now + 2]);
    browser.time -= 3_600_000;
    expect(await times(browser, 2)).to.deep.equal([now + 3, now + 4]);
    browser.time = now + 10_000;
    expect(await times(browser, 1)).to.deep.equal([now + 10_000]);
  });

  for (const kept of ['Infinity', 'NaN', '1e400', '', 'soon', '9007199254740993']) {
    it(`does not believe "${kept}"`, async () => {
      const browser = new Browser();
      browser.kept.set('gaung:clock', kept);
      expect(await times(browser, 1)).to.deep.equal([browser.time]);
    });
  }
});
