import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryStorage } from '../../src/contract/index.ts';

describe('the key-value storage in memory', () => {
  it('keeps, replaces and forgets', () => {
    const storage = memoryStorage();
    assert.equal(storage.get('a'), undefined);
    assert.equal(storage.set('a', '1'), true);
    storage.set('a', '');
    assert.equal(storage.get('a'), '');
    storage.remove('a');
    storage.remove('never there');
    assert.equal(storage.get('a'), undefined);
  });

  it('lists keys by their beginning', () => {
    const storage = memoryStorage();
    for (const key of ['gaung:a', 'gaung:b', 'other', '__proto__']) storage.set(key, '1');
    assert.deepEqual(storage.keys('gaung:'), ['gaung:a', 'gaung:b']);
    assert.deepEqual(storage.keys(''), ['gaung:a', 'gaung:b', 'other', '__proto__']);
    assert.equal(storage.get('toString'), undefined);
  });

  it('shares what it keeps with whoever has the same map', () => {
    const map = new Map<string, string>();
    memoryStorage(map).set('a', '1');
    assert.equal(memoryStorage(map).get('a'), '1');
    assert.equal(memoryStorage().get('a'), undefined);
  });
});
