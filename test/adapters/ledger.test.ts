/** What the adapters that are a backend themselves do beyond the contract: their clock, their limits, what they keep. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memory } from '../../src/adapters/memory.ts';
import {
  createInteractionId,
  INTERACTION_ID_MS,
  type Interaction,
  memoryStorage,
  toPageKey,
} from '../../src/contract/index.ts';

const PAGE = toPageKey('news.example/a');
const NOW = 1_800_000_000_000;
const share = (network = 'line', at = NOW): Interaction => ({
  ...{ id: createInteractionId(), type: 'share', page: PAGE, at, network },
});
const react = (reactions: readonly string[], at: number): Interaction => ({
  ...{ id: createInteractionId(), type: 'reaction', page: PAGE, at, reactions, previous: [] },
});
const plain = (counts: object | undefined) => ({ ...counts });

describe('the clock of a backend in the browser is the reader’s own', () => {
  it('two taps within one millisecond: the later one counts', async () => {
    const adapter = memory({ now: () => NOW });
    await adapter.record([react(['love'], NOW)]);
    const { counts } = await adapter.record([react(['wow'], NOW + 1)]);
    assert.deepEqual(counts.get(PAGE)?.mine, ['wow']);
  });

  it('a clock that was years ahead and is right again does not freeze the choice', async () => {
    let now = NOW + 1e12;
    const adapter = memory({ now: () => now });
    await adapter.record([react(['love'], now)]);
    now = NOW;
    const { counts } = await adapter.record([react(['wow'], NOW + 1e12 + 1)]); // The client's time only ever grows.
    assert.deepEqual(counts.get(PAGE)?.mine, ['wow']);
    assert.deepEqual(plain(counts.get(PAGE)?.reactions), { wow: 1 });
  });

  it('a choice of the future is no wall: one of today that comes after it counts', async () => {
    let now = NOW;
    const adapter = memory({ now: () => now });
    await adapter.record([react(['love'], Number.MAX_SAFE_INTEGER)]);
    now += 1_000;
    const { counts } = await adapter.record([react(['wow'], now)]);
    assert.deepEqual(counts.get(PAGE)?.mine, ['wow']);
  });
});

describe('limits of a page', () => {
  it('24 different reactions, and the 25th is refused until one is free', async () => {
    const storage = memoryStorage();
    const names = Array.from({ length: 25 }, (_, i) => `r${i}`);
    for (const name of names.slice(0, 24)) {
      const { refused } = await memory({ storage, visitor: name }).record([react([name], NOW - 9)]);
      assert.equal(refused.size, 0);
    }
    const last = memory({ storage, visitor: 'last' });
    const one = react(['r24'], NOW - 8);
    assert.deepEqual([...(await last.record([one])).refused], [[one.id, { code: 'too-many-ids' }]]);
    assert.deepEqual((await last.read([PAGE])).get(PAGE)?.mine, []);
    await memory({ storage, visitor: 'r0' }).record([react([], NOW - 7)]);
    const { counts, refused } = await last.record([one]);
    assert.equal(refused.size, 0, 'what was refused may come again');
    assert.deepEqual(counts.get(PAGE)?.mine, ['r24']);
  });

  it('200 different networks, and more of the same', async () => {
    const adapter = memory();
    for (let i = 0; i < 200; i += 100) {
      await adapter.record(Array.from({ length: 100 }, (_, j) => share(`n${i + j}`)));
    }
    const one = share('n200');
    const { counts, refused } = await adapter.record([one, share('n7')]);
    assert.deepEqual([...refused], [[one.id, { code: 'too-many-ids' }]]);
    assert.equal(counts.get(PAGE)?.shares?.n7, 2);
    assert.equal(counts.get(PAGE)?.shares?.n200, undefined);
  });
});

describe('what a backend in the browser keeps', () => {
  it('interaction ids, for 8 days', async () => {
    let now = NOW;
    const storage = memoryStorage();
    const adapter = memory({ storage, now: () => now });
    const one = share();
    await adapter.record([one]);
    now += INTERACTION_ID_MS;
    assert.equal((await adapter.record([one])).counts.get(PAGE)?.shares?.line, 1);
    now += 1;
    await adapter.record([share()]);
    assert.doesNotMatch(storage.get(`gaung:page:${PAGE}`)!, new RegExp(one.id));
  });

  it('a row a page, in a storage that several adapters may share', async () => {
    const storage = memoryStorage();
    await memory({ storage }).record([share()]);
    assert.deepEqual(storage.keys(''), [`gaung:page:${PAGE}`]);
    assert.equal((await memory({ storage, visitor: 'another' }).read([PAGE])).get(PAGE)?.shares?.line, 1);
    assert.equal((await memory().read([PAGE])).get(PAGE)?.shares?.line, undefined);
  });

  it('nothing that it cannot read: a broken row starts anew', async () => {
    for (const row of ['', '{', 'null', '7', '[]', '"x"', '{"views":"many","shares":[1],"votes":7,"applied":null}']) {
      const storage = memoryStorage(new Map([[`gaung:page:${PAGE}`, row]]));
      const adapter = memory({ storage });
      const before = (await adapter.read([PAGE])).get(PAGE)!;
      assert.deepEqual([before.version, before.views, before.mine], [0, 0, []], row);
      const { counts } = await adapter.record([share(), react(['love'], NOW)]);
      assert.equal(counts.get(PAGE)?.shares?.line, 1, row);
      assert.equal(counts.get(PAGE)?.reactions?.love, 1, row);
    }
  });

  it('no prototype out of a row', async () => {
    const row = '{"version":1,"votes":{"__proto__":{"at":1,"reactions":["love"]}},"applied":{"__proto__":{"x":1}}}';
    const storage = memoryStorage(new Map([[`gaung:page:${PAGE}`, row]]));
    assert.deepEqual((await memory({ storage }).read([PAGE])).get(PAGE)?.mine, []);
    assert.equal((await memory({ storage }).record([share()])).counts.get(PAGE)?.shares?.line, 1);
    assert.equal(({} as Record<string, unknown>).x, undefined);
  });
});
