/** The contract itself is tested: an adapter with a defect must fail it, by the case that is about that defect. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { combine } from '../../src/adapters/combine.ts';
import { memory } from '../../src/adapters/memory.ts';
import {
  type BackendAdapter,
  type Capabilities,
  createInteractionId,
  memoryStorage,
  type PageCounts,
  type PageKey,
  type RecordResult,
  toPageKey,
} from '../../src/contract/index.ts';
import { adapterCases, adapterContract } from '../../src/testing/index.ts';

type Counts = ReadonlyMap<PageKey, PageCounts>;
type Defect = (sound: BackendAdapter) => Partial<BackendAdapter>;

const capabilities = memory().capabilities;

/** Runs the contract on an adapter with a defect and gives the titles of the cases that failed. */
async function failures(defect: Defect, declared = capabilities): Promise<string[]> {
  let pages = 0;
  const cases = adapterCases({
    name: 'x',
    capabilities: declared,
    create() {
      const storage = memoryStorage();
      const broken = (visitor: string) => {
        const sound = memory({ storage, visitor });
        return { ...sound, ...defect(sound) };
      };
      return { adapter: broken('me'), another: broken('another'), page: () => toPageKey(`news.example/${++pages}`) };
    },
  });
  const failed: string[] = [];
  for (const { title, skipped, run } of cases) {
    if (skipped) continue;
    const message = await run().then(
      () => undefined,
      (error: unknown) => String(error),
    );
    if (message !== undefined) failed.push(`${title}: ${message}`);
  }
  return failed;
}

const mapCounts = (counts: Counts, change: (one: PageCounts, page: PageKey) => PageCounts): Counts =>
  new Map([...counts].map(([page, one]) => [page, change(one, page)]));

/** A defect in the counts, wherever they are told. */
const inCounts =
  (change: (one: PageCounts, page: PageKey) => PageCounts): Defect =>
  ({ read, record }) => ({
    read: async (...asked) => mapCounts(await read(...asked), change),
    async record(...sent): Promise<RecordResult> {
      const { counts, refused } = await record(...sent);
      return { counts: mapCounts(counts, change), refused };
    },
  });

const TWICE = /twice in one record counts once/;

/** A record whose repeated interactions look like others. */
function twice([sent, options]: Parameters<BackendAdapter['record']>): Parameters<BackendAdapter['record']> {
  const isRepeated = (id: string, at: number) => sent.findIndex((one) => one.id === id) < at;
  const again = sent.map((one, at) => (isRepeated(one.id, at) ? { ...one, id: createInteractionId() } : one));
  return [again, options];
}

const DEFECTS: Readonly<Record<string, readonly [defect: Defect, caught: RegExp]>> = {
  'has no id': [() => ({ id: '' }), /has an id/],
  'says that it can do less': [() => ({ capabilities: { ...capabilities, undo: false } }), /says what it can do/],
  'says nothing of its subscribe': [() => ({ subscribe: () => () => {} }), /pushes counts just where/],
  'invents a view': [inCounts((one) => ({ ...one, views: one.views || 1 })), /an unknown page has zeros/],
  'reads 100 pages at most': [
    ({ read }) => ({ read: (pages, options) => read(pages.slice(0, 100), options) }),
    /150 pages in one read/,
  ],
  'mixes up the pages': [
    ({ read }) => ({
      async read(pages, options) {
        const counts = [...(await read(pages, options)).values()];
        return new Map([...pages].toSorted().map((page, i) => [page, counts[i]!]));
      },
    }),
    /the order of the pages/,
  ],
  'ignores signals': [
    ({ read, record }) => ({ read: (pages) => read(pages), record: (sent) => record(sent) }),
    /given up/,
  ],
  'knows no interaction again': [
    ({ record }) => ({ record: (sent) => record(sent.map((one) => ({ ...one, id: createInteractionId() }))) }),
    /recorded again changes nothing/,
  ],
  'counts what is twice in one record twice': [
    ({ record }) => ({ record: (...sent) => record(...twice(sent)) }),
    TWICE,
  ],
  'sends nothing as the page is left': [
    ({ record }) => ({
      record: async (sent, options) =>
        options?.urgent ? { counts: new Map(), refused: new Map() } : record(sent, options),
    }),
    /recorded as the page is left/,
  ],
  'goes by when it hears of a choice': [
    ({ record }) => {
      let time = Date.now();
      return { record: (sent) => record(sent.map((one) => ({ ...one, at: ++time }))) };
    },
    /an older choice that arrives late/,
  ],
  'clamps the future to one moment': [
    ({ record }) => ({
      record(sent) {
        const now = Date.now();
        return record(sent.map((one) => ({ ...one, at: Math.min(one.at, now) })));
      },
    }),
    /by a clock that is ahead/,
  ],
  'cannot take back': [
    ({ record }) => ({
      record: (sent) => record(sent.filter((one) => one.type !== 'reaction' || one.reactions.length > 0)),
    }),
    /a choice can be taken back/,
  ],
  'refuses all with one': [
    ({ record }) => ({
      async record(sent) {
        const result = await memory().record(sent);
        if (result.refused.size === 0) return record(sent);
        return { counts: new Map(), refused: new Map(sent.map(({ id }) => [id, [...result.refused.values()][0]!])) };
      },
    }),
    /is refused alone/,
  ],
  'rejects where something is refused': [
    ({ record }) => ({
      async record(sent) {
        const result = await record(sent);
        if (result.refused.size > 0) throw new Error('refused');
        return result;
      },
    }),
    /where all are refused/,
  ],
  'has one code for all': [
    ({ record }) => ({
      async record(sent) {
        const { counts, refused } = await record(sent);
        return { counts, refused: new Map([...refused.keys()].map((id) => [id, { code: 'rejected' }])) };
      },
    }),
    /an unknown type is refused alone/,
  ],
  'answers with counts of before': [
    ({ read, record }) => ({
      async record(sent) {
        const counts = await read(sent.map(({ page }) => page));
        return { ...(await record(sent)), counts };
      },
    }),
    /a share counts for its network/,
  ],
  'has no version': [inCounts((one) => ({ ...one, version: 0 })), /the version grows/],
  'knows choices of nobody': [inCounts((one) => ({ ...one, mine: [] })), /a reaction counts, and is the own choice/],
  'counts in ordinary objects': [
    inCounts((one) => ({ ...one, shares: { ...one.shares }, reactions: { ...one.reactions } })),
    /counts are plain/,
  ],
  'counts in text': [inCounts((one) => ({ ...one, views: String(one.views) as never })), /counts are plain/],
  'keeps pages in an ordinary object': [
    ({ read }) => ({
      async read(...asked) {
        const counts = await read(...asked);
        return new Map([...counts].filter(([page]) => !(page in {})));
      },
    }),
    /a page with a name that every object has/,
  ],
  'takes all visitors for one': [() => memory({ storage: shared }), /two visitors have a choice each/],
  'loses what comes at the same time': [
    ({ record }) => {
      let busy: Promise<RecordResult> | undefined;
      return {
        record(sent) {
          busy ??= record(sent).finally(() => (busy = undefined));
          return busy;
        },
      };
    },
    /twenty records at the same time/,
  ],
};
const shared = memoryStorage();

describe('the adapter contract catches an adapter that', () => {
  for (const [what, [defect, caught]] of Object.entries(DEFECTS)) {
    it(what, async () => {
      const failed = await failures(defect);
      assert.ok(
        failed.some((title) => caught.test(title)),
        `caught by: ${failed.join('\n') || 'nothing'}`,
      );
    });
  }
});

describe('the adapter contract', () => {
  const live = { ...capabilities, live: true };
  interface Pushing {
    readonly stops?: boolean;
    readonly heedsSignals?: boolean;
    readonly pushes?: (counts: Counts) => Counts;
  }
  /** A backend that pushes, to all its visitors. */
  function pushing({ stops = true, heedsSignals = true, pushes = (counts) => counts }: Pushing = {}): Defect {
    const listeners = new Set<() => Promise<void>>();
    return ({ read, record }) => ({
      capabilities: live,
      subscribe(pages, { onCounts, signal }) {
        const listener = async () => onCounts(pushes(await read([...new Set(pages)])));
        const stop = () => void (stops && listeners.delete(listener));
        if (heedsSignals) signal.addEventListener('abort', stop);
        if (!heedsSignals || !signal.aborted) listeners.add(listener);
        return stop;
      },
      async record(...sent) {
        const result = await record(...sent);
        for (const listener of listeners) await listener();
        return result;
      },
    });
  }

  it('finds nothing wrong with an adapter that has no defect', async () => {
    assert.deepEqual(await failures(() => ({})), []);
    assert.deepEqual(await failures(pushing(), live), []);
  });

  for (const [what, defect, caught] of [
    ['goes on pushing', { stops: false }, /until it is told to stop/],
    ['heeds no signal', { heedsSignals: false }, /until the signal is aborted/],
    [
      'pushes other pages along',
      { pushes: (counts) => new Map([...counts, [toPageKey('other'), { version: 1 }]]) },
      /of no other/,
    ],
    [
      'pushes the choices of others',
      { pushes: (counts) => mapCounts(counts, (one) => ({ ...one, mine: ['love'] })) },
      /nobody else’s choice/,
    ],
  ] as const satisfies readonly (readonly [string, Pushing, RegExp])[]) {
    it(`catches an adapter that ${what}`, async () => {
      assert.match((await failures(pushing(defect), live)).join('\n'), caught);
    });
  }

  /** An adapter that says that it can do less, and does all the same. */
  for (const [what, less, caught] of [
    ['counts views and says that it does not', { views: false }, /a view that it does not count/],
    ['counts shares and says that it does not', { shares: false }, /a share that it does not count/],
    ['counts reactions and says that it does not', { reactions: false }, /a reaction that it does not count/],
    ['has numbers of what it does not count', { views: false }, /is absent, never 0/],
    ['takes any reaction and names some', { reactionIds: ['love', 'wow'] }, /a reaction that it does not know/],
    ['undoes and says that it cannot', { undo: false }, /what it cannot undo/],
    ['takes several choices and says one', { multiple: false }, /several choices of one visitor/],
    ['has versions and says that it has none', { versions: false }, /it is always 0/],
  ] as const satisfies readonly (readonly [string, Partial<Capabilities>, RegExp])[]) {
    it(`catches an adapter that ${what}`, async () => {
      const declared = { ...capabilities, ...less };
      const failed = await failures(() => ({ capabilities: declared }), declared);
      assert.match(failed.join('\n'), caught);
    });
  }

  it('catches what counts twice among adapters that know nothing again, and count views alone', async () => {
    const declared = { ...combine({ views: memory() }).capabilities, idempotent: false };
    const plain: Defect = (sound) => ({ ...combine({ views: sound }), capabilities: declared });
    assert.deepEqual(await failures(plain, declared), []);
    const failed = await failures((sound) => {
      const { record } = combine({ views: sound });
      return { ...plain(sound), record: (...sent) => record(...twice(sent)) };
    }, declared);
    assert.match(failed.join('\n'), TWICE);
  });

  it('finds nothing wrong with an adapter that can do less, and says so', async () => {
    const { views, shares } = { views: combine({ views: memory() }), shares: combine({ shares: memory() }) };
    for (const { capabilities: declared } of [views, shares]) {
      const part = declared.views ? 'views' : 'shares';
      assert.deepEqual(await failures((sound) => combine({ [part]: sound }), declared), [], part);
    }
  });

  it('hands its cases to a runner by their titles, and says why it skips one', () => {
    const told: string[] = [];
    const test = Object.assign((title: string) => told.push(title), { skip: (title: string) => told.push(title) });
    const create = () => ({ adapter: memory(), page: () => toPageKey('a') });
    adapterContract({ test, name: 'x', capabilities, create, skip: { 'a view counts': 'it is closed' } });
    const cases = adapterCases({ name: 'x', capabilities, create });
    assert.equal(told.length, cases.length);
    assert.ok(told.includes('x: a view counts (skipped: it is closed)'));
    assert.ok(told.some((title) => title.endsWith('(skipped: not live)')));
    assert.equal(new Set(told).size, told.length, 'no two have one title');
  });

  it('skips no case that it does not have', () => {
    const test = Object.assign(() => {}, { skip() {} });
    const create = () => ({ adapter: memory(), page: () => toPageKey('a') });
    assert.throws(
      () => adapterContract({ test, name: 'x', capabilities, create, skip: { 'a misspelled title': 'why' } }),
      /no case "a misspelled title"/,
    );
  });
});
