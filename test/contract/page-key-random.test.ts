import assert from 'node:assert/strict';
import { it } from 'node:test';
import { PageKeyError, pageKeyProblem, toPageKey } from '../../src/contract/index.ts';
import { randomUrls } from './page-key-random.ts';

const keyOf = (url: string) => {
  try {
    return toPageKey(url);
  } catch (error) {
    if (error instanceof PageKeyError) return undefined;
    throw error;
  }
};

it('20,000 random URLs have a key that is its own key, or none', () => {
  let keys = 0;
  for (const url of randomUrls(20_000, 1)) {
    const key = keyOf(url);
    if (key === undefined) continue;
    keys++;
    assert.equal(pageKeyProblem(key), undefined, `${JSON.stringify(url)} → ${JSON.stringify(key)}`);
    assert.equal(keyOf(`https://${key}`), key, JSON.stringify(url));
  }
  assert.ok(keys > 5_000, `only ${keys} of them were URLs: the rest says nothing`);
});
