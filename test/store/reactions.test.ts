import { expect } from '@open-wc/testing';
import type { ReactionInteraction } from '../../src/contract/index.ts';
import { begin, type Setting, type Story, type Watch, watch } from './support/story.ts';
import { settled } from './support/world.ts';

/** A page that shows five loves and a sad. */
async function open(setting?: Setting): Promise<Story & { reader: Watch }> {
  const story = begin(setting);
  const reader = watch(story.store);
  await settled();
  await story.backend.lastRead.answer({ a: { version: 1, reactions: { love: 5, sad: 1 } } });
  reader.news();
  return { ...story, reader };
}

describe('store: reactions', () => {
  it('shows a tap at once, and what the backend says after it', async () => {
    const { backend, store, reader, sees } = await open();
    store.react('a', ['love']);
    expect(sees(), 'in the same task').to.equal('ready love=6 sad=1 mine=love');
    await settled();
    expect(backend.lastRecord.told).to.deep.equal(['a react love']);
    await backend.lastRecord.answer({ a: { version: 3, reactions: { love: 7, sad: 1 }, mine: ['love'] } });
    expect(reader.news()).to.deep.equal(['ready love=6 sad=1 mine=love', 'ready love=7 sad=1 mine=love']);
  });

  it('switches and takes back', async () => {
    const { backend, store, reader } = await open();
    store.react('a', ['love']);
    await settled();
    await backend.lastRecord.answer({ a: { version: 2, reactions: { love: 6, sad: 1 } } });
    reader.news();

    store.react('a', ['sad']);
    expect(reader.news()).to.deep.equal(['ready love=5 sad=2 mine=sad']);
    await settled();
    await backend.lastRecord.answer({ a: { version: 3, reactions: { love: 5, sad: 2 } } });
    expect(reader.news()).to.deep.equal(['ready love=5 sad=2 mine=sad']);

    store.react('a', []);
    expect(reader.news()).to.deep.equal(['ready love=5 sad=1']);
    await settled();
    expect(backend.lastRecord.asked[0]).to.deep.include({ reactions: [], previous: ['sad'] });
    await backend.lastRecord.answer({ a: { version: 4, reactions: { love: 5, sad: 1 } } });
    expect(reader.news()).to.deep.equal(['ready love=5 sad=1']);
  });

  it('takes several at once, sorted', async () => {
    const { backend, store, sees } = await open();
    store.react('a', ['wow', 'love']);
    expect(sees()).to.equal('ready love=6 sad=1 wow=1 mine=love+wow');
    await settled();
    expect(backend.lastRecord.told).to.deep.equal(['a react love wow']);
  });

  it('sends a burst of 20 taps as one, the last', async () => {
    const { backend, store, sees } = await open();
    for (let i = 0; i < 20; i++) store.react('a', i % 2 ? ['sad'] : ['love']);
    await settled();
    expect(backend.told).to.deep.equal([['a react sad']]);
    expect(sees()).to.equal('ready love=5 sad=2 mine=sad');
  });

  it('sends 20 taps while a request is on its way as one more, the last', async () => {
    const { backend, store, reader } = await open();
    for (let i = 0; i < 20; i++) {
      store.react('a', i % 2 ? ['sad'] : ['love']);
      await settled();
    }
    expect(reader.news()).to.have.length(20);
    expect(backend.told).to.deep.equal([['a react love']]);
    await backend.lastRecord.answer({ a: { version: 2, reactions: { love: 6, sad: 1 }, mine: ['love'] } });
    expect(reader.news(), 'the answer to the first does not undo the last').to.deep.equal([
      'ready love=5 sad=2 mine=sad',
    ]);
    expect(backend.told).to.deep.equal([['a react love'], ['a react sad']]);
    await backend.lastRecord.answer({ a: { version: 3, reactions: { love: 5, sad: 2 }, mine: ['sad'] } });
    expect(reader.news()).to.deep.equal(['ready love=5 sad=2 mine=sad']);
    expect(backend.records).to.have.length(2);
  });

  it('names the choice before it as it was acknowledged when it is sent, not when it was tapped', async () => {
    const { backend, store } = await open();
    store.react('a', ['love']);
    await settled();
    store.react('a', ['sad']);
    await settled();
    await backend.lastRecord.answer({ a: { version: 2, reactions: { love: 6, sad: 1 } } });
    const previous = backend.records.map(({ asked }) => (asked[0] as ReactionInteraction).previous);
    expect(previous).to.deep.equal([[], ['love']]);
  });

  it('has one request on its way, for all pages', async () => {
    const { backend, store } = await open();
    store.react('a', ['love']);
    await settled();
    store.react('b', ['wow']);
    store.share('c', 'copy');
    await settled();
    expect(backend.records).to.have.length(1);
    await backend.lastRecord.answer({ a: { version: 2 } });
    expect(backend.lastRecord.told).to.deep.equal(['b react wow', 'c share copy']);
  });

  it('rolls back what is refused, and says so once', async () => {
    const { backend, store, reader, sees } = await open();
    store.react('a', ['love']);
    await settled();
    await backend.lastRecord.answer({ a: { version: 2, reactions: { love: 6, sad: 1 } } });
    reader.news();

    store.react('a', ['sad']);
    await settled();
    await backend.lastRecord.answer({}, { 0: 'reaction-not-allowed' });
    expect(reader.news()).to.deep.equal([
      'ready love=5 sad=2 mine=sad',
      'ready love=6 sad=1 mine=love refused=reaction-not-allowed',
    ]);
    expect(store.getState('a').refused?.interaction).to.deep.include({ page: 'a', reactions: ['sad'] });

    store.react('a', []);
    expect(sees(), 'the next tap ends the news').to.equal('ready love=5 sad=1');
  });

  it('tells a refusal to those who were there, and to nobody who comes later', async () => {
    const { backend, store, reader, sees } = await open();
    store.react('a', ['love']);
    await settled();
    await backend.lastRecord.answer({}, { 0: 'rejected' });
    expect(reader.news().at(-1)).to.equal('ready love=5 sad=1 refused=rejected');
    reader.stop();
    watch(store);
    expect(sees()).to.equal('ready love=5 sad=1');
  });

  it('keeps a refusal as long as somebody is there who saw it', async () => {
    const { backend, store, reader, sees } = await open();
    watch(store);
    store.react('a', ['love']);
    await settled();
    await backend.lastRecord.answer({}, { 0: 'rejected' });
    reader.stop();
    expect(sees()).to.equal('ready love=5 sad=1 refused=rejected');
  });

  it('keeps a refusal for who comes later, where nobody was there', async () => {
    const { backend, store, sees } = begin();
    store.react('a', ['love']);
    await settled();
    await backend.lastRecord.answer({}, { 0: 'rejected' });
    watch(store);
    expect(sees()).to.equal('loading refused=rejected');
  });

  it('tells each of two refusals of one page', async () => {
    const { backend, store, reader } = await open();
    store.share('a', 'copy');
    store.react('a', ['wow']);
    reader.news();
    await settled();
    await backend.lastRecord.answer({}, { 0: 'network-invalid', 1: 'reaction-not-allowed' });
    expect(reader.news().map((one) => one.split('refused=')[1])).to.deep.equal([
      'network-invalid',
      'reaction-not-allowed',
    ]);
  });

  it('refuses one and counts its neighbours', async () => {
    const { backend, store, sees } = await open();
    const other = watch(store, 'b');
    await settled();
    await backend.lastRead.answer({ b: { version: 1, reactions: {} } });
    other.news();
    store.react('a', ['love']);
    store.react('b', ['wow']);
    await settled();
    await backend.lastRecord.answer({ a: { version: 2, reactions: { love: 6, sad: 1 } } }, { 1: 'too-many-ids' });
    expect(sees('a')).to.equal('ready love=6 sad=1 mine=love');
    expect(other.news()).to.deep.equal(['ready wow=1 mine=wow', 'ready refused=too-many-ids']);
  });

  it('believes the backend about the choice, in an answer and in a read', async () => {
    const { backend, store, sees } = begin();
    watch(store);
    await settled();
    await backend.lastRead.answer({ a: { version: 1, reactions: { love: 1 }, mine: ['love'] } });
    expect(sees()).to.equal('ready love=1 mine=love');
    store.react('a', ['sad']);
    await settled();
    await backend.lastRecord.answer({ a: { version: 2, reactions: { wow: 1 }, mine: ['wow'] } });
    expect(sees()).to.equal('ready wow=1 mine=wow');
  });

  it('shows a pressed reaction as 1 at least, where the answer of a cache lacks it', async () => {
    const { backend, store, world } = await open();
    store.react('a', ['wow']);
    await settled();
    await backend.lastRecord.answer({ a: { version: 2, reactions: { wow: 1 } } });
    const later = begin({ world: world.browser.open('reload') });
    watch(later.store);
    await settled();
    await later.backend.lastRead.answer({ a: { version: 1, reactions: { love: 5 } } });
    expect(later.sees()).to.equal('ready love=5 wow=1 mine=wow');
    later.store.react('a', []);
    expect(later.sees(), 'and never less than none').to.equal('ready love=5 wow=0');
  });

  it('keeps the numbers that it showed where the answer brings none, and reads', async () => {
    const { backend, store, reader, sees } = await open();
    store.react('a', ['love']);
    store.react('a', ['sad']);
    await settled();
    reader.news();
    await backend.lastRecord.answer({});
    expect(reader.news(), 'never back to 1').to.deep.equal(['ready love=5 sad=2 mine=sad']);
    expect(backend.lastRead.asked).to.deep.equal(['a']);
    await backend.lastRead.answer({ a: { version: 5, reactions: { love: 9, sad: 2 } } });
    expect(sees()).to.equal('ready love=9 sad=2 mine=sad');
  });

  it('keeps the numbers that it showed where the answer is older than they are', async () => {
    const { backend, store, reader } = await open();
    store.react('a', ['love']);
    await settled();
    reader.news();
    await backend.lastRecord.answer({ a: { version: 0, reactions: { love: 1 }, mine: [] } });
    expect(reader.news()).to.deep.equal(['ready love=6 sad=1 mine=love']);
    expect(backend.reads, 'asks for the newest').to.have.length(2);
  });
});

describe('store: shares', () => {
  it('shows a share at once, and what the backend says after it', async () => {
    const { backend, store } = begin();
    const reader = watch(store);
    await settled();
    await backend.lastRead.answer({ a: { version: 1, shares: { copy: 2 } } });
    store.share('a', 'copy');
    store.share('a', 'copy');
    store.share('a', 'x');
    await settled();
    expect(backend.told).to.deep.equal([['a share copy', 'a share copy', 'a share x']]);
    await backend.lastRecord.answer({ a: { version: 4, shares: { copy: 4, x: 1 } } });
    expect(reader.news()).to.deep.equal([
      'ready share:copy=2',
      'ready share:copy=3',
      'ready share:copy=4',
      'ready share:copy=4 share:x=1',
      'ready share:copy=4 share:x=1',
    ]);
  });
});

describe('store: what a backend cannot do', () => {
  const cases = [
    { capabilities: { shares: false }, told: [['a react love']] },
    { capabilities: { reactions: false }, told: [['a share copy']] },
    { capabilities: { shares: false, reactions: false }, told: [] },
  ];
  for (const { capabilities, told } of cases) {
    it(`does nothing without ${Object.keys(capabilities).join(' and ')}`, async () => {
      const { backend, store } = begin({ capabilities });
      store.share('a', 'copy');
      store.react('a', ['love']);
      await settled();
      expect(backend.told).to.deep.equal(told);
    });
  }

  it('keeps a choice that cannot be undone, until it is refused', async () => {
    const { backend, store, sees } = await open({ capabilities: { undo: false } });
    store.react('a', ['love']);
    store.react('a', ['sad']);
    await settled();
    expect(backend.told).to.deep.equal([['a react love']]);
    expect(sees()).to.equal('ready love=6 sad=1 mine=love');
    await backend.lastRecord.answer({}, { 0: 'rejected' });
    store.react('a', ['sad']);
    expect(sees()).to.equal('ready love=5 sad=2 mine=sad');
  });
});
