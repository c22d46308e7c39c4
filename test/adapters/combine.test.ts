/** Several backends as one; combine-halves.test.ts has what becomes of it where one of them fails. */
import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { combine } from '../../src/adapters/combine.ts';
import { goatCounter } from '../../src/adapters/goat-counter.ts';
import { memory } from '../../src/adapters/memory.ts';
import { waline } from '../../src/adapters/waline.ts';
import {
  type BackendAdapter,
  type Capabilities,
  type CountsListener,
  memoryStorage,
  type PageKey,
  toPageKey,
} from '../../src/contract/index.ts';
import { adapterContract } from '../../src/testing/index.ts';
import { faulty } from './backends/faulty.ts';
import { goatCounterStandIn } from './backends/goat-counter.ts';
import { pushing } from './backends/pushing.ts';
import { walineStandIn } from './backends/waline.ts';
import { react, share, view } from './interactions.ts';
import { page as pageAt } from './stub-fetch.ts';

let pages = 0;
const page = () => toPageKey(`news.example/${++pages}`);
const ALL: Capabilities = memory().capabilities;

const goat = () => {
  const fetch = goatCounterStandIn();
  let readers = 0;
  return goatCounter({
    url: 'https://goat.example',
    fetch: (input, init) => fetch(input, { ...init, headers: { 'user-agent': `reader ${++readers}` } }),
  });
};

adapterContract({
  test: it,
  name: 'combine of three that know ids',
  capabilities: ALL,
  create() {
    const [one, two, three] = [memoryStorage(), memoryStorage(), memoryStorage()];
    const as = (visitor: string) =>
      combine({
        views: memory({ id: 'one', storage: one, visitor }),
        shares: memory({ id: 'two', storage: two, visitor }),
        reactions: memory({ id: 'three', storage: three, visitor }),
      });
    return { adapter: as('me'), another: as('another'), page };
  },
});

adapterContract({
  test: it,
  name: 'combine of two that know nothing again',
  capabilities: {
    ...{ views: true, shares: false, reactions: true, undo: true, idempotent: false, multiple: false, live: false },
    ...{ reactionIds: ['love', 'haha', 'wow', 'sad', 'angry'], versions: false, maxPages: 50 },
  },
  create() {
    const views = goat();
    const fetch = walineStandIn();
    const as = () => combine({ views, reactions: waline({ serverURL: 'https://waline.example', fetch }) });
    return { adapter: as(), another: as(), page };
  },
});

adapterContract({
  test: it,
  name: 'combine of views that know nothing again, and one that knows ids',
  capabilities: { ...ALL, versions: false },
  create() {
    const views = goat();
    const storage = memoryStorage();
    const as = (visitor: string) => {
      const own = memory({ storage, visitor });
      return combine({ views, shares: own, reactions: own });
    };
    return { adapter: as('me'), another: as('another'), page };
  },
});

adapterContract({
  test: it,
  name: 'combine of one that pushes and one that does not',
  capabilities: { ...ALL, live: true },
  create() {
    const [one, two] = [memoryStorage(), memoryStorage()];
    const push = pushing();
    const as = (visitor: string) => {
      const own = push(memory({ id: 'one', storage: one, visitor }));
      return combine({ views: memory({ id: 'two', storage: two, visitor }), shares: own, reactions: own });
    };
    return { adapter: as('me'), another: as('another'), page };
  },
});

describe('combine', () => {
  it('gives with a view the numbers of the others too, as an article page asks for nothing else', async () => {
    const [views, rest] = [faulty(memory({ id: 'views' })), faulty(memory({ id: 'rest' }))];
    const a = page();
    await rest.adapter.record([react(a, ['love'])]);
    const adapter = combine({ views: views.adapter, reactions: rest.adapter });
    const { counts } = await adapter.record([view(a)]);
    assert.deepEqual([counts.get(a)?.views, counts.get(a)?.reactions?.love, counts.get(a)?.mine], [1, 1, ['love']]);
    rest.faults.read = new Error('away');
    const b = page();
    const second = await adapter.record([view(b)]);
    assert.deepEqual([second.counts.size, second.refused.size, second.unconfirmed], [0, 0, undefined]);
  });

  it('makes all requests in this task, and no other, where the page is being left', async () => {
    const [views, rest] = [faulty(memory({ id: 'views' })), faulty(memory({ id: 'rest' }))];
    const adapter = combine({ views: views.adapter, reactions: rest.adapter });
    const a = page();
    const answer = adapter.record([view(a), react(a, ['love'])], { urgent: true });
    assert.deepEqual([views.calls.record, rest.calls.record], [1, 1]);
    await answer;
    assert.deepEqual([views.calls.read, rest.calls.read], [0, 0]);
  });

  it('asks one adapter once, whatever it stands for', async () => {
    const one = faulty(memory());
    const adapter = combine({ views: one.adapter, shares: one.adapter, reactions: one.adapter });
    const a = page();
    await adapter.record([view(a), share(a), react(a, ['love'])]);
    await adapter.read([a]);
    assert.deepEqual(one.calls, { read: 1, record: 1 });
  });

  it('an older answer of one part does not replace a newer one, with versions and without', async () => {
    for (const versions of [true, false]) {
      const sound = memory({ id: 'slow' });
      let hold = Promise.resolve();
      const slow: BackendAdapter = {
        ...sound,
        capabilities: { ...sound.capabilities, ...(!versions && { versions }) },
        async read(asked) {
          const counts = await sound.read(asked);
          await hold;
          return versions ? counts : new Map([...counts].map(([key, one]) => [key, { ...one, version: 0 }]));
        },
      };
      const adapter = combine({ views: memory({ id: 'views' }), shares: slow });
      const a = page();
      let release = () => {};
      hold = new Promise((resolve) => (release = resolve));
      const old = adapter.read([a]);
      await adapter.record([share(a)]).catch(() => {});
      release();
      assert.equal((await old).get(a)?.shares?.line, 1);
    }
  });

  it('refuses what no part counts', async () => {
    const adapter = combine({ views: memory() });
    const one = share(page());
    assert.equal((await adapter.record([one])).refused.get(one.id)?.code, 'unsupported');
    const { shares, reactions, undo, multiple, idempotent } = adapter.capabilities;
    assert.deepEqual([shares, reactions, undo, multiple, idempotent], [false, false, false, false, true]);
    assert.equal((await adapter.read([one.page])).get(one.page)?.shares, undefined);
  });

  it('is named by its parts', () => {
    const [one, two] = [memory({ id: 'one' }), memory({ id: 'two' })];
    assert.equal(combine({ views: one, reactions: two }).id, 'combine:one||two');
    assert.notEqual(combine({ views: one, reactions: two }).id, combine({ views: two, reactions: one }).id);
  });

  it('says what is wrong with its parts', () => {
    assert.throws(() => combine({}), /\[combine\] Nothing is combined/);
    const views = goatCounter({ url: 'https://goat.example' });
    assert.throws(
      () => combine({ reactions: views }),
      /goat-counter:https:\/\/goat\.example\/ counts views, no reactions/,
    );
  });
});

describe('combine, with a backend that never answers', () => {
  it('says within a second what another one has counted', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const views: BackendAdapter = { ...memory({ id: 'views' }), read: () => new Promise(() => {}) };
      const adapter = combine({ views, shares: memory({ id: 'rest' }) });
      const recorded = adapter.record([share(pageAt('patient'))]);
      await new Promise((resolve) => setImmediate(resolve));
      mock.timers.tick(1000);
      const { counts, refused, unconfirmed } = await recorded;
      assert.deepEqual([counts.size, refused.size, unconfirmed], [0, 0, undefined]);
    } finally {
      mock.timers.reset();
    }
  });
});

describe('combine, live', () => {
  const listening = (adapter: BackendAdapter, of: PageKey) => {
    const heard: object[] = [];
    const errors: Error[] = [];
    const controller = new AbortController();
    const listener: CountsListener = {
      onCounts: (counts) => heard.push(JSON.parse(JSON.stringify(counts.get(of))) as object),
      onError: (error) => errors.push(error),
      signal: controller.signal,
    };
    return { heard, errors, stop: adapter.subscribe!([of], listener) };
  };
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('passes on what one pushes with the numbers of the others, and asks those every 15 seconds', async () => {
    mock.timers.enable({ apis: ['setInterval'] });
    try {
      const views = faulty(memory({ id: 'views' }));
      const rest = pushing()(memory({ id: 'rest' }));
      const adapter = combine({ views: views.adapter, shares: rest });
      const a = pageAt('live');
      const { heard, errors, stop } = listening(adapter, a);
      await views.adapter.record([view(a)]);
      await rest.record([share(a)]);
      await settled();
      assert.deepEqual(heard, [{ version: 2, views: 1, shares: { line: 1 } }]);
      await views.adapter.record([view(a)]);
      mock.timers.tick(15_000);
      await settled();
      assert.deepEqual(heard.at(-1), { version: 3, views: 2, shares: { line: 1 } });
      views.faults.read = new Error('away');
      mock.timers.tick(15_000);
      await settled();
      assert.deepEqual([errors, heard.length], [[], 2]); // An error would end what the other one pushes.
      stop();
      const before = views.calls.read;
      mock.timers.tick(60_000);
      assert.equal(views.calls.read, before);
    } finally {
      mock.timers.reset();
    }
  });

  it('passes on what one pushes while another has never answered, without its numbers', async () => {
    const views = faulty(memory({ id: 'views' }));
    const rest = pushing()(memory({ id: 'rest' }));
    const a = pageAt('held');
    views.faults.read = new Error('away');
    const { heard, errors, stop } = listening(combine({ views: views.adapter, shares: rest }), a);
    await rest.record([share(a)]);
    await settled();
    assert.deepEqual([heard, errors], [[{ version: 1, shares: { line: 1 } }], []]);
    views.faults.read = undefined;
    await rest.record([share(a)]);
    await settled();
    assert.deepEqual(heard.at(-1), { version: 2, views: 0, shares: { line: 2 } });
    stop();
  });
});
