import { expect } from '@open-wc/testing';
import { DELIVERY_MS, GaungError } from '../../src/contract/index.ts';
import { begin, type Story, type Watch, watch } from './support/story.ts';
import { Browser, settled } from './support/world.ts';

/** A page that shows five loves, in a browser. */
async function open(browser = new Browser()): Promise<Story & { reader: Watch }> {
  const story = begin({ world: browser.open() });
  const reader = watch(story.store);
  await settled();
  await story.backend.lastRead.answer({ a: { version: 1, reactions: { love: 5 } } });
  reader.news();
  return { ...story, reader };
}

describe('store: a lost connection', () => {
  it('keeps the tap, says that it waits, and delivers it with the same id', async () => {
    const { browser, world, backend, store, reader } = await open();
    store.react('a', ['love']);
    await settled();
    await backend.lastRecord.fail();
    expect(reader.news()).to.deep.equal(['ready love=6 mine=love', 'ready love=6 mine=love waiting error']);
    expect(backend.reads, 'counts that are there are not asked for again').to.have.length(1);

    await world.pass(1000);
    await backend.lastRecord.fail();
    await world.pass(1999);
    expect(backend.records).to.have.length(2);
    await world.pass(1);
    expect(backend.records).to.have.length(3);
    expect(new Set(backend.records.map(({ asked }) => asked[0]!.id)).size).to.equal(1);
    expect(reader.news().at(-1), 'still waits while it is tried again').to.equal(
      'ready love=6 mine=love waiting error',
    );

    await backend.lastRecord.answer({ a: { version: 2, reactions: { love: 6 } } });
    expect(reader.news()).to.deep.equal(['ready love=6 mine=love']);
    expect(browser.outbox).to.be.empty;
    await world.pass(600_000);
    await world.resume();
    expect(backend.records).to.have.length(3);
    expect(world.waits).to.be.empty;
  });

  it('waits a minute at most, and half as long by chance', async () => {
    const { world, backend, store } = await open();
    store.react('a', ['love']);
    await settled();
    const waits: number[] = [];
    for (let i = 0; i < 9; i++) {
      if (i === 8) world.chance = 0;
      await backend.lastRecord.fail();
      waits.push(...world.waits);
      await world.pass(world.waits[0]!);
    }
    expect(waits).to.deep.equal([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 30_000]);
  });

  it('tries at once when the page is shown again or the network is back', async () => {
    const { world, backend, store } = await open();
    store.react('a', ['love']);
    await settled();
    await backend.lastRecord.fail();
    await world.resume();
    expect(backend.records).to.have.length(2);
    await backend.lastRecord.answer({ a: { version: 2 } });
    expect(world.waits, 'no timer is left').to.be.empty;
  });

  it('tries at once when the network is back, also behind another tab', async () => {
    const { world, backend, store } = await open();
    store.react('a', ['love']);
    await settled();
    await backend.lastRecord.fail();
    world.isShown = false;
    for (const callback of world.resumers) callback();
    await settled();
    expect(backend.records).to.have.length(2);
  });

  it('never folds what may have been sent, and delivers in order', async () => {
    const { world, backend, store, sees } = await open();
    store.react('a', ['love']);
    await settled();
    store.react('a', ['wow']);
    store.react('a', ['sad']);
    await backend.lastRecord.fail();
    await world.pass(1000);
    expect(backend.lastRecord.told).to.deep.equal(['a react love', 'a react sad']);
    const [first, second] = backend.lastRecord.asked;
    expect(second!.at).to.be.greaterThan(first!.at);
    await backend.lastRecord.answer({ a: { version: 3, reactions: { love: 5, sad: 1 } } });
    expect(sees()).to.equal('ready love=5 sad=1 mine=sad');
  });

  it('says of a tap on another page, too, that it waits, until all is delivered', async () => {
    const { world, backend, store } = await open();
    const other = watch(store, 'b');
    await settled();
    await backend.lastRead.answer({ b: { version: 1, shares: {} } });
    other.news();
    store.react('a', ['love']);
    await settled();
    await backend.lastRecord.fail();
    await world.pass(1000);
    store.share('b', 'copy'); // while the first is tried again
    await settled();
    await backend.lastRecord.answer({ a: { version: 2 } });
    expect(other.news()).to.deep.equal(['ready share:copy=1 waiting', 'ready share:copy=1']);
    await backend.lastRecord.answer({ b: { version: 2, shares: { copy: 1 } } });
    expect(other.news()).to.deep.equal(['ready share:copy=1']);
  });

  it('brings a retry forward for new taps: a second after the last attempt, a burst of them as one', async () => {
    const { world, backend, store } = await open();
    store.react('a', ['love']);
    await settled();
    for (let i = 0; i < 4; i++) {
      await backend.lastRecord.fail();
      if (i < 3) await world.pass(world.waits[0]!);
    }
    expect(world.waits).to.deep.equal([8000]);
    expect(backend.records).to.have.length(4);
    for (let i = 0; i < 20; i++) {
      store.react('a', [i % 2 === 0 ? 'wow' : 'sad']);
      await settled();
    }
    expect(world.waits).to.deep.equal([1000]);
    expect(backend.records, 'none at once').to.have.length(4);
    await world.pass(1000);
    expect(backend.lastRecord.told, 'what was never sent is folded').to.deep.equal(['a react love', 'a react sad']);
    await backend.lastRecord.fail();
    expect(world.waits, 'what was brought forward does not count as one more failure').to.deep.equal([8000]);
  });

  it('asks for the counts where there are none yet, and lays the tap over them', async () => {
    const { world, backend, store, sees } = begin();
    watch(store);
    store.react('a', ['love']);
    await settled();
    expect(backend.asked).to.deep.equal([]);
    expect(sees()).to.equal('loading mine=love');
    await backend.lastRecord.fail();
    expect(sees()).to.equal('unavailable mine=love waiting error');
    await backend.lastRead.answer({ a: { version: 1, reactions: { love: 5 } } });
    expect(sees()).to.equal('ready love=6 mine=love waiting');
    await world.pass(1000);
    await backend.lastRecord.answer({ a: { version: 2, reactions: { love: 6 } } });
    expect(sees()).to.equal('ready love=6 mine=love');
  });

  it('delivers also without anybody listening', async () => {
    const { world, backend, store } = begin();
    store.react('a', ['love']);
    await settled();
    await backend.lastRecord.fail();
    await world.pass(1000);
    expect(backend.records).to.have.length(2);
    await backend.lastRecord.answer({ a: { version: 1, reactions: { love: 1 } } });
    expect(world.browser.outbox).to.be.empty;
    expect(backend.asked).to.deep.equal([]);
  });

  it('sends more than 100 in several requests, one after the other', async () => {
    const { backend, store } = begin();
    for (let i = 0; i < 150; i++) store.share('a', 'copy');
    await settled();
    expect(backend.records.map(({ asked }) => asked.length)).to.deep.equal([100]);
    await backend.lastRecord.answer({ a: { version: 100 } });
    expect(backend.records.map(({ asked }) => asked.length)).to.deep.equal([100, 50]);
  });

  it('lets the request outlive the page', async () => {
    const { backend, store } = await open();
    store.react('a', ['love']);
    await settled();
    expect(backend.lastRecord.options?.keepalive).to.be.true;
  });
});

describe('store: Retry-After', () => {
  const busy = (retryAfter: number) => new GaungError('fake', 'Slow down.', { retryAfter });

  it('leaves the backend alone for that long: no retry, no new tap, no resume', async () => {
    const { world, backend, store, sees } = await open();
    store.react('a', ['love']);
    await settled();
    await backend.lastRecord.fail(busy(90_000));
    store.react('a', ['sad']);
    store.share('a', 'copy');
    await settled();
    await world.resume();
    await world.pass(89_999);
    expect(backend.records).to.have.length(1);
    expect(sees()).to.equal('ready love=5 sad=1 mine=sad waiting error');
    await world.pass(1);
    expect(backend.lastRecord.told).to.deep.equal(['a react love', 'a react sad', 'a share copy']);
  });

  it('is over though the clock was set back', async () => {
    const { browser, world, backend, store } = await open();
    store.react('a', ['love']);
    await settled();
    await backend.lastRecord.fail(busy(5000));
    const [timer] = world.timers;
    browser.time -= 3_600_000;
    world.timers.delete(timer!);
    timer!.callback();
    await settled();
    expect(backend.records).to.have.length(2);
  });

  it('is over when a laptop wakes, whose timers stood still', async () => {
    const { browser, world, backend, store } = await open();
    store.react('a', ['love']);
    await settled();
    await backend.lastRecord.fail(busy(5000));
    browser.time += 5000;
    await world.resume();
    expect(backend.records).to.have.length(2);
  });

  it('is never longer than a timer can be set', async () => {
    const { world, backend, store } = await open();
    store.react('a', ['love']);
    await settled();
    await backend.lastRecord.fail(busy(10 ** 12));
    expect(world.waits).to.deep.equal([DELIVERY_MS]);
  });

  it('is understood from an adapter that carries an error class of its own', async () => {
    const { world, backend, store } = await open();
    store.react('a', ['love']);
    await settled();
    await backend.lastRecord.fail(Object.assign(new Error('busy'), { retryAfter: 7000 }));
    expect(world.waits).to.deep.equal([7000]);
  });

  it('holds the next request after a failure that cannot be repeated', async () => {
    const { world, backend, store, sees } = begin({ capabilities: { idempotent: false } });
    store.share('a', 'copy');
    await settled();
    store.share('a', 'x');
    await backend.lastRecord.fail(busy(5000));
    expect(backend.records).to.have.length(1);
    expect(sees()).to.equal('unavailable waiting refused=unconfirmed error');
    await world.pass(5000);
    expect(backend.lastRecord.told).to.deep.equal(['a share x']);
  });
});
