import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ADMIN, app, PAGE, react, serve, share, streamed, view } from './tools.ts';

const META = { type: 'meta', version: 1, note: 'of 2026' };
const LEGACY = { type: 'page', page: PAGE, source: 'legacy', views: 1206, shares: { x: 3 }, reactions: { love: 2 } };

it('sets the totals of a legacy counter; twice changes nothing', async (t) => {
  const { bring, post, counts } = await serve(t);
  assert.deepEqual((await bring([META, LEGACY])).body, { pages: 1, changed: 1 });
  await post({ interactions: [view(), share(), react(['love'])] });
  const before = await counts();
  assert.deepEqual(before, { version: 4, views: 1207, shares: { x: 4 }, reactions: { love: 3 } });
  const again = await bring([META, LEGACY], '?mode=merge');
  assert.deepEqual([again.status, again.body], [200, { pages: 1, changed: 0 }]);
  assert.deepEqual(await counts(), before);
});

it('replaces what a source said, and adds sources up', async () => {
  const { bring, counts } = app();
  await bring([LEGACY]);
  await bring(
    [
      { ...LEGACY, views: 10, shares: {}, reactions: {} },
      { type: 'page', page: PAGE, source: 'amp', views: 5 },
    ],
    '?mode=merge',
  );
  const { views, shares, reactions } = await counts();
  assert.deepEqual([views, shares, reactions], [15, {}, {}]);
});

it('needs to be told what to do with a storage that is not empty', async (t) => {
  const { bring, post, counts } = await serve(t);
  const { visitor } = (await post({ interactions: [view(), react(['wow'], 1)] })).body;
  const { status, headers, body } = await bring([LEGACY]);
  assert.equal(status, 409);
  assert.equal(headers.get('content-type'), 'application/problem+json');
  assert.match(body.detail, /mode=merge.*mode=replace/);
  assert.equal((await counts()).views, 1);
  assert.equal((await bring([LEGACY], '?mode=sideways')).status, 400);

  assert.equal((await bring([LEGACY], '?mode=replace')).status, 200);
  const { views, reactions } = await counts();
  assert.deepEqual([views, reactions], [1206, { love: 2 }]);
  // The secret stays: the visitor is still the same one.
  assert.equal((await post({ visitor, interactions: [react(['love'], 1)] })).body.visitor, visitor);
});

describe('is all or nothing: a wrong line is named, and nothing of the others stays', () => {
  const page = (change: object) => ({ ...LEGACY, ...change });
  const wrong: Record<string, [line: unknown, detail: RegExp]> = {
    'no JSON': ['{"type":', /not JSON/],
    'no object': [5, /no type.*"page"/],
    null: ['null', /no type/],
    'no type': [{ page: PAGE }, /no type/],
    'a type that there is not': [{ type: 'comment' }, /"comment" is not known.*"page", "bucket" or "vote"/],
    'meta that is not first': [META, /"meta" is not known here.*first line only/],
    'no page': [page({ page: undefined }), /page: must be a page key/],
    'a URL': [page({ page: 'https://www.news.example/a/' }), /one would be "news\.example\/a"/],
    'a long page': [page({ page: `news.example/${'a'.repeat(1100)}` }), /1,024 bytes/],
    'no source': [page({ source: undefined }), /source: must name/],
    'a source that is no name': [page({ source: 'Old Counter' }), /source: must be a name/],
    'negative views': [page({ views: -1 }), /views: must be a whole number from 0 to 1,000,000,000,000/],
    'half a view': [page({ views: 1.5 }), /views: must be/],
    'too many views': [page({ views: 2e12 }), /views: must be/],
    'views as text': [page({ views: '1206' }), /views: must be/],
    'shares as a list': [page({ shares: [3] }), /shares: must be an object/],
    'a share that is no name': [page({ shares: { 'What App': 3 } }), /shares: must be/],
    'a share of __proto__': [JSON.stringify(LEGACY).replace('"x"', '"__proto__"'), /shares: must be/],
    'reactions that are no numbers': [page({ reactions: { love: '2' } }), /reactions: must be/],
    'too many reactions': [
      page({ reactions: Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`r${i}`, 1])) }),
      /at most 24/,
    ],
    'a misspelled name': [page({ veiws: 5 }), /veiws/],
    'a line without end': [`"${'a'.repeat(300_000)}"`, /too long|no type/],
  };
  for (const [what, [line, detail]] of Object.entries(wrong)) {
    it(what, async () => {
      const { bring, counts } = app();
      const { status, headers, body } = await bring([META, LEGACY, '', line, LEGACY]);
      assert.equal(status, 400);
      assert.equal(headers.get('content-type'), 'application/problem+json');
      assert.match(body.detail, detail);
      if (body.line) assert.deepEqual([body.line, body.detail.startsWith('Line 4: ')], [4, true]);
      assert.equal((await counts()).version, 0);
      assert.equal((await bring([])).status, 200); // Still empty.
    });
  }

  it('a version that it does not read', async () => {
    const { bring } = app();
    const { status, body } = await bring([{ type: 'meta', version: 2 }]);
    assert.deepEqual([status, body.line], [400, 1]);
    assert.match(body.detail, /version: must be 1/);
  });

  it('bytes that are no UTF-8', async () => {
    const { send } = app();
    const body = Buffer.from(JSON.stringify({ ...LEGACY, source: 'lé' }), 'latin1');
    const response = await send('v1/import', { method: 'POST', headers: { Authorization: `Bearer ${ADMIN}` }, body });
    assert.equal(response.status, 400);
  });
});

it('takes lines of any end, and none', async () => {
  const { bring } = app();
  const line = (page: string) => JSON.stringify({ ...LEGACY, page });
  const text = `${line('a')}\r\n\n${line('b')}\n${line('c')}`;
  assert.deepEqual((await bring([text])).body, { pages: 3, changed: 3 });
  assert.deepEqual((await bring([`${text}\n`], '?mode=merge')).body, { pages: 3, changed: 0 });
});

it('takes many pages, in pieces that cut through lines and letters', async (t) => {
  const { send, counts } = await serve(t);
  const lines = Array.from({ length: 5000 }, (_, i) =>
    JSON.stringify({ ...LEGACY, page: `news.example/ä${i}`, views: i }),
  );
  const response = await send('v1/import', streamed(lines.join('\n'), 997, { Authorization: `Bearer ${ADMIN}` }));
  assert.deepEqual(await response.json(), { pages: 5000, changed: 5000 });
  assert.equal((await counts('news.example/ä4999')).views, 4999);
});

it('takes 64 MiB at most', async () => {
  const { send } = app();
  const headers = { Authorization: `Bearer ${ADMIN}`, 'Content-Length': String(64 * 1024 * 1024 + 1) };
  assert.equal((await send('v1/import', { method: 'POST', headers, body: '{}' })).status, 413);
});

it('says how many pages nobody will see, because their host is not allowed', async () => {
  const { bring } = app();
  const { body } = await bring([LEGACY, { ...LEGACY, page: 'old.example/a' }]);
  assert.deepEqual(body, { pages: 2, changed: 2, hidden: 1 });
});

describe('is for the operator only', () => {
  it('by the token', async (t) => {
    const { send, bring, counts } = await serve(t);
    for (const header of [
      undefined,
      '',
      'Bearer',
      'Bearer ',
      `Basic ${ADMIN}`,
      ADMIN,
      `Bearer ${ADMIN}x`,
      `Bearer ${ADMIN.slice(1)}`,
    ]) {
      const response = await send('v1/import', {
        method: 'POST',
        headers: header === undefined ? {} : { Authorization: header },
        body: JSON.stringify(LEGACY),
      });
      assert.equal(response.status, 401, header);
      assert.equal(response.headers.get('www-authenticate'), 'Bearer realm="gaung"');
      assert.equal(response.headers.get('access-control-allow-origin'), null);
      assert.equal(response.headers.get('content-type'), 'application/problem+json');
    }
    assert.equal((await counts()).version, 0);
    assert.equal((await bring([LEGACY])).status, 200);
  });

  it('and for nobody where there is none', async () => {
    const { bring } = app({ env: { GAUNG_ADMIN_TOKEN: '' } });
    for (const token of ['', 'undefined', ADMIN]) {
      const { status, body } = await bring([LEGACY], '', token);
      assert.equal(status, 403);
      assert.match(body.detail, /GAUNG_ADMIN_TOKEN/);
    }
  });

  it('by POST', async () => {
    const { send } = app();
    const response = await send('v1/import');
    assert.deepEqual([response.status, response.headers.get('allow')], [405, 'POST']);
  });
});
