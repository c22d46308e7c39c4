/** The waline adapter against a stand-in, by exchanges that were recorded; waline-real.test.ts has Waline itself. */
import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { type WalineOptions, waline } from '../../src/adapters/waline.ts';
import { toPageKey } from '../../src/contract/index.ts';
import { adapterContract } from '../../src/testing/index.ts';
import { walineStandIn } from './backends/waline.ts';
import { react, share, view } from './interactions.ts';
import { json, page, stubFetch } from './stub-fetch.ts';

const serverURL = 'https://waline.example';
let pages = 0;

adapterContract({
  test: it,
  name: 'waline',
  capabilities: {
    views: true,
    shares: false,
    reactions: true,
    undo: true,
    idempotent: false,
    multiple: false,
    live: false,
    versions: false,
    reactionIds: ['love', 'haha', 'wow', 'sad', 'angry'],
    maxPages: 50,
  },
  create() {
    const fetch = walineStandIn();
    const adapter = () => waline({ serverURL, fetch });
    return { adapter: adapter(), another: adapter(), page: () => toPageKey(`news.example/${++pages}`) };
  },
});

const success = (data: unknown) => json({ errno: 0, errmsg: '', data });

/** A Waline that answers posts as told, and reads with zeros. */
function answering(post: (nth: number) => Response | Promise<Response>, options: Partial<WalineOptions> = {}) {
  let posts = 0;
  const stub = stubFetch(({ method, url }) => {
    if (method === 'POST') return post(posts++);
    return success(
      url.searchParams
        .get('path')!
        .split(',')
        .map(() => ({ time: 0 })),
    );
  });
  const steps = () =>
    stub.sent.filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body!) as object);
  return { ...stub, steps, adapter: waline({ serverURL, fetch: stub.fetch, ...options }) };
}

describe('waline', () => {
  it('asks as Waline’s own client does', async () => {
    const { adapter, sent } = answering(() => success([{ time: 1 }]));
    await adapter.read([page('a'), page('b?x=1'), page('日本')]);
    assert.equal(
      sent[0]?.url.href,
      'https://waline.example/api/article?path=%2Fa,%2Fb%3Fx%3D1,%2F%E6%97%A5%E6%9C%AC' +
        '&type=time,reaction0,reaction1,reaction2,reaction3,reaction4',
    );
    await adapter.record([view(page('a'))], { keepalive: true });
    const post = sent.find(({ method }) => method === 'POST')!;
    assert.equal(post.url.href, 'https://waline.example/api/article');
    assert.deepEqual(JSON.parse(post.body!), { path: '/a', type: 'time', action: 'inc' });
    assert.equal(post.request.headers.get('content-type'), 'application/json');
    assert.equal(post.keepalive, true);
  });

  it('switches in two posts, the old one first', async () => {
    const { adapter, steps } = answering(() => success([{}]));
    await adapter.record([react(page('a'), ['wow'], ['love'])]);
    assert.deepEqual(steps(), [
      { path: '/a', type: 'reaction0', action: 'desc' },
      { path: '/a', type: 'reaction2', action: 'inc' },
    ]);
  });

  it('puts back what it took away, where the new one is refused', async () => {
    const { adapter, steps } = answering((nth) =>
      nth === 1 ? json({ errno: 1001, errmsg: 'no' }, { status: 400 }) : success([{}]),
    );
    const one = react(page('a'), ['wow'], ['love']);
    const { refused } = await adapter.record([one]);
    assert.deepEqual(refused.get(one.id), { code: 'rejected', detail: 'status 400: no' });
    assert.deepEqual(steps().at(-1), { path: '/a', type: 'reaction0', action: 'inc' });
  });

  for (const [what, fail] of [
    ['gets no answer', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['fails', () => json({}, { status: 503 })],
  ] as const) {
    it(`puts back what it took away, where the new one ${what}, and says that nobody knows`, async () => {
      const { adapter, steps } = answering((nth) => (nth === 1 ? fail() : success([{}])));
      await assert.rejects(adapter.record([react(page('a'), ['wow'], ['love'])]), { name: 'GaungError' });
      assert.deepEqual(steps(), [
        { path: '/a', type: 'reaction0', action: 'desc' },
        { path: '/a', type: 'reaction2', action: 'inc' },
        { path: '/a', type: 'reaction0', action: 'inc' },
      ]);
    });
  }

  it('a switch that fails each time takes away nobody else’s vote', async () => {
    const stand = walineStandIn();
    let isBusy = false;
    const fetch: typeof stand = async (input, init) => {
      const isWow = typeof init?.body === 'string' && init.body.includes('reaction2');
      return isBusy && isWow ? json({}, { status: 503 }) : stand(input, init);
    };
    const adapter = waline({ serverURL, fetch });
    for (let reader = 0; reader < 5; reader++) await adapter.record([react(page('a'), ['love'])]);
    isBusy = true;
    for (let press = 0; press < 3; press++) {
      await assert.rejects(adapter.record([react(page('a'), ['wow'], ['love'])]), /answered 503/);
    }
    isBusy = false;
    await adapter.record([react(page('a'), ['wow'], ['love'])]);
    const { reactions } = (await adapter.read([page('a')])).get(page('a'))!;
    assert.deepEqual([reactions?.love, reactions?.wow], [4, 1]);
  });

  it('puts back what it took away also for who gave up, and does not make them wait', async () => {
    const controller = new AbortController();
    const left = new Error('the reader left');
    const { adapter, steps } = answering((nth) => {
      if (nth === 1) controller.abort(left);
      return nth === 0 ? success([{}]) : new Promise(() => {});
    });
    await assert.rejects(adapter.record([react(page('a'), ['wow'], ['love'])], { signal: controller.signal }), left);
    assert.deepEqual(steps().at(-1), { path: '/a', type: 'reaction0', action: 'inc' });
  });

  it('does not say refused of a switch of which a part counted', async () => {
    const no = () => json({ errno: 1001, errmsg: 'no' }, { status: 400 });
    const one = react(page('a'), ['wow'], ['love']);
    for (const refused of [0, 1]) {
      const { adapter } = answering((nth) => (nth === refused ? no() : success([{}])));
      await assert.rejects(adapter.record([one], { urgent: true }), /\[waline\] Only a part .*status 400: no/);
    }
    const { adapter } = answering((nth) => (nth === 0 ? success([{}]) : no())); // Putting back is refused as well.
    await assert.rejects(adapter.record([one]), /\[waline\] Only a part .*status 400: no/);
    assert.equal((await answering(no).adapter.record([one], { urgent: true })).refused.get(one.id)?.code, 'rejected');
  });

  it('a choice that it does not know any more is switched without it', async () => {
    const { adapter, steps } = answering(() => success([{}]));
    await adapter.record([react(page('a'), ['wow'], ['mourn'])]);
    assert.deepEqual(steps(), [{ path: '/a', type: 'reaction2', action: 'inc' }]);
  });

  it('knows reactions by the positions that it is told, and paths by an option', async () => {
    const { adapter, sent, steps } = answering(() => success([{}]), {
      reactions: ['up', 'down'],
      path: (key) => `/blog${key.slice(key.indexOf('/'))}/`,
    });
    await adapter.record([react(page('a'), ['down'])]);
    assert.deepEqual(steps(), [{ path: '/blog/a/', type: 'reaction1', action: 'inc' }]);
    assert.equal(sent.at(-1)?.url.search, '?path=%2Fblog%2Fa%2F&type=time,reaction0,reaction1');
    const none = waline({ serverURL, reactions: [] }).capabilities;
    assert.deepEqual([none.reactions, none.undo], [false, false]);
  });

  it('stops at what fails, tells what counted, what not and what nobody knows, and asks for nothing twice', async () => {
    const failing = () => Promise.reject(new TypeError('Failed to fetch'));
    const { adapter, steps } = answering((nth) => (nth === 1 ? failing() : success([{}])));
    const all = [view(page('a')), view(page('b')), view(page('c'))];
    const { counts, refused, unconfirmed } = await adapter.record(all);
    assert.deepEqual([...counts.keys()], [page('a')]);
    assert.deepEqual([...unconfirmed!.keys()], [all[1]!.id]);
    assert.deepEqual([...refused.keys()], [all[2]!.id], 'what was not sent did not count, and that is known');
    assert.equal(refused.get(all[2]!.id)?.code, 'rejected');
    assert.match(
      refused.get(all[2]!.id)?.detail ?? '',
      /^It was not sent after another had failed: \[gaung\] \[waline\]/,
    );
    assert.equal(steps().length, 2);
    await assert.rejects(answering(failing).adapter.record([all[0]!]), { name: 'GaungError' });
    const none = await answering(failing).adapter.record(all);
    assert.deepEqual([none.counts.size, none.refused.size, none.unconfirmed?.size], [0, 2, 1]);
  });

  it('sends reactions before views, each in their order, so that a view that fails costs no reaction', async () => {
    const { adapter, steps } = answering((nth) => (nth === 2 ? json({}, { status: 503 }) : success([{}])));
    const [a, b] = [page('a'), page('b')];
    const all = [view(a), react(b, ['love']), view(b), react(a, ['wow'])];
    const { refused, unconfirmed } = await adapter.record(all);
    assert.deepEqual(steps(), [
      { path: '/b', type: 'reaction0', action: 'inc' },
      { path: '/a', type: 'reaction2', action: 'inc' },
      { path: '/a', type: 'time', action: 'inc' },
    ]);
    assert.deepEqual([[...unconfirmed!.keys()], [...refused.keys()]], [[all[0]!.id], [all[2]!.id]]);
  });

  it('acknowledges what counted, also where the counts cannot be read', async () => {
    const { fetch } = stubFetch(({ method }) => (method === 'POST' ? success([{}]) : json({}, { status: 502 })));
    const result = await waline({ serverURL, fetch }).record([view(page('a'))]);
    assert.deepEqual([result.counts.size, result.refused.size, result.unconfirmed], [0, 0, undefined]);
  });

  it('acknowledges it within a second, where the counts do not come', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const fetch = (_url: string, { method }: RequestInit) =>
        method === 'POST' ? Promise.resolve(success([{ time: 1 }])) : new Promise<Response>(() => {});
      const recorded = waline({ serverURL, fetch: fetch as typeof globalThis.fetch }).record([view(page('slow'))]);
      await new Promise((resolve) => setImmediate(resolve));
      mock.timers.tick(1000);
      const { counts, refused, unconfirmed } = await recorded;
      assert.deepEqual([counts.size, refused.size, unconfirmed], [0, 0, undefined]);
    } finally {
      mock.timers.reset();
    }
  });

  it('sends all at once, and in this task, where the page is being left', async () => {
    const { adapter, sent } = answering(() => success([{}]));
    const answer = adapter.record([view(page('a')), react(page('a'), ['wow'], ['love'])], { urgent: true });
    assert.equal(sent.length, 3);
    await answer;
    assert.equal(sent.length, 3, 'nobody is there to see counts');
  });

  it('refuses a page whose path has a comma, which a list of paths cannot hold', async () => {
    const { adapter, sent } = answering(() => success([{}]));
    const comma = page('a,b');
    const [bad, good] = [view(comma), view(page('a'))];
    const { counts, refused } = await adapter.record([bad, good]);
    assert.equal(refused.get(bad.id)?.code, 'unsupported');
    assert.match(refused.get(bad.id)?.detail ?? '', /comma/);
    assert.deepEqual([...counts.keys()], [good.page]);
    assert.deepEqual([...(await adapter.read([comma, page('a')])).keys()], [page('a')]);
    const before = sent.length;
    await assert.rejects(adapter.read([comma]), /\[waline\] .*comma.*news\.example\/a,b/);
    assert.equal(sent.length, before);
  });

  it('two pages of one path have the same counts', async () => {
    const fetch = walineStandIn();
    const adapter = waline({ serverURL, fetch });
    const [a, b] = [toPageKey('one.example/x'), toPageKey('two.example/x')];
    await adapter.record([view(a)]);
    const counts = await adapter.read([a, b]);
    assert.deepEqual([counts.get(a)?.views, counts.get(b)?.views], [1, 1]);
  });

  it('shares are none of its business', async () => {
    const { adapter, sent } = answering(() => success([{}]));
    const one = share(page('a'));
    assert.equal((await adapter.record([one])).refused.get(one.id)?.code, 'unsupported');
    assert.equal(sent.length, 0);
  });

  it('believes no number that is none, and no answer of another length', async () => {
    const read = async (data: unknown) => {
      const { fetch } = stubFetch(() => success(data));
      return (await waline({ serverURL, fetch, reactions: ['up', 'down'] }).read([page('a')])).get(page('a'));
    };
    const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;
    assert.deepEqual(plain(await read([{ time: 7, reaction0: 1, reaction1: 2 }])), {
      ...{ version: 0, views: 7, reactions: { up: 1, down: 2 } },
    });
    assert.deepEqual(await read([{ time: '7', reaction0: -1, reaction1: 2 }]), { version: 0 });
    assert.deepEqual(await read([null]), { version: 0 });
    for (const data of [[], [{}, {}], {}, 0, null]) await assert.rejects(read(data), /\[waline\] .*answered 200/);
  });

  it('hears of a limit', async () => {
    const { adapter } = answering(() => json({}, { status: 429, headers: { 'retry-after': '3' } }));
    await assert.rejects(adapter.record([view(page('a'))]), { name: 'GaungError', retryAfter: 3000 });
  });

  it('gives up after a time, and when it is told to', async () => {
    const { adapter } = answering(() => new Promise(() => {}), { timeout: 5 });
    await assert.rejects(adapter.record([view(page('a'))]), /No usable answer from https:\/\/waline\.example\/api/);
    const controller = new AbortController();
    const left = new Error('the reader left');
    const never = answering(() => new Promise(() => {}));
    const answer = never.adapter.record([view(page('a'))], { signal: controller.signal });
    controller.abort(left);
    await assert.rejects(answer, left);
  });

  it('says what is wrong with its options', () => {
    assert.throws(() => waline({ serverURL: 'waline.example' }), /serverURL "waline\.example" is no http or https URL/);
    for (const reactions of [['Love'], ['a', 'a'], Array.from({ length: 10 }, (_, i) => `r${i}`)]) {
      assert.throws(() => waline({ serverURL, reactions }), /reactions are up to 9 different ids/);
    }
  });
});
