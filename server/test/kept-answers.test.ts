/** Answers of `GET /v1/counts` that are kept: nobody can tell them from new ones. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createInteractionId, type PageKey } from 'gaung/contract';
import { type Answer, createKeptAnswers, type KeptAnswers } from '../src/kept-answers.ts';
import { createPageMemory } from '../src/page-memory/page-memory.ts';
import { memoryStorage } from '../src/storage/memory/memory.ts';
import { sqliteStorage } from '../src/storage/sqlite/sqlite.ts';
import type { ChangeListener, Storage } from '../src/storage/storage.ts';
import { parseMetrics } from './prometheus.ts';
import { ADMIN, app, PAGE, react, serve, share, view } from './tools.ts';

const OTHER = 'news.example/b';
const BOTH = `v1/counts?page=${PAGE}&page=${OTHER}`;

describe('a kept answer', () => {
  it('is the same, byte by byte and header by header', async (t) => {
    const { post, send } = await serve(t);
    await post({ interactions: [view(), react(['love'])] });
    const [first, second] = [await send(BOTH), await send(BOTH)];
    const headersOf = ({ headers }: Response) => [...headers].filter(([name]) => name !== 'date');
    assert.deepEqual(headersOf(second), headersOf(first));
    assert.equal(await second.text(), await first.text());
  });

  it('is the same where it is long and in letters of many bytes', async (t) => {
    const { send } = await serve(t);
    const query = Array.from({ length: 50 }, (_, i) => `page=${encodeURIComponent(`news.example/ö-${i}`)}`).join('&');
    const [first, second] = [await send(`v1/counts?${query}`), await send(`v1/counts?${query}`)];
    assert.equal(await second.text(), await first.text());
    assert.equal(second.headers.get('content-length'), first.headers.get('content-length'));
  });

  it('is none any more when one of its pages is counted', async (t) => {
    const { post, send } = await serve(t);
    for (const [number, interaction] of [view(), share('x'), react(['love'])].entries()) {
      await send(BOTH);
      await post({ interactions: [{ ...interaction, page: OTHER }] });
      const { counts } = (await (await send(BOTH)).json()) as { counts: Record<string, { version: number }> };
      assert.equal(counts[OTHER]?.version, number + 1);
    }
  });

  it('says that nothing was modified to who has it, as a new one does', async (t) => {
    const { send, post } = await serve(t);
    const etag = (await send(BOTH)).headers.get('etag')!;
    const ask = (tag: string) => send(BOTH, { headers: { 'If-None-Match': tag } });
    const known = await ask(etag);
    assert.deepEqual([known.status, known.headers.get('etag'), await known.text()], [304, etag, '']);
    assert.equal(known.headers.get('access-control-allow-origin'), '*');
    assert.equal((await ask(`"x", ${etag}`)).status, 304);
    assert.equal((await ask('"x"')).status, 200);
    await post({ interactions: [view()] });
    assert.equal((await ask(etag)).status, 200);
  });

  it('is counted as the request that it answers', async (t) => {
    const { send } = await serve(t, { GAUNG_METRICS: 'public' });
    for (let i = 0; i < 3; i++) await (await send(BOTH)).text();
    const { samples } = parseMetrics(await (await send('metrics')).text());
    assert.equal(samples.get('gaung_http_requests_total{method="GET",route="/v1/counts",status="200"}'), 3);
  });

  it('lies below the prefix, and at no other path', async () => {
    const { send } = app({ env: { GAUNG_PREFIX: '/gaung/' } });
    const statuses = async (path: string) => [(await send(path)).status, (await send(path)).status];
    assert.deepEqual(await statuses(`gaung/${BOTH}`), [200, 200]);
    assert.deepEqual(await statuses(BOTH), [404, 404]);
    assert.deepEqual(await statuses(`x/gaung/${BOTH}`), [404, 404]);
  });
});

it('knows of what another process did to the file', async (t) => {
  const { send, folder } = await serve(t);
  const other = sqliteStorage({ path: join(folder, 'gaung.sqlite') });
  t.after(() => other.close());
  const versions = async () => {
    const { counts } = (await (await send(BOTH)).json()) as {
      counts: Record<string, { version: number; views: number }>;
    };
    return [counts[PAGE]!, counts[OTHER]!];
  };
  await versions();
  const interaction = { id: createInteractionId(), type: 'view', page: PAGE as PageKey, at: 1 } as const;
  await other.record({ interactions: [interaction], now: Date.now() });
  assert.deepEqual(
    (await versions()).map(({ views }) => views),
    [1, 0],
  );
  // What a page without a row is answered with changes, too, when another one is deleted.
  await other.delete(PAGE as PageKey);
  for (const { version } of await versions()) assert.ok(version > 1);
});

it('knows of what an operator did to other pages', async (t) => {
  const { send, post, bring } = await serve(t);
  await post({ interactions: [view(), view()] });
  const version = async () => {
    const { counts } = (await (await send(`v1/counts?page=${OTHER}`)).json()) as {
      counts: Record<string, { version: number }>;
    };
    return counts[OTHER]!.version;
  };
  assert.equal(await version(), 0);
  const answer = await bring([], '?mode=replace', ADMIN);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  assert.ok((await version()) > 0);
});

describe('what is kept', () => {
  const memory = () => createPageMemory(2 ** 20);
  const answer = (page = PAGE as PageKey, body = '{}') => ({
    hashes: () => Uint32Array.of(page.length),
    body,
    etag: '"1"',
    common: [],
  });
  const one = { id: createInteractionId(), type: 'view', page: PAGE as PageKey, at: 1 } as const;
  /** Asks twice: only then an answer is kept. */
  const keepTwice = (kept: KeptAnswers, query: string, made: Answer) => {
    for (let i = 0; i < 2; i++) kept.begin()(query, made);
  };

  it('is what is asked for a second time', () => {
    const kept = createKeptAnswers(memoryStorage(), memory());
    kept.begin()('?a', answer());
    assert.equal(kept.find('?a', undefined), undefined);
    kept.begin()('?a', answer());
    assert.equal(kept.find('?a', undefined)?.body, '{}');
  });

  it('is never the answer to another query, though it may be in its place', () => {
    const kept = createKeptAnswers(memoryStorage(), { ...memory(), numberOf: () => 1 });
    keepTwice(kept, '?a', answer());
    assert.equal(kept.find('?b', undefined), undefined);
    keepTwice(kept, '?b', answer(OTHER as PageKey, '{"b":1}'));
    assert.equal(kept.find('?a', undefined), undefined);
    assert.equal(kept.find('?b', undefined)?.body, '{"b":1}');
  });

  it('is not what was read before a change and comes after it', async () => {
    const storage = memoryStorage();
    const pages = memory();
    const kept = createKeptAnswers(storage, pages);
    keepTwice(kept, '?a', answer(OTHER as PageKey)); // Another page's, which stays.
    kept.begin()('?b', answer());
    const keep = kept.begin();
    await storage.record({ interactions: [one], now: 1 });
    keep('?b', { ...answer(), members: new Map([[PAGE as PageKey, `"${PAGE}":{}`]]) });
    assert.equal(kept.find('?b', undefined), undefined);
    assert.equal(pages.memberOf(PAGE as PageKey), undefined);
  });

  it('goes with the page that is in it, and with no other', async () => {
    const storage = memoryStorage();
    const pages = memory();
    const kept = createKeptAnswers(storage, pages);
    for (const [query, page] of [
      ['?a', PAGE],
      ['?b', OTHER],
    ] as const) {
      const hashes = () => Uint32Array.of(pages.hashOf(page as PageKey));
      keepTwice(kept, query, { ...answer(), hashes });
    }
    await storage.record({ interactions: [one], now: 1 });
    assert.equal(kept.find('?a', undefined), undefined);
    assert.ok(kept.find('?b', undefined));
  });

  it('takes no more memory than it may: what was asked for last stays', () => {
    const kept = createKeptAnswers(memoryStorage(), memory(), 10_000);
    for (let i = 0; i < 100; i++) keepTwice(kept, `?${i}`, answer());
    assert.equal(kept.find('?0', undefined), undefined);
    assert.ok(kept.find('?99', undefined));
    keepTwice(kept, '?large', answer(PAGE as PageKey, 'x'.repeat(20_000)));
    assert.equal(kept.find('?large', undefined), undefined);
  });

  it('is none any more where any page may have changed', () => {
    let tell: ChangeListener = () => {};
    const watch: Storage['watch'] = (listener) => {
      tell = listener;
      return () => {};
    };
    const kept = createKeptAnswers({ watch, untold: () => 0 }, memory());
    keepTwice(kept, '?a', answer());
    assert.ok(kept.find('?a', undefined));
    tell('all');
    assert.equal(kept.find('?a', undefined), undefined);
  });

  it('is nothing where the storage cannot tell of all changes', () => {
    const { watch } = memoryStorage();
    const pages = memory();
    const kept = createKeptAnswers({ watch }, pages);
    keepTwice(kept, '?a', { ...answer(), members: new Map([[PAGE as PageKey, `"${PAGE}":{}`]]) });
    assert.equal(kept.find('?a', undefined), undefined);
    assert.equal(pages.memberOf(PAGE as PageKey), undefined);
  });
});
