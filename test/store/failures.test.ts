import { expect } from '@open-wc/testing';
import type { Interaction } from '../../src/contract/index.ts';
import { FakeBackend } from './support/fake-backend.ts';
import { begin, watch, wholeStore } from './support/story.ts';
import { Browser, settled, World } from './support/world.ts';

describe('store: a backend that cannot be asked twice', () => {
  it('says that nobody knows, and reads again', async () => {
    const { world, backend, store, sees } = begin({ capabilities: { idempotent: false } });
    const reader = watch(store);
    await settled();
    await backend.lastRead.answer({ a: { version: 0, reactions: { love: 5 } } });
    store.react('a', ['love']);
    await settled();
    reader.news();
    await backend.lastRecord.fail();
    expect(reader.news().at(-1)).to.equal('ready love=5 refused=unconfirmed error');
    expect(backend.reads).to.have.length(2);
    await backend.lastRead.answer({ a: { version: 0, reactions: { love: 6 } } });
    expect(sees()).to.equal('ready love=6 refused=unconfirmed');
    await world.pass(600_000);
    await world.resume();
    expect(backend.records, 'it is not sent again').to.have.length(1);
  });

  it('sends at once what was done meanwhile', async () => {
    const { world, backend, store, sees } = begin({ capabilities: { idempotent: false } });
    store.react('a', ['love']);
    await settled();
    store.share('a', 'copy');
    await backend.lastRecord.fail();
    expect(backend.told).to.deep.equal([['a react love'], ['a share copy']]);
    expect(sees(), 'it is on its way, it does not wait').to.equal('unavailable refused=unconfirmed error');
    expect(world.waits).to.be.empty;
  });

  it('does not send again what an earlier page load sent', async () => {
    const browser = new Browser();
    const idempotent = { capabilities: { idempotent: false } };
    const first = begin({ world: browser.open(), ...idempotent });
    first.store.react('a', ['love']);
    await settled();
    expect(first.backend.records).to.have.length(1);
    first.world.crash();

    const second = begin({ world: browser.open('reload'), ...idempotent });
    const reader = watch(second.store);
    await settled();
    expect(second.backend.told).to.deep.equal([]);
    expect(reader.news()).to.deep.equal(['loading refused=unconfirmed']);
    expect(browser.outbox).to.be.empty;
  });

  it('takes an answer that is none for a failure', async () => {
    const { backend, store, sees } = begin({ capabilities: { idempotent: false } });
    store.react('a', ['love']);
    await settled();
    await backend.lastRecord.give({ counts: new Map() });
    expect(sees()).to.equal('unavailable refused=unconfirmed error');
  });
});

describe('store: adapters that fail to record', () => {
  for (const garbage of [undefined, null, {}, { counts: new Map() }, { refused: new Map() }, 'text']) {
    it(`keeps the tap where the answer is ${JSON.stringify(garbage) ?? 'undefined'}`, async () => {
      const { world, backend, store, sees } = begin();
      store.react('a', ['love']);
      await settled();
      await backend.lastRecord.give(garbage);
      expect(sees()).to.equal('unavailable mine=love waiting error');
      await world.pass(1000);
      await backend.lastRecord.answer({ a: { version: 2, reactions: { love: 6 } } });
      expect(sees()).to.equal('ready love=6 mine=love');
    });
  }

  it('keeps the tap where the adapter throws instead of rejecting', async () => {
    const backend = new FakeBackend();
    const { world, store, sees } = begin({ backend });
    const { record } = backend;
    backend.record = () => {
      throw new TypeError('boom');
    };
    store.react('a', ['love']);
    await settled();
    expect(sees()).to.equal('unavailable mine=love waiting error');
    backend.record = record;
    await world.pass(1000);
    expect(backend.lastRecord.told).to.deep.equal(['a react love']);
  });
});

describe('store: a backend that answers for some alone', () => {
  const lost = (...unclear: readonly Interaction[]) => new Map(unclear.map(({ id }) => [id, new Error('lost')]));

  it('tries again what nobody knows of, and nothing else', async () => {
    const { world, backend, store, sees } = begin();
    watch(store);
    await settled();
    await backend.lastRead.answer({ a: { version: 1, shares: {}, reactions: {} } });
    store.share('a', 'copy');
    store.react('a', ['love']);
    await settled();
    const [share, react] = backend.lastRecord.asked;
    await backend.lastRecord.give({ counts: new Map(), refused: new Map(), unconfirmed: lost(react!) });
    expect(sees()).to.equal('ready share:copy=1 love=1 mine=love waiting error');
    await world.pass(600_000);
    expect(backend.told).to.deep.equal([['a share copy', 'a react love'], ['a react love']]);
    expect(backend.lastRecord.asked[0]!.id).to.equal(react!.id);
    expect(share!.id).not.to.equal(react!.id);
    await backend.lastRecord.answer({ a: { version: 3, shares: { copy: 1 }, reactions: { love: 1 } } });
    expect(sees()).to.equal('ready share:copy=1 love=1 mine=love');
  });

  it('waits as long as any of them asks', async () => {
    const { world, backend, store } = begin();
    store.share('a', 'copy');
    store.react('a', ['love']);
    await settled();
    const [share, react] = backend.lastRecord.asked;
    const unconfirmed = new Map([
      ...lost(share!),
      [react!.id, Object.assign(new Error('later'), { retryAfter: 600_000 })],
    ]);
    await backend.lastRecord.give({ counts: new Map(), refused: new Map(), unconfirmed });
    await world.pass(599_000);
    expect(backend.records).to.have.length(1);
    await world.pass(2000);
    expect(backend.records).to.have.length(2);
  });

  it('tells of these alone where it cannot be asked twice', async () => {
    const { backend, store, sees } = begin({ capabilities: { idempotent: false } });
    watch(store);
    await settled();
    await backend.lastRead.answer({ a: { version: 0, shares: {}, reactions: {} } });
    store.share('a', 'copy');
    store.react('a', ['love']);
    await settled();
    const [, react] = backend.lastRecord.asked;
    await backend.lastRecord.give({ counts: new Map(), refused: new Map(), unconfirmed: lost(react!) });
    expect(backend.told).to.deep.equal([['a share copy', 'a react love']]);
    await backend.lastRead.answer({ a: { version: 0, shares: { copy: 1 }, reactions: {} } });
    expect(sees()).to.equal('ready share:copy=1 refused=unconfirmed');
  });

  it('a view of which nobody knows is sent again, by a store that has just begun, too', async () => {
    const [world, backend] = [new World(), new FakeBackend()];
    const { store, engine } = wholeStore(backend, world);
    const { news } = watch(store);
    store.view('a');
    await settled();
    const [view] = backend.lastRecord.asked;
    await backend.lastRecord.give({ counts: new Map(), refused: new Map(), unconfirmed: lost(view!) });
    expect(engine.isAsked).to.equal(true);
    await engine.arrives();
    expect(news().at(-1)).to.match(/error/);
    await world.pass(600_000);
    expect(backend.told).to.deep.equal([['a view'], ['a view']]);
  });

  it('an answer of which nothing is clear is a failure', async () => {
    const { backend, store } = begin({ capabilities: { idempotent: false } });
    store.react('a', ['love']);
    await settled();
    const [react] = backend.lastRecord.asked;
    await backend.lastRecord.give({ counts: new Map(), refused: new Map(), unconfirmed: lost(react!) });
    expect(store.getState('a').refused?.code).to.equal('unconfirmed');
  });
});
