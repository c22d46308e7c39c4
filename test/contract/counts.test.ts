import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countsById, parsePageCounts } from '../../src/contract/index.ts';

/** As an object with a prototype, to be compared with what one writes down. */
const plain = (value: object | undefined) => value && structuredClone({ ...value });

describe('counts out of an answer', () => {
  it('are what was counted', () => {
    const answer = { version: 9, views: 1206, shares: { whatsapp: 3 }, reactions: { love: 2, wow: 0 }, mine: ['love'] };
    const counts = parsePageCounts(answer);
    assert.deepEqual({ ...counts, shares: plain(counts?.shares), reactions: plain(counts?.reactions) }, answer);
  });

  it('are absent where the backend says nothing, and never 0', () => {
    assert.deepEqual(parsePageCounts({}), { version: 0 });
    assert.deepEqual(Object.keys(parsePageCounts({ version: 1, reactions: {} })!), ['version', 'reactions']);
  });

  it('are nothing where the answer is no object', () => {
    for (const value of [undefined, null, 1, 'views', true, [], [{ views: 1 }]]) {
      assert.equal(parsePageCounts(value), undefined);
    }
  });

  it('leave out every number that is no count', () => {
    const wrong = [-1, 1.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, '7', null, true, [7], { valueOf: () => 7 }];
    for (const number of wrong) {
      const counts = parsePageCounts({ version: number, views: number, shares: { x: number, line: 1 } });
      assert.deepEqual({ ...counts, shares: plain(counts?.shares) }, { version: 0, shares: { line: 1 } });
    }
  });

  it('leave out every id that is no name', () => {
    const text = '{"version":1,"reactions":{"__proto__":{"love":9},"Love":1,"":2,"a b":3,"<b>":4,"wow":5}}';
    const counts = parsePageCounts(JSON.parse(text));
    assert.deepEqual(plain(counts?.reactions), { wow: 5 });
    assert.equal(({} as Record<string, unknown>).love, undefined);
  });

  it('leave out lists and choices that are none', () => {
    for (const value of [null, 1, 'love', [1, 2], [['love', 1]]]) {
      assert.deepEqual(parsePageCounts({ version: 1, shares: value, reactions: value, mine: {} }), { version: 1 });
    }
    assert.deepEqual(parsePageCounts({ mine: ['love', 1, null, '__proto__', 'Wow', ['sad'], 'haha'] })?.mine, [
      'love',
      'haha',
    ]);
    assert.deepEqual(parsePageCounts({ mine: 'love' }), { version: 0 });
  });

  it('carry nothing else along', () => {
    const counts = parsePageCounts({ version: 1, views: 2, html: '<script>', toString: 1, likes: 5 });
    assert.deepEqual(counts, { version: 1, views: 2 });
  });

  it('find by an id only what was counted', () => {
    const { reactions, shares } = parsePageCounts({ reactions: { constructor: 3 }, shares: {} })!;
    assert.equal(reactions?.constructor, 3);
    assert.equal(shares?.constructor, undefined);
    assert.equal(shares?.toString, undefined);
    assert.equal('hasOwnProperty' in shares!, false);
  });
});

describe('counts by id', () => {
  it('have no prototype, so that __proto__ is an id like any other', () => {
    const counts = countsById([
      ['love', 1],
      ['__proto__', 2],
      ['love', 3],
    ]);
    assert.equal(Object.getPrototypeOf(counts), null);
    assert.deepEqual(Object.entries(counts), [
      ['love', 3],
      ['__proto__', 2],
    ]);
  });

  it('hold each reaction of a choice once, and no more of them than a page has', () => {
    const mine = [...Array.from({ length: 50_000 }, () => 'love'), ...Array.from({ length: 100 }, (_, at) => `r${at}`)];
    const parsed = parsePageCounts({ version: 1, mine })?.mine;
    assert.deepEqual([parsed?.length, parsed?.[0], parsed?.[1]], [24, 'love', 'r0']);
  });
});
