import { expect } from '@open-wc/testing';
import { GaungError } from '../../src/contract/index.ts';
import { FakeBackend } from './support/fake-backend.ts';
import { begin, watch } from './support/story.ts';
import { settled } from './support/world.ts';

describe('store: reads', () => {
  it('asks for all pages of one task in one read, each once', async () => {
    const { backend, store, sees } = begin();
    const [first, second, other] = [watch(store, 'a'), watch(store, 'a'), watch(store, 'b')];
    expect(backend.asked, 'not before the task is done').to.deep.equal([]);
    expect(sees()).to.equal('loading');
    await settled();
    expect(backend.asked).to.deep.equal([['a', 'b']]);

    await backend.lastRead.answer({ a: { version: 1, views: 7 }, b: { version: 1, views: 9 } });
    expect(first.news()).to.deep.equal(['ready views=7']);
    expect(second.news()).to.deep.equal(['ready views=7']);
    expect(other.news()).to.deep.equal(['ready views=9']);
    expect(backend.reads).to.have.length(1);
    expect(backend.told).to.deep.equal([]);
  });

  it('does not ask again while an answer is on its way, nor once it is there', async () => {
    const { backend, store } = begin();
    watch(store, 'a');
    await settled();
    watch(store, 'a');
    watch(store, 'b');
    await settled();
    expect(backend.asked).to.deep.equal([['a'], ['b']]);
    await backend.reads[0]!.answer({ a: { version: 1 } });
    watch(store, 'a');
    await settled();
    expect(backend.reads).to.have.length(2);
  });

  it('does not ask again for who leaves and comes back while an answer is on its way', async () => {
    const { backend, store } = begin();
    const reader = watch(store);
    await settled();
    reader.stop();
    const again = watch(store);
    await settled();
    await backend.lastRead.answer({ a: { version: 1, views: 1 } });
    expect(again.news()).to.deep.equal(['ready views=1']);
    expect(backend.asked).to.deep.equal([['a']]);
  });

  it('asks again where what is on its way is out of date', async () => {
    const { backend, store, sees } = begin();
    watch(store);
    await settled();
    store.share('a', 'copy');
    await settled();
    await backend.lastRecord.answer({}); // counted, but how much is it now?
    expect(backend.asked, 'one at a time').to.deep.equal([['a']]);
    await backend.lastRead.answer({ a: { version: 1, shares: {} } });
    expect(backend.asked).to.deep.equal([['a'], ['a']]);
    await backend.lastRead.answer({ a: { version: 2, shares: { copy: 1 } } });
    expect(sees()).to.equal('ready share:copy=1');
  });

  it('does not ask for a page that was left in the same task', async () => {
    const { backend, store } = begin();
    watch(store, 'a').stop();
    watch(store, 'b');
    await settled();
    expect(backend.asked).to.deep.equal([['b']]);
  });

  it('splits what is more than the backend takes', async () => {
    const { backend, store } = begin({ capabilities: { maxPages: 2 } });
    for (const page of ['a', 'b', 'c', 'd', 'e']) watch(store, page);
    await settled();
    expect(backend.asked).to.deep.equal([['a', 'b'], ['c', 'd'], ['e']]);
  });

  it('asks for at most 100 pages where the backend does not say', async () => {
    const { backend, store } = begin();
    for (let i = 0; i < 101; i++) watch(store, `page-${i}`);
    await settled();
    expect(backend.reads.map(({ asked }) => asked.length)).to.deep.equal([100, 1]);
  });

  it('tries again what failed, later and later, until it succeeds', async () => {
    const { world, backend, store } = begin();
    const reader = watch(store);
    await settled();
    await backend.lastRead.fail();
    expect(reader.news()).to.deep.equal(['unavailable error']);
    await world.pass(999);
    expect(backend.reads).to.have.length(1);
    await world.pass(1);
    expect(backend.reads).to.have.length(2);
    await backend.lastRead.fail();
    await world.pass(1999);
    expect(backend.reads).to.have.length(2);
    await world.pass(1);
    await backend.lastRead.answer({ a: { version: 1, views: 3 } });
    expect(reader.news()).to.deep.equal(['unavailable error', 'ready views=3']);
    expect(world.waits).to.be.empty;
  });

  it('waits as long as the backend asks, also for pages that come later', async () => {
    const { world, backend, store } = begin();
    watch(store, 'a');
    await settled();
    await backend.lastRead.fail(new GaungError('fake', 'Slow down.', { retryAfter: 30_000 }));
    watch(store, 'b');
    await world.resume();
    await world.pass(29_999);
    expect(backend.reads).to.have.length(1);
    await world.pass(1);
    expect(backend.reads).to.have.length(2);
    expect(backend.lastRead.asked).to.have.members(['a', 'b']);
  });

  it('asks again for a page that an answer lacks when it is shown again, not by the clock', async () => {
    const { world, backend, store } = begin();
    const [a, b] = [watch(store, 'a'), watch(store, 'b')];
    await settled();
    await backend.lastRead.answer({ a: { version: 1, views: 1 } });
    expect(a.news()).to.deep.equal(['ready views=1']);
    expect(b.news()).to.deep.equal(['unavailable error']);
    await world.pass(120_000);
    expect(backend.reads).to.have.length(1);
    await world.resume();
    expect(backend.lastRead.asked).to.deep.equal(['b']);
    await backend.lastRead.answer({ b: { version: 1, views: 2 } });
    expect(b.news()).to.deep.equal(['ready views=2']);
  });

  it('tries a failed part again though another part succeeded', async () => {
    const { world, backend, store } = begin({ capabilities: { maxPages: 1 } });
    watch(store, 'a');
    watch(store, 'b');
    await settled();
    await backend.reads[0]!.fail();
    await backend.reads[1]!.answer({ b: { version: 1 } });
    await world.pass(1000);
    expect(backend.asked).to.deep.equal([['a'], ['b'], ['a']]);
  });

  it('tries a failed read again though something was sent in the meantime', async () => {
    const { world, backend, store } = begin();
    watch(store, 'a');
    await settled();
    await backend.lastRead.fail();
    store.share('b', 'copy');
    await settled();
    await backend.lastRecord.answer({ b: { version: 1 } });
    await world.pass(1000);
    expect(backend.asked).to.deep.equal([['a'], ['a']]);
  });

  it('leaves a hidden page alone, and tries again when it is shown', async () => {
    const { world, backend, store } = begin();
    watch(store);
    await settled();
    await backend.lastRead.fail();
    world.isShown = false;
    await world.pass(60_000);
    expect(backend.reads).to.have.length(1);
    expect(world.waits).to.be.empty;
    await world.resume();
    expect(backend.reads).to.have.length(2);
  });

  it('stops trying for a page that nobody looks at any more', async () => {
    const { world, backend, store } = begin();
    const reader = watch(store);
    await settled();
    await backend.lastRead.fail();
    reader.stop();
    await world.pass(600_000);
    expect(backend.reads).to.have.length(1);
    expect(world.waits).to.be.empty;
  });

  it('gives a request up when nobody looks at any of its pages any more', async () => {
    const { backend, store } = begin();
    const [one, two] = [watch(store, 'a'), watch(store, 'b')];
    await settled();
    const { signal } = backend.lastRead.options!;
    one.stop();
    await settled();
    expect(signal!.aborted, 'somebody still looks at the other page').to.be.false;
    two.stop();
    watch(store, 'b').stop(); // within one task: an element that is moved
    await settled();
    expect(signal!.aborted).to.be.true;
    await backend.lastRead.fail(signal!.reason);
    expect(backend.reads, 'and it is no failure').to.have.length(1);
  });

  it('asks anew for who comes back after the request was given up', async () => {
    const { backend, store, sees } = begin();
    watch(store).stop();
    const early = watch(store);
    await settled();
    early.stop();
    await settled();
    watch(store);
    await backend.reads[0]!.fail(new DOMException('given up', 'AbortError'));
    expect(backend.asked).to.deep.equal([['a'], ['a']]);
    await backend.lastRead.answer({ a: { version: 1, views: 7 } });
    expect(sees()).to.equal('ready views=7');
  });

  it('asks again when the reader returns after a while, and not after a moment', async () => {
    const { browser, world, backend, store, sees } = begin();
    watch(store, 'a');
    watch(store, 'b').stop();
    await settled();
    await backend.lastRead.answer({ a: { version: 1, views: 7 }, b: { version: 1 } });
    await world.pause();
    browser.time += 29_000;
    await world.resume();
    expect(backend.reads).to.have.length(1);
    await world.pause();
    browser.time += 30_000;
    await world.resume();
    expect(backend.asked.slice(1), 'what is looked at').to.deep.equal([['a']]);
    expect(sees(), 'what is known stays until then').to.equal('ready views=7');
    await backend.lastRead.answer({ a: { version: 2, views: 8 } });
    expect(sees()).to.equal('ready views=8');
  });

  it('marks what it knows as the last known where it could not be asked for again, until it can', async () => {
    const { browser, world, backend, store, sees } = begin();
    const reader = watch(store);
    await settled();
    await backend.lastRead.answer({ a: { version: 1, views: 7 } });
    await world.pause();
    browser.time += 60_000;
    await world.resume();
    await backend.lastRead.fail();
    expect(sees()).to.equal('ready views=7 stale error');
    reader.stop();
    expect(begin({ world: browser.open() }).sees(), 'and only here').to.equal('loading');
    const later = watch(store);
    expect(sees(), 'at once for who comes back').to.equal('ready views=7 stale error');
    await world.pass(1000);
    later.news();
    await backend.lastRead.answer({ a: { version: 1, views: 7 } });
    expect(later.news(), 'though the numbers are the same').to.deep.equal(['ready views=7']);
  });

  it('shows what it knows to who comes back, and asks anew', async () => {
    const { backend, store, sees } = begin();
    const reader = watch(store);
    await settled();
    await backend.lastRead.answer({ a: { version: 4, views: 4 } });
    reader.stop();
    const again = watch(store);
    expect(sees()).to.equal('ready views=4');
    await settled();
    expect(backend.reads).to.have.length(2);
    await backend.lastRead.answer({ a: { version: 6, views: 6 } });
    expect(again.news()).to.deep.equal(['ready views=6']);
  });

  it('forgets pages that nobody looks at, beyond 500', async () => {
    const { store } = begin();
    const shown = watch(store, 'shown');
    store.react('tapped', ['love']);
    const before = ['shown', 'tapped', 'left'].map((page) => store.getState(page));
    for (let i = 0; i < 600; i++) store.getState(`page-${i}`);
    const isKept = ['shown', 'tapped', 'left'].map((page, index) => store.getState(page) === before[index]);
    expect(isKept).to.deep.equal([true, true, false]);
    shown.stop();
  });
});

describe('store: adapters that misbehave', () => {
  it('survives one that throws instead of rejecting', async () => {
    const backend = new FakeBackend();
    const { world, store, sees } = begin({ backend });
    const { read } = backend;
    backend.read = () => {
      throw new TypeError('boom');
    };
    watch(store);
    await settled();
    expect(sees()).to.equal('unavailable error');
    expect(store.getState('a').error?.message).to.equal('boom');
    backend.read = read;
    await world.pass(1000);
    await backend.lastRead.answer({ a: { version: 1, views: 1 } });
    expect(sees()).to.equal('ready views=1');
  });

  for (const garbage of [undefined, null, {}, 'text', []]) {
    it(`takes ${JSON.stringify(garbage) ?? 'undefined'} for no answer`, async () => {
      const { world, backend, store, sees } = begin();
      watch(store);
      await settled();
      await backend.lastRead.give(garbage);
      expect(sees()).to.equal('unavailable error');
      await world.pass(1000);
      expect(backend.reads).to.have.length(2);
    });
  }

  it('says which adapter failed where it rejects with no error', async () => {
    const { backend, store } = begin();
    watch(store);
    await settled();
    await backend.lastRead.fail('nope');
    const { error } = store.getState('a');
    expect(error).to.be.instanceOf(GaungError);
    expect(error?.message).to.equal('[gaung] [store] The adapter fake failed.');
    expect(error?.cause).to.equal('nope');
  });
});
