import { expect } from '@open-wc/testing';
import { begin, watch } from './support/story.ts';
import { settled } from './support/world.ts';

/** A reader who knows the counts of a page. */
async function reading() {
  const story = begin();
  const reader = watch(story.store);
  await settled();
  await story.backend.lastRead.answer({ a: { version: 1, views: 1 } });
  reader.news();
  return { ...story, reader };
}

describe('store: a reader who returns', () => {
  it('after less than half a minute sees what was there', async () => {
    const { world, backend } = await reading();
    await world.pause();
    await world.pass(29_999);
    await world.resume();
    expect(backend.reads).to.have.length(1);
  });

  for (const isLeaving of [false, true]) {
    it(`after longer sees new counts, ${isLeaving ? 'back from another page' : 'from a hidden tab'}`, async () => {
      const { world, backend, sees, reader } = await reading();
      await world.pause();
      await world.pass(1000);
      if (isLeaving) await world.pause(true);
      await world.pass(29_000);
      expect(backend.reads, 'not before').to.have.length(1);
      await world.resume();
      expect(backend.reads).to.have.length(2);
      await world.resume();
      expect(backend.reads, 'once').to.have.length(2);
      await backend.lastRead.answer({ a: { version: 2, views: 2 } });
      expect([sees(), reader.news().length]).to.deep.equal(['ready views=2', 1]);
    });
  }

  it('is away until the page is seen, though the network comes back or the tab wakes before', async () => {
    const { world, backend } = await reading();
    await world.pause();
    await world.pass(40_000);
    for (const resumed of world.resumers) resumed();
    await settled();
    expect(backend.reads, 'nobody looks').to.have.length(1);
    await world.pass(10_000);
    await world.resume();
    expect(backend.reads).to.have.length(2);
  });
});

describe('store: a page that is left while it is read', () => {
  const signals = (backend: ReturnType<typeof begin>['backend']) =>
    backend.reads.map(({ options }) => options?.signal?.aborted);

  it('is given up', async () => {
    const { backend, store } = begin();
    const reader = watch(store);
    await settled();
    reader.stop();
    expect(signals(backend), 'who only moves is back within the task').to.deep.equal([false]);
    await settled();
    expect(signals(backend)).to.deep.equal([true]);
    await backend.lastRead.fail(backend.lastRead.options?.signal?.reason);
    expect(backend.reads, 'and not asked for again').to.have.length(1);
  });

  it('is read on where the same request brings another page, or another looks at it', async () => {
    const { backend, store, sees } = begin();
    const readers = [watch(store, 'a'), watch(store, 'a'), watch(store, 'b')];
    await settled();
    expect(backend.asked).to.deep.equal([['a', 'b']]);
    readers[0]!.stop();
    readers[2]!.stop();
    await settled();
    readers[2] = watch(store, 'b');
    readers[1]!.stop();
    await settled();
    expect(signals(backend)).to.deep.equal([false]);
    await backend.lastRead.answer({ a: { version: 1, views: 1 }, b: { version: 1, views: 2 } });
    expect([sees('b'), backend.reads.length]).to.deep.equal(['ready views=2', 1]);
  });

  it('is asked for anew for who comes back before the request has ended', async () => {
    const { backend, store, sees } = begin();
    watch(store).stop();
    const reader = watch(store);
    await settled();
    reader.stop();
    await settled();
    watch(store);
    await settled();
    expect(signals(backend)).to.deep.equal([true]);
    await backend.lastRead.fail(backend.lastRead.options?.signal?.reason);
    expect(signals(backend)).to.deep.equal([true, false]);
    await backend.lastRead.answer({ a: { version: 1, views: 1 } });
    expect(sees(), 'a request that was given up is no failure').to.equal('ready views=1');
  });
});
