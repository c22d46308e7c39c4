import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createInteractionId, REACTIONS_PER_PAGE, VIEW_WINDOW_MS } from 'gaung/contract';
import { app, ORIGIN, PAGE, react, serve, share, view } from './tools.ts';

it('counts what is sent, and answers with the counts, mine and a token', async (t) => {
  const { post, counts } = await serve(t);
  const { status, headers, body } = await post({ interactions: [view(), share('whatsapp'), react(['love'])] });
  assert.equal(status, 200);
  assert.equal(headers.get('content-type'), 'application/json');
  assert.equal(headers.get('cache-control'), 'no-store');
  const numbers = { version: 3, views: 1, shares: { whatsapp: 1 }, reactions: { love: 1 } };
  assert.deepEqual(body.counts, { [PAGE]: { ...numbers, mine: ['love'] } });
  assert.deepEqual(body.refused, []);
  assert.match(body.visitor, /^v1\.[\w-]{22}\.[\w-]{22}$/);
  assert.deepEqual(await counts(), numbers);
});

it('lets a reader switch and take back, and see the choice again', async (t) => {
  const { post } = await serve(t);
  const { visitor } = (await post({ interactions: [react(['love'], 1)] })).body;
  const after = async (interaction: object) => {
    const { mine, reactions } = (await post({ visitor, interactions: [interaction] })).body.counts[PAGE];
    return [mine, reactions];
  };
  assert.deepEqual(await after(react(['wow'], 2)), [['wow'], { wow: 1 }]);
  assert.deepEqual(await after(view()), [['wow'], { wow: 1 }]);
  assert.deepEqual(await after(react([], 3)), [[], {}]);
});

describe('refuses alone, and counts the neighbours', () => {
  const refusals: Record<string, () => object> = {
    'id-invalid': () => ({ ...view(), id: 'not-a-uuid' }),
    'type-unknown': () => ({ ...view(), type: 'applause' }),
    'page-invalid': () => view('https://news.example/a'),
    'page-too-long': () => view(`news.example/${'a'.repeat(1100)}`),
    'page-not-allowed': () => view('evil.example/a'),
    'at-invalid': () => ({ ...view(), at: -1 }),
    'network-invalid': () => share('What App'),
    'reaction-invalid': () => react('love'),
    'reaction-not-allowed': () => react(['applause']),
    'too-many-choices': () => react(['love', 'wow']),
  };
  for (const [code, make] of Object.entries(refusals)) {
    it(code, async () => {
      const { post, counts } = app({ env: { GAUNG_REACTIONS: 'love wow' } });
      const wrong = make() as { id: string };
      const alone = await post({ interactions: [wrong] });
      assert.equal(alone.status, 422);
      assert.deepEqual(alone.body, { counts: {}, refused: [{ id: wrong.id, code }] });
      const mixed = await post({ interactions: [view(), wrong, share(), wrong] });
      assert.equal(mixed.status, 200);
      assert.deepEqual(mixed.body.refused, [
        { id: wrong.id, code },
        { id: wrong.id, code },
      ]);
      const { views, shares } = await counts();
      assert.deepEqual([views, shares], [1, { x: 1 }]);
    });
  }

  it('too-many-ids', async () => {
    const { post, counts } = app({ env: { GAUNG_MULTIPLE: 'on' } });
    await post({ interactions: [react(Array.from({ length: REACTIONS_PER_PAGE }, (_, i) => `r${i}`))] });
    const late = react(['one-more']);
    const { status, body } = await post({ interactions: [late, view()] });
    assert.equal(status, 200);
    assert.deepEqual(body.refused, [{ id: late.id, code: 'too-many-ids' }]);
    assert.deepEqual(body.counts[PAGE].mine, []);
    const alone = await post({ interactions: [late] });
    assert.equal(alone.status, 422);
    assert.equal((await counts()).views, 1);
  });

  it('what is no interaction at all', async () => {
    const { post, counts } = app();
    const nothings = [null, 5, 'view', [], {}, { id: 5 }, { id: 'x'.repeat(500) }, [[[[]]]]];
    const { status, body } = await post({ interactions: [...nothings, view()] });
    assert.equal(status, 200);
    assert.deepEqual(
      body.refused.map(({ id }: { id: string | null }) => id),
      [null, null, null, null, null, null, 'x'.repeat(64), null],
    );
    assert.equal((await counts()).views, 1);
    assert.equal((await post({ interactions: nothings })).status, 422);
  });
});

it('allows bare ids, and hosts however an allowed origin spells them', async () => {
  const { post } = app({
    env: { GAUNG_ORIGINS: 'https://www.news.example:443 https://*.berita.example http://intra.example:8080' },
  });
  const pages = ['article-1', 'news.example/a', 'berita.example/', 'a.b.berita.example/x', 'intra.example:8080/a'];
  const { body } = await post({ interactions: pages.map(view) }, { Origin: 'https://www.news.example' });
  assert.deepEqual([Object.keys(body.counts).toSorted(), body.refused], [pages.toSorted(), []]);
  const others = ['intra.example/a', 'news.example:8080/a', 'notberita.example/', 'sub.news.example/', 'localhost/'];
  const refused = await post({ interactions: others.map(view) }, { Origin: 'https://www.news.example' });
  assert.deepEqual(
    new Set(refused.body.refused.map(({ code }: { code: string }) => code)),
    new Set(['page-not-allowed']),
  );
});

it('takes several choices where they are allowed', async () => {
  const { post } = app({ env: { GAUNG_MULTIPLE: 'on' } });
  const { body } = await post({ interactions: [react(['wow', 'love'])] });
  assert.deepEqual(body.counts[PAGE].mine, ['love', 'wow']);
});

it('keeps the order of choices whose times are missing or ahead of its clock', async () => {
  const now = Date.UTC(2026, 4, 20);
  const { post } = app({ clock: () => now });
  const hour = 60 * 60 * 1000;
  const ahead = await post({
    interactions: [react(['love'], now + hour), react(['wow'], now + hour + 1), react(['sad'], now + hour + 2)],
  });
  assert.deepEqual(ahead.body.counts[PAGE].mine, ['sad']);
  const missing = await post({ interactions: [react(['love']), react(['wow']), react(['angry'])] });
  assert.deepEqual(missing.body.counts[PAGE].mine, ['angry']);
  const late = await post({ interactions: [react(['love'], now), react(['wow'], now - 5)] });
  assert.deepEqual(late.body.counts[PAGE].mine, ['love']);
});

it('does not let the future block what comes after', async () => {
  let now = Date.UTC(2026, 4, 20);
  const { post } = app({ clock: () => now });
  const { visitor } = (await post({ interactions: [react(['love'], now + 1e10)] })).body;
  now += 1000;
  const { body } = await post({ visitor, interactions: [react(['wow'], now)] });
  assert.deepEqual(body.counts[PAGE].mine, ['wow']);
});

it('counts the views of a known visitor once in half an hour, of unknown ones each', async () => {
  let now = Date.UTC(2026, 4, 20);
  const { post, counts } = app({ clock: () => now });
  await post({ interactions: [view()] });
  await post({ interactions: [view()] });
  const { visitor } = (await post({ interactions: [share()] })).body;
  await post({ visitor, interactions: [view()] });
  await post({ visitor, interactions: [view()] });
  assert.equal((await counts()).views, 3);
  now += VIEW_WINDOW_MS;
  await post({ visitor, interactions: [view()] });
  assert.equal((await counts()).views, 4);
});

it('takes ids that mean something to JavaScript', async (t) => {
  const { post, counts } = await serve(t);
  const interactions = [view('__proto__'), share('constructor', '__proto__'), react(['valueof'], 1, 'constructor')];
  const { status, body } = await post({ interactions });
  assert.equal(status, 200);
  assert.deepEqual(body.refused, []);
  assert.equal(body.counts.constructor.reactions.valueof, 1);
  assert.ok(Object.hasOwn(body.counts, '__proto__'));
  assert.deepEqual((await counts('constructor')).reactions, { valueof: 1 });
});

it('applies 100 interactions of one request, in their order', async () => {
  const { post } = app();
  const interactions = Array.from({ length: 100 }, (_, i) => react([i % 2 ? 'love' : 'wow'], i + 1));
  const { status, body } = await post({ interactions });
  assert.deepEqual([status, body.counts[PAGE].reactions], [200, { love: 1 }]);
  assert.equal((await post({ interactions: [...interactions, view()] })).status, 400);
});

it('answers 503, and Retry-After that the page may read, while the storage fails', async () => {
  const { post, get, send, storage } = app();
  await storage.close();
  const { status, headers, body } = await post({ interactions: [{ ...view(), id: createInteractionId() }] });
  assert.equal(status, 503);
  assert.equal(headers.get('content-type'), 'application/problem+json');
  assert.equal(headers.get('retry-after'), '1');
  assert.equal(headers.get('access-control-allow-origin'), ORIGIN);
  assert.match(headers.get('access-control-expose-headers')!, /Retry-After/);
  assert.equal(body.type, 'urn:gaung:problem:storage-unavailable');
  assert.equal((await get(`v1/counts?page=${PAGE}`)).status, 503);
  assert.equal((await get('readyz')).status, 503);
  assert.equal((await send('healthz')).status, 200);
});
