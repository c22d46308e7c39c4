/** The store before its engine has come: what most readers ever need of it, and what is kept for it until then. */
import { expect } from '@open-wc/testing';
import { FakeBackend } from './support/fake-backend.ts';
import { look, watch, wholeStore } from './support/story.ts';
import { Browser, settled, type World } from './support/world.ts';

const COUNTS = { version: 1, views: 7, reactions: { love: 5 } };

interface Setting {
  readonly browser?: Browser;
  readonly world?: World;
  readonly backend?: FakeBackend;
}

function open({ browser = new Browser(), world = browser.open(), backend = new FakeBackend() }: Setting = {}) {
  const { store, engine } = wholeStore(backend, world);
  return { browser, world, backend, store, engine, sees: (page = 'a') => look(store.getState(page)) };
}

/** What is in the outbox of a browser: `react love`. */
function kept({ kept, outbox }: Browser): string[] {
  return outbox.map((key) => {
    const { interaction } = JSON.parse(kept.get(key)!);
    return `${interaction.page} ${interaction.type} ${interaction.network ?? interaction.reactions.join()}`;
  });
}

describe('store: a first look', () => {
  it('is one request for all pages of a task, and no engine', async () => {
    const { backend, store, engine, sees } = open();
    watch(store, 'a');
    watch(store, 'b');
    await settled();
    expect(backend.asked).to.deep.equal([['a', 'b']]);
    await backend.lastRead.answer({ a: COUNTS, b: { version: 0 } });
    expect([sees('a'), sees('b')]).to.deep.equal(['ready views=7 love=5', 'ready']);
    expect(engine.isAsked).to.be.false;
  });

  it('is one record where it is a view, whose answer brings the counts', async () => {
    const { backend, browser, store, engine, sees } = open();
    watch(store);
    expect(store.view('a')).to.be.true;
    await settled();
    expect([backend.asked, backend.told]).to.deep.equal([[], [['a view']]]);
    expect(backend.lastRecord.options?.keepalive).to.be.true;
    await backend.lastRecord.answer({ a: COUNTS });
    expect(sees()).to.equal('ready views=7 love=5');
    expect(engine.isAsked).to.be.false;
    expect([...browser.kept.keys()], 'nothing is kept of a view').to.deep.equal([]);
  });

  it('makes a view of each page of an app, one after the other', async () => {
    const { backend, store, engine, sees } = open();
    for (const page of ['a', 'b']) {
      const { stop } = watch(store, page);
      store.view(page);
      await settled();
      await backend.lastRecord.answer({ [page]: COUNTS });
      expect(sees(page)).to.equal('ready views=7 love=5');
      stop();
    }
    expect(backend.told).to.deep.equal([['a view'], ['b view']]);
    expect(engine.isAsked).to.be.false;
  });

  it('waits for who looks at another tab', async () => {
    const { backend, store, world } = open();
    world.isShown = false;
    watch(store);
    store.view('a');
    await settled();
    expect(backend.told).to.deep.equal([]);
    await world.resume();
    expect(backend.told).to.deep.equal([['a view']]);
  });

  it('asks for nothing before the reader has agreed', async () => {
    const { backend, store, world, engine } = open();
    world.isConsentMissing = true;
    watch(store);
    store.view('a');
    await settled();
    expect([backend.asked, backend.told, engine.isAsked]).to.deep.equal([[], [], false]);
    await world.consent();
    expect(backend.told).to.deep.equal([['a view']]);
  });

  it('does not show an older answer after a newer one', async () => {
    const { backend, store, sees } = open();
    const first = watch(store);
    await settled();
    await backend.lastRead.answer({ a: { version: 2, views: 2 } });
    first.stop();
    watch(store);
    await settled();
    await backend.lastRead.answer({ a: { version: 1, views: 1 } });
    expect(sees()).to.equal('ready views=2');
  });

  it('gives its request up when it is closed', async () => {
    const { backend, store } = open();
    watch(store);
    await settled();
    store.close();
    expect(backend.lastRead.options?.signal?.aborted).to.be.true;
  });
});

describe('store: a tap before the engine is there', () => {
  async function tapped() {
    const all = open();
    const reader = watch(all.store);
    await settled();
    await all.backend.lastRead.answer({ a: COUNTS });
    reader.news();
    all.store.react('a', ['love']);
    return { ...all, reader };
  }

  it('shows and is kept in the same task', async () => {
    const { browser, reader, engine } = await tapped();
    expect(reader.news()).to.deep.equal(['ready views=7 love=6 mine=love']);
    expect(kept(browser)).to.deep.equal(['a reaction love']);
    expect(engine.isAsked).to.be.true;
  });

  it('is sent by the engine, once, and the counts are not asked for again', async () => {
    const { backend, browser, engine, sees } = await tapped();
    await engine.arrives();
    expect([backend.asked, backend.told]).to.deep.equal([[['a']], [['a react love']]]);
    await backend.lastRecord.answer({ a: { version: 2, views: 7, reactions: { love: 6 }, mine: ['love'] } });
    expect(sees()).to.equal('ready views=7 love=6 mine=love');
    expect(kept(browser)).to.deep.equal([]);
  });

  it('is taken back by a second one', async () => {
    const { backend, store, engine, sees } = await tapped();
    store.react('a', []);
    expect(sees()).to.equal('ready views=7 love=5');
    await engine.arrives();
    expect(backend.told).to.deep.equal([['a react ']]);
  });

  it('is delivered by the next page load where this one is left', async () => {
    const { browser, world } = await tapped();
    world.crash();
    const next = open({ browser, world: browser.open('reload') });
    watch(next.store);
    await settled();
    expect(next.backend.asked, 'the engine begins with what was left').to.deep.equal([]);
    await next.engine.arrives();
    expect(next.backend.told).to.deep.equal([['a react love']]);
  });

  it('is sent at once where the page is left, and again with the same id', async () => {
    const { backend, world, engine } = await tapped();
    await world.pause(true);
    expect(backend.lastRecord.options).to.deep.equal({ keepalive: true, urgent: true });
    const [sent] = backend.lastRecord.asked;
    await world.resume();
    await engine.arrives();
    expect(backend.told).to.deep.equal([['a react love'], ['a react love']]);
    expect(backend.lastRecord.asked[0]?.id).to.equal(sent?.id);
  });

  it('is left to whoever sends next, where another tab’s waits for its answer: two firsts would be two visitors', async () => {
    const { browser, backend, engine, store, world } = open();
    watch(store);
    const other = open({ browser, backend });
    other.store.react('b', ['wow']);
    await other.engine.arrives();
    expect(backend.told).to.deep.equal([['b react wow']]);
    store.react('a', ['love']);
    await world.pause(true);
    await engine.fails();
    expect(backend.told).to.have.length(1);
    expect(kept(browser)).to.deep.equal(['b reaction wow', 'a reaction love']);
  });

  it('is sent without the engine where that does not arrive, and counts', async () => {
    const { backend, browser, engine, sees } = await tapped();
    await engine.fails();
    expect(sees()).to.equal('ready views=7 love=6 mine=love waiting error');
    expect(backend.told).to.deep.equal([['a react love']]);
    await backend.lastRecord.answer({ a: { version: 2, views: 7, reactions: { love: 6 }, mine: ['love'] } });
    expect(sees()).to.equal('ready views=7 love=6 mine=love error');
    expect(kept(browser)).to.deep.equal([]);
    const next = open({ browser });
    watch(next.store);
    expect(next.sees(), 'pressed after a reload').to.equal('loading mine=love');
  });

  it('is told to the other tabs at once', async () => {
    const { browser, backend, store } = open();
    const other = open({ browser, backend });
    other.store.watch('a');
    await other.engine.arrives();
    await settled();
    store.react('a', ['love']);
    await settled();
    expect(other.sees()).to.equal('loading mine=love');
  });

  it('is not sent again once another tab has settled it', async () => {
    const { browser, backend, store, engine, sees } = open();
    watch(store);
    await settled();
    await backend.lastRead.answer({ a: COUNTS });
    const other = open({ browser, backend });
    other.store.watch('a');
    await other.engine.arrives();
    store.react('a', ['love']);
    other.store.react('b', ['wow']);
    await settled();
    await backend.lastRecord.answer({
      a: { version: 2, views: 7, reactions: { love: 6 }, mine: ['love'] },
      b: { version: 1, reactions: { wow: 1 }, mine: ['wow'] },
    });
    await engine.arrives();
    expect(backend.told).to.deep.equal([['a react love', 'b react wow']]);
    expect(sees()).to.equal('ready views=7 love=6 mine=love');
  });

  it('does not overwrite a newer choice of another tab, where its answer is heard late', async () => {
    const { backend, browser, world } = await tapped();
    await world.pause(true);
    const sent = backend.lastRecord;
    const other = open({ browser, backend });
    other.store.react('a', []);
    await other.engine.arrives();
    await backend.lastRecord.answer({ a: { version: 3, views: 7, reactions: { love: 5 }, mine: [] } });
    await sent.answer({ a: { version: 2, views: 7, reactions: { love: 6 }, mine: ['love'] } });
    watch(open({ browser }).store);
    expect(look(open({ browser }).store.getState('a'))).to.equal('loading');
  });

  it('is in the counts that are read anew, where its answer has none', async () => {
    const { backend, engine, sees } = await tapped();
    await engine.fails();
    await backend.lastRecord.answer({});
    expect(sees()).to.equal('ready views=7 love=5 mine=love error');
    await backend.lastRead.answer({ a: { version: 2, views: 7, reactions: { love: 6 } } });
    expect(sees()).to.equal('ready views=7 love=6 mine=love error');
  });

  it('waits where neither arrives, says so, and asks for it again and again', async () => {
    const { backend, engine, world, sees } = await tapped();
    await engine.fails();
    await backend.lastRecord.fail();
    expect(sees()).to.equal('ready views=7 love=6 mine=love waiting error');
    expect(world.waits).to.deep.equal([1000]);
    await world.pass(1000);
    await engine.fails();
    await backend.lastRecord.fail();
    expect(world.waits).to.deep.equal([2000]);
    await world.pass(2000);
    await engine.arrives();
    expect(backend.told).to.deep.equal([['a react love'], ['a react love'], ['a react love']]);
    expect(new Set(backend.records.map(({ asked }) => asked[0]!.id)).size).to.equal(1);
    expect(sees()).to.equal('ready views=7 love=6 mine=love');
  });

  it('stands though the counts come after it', async () => {
    const { backend, store, engine, sees } = open();
    watch(store);
    await settled();
    store.react('a', ['love']);
    await backend.lastRead.answer({ a: COUNTS });
    expect(sees()).to.equal('ready views=7 love=6 mine=love');
    await engine.arrives();
    expect(backend.asked).to.deep.equal([['a']]);
  });

  it('waits for the answer to the view that is on its way', async () => {
    const { backend, store, engine } = open();
    watch(store);
    store.view('a');
    await settled();
    store.react('a', ['love']);
    await engine.arrives();
    expect(backend.told).to.deep.equal([['a view']]);
    await backend.lastRecord.answer({ a: COUNTS });
    expect(backend.told).to.deep.equal([['a view'], ['a react love']]);
  });
});

describe('store: the engine is loaded', () => {
  const cases: Readonly<Record<string, (all: ReturnType<typeof open>) => unknown>> = {
    'for live counts': ({ store }) => store.watch('a'),
    'where a read fails': ({ backend }) => backend.lastRead.fail(),
    'where an answer lacks a page': ({ backend }) => backend.lastRead.answer({}),
    'where an answer is none': ({ backend }) => backend.lastRead.give([]),
    'where the backend knows a choice': ({ backend }) => backend.lastRead.answer({ a: { version: 1, mine: ['love'] } }),
    'when another tab has news': ({ browser, backend }) => {
      const { store, engine } = open({ browser, backend });
      store.react('b', ['love']);
      return engine.arrives();
    },
    'when a reader returns after a while': async ({ world }) => {
      await world.pause();
      await world.pass(30_000);
      await world.resume();
    },
  };
  for (const [when, happens] of Object.entries(cases)) {
    it(when, async () => {
      const all = open();
      watch(all.store);
      await settled();
      expect(all.engine.isAsked).to.be.false;
      await happens(all);
      await settled();
      expect(all.engine.isAsked).to.be.true;
    });
  }

  const atOnce: Readonly<Record<string, { world?: (world: World) => void; backend?: FakeBackend }>> = {
    'for a backend that applies what comes twice twice': { backend: new FakeBackend({ idempotent: false }) },
    'for a reader who has chosen before': { world: (world) => world.storage.set('gaung:choice:fake:b', '{}') },
    'for what a crash may have taken': {
      world: (world) => {
        world.storage.hasMore = async () => true;
      },
    },
  };
  for (const [why, { world: prepare, backend }] of Object.entries(atOnce)) {
    it(`at once ${why}`, async () => {
      const world = new Browser().open();
      prepare?.(world);
      const { store, engine } = open({ world, ...(backend && { backend }) });
      watch(store);
      await settled();
      expect(engine.isAsked).to.be.true;
    });
  }

  it('and where it does not arrive, counts are shown all the same', async () => {
    const { backend, engine, store, world, sees } = open();
    world.storage.set('gaung:choice:fake:b', '{}');
    watch(store);
    store.view('a');
    await settled();
    await engine.fails();
    expect(backend.told).to.deep.equal([['a view']]);
    await backend.lastRecord.answer({ a: COUNTS });
    expect(sees()).to.equal('ready views=7 love=5 error');
  });

  it('and tries again what failed, after a while', async () => {
    const { backend, store, engine, world, sees } = open();
    watch(store);
    store.view('a');
    await settled();
    await backend.lastRecord.fail();
    await engine.arrives();
    expect(backend.told).to.deep.equal([['a view']]);
    expect(sees()).to.equal('unavailable error');
    await world.pass(1000);
    expect(backend.told).to.deep.equal([['a view'], ['a view']]);
    expect(backend.records[1]?.asked[0]?.id).to.equal(backend.records[0]?.asked[0]?.id);
  });

  it('and says what was refused', async () => {
    const { backend, store, engine, sees } = open();
    watch(store);
    store.view('a');
    await settled();
    await backend.lastRecord.answer({}, { 0: 'page-not-allowed' });
    await engine.arrives();
    expect(backend.told).to.deep.equal([['a view']]);
    expect(sees()).to.equal('loading refused=page-not-allowed');
  });

  it('and keeps a choice of before pressed until then, acknowledged or not', async () => {
    const { world, store, sees } = open();
    const keep = (key: string, value: object) => world.storage.set(`gaung:${key}`, JSON.stringify({ v: 1, ...value }));
    keep('choice:fake:a', { reactions: ['love'], at: 5 });
    keep('choice:fake:b', { reactions: ['love'], at: 5 });
    keep('outbox:fake:x', { interaction: { page: 'b', type: 'reaction', reactions: ['sad'], at: 6 }, sent: 1 });
    world.storage.set('gaung:outbox:fake:y', 'not ours');
    for (const page of ['a', 'b', 'c']) watch(store, page);
    expect(['a', 'b', 'c'].map(sees)).to.deep.equal(['loading mine=love', 'loading mine=sad', 'loading']);
  });

  it('and what it knows more than was known before shows at once', async () => {
    const { browser, engine, store, world } = open();
    const reader = watch(store);
    await settled();
    store.watch('a');
    const interaction = {
      id: crypto.randomUUID(),
      page: 'a',
      type: 'reaction',
      reactions: ['sad'],
      previous: [],
      at: world.now(),
    };
    world.storage.set(`gaung:outbox:fake:${interaction.id}`, JSON.stringify({ v: 1, interaction, sent: 1 }));
    await engine.arrives();
    expect(kept(browser)).to.deep.equal(['a reaction sad']);
    expect(reader.news().at(-1)).to.equal('loading mine=sad');
  });

  it('and marks what is known as old where it does not arrive', async () => {
    const { backend, engine, store, world, sees } = open();
    watch(store);
    await settled();
    await backend.lastRead.answer({ a: COUNTS });
    await world.pause();
    await world.pass(30_000);
    await world.resume();
    await engine.fails();
    expect(sees()).to.equal('ready views=7 love=5 stale error');
  });
});
