import { expect } from '@open-wc/testing';
import { FakeBackend } from './support/fake-backend.ts';
import { begin, watch } from './support/story.ts';
import { settled } from './support/world.ts';

const numbers = { version: 1, views: 7, shares: { copy: 1 }, reactions: { love: 5 }, mine: ['love'] };

describe('store: states', () => {
  it('are the same object until something changes', async () => {
    const { backend, store } = begin();
    watch(store);
    const loading = store.getState('a');
    await settled();
    expect(store.getState('a') === loading).to.be.true;
    await backend.lastRead.answer({ a: numbers });
    const ready = store.getState('a');
    expect(ready === loading).to.be.false;
    expect(store.getState('a') === ready).to.be.true;
    store.react('b', ['love']);
    store.view('a');
    watch(store);
    await settled();
    expect(store.getState('a') === ready, 'another page, a view, another listener').to.be.true;
    store.react('a', ['sad']);
    expect(store.getState('a') === ready).to.be.false;
  });

  it('are frozen, and share nothing with the adapter’s answer', async () => {
    const { backend, store } = begin();
    watch(store);
    await settled();
    const answer = structuredClone(numbers);
    await backend.lastRead.answer({ a: answer });
    const { counts, mine } = store.getState('a');
    for (const part of [store.getState('a'), counts, counts?.shares, counts?.reactions, counts?.mine, mine]) {
      expect(Object.isFrozen(part)).to.be.true;
    }
    expect(Object.isFrozen(answer), 'the adapter’s own stay its own').to.be.false;
    answer.reactions.love = 99;
    store.react('a', ['wow']);
    expect(counts?.reactions).to.deep.equal({ love: 5 });
  });

  it('hold nothing that a listener could change what is sent with', async () => {
    const { backend, store } = begin();
    const chosen = ['love'];
    store.react('a', chosen);
    chosen.push('sad');
    expect(() => (store.getState('a').mine as string[]).push('wow')).to.throw(TypeError);
    await settled();
    expect(backend.lastRecord.told).to.deep.equal(['a react love']);
  });

  it('have counts by id without a prototype', async () => {
    const { backend, store } = begin();
    watch(store);
    await settled();
    await backend.lastRead.answer({ a: numbers });
    expect(typeof store.getState('a').counts?.reactions?.constructor).to.equal('undefined');
    store.react('a', ['constructor']);
    expect(store.getState('a').counts?.reactions?.constructor).to.equal(1);
  });
});

describe('store: listeners', () => {
  it('are not called after they stopped, also where another one stops them', async () => {
    const { store } = begin();
    const calls: string[] = [];
    let stopSecond = () => {};
    const stopFirst = store.subscribe('a', () => {
      calls.push('first');
      stopSecond();
      stopFirst();
    });
    stopSecond = store.subscribe('a', () => calls.push('second'));
    store.react('a', ['love']);
    store.react('a', ['sad']);
    expect(calls).to.deep.equal(['first']);
  });

  it('that come during a change hear of the next one', () => {
    const { store } = begin();
    const calls: string[] = [];
    store.subscribe('a', () => {
      calls.push('first');
      if (calls.length === 1) store.subscribe('a', () => calls.push('second'));
    });
    store.react('a', ['love']);
    expect(calls).to.deep.equal(['first']);
    store.react('a', ['sad']);
    expect(calls).to.deep.equal(['first', 'first', 'second']);
  });

  it('may be the same function twice', () => {
    const { store } = begin();
    let calls = 0;
    const listener = () => calls++;
    const stop = store.subscribe('a', listener);
    store.subscribe('a', listener);
    stop();
    stop();
    store.react('a', ['love']);
    expect(calls).to.equal(1);
  });

  it('may act in the midst of a change', async () => {
    const { backend, store, sees } = begin();
    let isFirst = true;
    store.subscribe('a', () => {
      if (!isFirst) return;
      isFirst = false;
      store.react('a', ['sad']);
    });
    store.react('a', ['love']);
    expect(sees()).to.equal('loading mine=sad');
    await settled();
    expect(backend.lastRecord.told).to.deep.equal(['a react sad']);
  });

  it('that throw are reported, and stop neither the others nor the store', async () => {
    const { queueMicrotask } = globalThis;
    const reported: unknown[] = [];
    // Where an error would be uncaught, and fail the run.
    globalThis.queueMicrotask = (callback) =>
      queueMicrotask(() => {
        try {
          callback();
        } catch (error) {
          reported.push((error as Error).message);
        }
      });
    try {
      const { backend, store } = begin();
      store.subscribe('a', () => {
        throw new Error('broken listener');
      });
      const other = watch(store);
      store.react('a', ['love']);
      await settled();
      await backend.lastRecord.answer({ a: { version: 1, reactions: { love: 1 } } });
      store.share('a', 'copy');
      await settled();
      expect(other.news()).to.deep.equal(['loading mine=love', 'ready love=1 mine=love', 'ready love=1 mine=love']);
      expect(backend.records).to.have.length(2);
      expect(reported).to.deep.equal(['broken listener', 'broken listener', 'broken listener']);
    } finally {
      globalThis.queueMicrotask = queueMicrotask;
    }
  });
});

describe('store: close', () => {
  it('leaves no timer and no listener, whatever was going on', async () => {
    const { world, backend, store } = begin();
    const reader = watch(store, 'read-fails');
    await settled();
    store.react('send-fails', ['love']);
    await settled();
    await backend.lastRead.fail();
    await backend.lastRecord.fail();
    expect(world.waits).to.have.length(2);
    expect(world.resumers.size).to.equal(1);
    reader.news();
    store.close();
    expect(world.waits).to.be.empty;
    expect([world.resumers.size, world.pausers.size, world.consenters.size]).to.deep.equal([0, 0, 0]);
    await settled();
    expect([...world.browser.locks.values()].flat()).to.deep.equal([]);
    expect([...world.browser.channels.values()].map(({ size }) => size)).to.deep.equal([0]);
    await world.pass(600_000);
    expect(backend.reads.length + backend.records.length).to.equal(2);
    expect(reader.news()).to.be.empty;
  });

  it('during a request: a read is given up, an acknowledgement still counts, nothing follows', async () => {
    const { browser, world, backend, store } = begin();
    const readers = [watch(store, 'read'), watch(store, 'a')];
    await settled();
    store.react('a', ['love']);
    await settled();
    store.share('a', 'copy');
    store.close();
    for (const reader of readers) reader.news();
    expect(backend.lastRead.options?.signal?.aborted).to.be.true;
    await backend.lastRead.fail(new DOMException('given up', 'AbortError'));
    await backend.lastRecord.answer({ a: { version: 1, reactions: { love: 1 } } });
    expect(readers.flatMap((reader) => reader.news())).to.be.empty;
    expect(backend.records, 'the share waits for the next page load').to.have.length(1);
    expect(world.waits).to.be.empty;

    const next = begin({ world: browser.open() });
    expect(next.sees()).to.equal('loading mine=love');
    await settled();
    expect(next.backend.lastRecord.told).to.deep.equal(['a share copy']);
  });

  for (const idempotent of [true, false]) {
    it(`during a request that then fails: no timer is set (${idempotent ? '' : 'not '}idempotent)`, async () => {
      const { world, backend, store, browser } = begin({ capabilities: { idempotent } });
      store.react('a', ['love']);
      await settled();
      store.close();
      await backend.lastRecord.fail();
      expect(world.waits).to.be.empty;
      expect(browser.outbox).to.have.length(1);
    });
  }

  it('before anything was sent: nothing is sent, nothing is lost', async () => {
    const { browser, backend, store } = begin();
    watch(store);
    store.react('a', ['love']);
    store.close();
    await settled();
    expect(backend.reads.length + backend.records.length).to.equal(0);
    expect(browser.outbox).to.have.length(1);
  });

  it('leaves no page, timer or request behind after 1,000 listeners came and went', async () => {
    const { world, backend, store } = begin();
    for (let i = 0; i < 1000; i++) watch(store, `page-${i % 10}`).stop();
    await settled();
    expect(backend.asked).to.deep.equal([]);
    expect(world.waits).to.be.empty;
  });

  it('gives an adapter its name', () => {
    const backend = new FakeBackend();
    expect(begin({ backend }).store.adapter === backend).to.be.true;
  });
});
