/** How many pages there may be, and how fast they are made. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PageKey } from 'gaung/contract';
import { countAlone } from '../src/abuse/counting.ts';
import { limitsFor } from '../src/abuse/limits.ts';
import { createPagesGuard } from '../src/abuse/pages-guard.ts';
import { createRoom } from '../src/abuse/room.ts';
import { memoryStorage } from '../src/storage/memory/memory.ts';
import { silentTally } from '../src/tally.ts';
import { parseMetrics } from './prometheus.ts';
import { ADMIN, app, type Json, react, serve, share, view } from './tools.ts';

const page = (n: number) => `news.example/${n}`;
const from = (address: string) => ({ 'X-Test-Address': address });

describe('a server that has as many pages as it may', () => {
  it('refuses what would make a new one, alone, and goes on with those that are there', async (t) => {
    const { post, counts } = await serve(t, { GAUNG_MAX_PAGES: '2' });
    await post({ interactions: [view(page(1)), view(page(2))] });
    const [first, second] = [view(page(3)), react(['love'], undefined, page(3))];
    const { status, body } = await post({ interactions: [first, react(['love'], undefined, page(1)), second] });
    assert.equal(status, 200);
    assert.deepEqual(body.refused, [
      { id: first.id, code: 'too-many-pages' },
      { id: second.id, code: 'too-many-pages' },
    ]);
    assert.deepEqual((await counts(page(1))).reactions, { love: 1 });
    assert.equal((await counts(page(3))).version, 0);
    assert.equal((await post({ interactions: [share('x', page(4))] })).status, 422);
    assert.equal((await post({ interactions: [share('x', page(2))] })).status, 200);
  });

  it('takes as many new ones as there is room for', async () => {
    const { post, storage } = app({ env: { GAUNG_MAX_PAGES: '2' } });
    const { body } = await post({ interactions: [1, 2, 3, 2, 4, 1].map((n) => view(page(n))) });
    assert.equal(body.refused.length, 2);
    assert.equal((await storage.stats()).pages, 2);
  });

  it('is not fooled by many requests at once, and refuses nobody whose page another is making', async (t) => {
    const { post, send } = await serve(t, { GAUNG_MAX_PAGES: '5' });
    const asked = await Promise.all(Array.from({ length: 60 }, (_, n) => post({ interactions: [view(page(n % 10))] })));
    const text = await (await send('metrics', { headers: { Authorization: `Bearer ${ADMIN}` } })).text();
    const { samples } = parseMetrics(text);
    assert.equal(samples.get('gaung_pages'), 5);
    assert.equal(samples.get('gaung_pages_ceiling'), 5);
    assert.equal(samples.get('gaung_interactions_refused_total{type="view",code="too-many-pages"}'), 30);
    assert.equal(asked.filter(({ status }) => status === 200).length, 30);
  });

  it('asks the storage how many there are each time where it matters, and now and then where it does not', async () => {
    const asked = async (ceiling: number) => {
      let times = 0;
      const stats = async () => ({ pages: times++ });
      const room = createRoom({ stats }, ceiling);
      for (let n = 0; n < 50; n++) (await room([page(n) as PageKey])).release();
      return times;
    };
    assert.equal(await asked(100_000), 50);
    assert.equal(await asked(1_000_000), 1);
  });

  it('takes new ones again when others are deleted', async () => {
    const { post, storage } = app({ env: { GAUNG_MAX_PAGES: '1' } });
    await post({ interactions: [view(page(1))] });
    assert.equal((await post({ interactions: [view(page(2))] })).status, 422);
    await storage.delete(page(1) as never);
    assert.equal((await post({ interactions: [view(page(2))] })).status, 200);
  });

  it('counts nothing as made that could not be stored', async () => {
    const memory = memoryStorage();
    let isBroken = true;
    const record: typeof memory.record = async (batch) => {
      if (isBroken) throw new TypeError('A mistake.');
      return memory.record(batch);
    };
    const { post } = app({ env: { GAUNG_MAX_PAGES: '1' }, storage: { ...memory, record } });
    for (let n = 0; n < 5; n++) assert.equal((await post({ interactions: [view(page(n))] })).status, 500);
    isBroken = false;
    assert.equal((await post({ interactions: [view(page(9))] })).status, 200);
  });

  it('tells a reader of the form', async () => {
    const { form } = app({ env: { GAUNG_MAX_PAGES: '0' } });
    const url = `https://${page(1)}`;
    const answer = await form({ page: url, reactions: 'love', return: url });
    assert.equal(answer.status, 422);
    assert.match(await answer.text(), /as many pages as it may/);
  });
});

describe('new pages of one network', () => {
  const limited = () => app({ env: { GAUNG_RATE_LIMIT: 'on' }, remoteAddress: (c) => c.req.header('X-Test-Address') });
  /** Makes a thousand pages, the most that a network may. */
  async function makePages({ post }: ReturnType<typeof limited>, address: string) {
    for (let n = 0; n < 1000; n += 100) {
      const interactions = Array.from({ length: 100 }, (_, i) => view(page(n + i)));
      assert.equal((await post({ interactions }, from(address))).status, 200);
    }
  }

  it('are limited: views are acknowledged then and make none, all else waits', async () => {
    const server = limited();
    await makePages(server, '192.0.2.1');
    const viewed = await server.post({ interactions: [view(page(1000)), view(page(0))] }, from('192.0.2.1'));
    assert.deepEqual([viewed.status, viewed.body.refused], [200, []]);
    assert.equal((await server.counts(page(1000))).version, 0);
    assert.equal((await server.counts(page(0))).views, 2);
    const interactions = [share('x', page(1000))];
    const shared = await server.post({ interactions }, from('192.0.2.1'));
    assert.deepEqual([shared.status, shared.body.limit], [429, 'new-pages']);
    assert.ok(Number(shared.headers.get('retry-after')) > 500);
    assert.equal((await server.post({ interactions: [share('x', page(1))] }, from('192.0.2.1'))).status, 200);
    assert.equal((await server.post({ interactions }, from('192.0.2.2'))).status, 200, 'from another network');
    assert.equal((await server.post({ interactions }, from('192.0.2.1'))).status, 200, 'now it is there');
  });

  it('of all networks are limited together', async () => {
    const limits = { ...limitsFor(300), newPagesInAll: { points: 3, seconds: 600 } };
    const guard = createPagesGuard({
      ...{ storage: memoryStorage(), ceiling: 100, limits, counting: countAlone, tally: silentTally },
    });
    const make = (n: number) =>
      guard({ address: `192.0.2.${n}`, interactions: [{ ...share('x', page(n)), at: 0 }] } as Json);
    for (const n of [1, 2, 3]) await make(n);
    await assert.rejects(make(4), /for the first time/);
  });
});
