/** The open-heart adapter against a stand-in that was made from the protocol's text. No server of it was asked. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openHeart } from '../../src/adapters/open-heart.ts';
import { adapterContract } from '../../src/testing/index.ts';
import { openHeartStandIn } from './backends/open-heart.ts';
import { react, view } from './interactions.ts';
import { json, page, stubFetch } from './stub-fetch.ts';

const SERVER = { endpoint: 'https://heart.example/api', domain: 'news.example' };
let pages = 0;

adapterContract({
  test: it,
  name: 'open-heart',
  capabilities: {
    views: false,
    shares: false,
    reactions: true,
    undo: false,
    idempotent: false,
    multiple: false,
    live: false,
    versions: false,
    reactionIds: ['love', 'haha', 'wow', 'sad', 'angry'],
  },
  create() {
    const fetch = openHeartStandIn();
    const adapter = () => openHeart({ ...SERVER, fetch });
    return { adapter: adapter(), another: adapter(), page: () => page(`heart/${++pages}`) };
  },
});

describe('openHeart', () => {
  it('posts an emoji, as a simple request', async () => {
    const { fetch, sent } = stubFetch(() => new Response('recorded'));
    const one = react(page('a'), ['love']);
    await openHeart({ ...SERVER, fetch }).record([one], { keepalive: true });
    const [post] = sent;
    assert.equal(post?.url.href, 'https://heart.example/api/news.example/news.example%2Fa');
    assert.deepEqual([post?.method, post?.body, post?.keepalive], ['POST', '❤️', true]);
    assert.match(post?.request.headers.get('content-type') ?? '', /^text\/plain/);
  });

  it('counts an emoji as one, with and without its picture selector', async () => {
    const { fetch } = stubFetch(() => json({ '❤': 2, '❤️': 3, '😂': 1, '🦄': 9, total: 15 }));
    const counts = (await openHeart({ ...SERVER, fetch }).read([page('a')])).get(page('a'));
    assert.deepEqual({ ...counts?.reactions }, { love: 5, haha: 1, wow: 0, sad: 0, angry: 0 });
  });

  it('has counts of a page that nobody knows, and they are zeros', async () => {
    const adapter = openHeart({ ...SERVER, fetch: openHeartStandIn(), reactions: { up: '👍' } });
    assert.deepEqual({ ...(await adapter.read([page('a')])).get(page('a'))?.reactions }, { up: 0 });
  });

  it('makes no zeros of an answer that is none', async () => {
    const wrong = [
      { '❤️': '3' },
      { '❤️': 3, '😮': -1 },
      { '❤️': 3, error: 'busy' },
      { error: 'busy' },
      { code: 7 },
      null,
      7,
    ];
    for (const body of wrong) {
      const { fetch } = stubFetch(() => json(body));
      await assert.rejects(openHeart({ ...SERVER, fetch }).read([page('a')]), /\[open-heart\] .*answered 200/);
    }
    const { fetch } = stubFetch(() => json({ '🦄': 9 }));
    const counts = (await openHeart({ ...SERVER, fetch }).read([page('a')])).get(page('a'));
    assert.deepEqual({ ...counts?.reactions }, { love: 0, haha: 0, wow: 0, sad: 0, angry: 0 });
  });

  for (const readStatus of [403, 404] as const) {
    it(`knows no number of a server that can only be written to (${readStatus}), and writes`, async () => {
      const adapter = openHeart({ ...SERVER, fetch: openHeartStandIn({ readStatus }) });
      assert.deepEqual(await adapter.read([page('a')]), new Map([[page('a'), { version: 0 }]]));
      const { counts, refused } = await adapter.record([react(page('a'), ['love'])]);
      assert.deepEqual([counts.get(page('a')), refused.size], [{ version: 0 }, 0]);
    });
  }

  it('says why something is refused', async () => {
    const adapter = openHeart({ ...SERVER, fetch: openHeartStandIn(), reactions: { copy: '©️', up: '👍' } });
    const { fetch } = stubFetch(() => new Response('not an emoji', { status: 400 }));
    const one = react(page('a'), ['love']);
    const { refused } = await openHeart({ ...SERVER, fetch }).record([one]);
    assert.deepEqual(refused.get(one.id), { code: 'rejected', detail: 'status 400: not an emoji' });
    const other = view(page('a'));
    assert.equal((await adapter.record([other])).refused.get(other.id)?.detail, 'It counts no views.');
  });

  it('rejects where nobody knows what became of it', async () => {
    const { fetch, sent } = stubFetch(() => new Response('', { status: 502 }));
    await assert.rejects(openHeart({ ...SERVER, fetch }).record([react(page('a'), ['love'])]), /answered 502/);
    assert.equal(sent.length, 1);
    await assert.rejects(openHeart({ ...SERVER, fetch }).read([page('a')]), /\[open-heart\] .*answered 502/);
  });

  it('reads a page that fails not at all, and the others all the same', async () => {
    const { fetch } = stubFetch(({ url }) => (url.href.endsWith('b') ? json([]) : json({ '😂': 1 })));
    const counts = await openHeart({ ...SERVER, fetch }).read([page('a'), page('b'), page('c')]);
    assert.deepEqual([...counts.keys()], [page('a'), page('c')]);
  });

  it('takes a uid of the page’s own, and leaves pages out that have none', async () => {
    const { fetch, sent } = stubFetch(() => json({}));
    const adapter = openHeart({ ...SERVER, fetch, uid: (key) => key.split('/')[1]?.slice(1) });
    const [known, unknown] = [page('x7'), page('')];
    assert.deepEqual([...(await adapter.read([known, unknown])).keys()], [known]);
    assert.match(sent[0]!.url.href, /\/news\.example\/7$/);
    const one = react(unknown, ['love']);
    assert.equal((await adapter.record([one])).refused.get(one.id)?.code, 'unsupported');
  });

  it('says what is wrong with its options', () => {
    assert.throws(() => openHeart({ ...SERVER, endpoint: 'x' }), /endpoint "x" is no http or https URL/);
    assert.throws(() => openHeart({ ...SERVER, domain: 'a/b' }), /domain "a\/b" is no host/);
    for (const reactions of [{ love: 'love' }, { love: '' }, { Love: '❤️' }]) {
      assert.throws(() => openHeart({ ...SERVER, reactions }), /reactions are emojis by id/);
    }
  });
});
