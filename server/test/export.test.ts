/** Moving house over HTTP: what goes out of one server comes into another, to the byte. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PageKey } from 'gaung/contract';
import type { Storage } from '../src/storage/storage.ts';
import { ADMIN, app, type Json, PAGE, react, serve, share, view } from './tools.ts';

const BEARER = { Authorization: `Bearer ${ADMIN}` };
const SECRET = 'the-same-secret-in-both-houses-or-tokens-end';
const OTHER = 'news.example/ä-b';
const LEGACY = { type: 'page', page: PAGE, source: 'legacy', title: 'Laut “biru” 🌊', views: 1206, shares: { x: 3 } };

type Send = (path: string, init?: RequestInit) => Promise<Response>;

async function exported(send: Send): Promise<string> {
  const response = await send('v1/export', { headers: BEARER });
  assert.equal(response.status, 200);
  return response.text();
}

describe('an export', () => {
  it('is lines of JSON, to be saved as a file', async (t) => {
    const { send, post, bring } = await serve(t, { GAUNG_MULTIPLE: 'on' });
    await bring([LEGACY]);
    await post({ interactions: [view(), share(), react(['wow', 'love'], 5)] });
    const response = await send('v1/export', { headers: BEARER });
    assert.equal(response.headers.get('content-type'), 'application/x-ndjson');
    assert.equal(response.headers.get('content-disposition'), 'attachment; filename="gaung.ndjson"');
    assert.equal(response.headers.get('cache-control'), 'no-store');
    const lines = (await response.text()).split('\n');
    const { start }: Json = JSON.parse(lines[3]!);
    const { visitor }: Json = JSON.parse(lines[4]!);
    const own = '"views":1,"shares":{"x":1},"reactions":{"love":1,"wow":1}';
    assert.deepEqual(lines, [
      '{"type":"meta","version":1,"versionFloor":0}',
      `{"type":"page","page":"${PAGE}","version":4,"title":"Laut “biru” 🌊","aliases":[],${own},"excluded":{}}`,
      `{"type":"page","page":"${PAGE}","source":"legacy","views":1206,"shares":{"x":3},"reactions":{}}`,
      `{"type":"bucket","page":"${PAGE}","size":"5m","start":${start},${own}}`,
      `{"type":"vote","page":"${PAGE}","visitor":"${visitor}","at":5,"reactions":["love","wow"]}`,
      '',
    ]);
  });

  it('comes in again to the byte, where a reader can still change their choice', async (t) => {
    const env = { GAUNG_SECRET: SECRET };
    const [old, next] = [await serve(t, env), await serve(t, env)];
    await old.bring([LEGACY, { ...LEGACY, page: OTHER, source: 'amp' }]);
    const { visitor } = (await old.post({ interactions: [view(), react(['love'], 5), share('copy', OTHER)] })).body;
    const text = await exported(old.send);
    assert.deepEqual((await next.bring([text])).body, { pages: 2, changed: 2 });
    assert.equal(await exported(next.send), text);
    assert.deepEqual(await next.counts(), await old.counts());
    assert.deepEqual((await next.bring([text], '?mode=merge')).body, { pages: 2, changed: 0 });
    const { body } = await next.post({ visitor, interactions: [react(['sad'], 6)] });
    assert.deepEqual([body.visitor, body.counts[PAGE].reactions], [visitor, { sad: 1 }]);
  });

  it('comes in again with aliases, titles and what was left out', async () => {
    const [old, next] = [app(), app()];
    await old.bring([LEGACY, { ...LEGACY, page: OTHER, title: 'Another' }]);
    await old.post({ interactions: [view(), react(['love'], 5), react(['wow'], 6, OTHER)] });
    await old.storage.merge(OTHER as PageKey, PAGE as PageKey);
    await old.storage.record({ interactions: [], excluded: [{ page: PAGE as PageKey, reason: 'bot' }], now: 7 });
    const text = await exported(old.send);
    assert.match(text, /"aliases":\["news.example\/ä-b"\].*"excluded":\{"bot":1\}/);
    await next.bring([text]);
    assert.equal(await exported(next.send), text);
    assert.equal((await next.counts(OTHER)).views, 2413);
  });

  it('of many pages comes whole, no faster than it is taken', async (t) => {
    const { send, bring, post } = await serve(t);
    const pages = Array.from({ length: 20_000 }, (_, i) => ({ ...LEGACY, page: `news.example/${i}` }));
    await bring(pages);
    const reader = (await send('v1/export', { headers: BEARER })).body!.getReader();
    const { value: first } = await reader.read();
    await post({ interactions: [view('news.example/9999')] }); // Others are served meanwhile, and change nothing of it.
    let text = Buffer.from(first!).toString();
    for (let next = await reader.read(); !next.done; next = await reader.read()) text += Buffer.from(next.value);
    assert.equal(text.match(/\n/g)?.length, 1 + 2 * pages.length);
    assert.match(text, /"page":"news.example\/9999","version":1,/);
  });

  it('may be broken off', async (t) => {
    const { send, bring, counts, close } = await serve(t);
    await bring(Array.from({ length: 20_000 }, (_, i) => ({ ...LEGACY, page: `news.example/${i}` })));
    const { body } = await send('v1/export', { headers: BEARER });
    await body!.cancel();
    assert.equal((await counts('news.example/1')).views, 1206);
    await close(); // Would wait for it otherwise, and the test for this.
  });

  it('that fails on the way breaks off, rather than to look whole', async () => {
    const { storage } = app();
    const failing: Storage = {
      ...storage,
      async *export() {
        yield { type: 'meta', versionFloor: 0 };
        for (let i = 0; i < 2000; i++) {
          yield { type: 'vote', page: PAGE as PageKey, visitor: 'A'.repeat(22) as never, at: i, reactions: ['love'] };
        }
        throw new Error('The disk is gone.');
      },
    };
    await assert.rejects(exported(app({ storage: failing }).send), /The disk is gone/);
  });

  it('is for the operator only', async () => {
    const { send } = app();
    assert.equal((await send('v1/export')).status, 401);
    assert.equal((await send('v1/export', { method: 'HEAD', headers: BEARER })).status, 200);
    const response = await send('v1/export', { method: 'DELETE' });
    assert.deepEqual([response.status, response.headers.get('allow')], [405, 'GET, HEAD']);
  });
});

describe('an import of an export', () => {
  const OWN = { type: 'page', page: PAGE, version: 3, aliases: [], views: 1 };
  const BUCKET = { type: 'bucket', page: PAGE, size: '5m', start: 300_000, views: 1 };
  const VOTE = { type: 'vote', page: PAGE, visitor: 'A'.repeat(22), at: 5, reactions: ['love'] };

  it('keeps the newer one of two choices', async () => {
    const { bring, counts } = app();
    await bring([VOTE]);
    await bring([{ ...VOTE, at: 4, reactions: ['sad'] }], '?mode=merge');
    assert.deepEqual((await counts()).reactions, { love: 1 });
  });

  const wrong: Record<string, [line: unknown, detail: RegExp]> = {
    'a version below 0': [{ ...OWN, version: -1 }, /version: must be a whole number/],
    'an alias that is a URL': [{ ...OWN, aliases: ['https://news.example/b'] }, /aliases\.0: .*"news\.example\/b"/],
    'a title of two lines': [{ ...OWN, title: 'a\nb' }, /title: must be text of 1 to 500 characters, in one line/],
    'half a character': [{ ...OWN, title: '\ud83c' }, /title: must be text/],
    'a reason that is no name': [{ ...OWN, excluded: { 'A bot': 1 } }, /excluded: must be an object/],
    'a bucket of another size': [{ ...BUCKET, size: '2h' }, /size: must be 5m, 1h, 1d/],
    'a bucket that begins between two': [{ ...BUCKET, start: 300_001 }, /start: must be a multiple of the size/],
    'a visitor of another spelling': [{ ...VOTE, visitor: `${'A'.repeat(21)}B` }, /visitor: must be a visitor/],
    'a vote without a time': [{ ...VOTE, at: undefined }, /at: must be in ms since 1970/],
    'a choice twice': [{ ...VOTE, reactions: ['love', 'love'] }, /reactions: must be a list of at most 24 different/],
    'a member too many': [{ ...VOTE, source: 'legacy' }, /source/],
  };
  for (const [what, [line, detail]] of Object.entries(wrong)) {
    it(`refuses ${what}, and then takes nothing`, async () => {
      const { bring, counts } = app();
      const { status, body } = await bring([OWN, line]);
      assert.deepEqual([status, body.line], [400, 2]);
      assert.match(body.detail, detail);
      assert.equal((await counts()).version, 0);
    });
  }

  for (const [what, lines, detail] of [
    ['reactions without votes', [{ ...OWN, reactions: { love: 2 } }, VOTE], /\{"love":2\}.*\{"love":1\}/],
    ['an alias of itself', [{ ...OWN, aliases: [PAGE] }], /cannot become another key of itself/],
  ] as const) {
    it(`refuses ${what}, and then takes nothing`, async (t) => {
      const { bring, counts } = await serve(t);
      const { status, body } = await bring(lines);
      assert.deepEqual([status, body.type], [409, 'urn:gaung:problem:import-conflict']);
      assert.match(body.detail, detail);
      assert.equal((await counts()).version, 0);
    });
  }
});
