import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { goatCounter } from '../../src/adapters/goat-counter.ts';
import { memory } from '../../src/adapters/memory.ts';
import { withFallback } from '../../src/adapters/with-fallback.ts';
import { type BackendAdapter, GaungError, memoryStorage, type PageKey, toPageKey } from '../../src/contract/index.ts';
import { adapterContract } from '../../src/testing/index.ts';
import { goatCounterStandIn } from './backends/goat-counter.ts';
import { pushing } from './backends/pushing.ts';
import { react, share, view } from './interactions.ts';

let pages = 0;
const page = () => toPageKey(`news.example/${++pages}`);

adapterContract({
  test: it,
  name: 'with-fallback',
  capabilities: { ...memory().capabilities, live: true },
  create() {
    const storage = memoryStorage();
    const push = pushing();
    const as = (visitor: string) => withFallback(push(memory({ storage, visitor })), memory({ id: 'second' }));
    return { adapter: as('me'), another: as('another'), page };
  },
});

/** A backend whose reads fail for some pages, or for all. */
function faulty(sound: BackendAdapter) {
  const state: { fails?: Error | undefined; lacks: PageKey[]; reads: (readonly PageKey[])[] } = {
    lacks: [],
    reads: [],
  };
  const adapter: BackendAdapter = {
    ...sound,
    async read(asked, options) {
      state.reads.push(asked);
      options?.signal?.throwIfAborted();
      if (state.fails) throw state.fails;
      return sound.read(asked.filter((one) => !state.lacks.includes(one)));
    },
  };
  return { adapter, state };
}

function two() {
  const first = faulty(memory({ id: 'first' }));
  const second = faulty(memory({ id: 'second' }));
  return { first, second, adapter: withFallback(first.adapter, second.adapter) };
}

describe('withFallback', () => {
  it('asks the second for what the first does not answer, and for nothing else', async () => {
    const { first, second, adapter } = two();
    const [a, b] = [page(), page()];
    await second.adapter.record([view(a), view(b), view(b)]);
    first.state.lacks = [b];
    const counts = await adapter.read([a, b]);
    assert.deepEqual([counts.get(a)?.views, counts.get(b)?.views], [0, 2]);
    assert.deepEqual(second.state.reads, [[b]]);
    first.state.fails = new Error('away');
    const c = page();
    assert.deepEqual([...(await adapter.read([c])).keys()], [c]);
  });

  it('what the second says is older than anything the first says, and nobody’s choice', async () => {
    const { first, second, adapter } = two();
    const a = page();
    await second.adapter.record([view(a), share(a), react(a, ['love'])]);
    first.state.fails = new Error('away');
    const counts = (await adapter.read([a])).get(a)!;
    assert.deepEqual([counts.version, counts.views, counts.shares?.line, counts.reactions?.love], [0, 1, 1, 1]);
    assert.equal('mine' in counts, false);
  });

  it('no number of the second stands for one that the first does not count', async () => {
    const first = faulty(goatCounter({ url: 'https://goat.example', fetch: goatCounterStandIn() }));
    const second = memory();
    const a = page();
    await second.record([view(a), share(a)]);
    first.state.fails = new Error('away');
    assert.deepEqual((await withFallback(first.adapter, second).read([a])).get(a), { version: 0, views: 1 });
  });

  it('numbers that the first has given are not replaced by the second’s', async () => {
    const { first, second, adapter } = two();
    const [a, b] = [page(), page()];
    await adapter.read([a]);
    await adapter.record([view(b)]);
    first.state.fails = new GaungError('first', 'away', { retryAfter: 3 });
    await assert.rejects(adapter.read([a, b]), { name: 'GaungError', retryAfter: 3 });
    assert.deepEqual(second.state.reads, []);
    const c = page();
    assert.deepEqual([...(await adapter.read([a, c])).keys()], [c], 'the one that failed is absent');
  });

  it('says why the first failed, where both do', async () => {
    const { first, second, adapter } = two();
    first.state.fails = new GaungError('first', 'away', { retryAfter: 3 });
    second.state.fails = new Error('away, too');
    await assert.rejects(adapter.read([page()]), first.state.fails);
    first.state.fails = undefined;
    const [a, b] = [page(), page()];
    first.state.lacks = [b];
    assert.deepEqual([...(await adapter.read([a, b])).keys()], [a]);
  });

  it('records with the first alone, whatever becomes of it', async () => {
    const first = memory({ id: 'first' });
    const second = memory({ id: 'second' });
    const adapter = withFallback({ ...first, record: () => Promise.reject(new Error('away')) }, second);
    const a = page();
    await assert.rejects(adapter.record([view(a)]), /away/);
    assert.equal((await second.read([a])).get(a)?.views, 0);
  });

  it('is the first to all who ask, with its id: what a browser keeps for it stays', () => {
    const { first, adapter } = two();
    assert.equal(adapter.id, 'first');
    assert.equal(adapter.capabilities, first.adapter.capabilities);
    assert.equal(adapter.subscribe, undefined);
  });

  it('gives up when it is told to, before the second is asked', async () => {
    const { second, adapter } = two();
    const reason = new Error('the reader left');
    await assert.rejects(adapter.read([page()], { signal: AbortSignal.abort(reason) }), reason);
    assert.deepEqual(second.state.reads, []);
  });
});
