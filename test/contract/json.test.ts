import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toJson } from '../../src/contract/index.ts';

describe('toJson', () => {
  const values = [
    { a: [1, 'two', null, true, { b: [] }], c: {} },
    [],
    [[['deep']]],
    'text "with" quotes',
    0,
    null,
    { left: undefined, kept: 1 },
    [undefined, 1],
    Object.assign(Object.create(null), { constructor: 1 }),
    JSON.parse('{"__proto__":{"a":1},"toString":2}'),
  ];

  it('says what JSON.stringify says', () => {
    for (const value of values) assert.equal(toJson(value), JSON.stringify(value));
  });

  it('asks no toJSON that a page has put on every array and object', () => {
    const expected = values.map((value) => JSON.stringify(value));
    const prototypes = [Array.prototype, Object.prototype] as { toJSON?: unknown }[];
    for (const one of prototypes) {
      Object.defineProperty(one, 'toJSON', { value: () => 'hostile', configurable: true });
    }
    try {
      assert.equal(JSON.stringify([1]), '"hostile"');
      assert.deepEqual(
        values.map((value) => toJson(value)),
        expected,
      );
    } finally {
      for (const one of prototypes) delete one.toJSON;
    }
  });
});
