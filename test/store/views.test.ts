import { expect } from '@open-wc/testing';
import { begin, watch } from './support/story.ts';
import { Browser, settled, World } from './support/world.ts';

describe('store: views', () => {
  it('counts a page load once, and needs no read: the answer brings the counts', async () => {
    const { backend, store, sees } = begin();
    const reader = watch(store);
    expect(store.view('a')).to.be.true;
    await settled();
    expect(backend.asked).to.deep.equal([]);
    expect(backend.lastRecord.told).to.deep.equal(['a view']);
    expect(reader.news(), 'a view changes nothing before it is counted').to.be.empty;
    expect(sees()).to.equal('loading');

    await backend.lastRecord.answer({ a: { version: 1207, views: 1207 } });
    expect(reader.news()).to.deep.equal(['ready views=1207']);
    expect(backend.asked).to.deep.equal([]);
    expect(backend.records).to.have.length(1);
  });

  it('makes one view of two counters of one page, also when one comes later', async () => {
    const { backend, store } = begin();
    const answers = [store.view('a'), store.view('a')];
    await settled();
    await backend.lastRecord.answer({ a: { version: 1, views: 1 } });
    answers.push(store.view('a'));
    await settled();
    expect(answers).to.deep.equal([true, false, false]);
    expect(backend.told).to.deep.equal([['a view']]);
  });

  it('counts each page of a page load', async () => {
    const { backend, store } = begin();
    store.view('a');
    store.view('b');
    await settled();
    expect(backend.told).to.deep.equal([['a view', 'b view']]);
  });

  it('waits until the page is shown; the numbers are read at once', async () => {
    const { world, backend, store } = begin();
    world.isShown = false;
    const reader = watch(store);
    expect(store.view('a')).to.be.true;
    expect(store.view('a')).to.be.false;
    await settled();
    expect(backend.told).to.deep.equal([]);
    expect(backend.lastRead.asked).to.deep.equal(['a']);
    await backend.lastRead.answer({ a: { version: 1, views: 1206 } });

    await world.resume();
    await world.resume();
    expect(backend.told).to.deep.equal([['a view']]);
    await backend.lastRecord.answer({ a: { version: 2, views: 1207 } });
    expect(reader.news()).to.deep.equal(['ready views=1206', 'ready views=1207']);
  });

  it('is not counted by a network that comes back while the page is hidden', async () => {
    const { world, backend, store } = begin();
    world.isShown = false;
    store.view('a');
    for (const callback of world.resumers) callback();
    await settled();
    expect(backend.told).to.deep.equal([]);
  });

  for (const navigation of ['reload', 'back_forward'] as const) {
    it(`makes none on ${navigation}`, async () => {
      const { backend, store } = begin({ world: new Browser().open(navigation) });
      watch(store);
      expect(store.view('a')).to.be.false;
      await settled();
      expect(backend.told).to.deep.equal([]);
      expect(backend.lastRead.asked, 'the number is read').to.deep.equal(['a']);
    });
  }

  it('makes one of each page that a reader goes to in a document that was reloaded', async () => {
    const { world, backend, store } = begin({ world: new Browser().open('reload') });
    const { stop } = watch(store, 'a');
    expect(store.view('a')).to.be.false;
    world.came = 'navigate';
    expect(store.view('a'), 'the address was changed under the same page').to.be.false;
    stop();
    watch(store, 'b');
    expect(store.view('b')).to.be.true;
    await settled();
    expect(backend.told).to.deep.equal([['b view']]);
  });

  it('makes one of a page that a reader comes to anew after a reload', async () => {
    const { world, backend, store } = begin({ world: new Browser().open('reload') });
    const { stop } = watch(store, 'a');
    store.view('a');
    stop();
    world.came = 'navigate';
    watch(store, 'a');
    expect(store.view('a')).to.be.true;
    await settled();
    expect(backend.told).to.deep.equal([['a view']]);
  });

  it('makes none of a page that the reader goes back to, viewed in this document or before', async () => {
    const { world, backend, store } = begin();
    const b = watch(store, 'b');
    store.view('b');
    world.came = 'back_forward';
    b.stop();
    const a = watch(store, 'a');
    expect(store.view('a')).to.be.false;
    a.stop();
    watch(store, 'b');
    expect(store.view('b')).to.be.false;
    await settled();
    expect(backend.told).to.deep.equal([['b view']]);
  });

  it('makes none of a page that was left before anybody saw it, and one when it is seen after all', async () => {
    const { world, backend, store } = begin();
    world.isShown = false;
    const a = watch(store, 'a');
    expect(store.view('a')).to.be.true;
    a.stop();
    const b = watch(store, 'b');
    expect(store.view('b')).to.be.true;
    await world.resume();
    expect(backend.told).to.deep.equal([['b view']]);
    b.stop();
    watch(store, 'a');
    expect(store.view('a')).to.be.true;
    await backend.lastRecord.answer({ b: { version: 1, views: 1 } });
    expect(backend.told).to.deep.equal([['b view'], ['a view']]);
  });

  it('still waits while somebody else shows the page', async () => {
    const { world, backend, store } = begin();
    world.isShown = false;
    const first = watch(store, 'a');
    watch(store, 'a');
    store.view('a');
    first.stop();
    await world.resume();
    expect(backend.told).to.deep.equal([['a view']]);
  });

  it('makes none in a preview or a frame, also when the address loses its mark', async () => {
    const { world, backend, store } = begin();
    world.isPreviewed = true;
    watch(store);
    expect(store.view('a')).to.be.false;
    world.isPreviewed = false;
    expect(store.view('a')).to.be.false;
    await settled();
    expect(backend.told).to.deep.equal([]);
    expect(backend.lastRead.asked, 'the number is read').to.deep.equal(['a']);
  });

  it('makes none where the backend counts no views', async () => {
    const { backend, store } = begin({ capabilities: { views: false } });
    expect(store.view('a')).to.be.false;
    await settled();
    expect(backend.told).to.deep.equal([]);
  });

  it('keeps nothing in the browser, whatever becomes of it', async () => {
    const { browser, world, backend, store } = begin();
    watch(store);
    store.view('a');
    await settled();
    expect([...browser.kept]).to.deep.equal([]);
    await backend.lastRecord.fail();
    await world.pass(1000);
    expect([...browser.kept]).to.deep.equal([]);
    await backend.lastRecord.answer({ a: { version: 1, views: 1, mine: [] } });
    expect([...browser.kept]).to.deep.equal([]);
  });

  it('is tried again with the same id, and never said to be waiting', async () => {
    const { world, backend, store } = begin();
    const reader = watch(store);
    store.view('a');
    await settled();
    await backend.lastRecord.fail();
    expect(reader.news()).to.deep.equal(['unavailable error']);
    expect(backend.reads, 'the counts are read meanwhile').to.have.length(1);
    await backend.lastRead.answer({ a: { version: 1, views: 7 } });
    await world.pass(1000);
    expect(backend.records).to.have.length(2);
    expect(backend.lastRecord.asked).to.deep.equal(backend.records[0]!.asked);
    await backend.lastRecord.answer({ a: { version: 2, views: 8 } });
    expect(reader.news()).to.deep.equal(['ready views=7', 'ready views=8']);
  });

  it('is refused alone; its page is read', async () => {
    const { backend, store } = begin();
    const reader = watch(store);
    store.view('a');
    await settled();
    await backend.lastRecord.answer({}, { 0: 'page-not-allowed' });
    expect(reader.news()).to.deep.equal(['loading refused=page-not-allowed']);
    expect(backend.lastRead.asked).to.deep.equal(['a']);
    await backend.lastRead.answer({ a: { version: 1, views: 5 } });
    expect(reader.news()).to.deep.equal(['ready views=5 refused=page-not-allowed']);
  });

  it('leaves the numbers alone that are unknown', async () => {
    const { store, backend } = begin();
    watch(store);
    await settled();
    await backend.lastRead.answer({ a: { version: 1, views: 3 } });
    const { counts } = store.getState('a');
    expect(counts).to.deep.equal({ version: 1, views: 3 });
    expect(counts).to.not.have.any.keys('shares', 'reactions', 'mine');
    store.react('a', ['love']);
    store.share('a', 'copy');
    expect(store.getState('a').counts).to.deep.equal({ version: 1, views: 3 });
  });

  it('goes out with whatever else is done in the same task', async () => {
    const { backend, store } = begin({ world: new World() });
    store.view('a');
    store.share('a', 'copy');
    store.react('b', ['sad']);
    await settled();
    expect(backend.told).to.deep.equal([['a view', 'a share copy', 'b react sad']]);
  });
});
