/** What becomes of the halves of a combination where one of them fails. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { combine } from '../../src/adapters/combine.ts';
import { memory } from '../../src/adapters/memory.ts';
import { GaungError, toPageKey } from '../../src/contract/index.ts';
import { faulty, once } from './backends/faulty.ts';
import { share, view } from './interactions.ts';

let pages = 0;
const page = () => toPageKey(`news.example/${++pages}`);

describe('combine, where one half fails', () => {
  const two = () => {
    const views = faulty(memory({ id: 'views' }));
    const rest = faulty(memory({ id: 'rest' }));
    const adapter = combine({ views: views.adapter, shares: rest.adapter, reactions: rest.adapter });
    return { views, rest, adapter };
  };

  it('the other half is applied, and the failed one alone is to be tried again', async () => {
    for (const next of ['before', 'after'] as const) {
      const { rest, adapter } = two();
      const [a, b] = [page(), page()];
      const [seen, shared, other] = [view(a), share(a), view(b)];
      rest.faults.next = next;
      const { counts, refused, unconfirmed } = await adapter.record([seen, shared, other]);
      assert.equal(refused.size, 0);
      assert.deepEqual([...unconfirmed!.keys()], [shared.id]);
      assert.match(String(unconfirmed!.get(shared.id)), /connection was lost/);
      assert.deepEqual([...counts.keys()], [b], 'of a page with something unclear there are no counts');
      const again = await adapter.record([shared]);
      assert.deepEqual(
        [again.unconfirmed, again.counts.get(a)?.shares?.line, again.counts.get(a)?.views],
        [undefined, 1, 1],
      );
    }
  });

  it('where all fail it rejects, and asks for the longest wait', async () => {
    const { views, rest, adapter } = two();
    views.faults.next = 'after';
    rest.faults.next = 'before';
    const a = page();
    const all = [view(a), share(a)];
    await assert.rejects(adapter.record(all), { name: 'GaungError', retryAfter: 2000 });
    const { counts } = await adapter.record(all);
    assert.deepEqual([counts.get(a)?.views, counts.get(a)?.shares?.line], [1, 1]);
  });

  it('nothing is lost or counted twice, whatever fails, where all know ids', async () => {
    let seed = 7;
    const chance = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const { views, rest, adapter } = two();
    const all = [page(), page(), page()];
    const wanted = new Map(all.map((one) => [one, { views: 0, shares: 0 }]));
    for (let round = 0; round < 200; round++) {
      const batch = Array.from({ length: 1 + Math.floor(chance() * 4) }, () => {
        const one = all[Math.floor(chance() * all.length)]!;
        const isView = chance() < 0.5;
        wanted.get(one)![isView ? 'views' : 'shares']++;
        return isView ? view(one) : share(one);
      });
      // As the store does: what is unclear is sent again until it is clear.
      for (let waiting = batch; waiting.length > 0; ) {
        for (const { faults } of [views, rest])
          faults.next = chance() < 0.3 ? (chance() < 0.5 ? 'before' : 'after') : undefined;
        const result = await adapter.record(waiting).catch(() => undefined);
        if (result) waiting = waiting.filter(({ id }) => result.unconfirmed?.has(id));
      }
    }
    for (const { faults } of [views, rest]) faults.next = undefined;
    const counts = await adapter.read(all);
    for (const [one, expected] of wanted) {
      assert.deepEqual({ views: counts.get(one)?.views, shares: counts.get(one)?.shares?.line }, expected);
    }
  });

  it('views that cannot be sent twice are not, while the rest of their batch is', async () => {
    const views = faulty(once(memory({ id: 'views' })));
    const rest = faulty(memory({ id: 'rest' }));
    const adapter = combine({ views: views.adapter, shares: rest.adapter, reactions: rest.adapter });
    assert.equal(adapter.capabilities.idempotent, true);
    const a = page();
    const [seen, shared] = [view(a), share(a)];
    rest.faults.next = 'after';
    const first = await adapter.record([seen, shared]);
    assert.deepEqual([...first.unconfirmed!.keys()], [shared.id]);
    const { refused, unconfirmed } = await adapter.record([seen, shared]);
    assert.deepEqual([refused.size, unconfirmed, views.calls.record], [0, undefined, 1]);
    const counts = await adapter.read([a]);
    assert.deepEqual([counts.get(a)?.views, counts.get(a)?.shares?.line], [1, 1]);

    const other = view(a);
    views.faults.next = 'after';
    for (let times = 0; times < 2; times++) {
      const refusal = (await adapter.record([other])).refused.get(other.id);
      assert.equal(refusal?.code, 'rejected');
      assert.match(refusal?.detail ?? '', /Nobody knows whether it counted, and views must not be asked again/);
    }
    assert.equal((await adapter.read([a])).get(a)?.views, 2, 'it had counted, and once');
  });

  it('taps that cannot be sent twice make a combination that cannot', () => {
    const sound = memory({ id: 'sound' });
    const adapter = combine({ views: sound, shares: sound, reactions: once(memory({ id: 'once' })) });
    assert.equal(adapter.capabilities.idempotent, false);
  });

  it('numbers that cannot be read are the last known ones, or absent, and it is said once', async (t) => {
    const warn = t.mock.method(console, 'warn', () => {});
    const { views, rest, adapter } = two();
    const [a, b] = [page(), page()];
    await adapter.record([view(a), share(a)]);
    views.faults.read = new Error('away');
    for (let times = 0; times < 2; times++) {
      const counts = await adapter.read([a, b]);
      assert.deepEqual([counts.get(a)?.views, counts.get(a)?.shares?.line], [1, 1]);
      assert.deepEqual([counts.has(b), counts.get(b)?.views], [true, undefined]);
    }
    assert.equal(warn.mock.callCount(), 1);
    assert.match(String(warn.mock.calls[0]!.arguments[0]), /\[gaung\] \[combine\] views gave no counts/);
    views.faults.read = undefined;
    await adapter.read([a]);
    views.faults.read = new Error('away again');
    await adapter.read([a]);
    assert.equal(warn.mock.callCount(), 2);
    rest.faults.read = new GaungError('rest', 'away', { retryAfter: 5 });
    await assert.rejects(adapter.read([a]), { retryAfter: 5 });
  });
});
