import { expect } from '@open-wc/testing';
import { GaungError } from '../../src/contract/index.ts';
import { FakeBackend } from './support/fake-backend.ts';
import { begin, watch } from './support/story.ts';
import { twoTabs } from './support/two-tabs.ts';
import { Browser, settled } from './support/world.ts';

describe('store: two tabs of one browser', () => {
  it('show a choice that was made in one of them, at once and once it is acknowledged', async () => {
    const { browser, one, two } = await twoTabs();
    one.store.react('a', ['love']);
    await settled();
    expect([one.sees(), two.sees()]).to.deep.equal(['ready love=6 mine=love', 'ready love=6 mine=love']);
    expect(two.backend.told, 'who made it sends it').to.deep.equal([]);
    await one.backend.lastRecord.answer({ a: { version: 2, reactions: { love: 9 }, mine: ['love'] } });
    expect([one.sees(), two.sees()]).to.deep.equal(['ready love=9 mine=love', 'ready love=9 mine=love']);
    expect(browser.outbox).to.be.empty;
    expect([...one.world.waits, ...two.world.waits], 'no timer is left').to.be.empty;
  });

  it('send one after the other, and the second knows what the first was told', async () => {
    const { one, two } = await twoTabs();
    one.store.react('a', ['love']);
    await settled();
    two.store.react('a', ['wow']);
    await settled();
    expect(two.backend.told, 'it waits for its turn').to.deep.equal([]);
    expect([one.sees(), two.sees()]).to.deep.equal(['ready love=5 wow=1 mine=wow', 'ready love=5 wow=1 mine=wow']);
    await one.backend.lastRecord.answer({ a: { version: 2, reactions: { love: 6 } } });
    // Whose turn it is sends for all.
    expect(one.backend.told).to.deep.equal([['a react love'], ['a react wow']]);
    const [wow] = one.backend.lastRecord.asked;
    expect(wow, 'said with the choice that is acknowledged by now').to.deep.include({ previous: ['love'] });
    await one.backend.lastRecord.answer({ a: { version: 3, reactions: { love: 5, wow: 1 } } });
    expect(two.backend.told, 'there is nothing left to send').to.deep.equal([]);
    expect([one.sees(), two.sees()]).to.deep.equal(['ready love=5 wow=1 mine=wow', 'ready love=5 wow=1 mine=wow']);
  });

  it('count later in the tab that acted later, whatever the clocks say', async () => {
    const { browser, one, two } = await twoTabs();
    one.store.react('a', ['love']);
    await settled();
    browser.time -= 60_000;
    browser.kept.delete('gaung:clock'); // as where the storage of one tab lags behind the other's
    two.store.react('a', ['wow']);
    await settled();
    await one.backend.lastRecord.answer({ a: { version: 2, reactions: { love: 6 } } });
    const [love, wow] = one.backend.records.map(({ asked }) => asked[0]!.at);
    expect(wow).to.be.greaterThan(love!);
  });

  it('both tell the reader what was refused', async () => {
    const { one, two } = await twoTabs();
    one.store.react('a', ['love']);
    await settled();
    await one.backend.lastRecord.answer({}, { 0: 'reaction-not-allowed' });
    expect([one.sees(), two.sees()]).to.deep.equal([
      'ready love=5 refused=reaction-not-allowed',
      'ready love=5 refused=reaction-not-allowed',
    ]);
  });

  it('both say that something waits, until it is sent', async () => {
    const { one, two } = await twoTabs();
    one.store.react('a', ['love']);
    await settled();
    await one.backend.lastRecord.fail();
    expect(two.sees()).to.equal('ready love=6 mine=love waiting');
    await one.world.pass(1000);
    await one.backend.lastRecord.answer({ a: { version: 2, reactions: { love: 6 } } });
    expect(two.sees()).to.equal('ready love=6 mine=love');
  });

  it('make one request while it fails, and a tap in either brings it forward', async () => {
    const { one, two } = await twoTabs();
    one.store.react('a', ['love']);
    await settled();
    await one.backend.lastRecord.fail(new GaungError('fake', 'Slow down.', { retryAfter: 5000 }));
    two.store.share('a', 'copy');
    await settled();
    await two.world.pass(4999);
    expect([one.backend.records.length, two.backend.records.length]).to.deep.equal([1, 0]);
    await one.world.pass(1000);
    expect(one.backend.lastRecord.told).to.deep.equal(['a react love', 'a share copy']);
    expect(two.backend.told).to.deep.equal([]);
  });

  it('a view waits for nobody’s turn', async () => {
    const { one, two } = await twoTabs();
    one.store.react('a', ['love']);
    await settled();
    two.store.react('b', ['sad']);
    two.store.view('c');
    await settled();
    expect(two.backend.told).to.deep.equal([['c view']]);
  });

  it('counts are read where the tab whose turn it is brings none', async () => {
    const { one, two } = await twoTabs();
    one.store.react('a', ['love']);
    await settled();
    two.store.react('b', ['sad']);
    watch(two.store, 'b');
    await settled();
    expect(two.backend.asked.at(-1)).to.deep.equal(['b']);
  });

  describe('where one does not live on', () => {
    it('the other delivers what a crashed one left behind in its turn, with the same id', async () => {
      const { browser, one, two } = await twoTabs();
      one.store.react('a', ['love']);
      await settled();
      one.world.crash();
      await two.world.pass(5000);
      expect(two.backend.lastRecord.asked).to.deep.equal(one.backend.lastRecord.asked);
      await two.backend.lastRecord.answer({ a: { version: 2, reactions: { love: 6 }, mine: ['love'] } });
      expect(two.sees()).to.equal('ready love=6 mine=love');
      expect(browser.outbox).to.be.empty;
      expect(two.world.waits).to.be.empty;
    });

    it('a visible one need not wait for a hidden one that fails', async () => {
      const { one, two } = await twoTabs();
      one.store.react('a', ['love']);
      await settled();
      await one.backend.lastRecord.fail();
      two.store.react('b', ['sad']);
      await settled();
      expect(two.backend.told).to.deep.equal([]);
      await one.world.pause();
      expect(two.backend.lastRecord.told).to.deep.equal(['a react love', 'b react sad']);
    });

    it('what it settled unheard is dropped when the other looks again', async () => {
      const { browser, one, two } = await twoTabs();
      one.store.react('a', ['love']);
      await settled();
      await two.world.pause(true); // as into the back-forward cache
      await one.backend.lastRecord.answer({ a: { version: 2, reactions: { love: 6 }, mine: ['love'] } });
      one.store.react('a', []);
      await settled();
      await one.backend.lastRecord.answer({ a: { version: 3, reactions: { love: 5 }, mine: [] } });
      browser.time += 60_000;
      await two.world.resume();
      await two.backend.lastRead.answer({ a: { version: 3, reactions: { love: 5 } } });
      expect(two.sees()).to.equal('ready love=5');
      expect(two.backend.told).to.deep.equal([]);
    });
  });

  it('repeat what was sent before anything older that another tab adds', async () => {
    const { browser, one, two } = await twoTabs();
    two.store.share('b', 'copy');
    await settled();
    const [key] = browser.outbox;
    const older = browser.kept.get(key!)!.replace(/"sent":\d+/, '"sent":0');
    two.world.crash();
    browser.kept.delete(key!); // Its disk is slower than the other tab's.
    const next = begin({ world: browser.open() });
    browser.time += 1;
    next.store.react('a', ['love']);
    await settled();
    expect(next.backend.told).to.deep.equal([['a react love']]);
    next.world.crash();
    browser.kept.set(key!, older);
    const last = begin({ world: browser.open() });
    await settled();
    expect([one.backend.told, last.backend.told]).to.deep.equal([[], [['a react love', 'b share copy']]]);
  });

  it('leave nothing behind where two sent the same, one of them in vain', async () => {
    const { browser, one, two } = await twoTabs();
    one.store.react('a', ['love']);
    await settled();
    await one.world.pause(); // Its turn ends while the request is on its way.
    two.store.react('b', ['sad']);
    await settled();
    expect(two.backend.told).to.deep.equal([['a react love', 'b react sad']]);
    await one.backend.lastRecord.answer({ a: { version: 2, reactions: { love: 6 } } });
    await two.backend.lastRecord.fail();
    expect(browser.outbox, 'what is not acknowledged').to.have.length(1);
    await two.world.pass(1000);
    expect(two.backend.lastRecord.told).to.deep.equal(['b react sad']);
  });

  it('do not show a leftover that is older than the choice that counts', async () => {
    const { browser, one } = await twoTabs();
    one.store.react('a', ['love']);
    await settled();
    const leftover = [...browser.kept].find(([key]) => key === browser.outbox[0])!;
    await one.backend.lastRecord.answer({ a: { version: 2, reactions: { love: 6 } } });
    one.store.react('a', ['wow']);
    await settled();
    await one.backend.lastRecord.answer({ a: { version: 3, reactions: { love: 5, wow: 1 } } });
    browser.kept.set(...leftover);
    const next = begin({ world: browser.open('reload') });
    expect(next.sees()).to.equal('loading mine=wow');
    await settled();
    await next.backend.lastRecord.answer({ a: { version: 3, reactions: { love: 5, wow: 1 }, mine: ['wow'] } });
    expect([next.sees(), browser.outbox.length]).to.deep.equal(['ready love=5 wow=1 mine=wow', 0]);
  });

  it('send no leftover that is older than the choice that counts, where it was never sent', async () => {
    const { browser, one } = await twoTabs();
    one.store.react('a', ['love']);
    const [key] = browser.outbox;
    const leftover = browser.kept.get(key!)!;
    await settled();
    await one.backend.lastRecord.answer({ a: { version: 2, reactions: { love: 6 } } });
    one.store.react('a', ['wow']);
    await settled();
    await one.backend.lastRecord.answer({ a: { version: 3, reactions: { love: 5, wow: 1 } } });
    browser.kept.set(key!, leftover);
    const next = begin({ world: browser.open('reload') });
    await settled();
    expect([next.backend.told, browser.outbox]).to.deep.equal([[], []]);
  });

  it('goes on from the choices where a crash took the clock', async () => {
    const { browser, one } = await twoTabs();
    one.store.react('a', ['love']);
    await settled();
    await one.backend.lastRecord.answer({ a: { version: 2, reactions: { love: 6 } } });
    const { at } = one.backend.lastRecord.asked[0]!;
    one.world.crash();
    browser.kept.delete('gaung:clock');
    browser.time -= 60_000;
    const next = begin({ world: browser.open('reload') });
    next.store.react('a', []);
    await settled();
    expect(next.backend.lastRecord.asked[0]!.at).to.be.greaterThan(at);
    expect(next.sees()).to.equal('loading');
  });

  describe('of another version', () => {
    const broken: unknown[] = [
      null,
      'text',
      {},
      { v: 2, did: { type: 'reaction' } },
      { v: 1, did: { id: 'x' } },
      { v: 1, settled: { applied: 'all', refused: [null, 7, { code: 'new-code' }], counts: { a: 1 } } },
      { v: 1, settled: { counts: [['a', { version: 9, reactions: { love: -5, '<b>': 3 } }]] } },
      { v: 1, watching: [7], tab: 'x' },
      { v: 1, counts: 'many' },
    ];
    for (const message of broken) {
      it(`says ${JSON.stringify(message)}, and nothing breaks`, async () => {
        const { browser, one } = await twoTabs();
        const [name] = browser.channels.keys();
        for (const hear of browser.channels.get(name!)!) hear(message);
        one.store.react('a', ['love']);
        await settled();
        await one.backend.lastRecord.answer({ a: { version: 10, reactions: { love: 6 } } });
        expect(one.sees()).to.equal('ready love=6 mine=love');
      });
    }
  });

  it('of different backends hear nothing of each other', async () => {
    const browser = new Browser();
    class Other extends FakeBackend {
      override readonly id = 'other';
    }
    const one = begin({ world: browser.open() });
    const two = begin({ world: browser.open(), backend: new Other() });
    one.store.react('a', ['love']);
    await settled();
    expect(two.sees()).to.equal('loading');
  });
});

describe('store: a page that is left', () => {
  it('sends at once what waits for an answer, with what is on its way before it', async () => {
    const { one } = await twoTabs();
    one.store.react('a', ['love']);
    await settled();
    one.store.react('a', ['wow']);
    await settled();
    await one.world.pause(true);
    expect(one.backend.told).to.deep.equal([['a react love'], ['a react love', 'a react wow']]);
    expect(one.backend.lastRecord.options).to.deep.equal({ keepalive: true, urgent: true });
    await one.backend.records[0]!.answer({ a: { version: 2, reactions: { love: 6 } } });
    await one.backend.records[1]!.answer({ a: { version: 3, reactions: { love: 5, wow: 1 } } });
    expect(one.sees()).to.equal('ready love=5 wow=1 mine=wow');
  });

  for (const idempotent of [true, false]) {
    it(`does not wait for the disk, and sends ${idempotent ? 'what counts once' : 'what cannot be repeated'} once`, async () => {
      const { world, backend, store } = begin({ capabilities: { idempotent } });
      let reachDisk = () => {};
      world.storage.flush = () =>
        new Promise((resolve) => {
          reachDisk = resolve;
        });
      store.react('a', ['love']);
      await settled();
      expect(backend.told, 'not before it is kept').to.deep.equal([]);
      await world.pause(true);
      expect(backend.told).to.deep.equal([['a react love']]);
      reachDisk();
      await settled();
      await world.resume();
      expect(backend.told).to.deep.equal([['a react love']]);
      await backend.lastRecord.answer({ a: { version: 1, reactions: { love: 1 } } });
      expect(world.browser.outbox).to.be.empty;
    });
  }

  it('shows the right counts on its return, though it has not seen that what it had heard of is over', async () => {
    const { one, two } = await twoTabs();
    two.store.react('a', ['love']);
    await settled();
    await two.backend.lastRecord.answer({ a: { version: 2, reactions: { love: 6 } } });
    two.store.react('a', ['wow']);
    await settled();
    expect(one.sees()).to.equal('ready love=5 wow=1 mine=wow');
    await one.world.pause(true);
    await two.backend.lastRecord.answer({ a: { version: 3, reactions: { love: 5, wow: 1 } } });
    two.store.react('a', ['sad']);
    await settled();
    await two.backend.lastRecord.answer({ a: { version: 4, reactions: { love: 5, sad: 1 } } });
    two.store.share('b', 'copy'); // It keeps the turn.
    await settled();
    const counts = { a: { version: 4, reactions: { love: 5, sad: 1 } } };
    const answerReads = async () => {
      for (const read of one.backend.reads.splice(0)) await read.answer(counts);
    };
    await one.world.resume();
    await answerReads();
    await two.backend.lastRecord.answer({ b: { version: 1 } });
    await answerReads();
    expect(one.sees()).to.equal('ready love=5 sad=1 mine=sad');
  });

  it('sends nothing again that is on its way', async () => {
    const { one } = await twoTabs();
    one.store.react('a', ['love']);
    await settled();
    await one.world.pause(true);
    expect(one.backend.records).to.have.length(1);
  });

  it('sends nothing where the backend wants to be left alone', async () => {
    const { one } = await twoTabs();
    one.store.react('a', ['love']);
    await settled();
    await one.backend.lastRecord.fail(new GaungError('fake', 'Slow down.', { retryAfter: 5000 }));
    one.store.react('a', ['wow']);
    await one.world.pause(true);
    expect(one.backend.records).to.have.length(1);
  });

  it('sends what cannot be repeated alone', async () => {
    const browser = new Browser();
    const { world, backend, store } = begin({ world: browser.open(), capabilities: { idempotent: false } });
    store.react('a', ['love']);
    await settled();
    store.share('a', 'copy');
    await world.pause(true);
    expect(backend.told).to.deep.equal([['a react love'], ['a share copy']]);
  });

  it('holds no turn and no channel, and takes both up again', async () => {
    const { browser, one, two } = await twoTabs();
    one.store.react('a', ['love']);
    await settled();
    await one.world.pause(true);
    expect([...browser.locks.values()].flat(), 'the turn').to.be.empty;
    expect(
      [...browser.channels.values()].map(({ size }) => size),
      'the channel',
    ).to.deep.equal([1]);
    await one.backend.lastRecord.answer({ a: { version: 2, reactions: { love: 6 } } });
    await one.world.resume();
    two.store.react('a', ['wow']);
    await settled();
    expect(one.sees()).to.equal('ready love=5 wow=1 mine=wow');
  });
});
