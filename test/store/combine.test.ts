/** A store over a combination of backends: what becomes of a reader's taps where one of them is away. */
import { expect } from '@open-wc/testing';
import { combine } from '../../src/adapters/combine.ts';
import { FakeBackend } from './support/fake-backend.ts';
import { look, storeOf, watch } from './support/story.ts';
import { settled, World } from './support/world.ts';

const ONLY_VIEWS = { shares: false, reactions: false, undo: false, multiple: false, idempotent: false };

function begin(taps: { readonly idempotent?: boolean } = {}) {
  const world = new World();
  const views = Object.assign(new FakeBackend(ONLY_VIEWS), { id: 'views' });
  const rest = Object.assign(new FakeBackend({ views: false, ...taps }), { id: 'rest' });
  const store = storeOf(combine({ views, shares: rest, reactions: rest }), world);
  watch(store);
  return { world, views, rest, store, sees: () => look(store.getState('a')) };
}

describe('store: several backends as one', () => {
  it('waits with the answer to a view for the numbers of all', async () => {
    const { views, rest, store, sees } = begin();
    store.view('a');
    await settled();
    expect(views.told).to.deep.equal([['a view']]);
    await rest.lastRead.answer({ a: { version: 4, shares: {}, reactions: { love: 2 } } });
    expect(sees()).to.equal('loading');
    await views.lastRecord.answer({ a: { version: 9, views: 7 } });
    expect(sees()).to.equal('ready views=7 love=2');
    expect([views.reads.length, rest.reads.length]).to.deep.equal([0, 1]);
  });

  it('sends a tap again where its backend was away, and no view with it', async () => {
    const { world, views, rest, store, sees } = begin();
    await settled();
    await views.lastRead.answer({ a: { version: 1, views: 7 } });
    await rest.lastRead.answer({ a: { version: 1, shares: {}, reactions: {} } });
    store.view('a');
    store.react('a', ['love']);
    await settled();
    await views.lastRecord.answer({ a: { version: 2, views: 8 } });
    await rest.lastRecord.fail();
    expect(sees()).to.contain('love=1 mine=love waiting');
    await world.pass(600_000);
    expect(rest.told).to.deep.equal([['a react love'], ['a react love']]);
    expect(rest.records[1]!.asked[0]!.id).to.equal(rest.records[0]!.asked[0]!.id);
    await rest.lastRecord.answer({ a: { version: 2, shares: {}, reactions: { love: 1 } } });
    expect(sees()).to.equal('ready views=8 love=1 mine=love');
    expect(views.told).to.deep.equal([['a view']]);
  });

  it('keeps a tap that counted where the view’s backend was away', async () => {
    const { world, views, rest, store, sees } = begin();
    await settled();
    await views.lastRead.answer({ a: { version: 1, views: 7 } });
    await rest.lastRead.answer({ a: { version: 1, shares: {}, reactions: {} } });
    store.view('a');
    store.react('a', ['love']);
    await settled();
    await rest.lastRecord.answer({ a: { version: 2, shares: {}, reactions: { love: 1 } } });
    await views.lastRecord.fail();
    expect(store.getState('a').mine).to.deep.equal(['love']);
    expect(store.getState('a').waiting).to.equal(undefined);
    await world.pass(600_000);
    expect([views.told, rest.told]).to.deep.equal([[['a view']], [['a react love']]]);
    expect(sees()).to.contain('love=1 mine=love');
  });

  it('tells of a tap that cannot be sent twice, and of nothing else', async () => {
    const { views, rest, store } = begin({ idempotent: false });
    await settled();
    await views.lastRead.answer({ a: { version: 1, views: 7 } });
    await rest.lastRead.answer({ a: { version: 1, shares: {}, reactions: {} } });
    store.view('a');
    store.react('a', ['love']);
    await settled();
    await views.lastRecord.answer({ a: { version: 2, views: 8 } });
    await rest.lastRecord.fail();
    const { refused, mine } = store.getState('a');
    expect([refused?.code, refused?.interaction.type, mine]).to.deep.equal(['unconfirmed', 'reaction', []]);
    expect(rest.told).to.deep.equal([['a react love']]);
  });
});
