/** What of hydration needs no browser. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type BackendAdapter, type PageCounts, toPageKey } from '../../src/contract/index.ts';
import { parseRendered } from '../../src/hydrate/rendered.ts';
import { offer } from '../../src/hydrate/seeds.ts';
import type { RenderOptions } from '../../src/ssr/index.ts';
import { backendOf, rendered } from './tools.ts';

const [a, b, c] = ['a', 'b', 'c'].map((id) => toPageKey(id)) as [ReturnType<typeof toPageKey>, never, never];
const counts = (views: number): PageCounts => ({ version: 1, views });
const task = () => new Promise((resolve) => setTimeout(resolve));

describe('numbers that a server gave', () => {
  it('answer the first question for them, together with what only the backend knows', async () => {
    const backend = backendOf({ b: counts(2) });
    offer(backend, a, counts(1));
    offer(backend, c, counts(3));
    assert.deepEqual(Object.fromEntries(await backend.read([a, b])), { a: counts(1), b: counts(2) });
    assert.deepEqual(Object.fromEntries(await backend.read([c])), { c: counts(3) });
    assert.deepEqual(backend.asked, [['b']]);
    await backend.read([a, c]);
    assert.deepEqual(backend.asked, [['b'], ['a', 'c']], 'the second is asked');
  });

  it('are no answer any more to what is asked later', async () => {
    const backend = backendOf({ a: counts(2) });
    offer(backend, a, counts(1));
    await task();
    assert.deepEqual((await backend.read([a])).get(a), counts(2));
    offer(backend, a, counts(3));
    assert.deepEqual((await backend.read([a])).get(a), counts(3));
  });

  it('keep the word of a backend that fails', async () => {
    const backend: BackendAdapter = { ...backendOf({}), read: () => Promise.reject(new Error('gone')) };
    offer(backend, a, counts(1));
    await assert.rejects(backend.read([a, b]), /gone/);
  });

  it('are not needed where an adapter cannot be changed', async () => {
    const backend = Object.freeze(backendOf({ a: counts(2) }));
    offer(backend, a, counts(1));
    assert.deepEqual((await backend.read([a])).get(a), counts(2));
  });
});

describe('what a server says that it rendered', () => {
  it('names the backend of its numbers, where it has any', async () => {
    const backendIn = async (options: RenderOptions) => {
      const [counter] = (await rendered('<view-counter page="a"></view-counter>', options)).tags('view-counter');
      return parseRendered(counter!.attribute('data-gaung')!)!.backend;
    };
    assert.equal(await backendIn({ backend: backendOf({ a: counts(1) }) }), 'test');
    assert.equal(await backendIn({ backend: backendOf({}), counts: { a: counts(1) } }), 'test');
    assert.equal(await backendIn({ backend: backendOf({}) }), undefined);
    assert.equal(await backendIn({ counts: { a: counts(1) } }), undefined);
  });

  const right = { version: '1.0.0', at: 1, page: 'a', language: 'id', settings: '{}', looks: false };

  it('is read', () => {
    assert.deepEqual(parseRendered(JSON.stringify(right)), right);
    assert.deepEqual(
      parseRendered(JSON.stringify({ ...right, page: null, counts: { version: 2, views: 3 }, backend: 'b' })),
      {
        ...{ ...right, page: null, backend: 'b' },
        counts: { version: 2, views: 3 },
      },
    );
  });

  it('is not believed where it is no such thing', () => {
    for (const wrong of [null, '', '{', '[]', '3', 'null', '"a"', '{}'] as const)
      assert.equal(parseRendered(wrong), undefined);
    for (const change of [
      { version: 1 },
      { at: 'now' },
      { at: null },
      { page: 3 },
      { page: undefined },
      { language: {} },
      { backend: 3 },
      { settings: [] },
    ])
      assert.equal(parseRendered(JSON.stringify({ ...right, ...change })), undefined, JSON.stringify(change));
    const hostile = { views: '<b>', shares: { __proto__: 1, 'A B': 2 }, reactions: { love: -1, sad: 2.5 } };
    const { counts, looks } = parseRendered(JSON.stringify({ ...right, looks: 'yes', counts: hostile }))!;
    assert.deepEqual([looks, counts?.views], [false, undefined]);
    assert.deepEqual([Object.keys(counts!.shares!), Object.keys(counts!.reactions!)], [[], []]);
  });
});
