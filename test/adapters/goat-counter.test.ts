/** The goat-counter adapter against a stand-in that was made from how GoatCounter's code answers. None was asked. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { goatCounter } from '../../src/adapters/goat-counter.ts';
import { toPageKey } from '../../src/contract/index.ts';
import { adapterContract } from '../../src/testing/index.ts';
import { type GoatCounterSite, goatCounterStandIn } from './backends/goat-counter.ts';
import { share, view } from './interactions.ts';
import { json, page, stubFetch } from './stub-fetch.ts';

const url = 'https://news.goat.example';
let pages = 0;
let readers = 0;

/** A `fetch` whose every request is another reader's. */
const byMany =
  (fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
  (input, init) =>
    fetch(input, { ...init, headers: { 'user-agent': `reader ${++readers}` } });

adapterContract({
  test: it,
  name: 'goat-counter',
  capabilities: {
    views: true,
    shares: false,
    reactions: false,
    undo: false,
    idempotent: false,
    multiple: false,
    live: false,
    versions: false,
  },
  create() {
    const fetch = byMany(goatCounterStandIn());
    const adapter = () => goatCounter({ url, fetch });
    return { adapter: adapter(), another: adapter(), page: () => page(`goat/${++pages}`) };
  },
});

describe('goatCounter', () => {
  const read = async (site: GoatCounterSite, count: number) => {
    const fetch = goatCounterStandIn(site);
    fetch.counts.set('/a', count);
    return (await goatCounter({ url, fetch }).read([page('a')])).get(page('a'))?.views;
  };

  for (const separator of [' ', '\u00a0', '\u202f', '\u2009', ',', '.', "'", '’', '٬', '_', '']) {
    it(`reads a number with ${JSON.stringify(separator)} between its thousands`, async () => {
      assert.equal(await read({ separator }, 1_234_567), 1_234_567);
      assert.equal(await read({ separator }, 12), 12);
    });
  }

  it('believes no count that is none', async () => {
    for (const count of [7, '', 'many', '1.2K', '-3', '9'.repeat(16), null, undefined]) {
      const { fetch } = stubFetch(() => json({ count }));
      await assert.rejects(goatCounter({ url, fetch }).read([page('a')]), /\[goat-counter\] .*answered 200/);
    }
  });

  it('says 0 of a path that was never counted', async () => {
    assert.equal((await goatCounter({ url, fetch: goatCounterStandIn() }).read([page('a')])).get(page('a'))?.views, 0);
  });

  it('says which setting is missing', async () => {
    const adapter = goatCounter({ url, fetch: goatCounterStandIn({ isPublic: false }) });
    await assert.rejects(adapter.read([page('a')]), /"Allow adding visitor counts on your website" is off/);
    // To a browser its 403 looks like a connection that failed.
    const { fetch } = stubFetch(() => Promise.reject(new TypeError('Failed to fetch')));
    await assert.rejects(goatCounter({ url, fetch }).read([page('a')]), /It may be that: .*visitor counts/);
    const { counts, refused } = await adapter.record([view(page('a'))]);
    assert.deepEqual([counts.size, refused.size], [0, 0], 'it counts all the same');
  });

  it('asks as GoatCounter’s own script does, and so that no cache answers', async () => {
    const { fetch, sent } = stubFetch(({ url }) =>
      url.pathname === '/count' ? new Response('') : json({ count: '1' }),
    );
    const adapter = goatCounter({ url, fetch });
    const [one, bare] = [view(page('a.html?x=1')), view(toPageKey('article-1'))];
    await adapter.record([one, bare], { keepalive: true });
    const [first, second, third, fourth] = sent;
    assert.equal(first?.url.href, `${url}/count?p=%2Fa.html%3Fx%3D1&rnd=${one.id}`);
    assert.equal(first?.keepalive, true);
    assert.equal(second?.url.searchParams.get('p'), '/article-1');
    assert.equal(third?.url.href, `${url}/counter/%2Fa.html%3Fx%3D1.json`);
    assert.equal(fourth?.url.href, `${url}/counter/%2Farticle-1.json`);
    assert.equal(third?.request.cache, 'no-cache');
  });

  it('a reader who comes again within eight hours is no other view', async () => {
    let now = 1_800_000_000_000;
    const adapter = goatCounter({ url, fetch: goatCounterStandIn({ now: () => now }) });
    const views = async () => (await adapter.record([view(page('a'))])).counts.get(page('a'))?.views;
    assert.deepEqual([await views(), await views()], [1, 1]);
    now += 9 * 60 * 60 * 1000;
    assert.equal(await views(), 2);
  });

  it('says why a view is not counted', async () => {
    const site = goatCounterStandIn();
    const fetch: typeof globalThis.fetch = (input, init) =>
      site(input, { ...init, headers: { 'user-agent': 'a bot' } });
    const [one, other] = [view(page('a')), share(page('a'))];
    const { refused } = await goatCounter({ url, fetch }).record([one, other]);
    assert.deepEqual(refused.get(one.id), { code: 'rejected', detail: 'status 202: ignored: a bot' });
    assert.deepEqual(refused.get(other.id), { code: 'unsupported', detail: 'It counts no shares.' });
  });

  it('takes paths of the site’s own, and leaves pages out that have none', async () => {
    const fetch = goatCounterStandIn();
    const adapter = goatCounter({ url, fetch, path: (key) => (key.startsWith('news.example/') ? key : undefined) });
    const [mine, other] = [view(page('a')), view(toPageKey('other.example/a'))];
    const { refused } = await adapter.record([mine, other]);
    assert.deepEqual([...refused.keys()], [other.id]);
    assert.deepEqual([...fetch.counts], [['news.example/a', 1]]);
    assert.deepEqual([...(await adapter.read([mine.page, other.page])).keys()], [mine.page]);
  });

  it('says what is wrong with its address', () => {
    assert.throws(() => goatCounter({ url: 'localhost:8080' }), /\[goat-counter\] url "localhost:8080" is no http/);
  });
});
