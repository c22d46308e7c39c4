/** Calls every operation of the document, brings about every answer that it names, and looks at each. */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { after, describe, it, type TestContext } from 'node:test';
import { BODY_BYTES, INTERACTIONS_PER_RECORD } from 'gaung/contract';
import type { Hono } from 'hono';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createMetrics } from '../src/metrics/metrics.ts';
import { openApiDocument } from '../src/openapi/document.ts';
import { PROBLEMS } from '../src/problem.ts';
import { memoryStorage } from '../src/storage/memory/memory.ts';
import type { Storage } from '../src/storage/storage.ts';
import { answerChecker } from './answers.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { ADMIN, app, type Json, ORIGIN, PAGE, react, serve, share, view } from './tools.ts';

const DOCUMENT: Json = JSON.parse(JSON.stringify(openApiDocument({ prefix: '/', metrics: 'token' })));
const checker = answerChecker(DOCUMENT);

type Send = (path: string, init?: RequestInit) => Promise<Response>;

/** Sends a request and holds the answer against the document. */
async function call(send: Send, method: string, path: string, init: RequestInit = {}): Promise<string> {
  const response = await send(path, { redirect: 'manual', ...init, method });
  return checker.check(method, `/${path.split('?')[0]}`, response);
}

const OURS = { Origin: ORIGIN };
const BEARER = { Authorization: `Bearer ${ADMIN}` };
const QUERY = `?page=${PAGE}`;
const LINE = { type: 'page', page: PAGE, source: 'legacy', views: 1206, shares: { x: 3 }, reactions: { love: 2 } };
const FORM = { page: `https://${PAGE}`, reactions: 'love', return: `https://${PAGE}` };

const post = (send: Send, interactions: unknown, headers: HeadersInit = OURS) =>
  call(send, 'POST', 'v1/interactions', { headers, body: JSON.stringify({ interactions }) });
const submit = (send: Send, fields: Record<string, string>, headers: HeadersInit = OURS) =>
  call(send, 'POST', 'v1/form', { headers, body: new URLSearchParams(fields) });
const bring = (send: Send, body: unknown, query = '', headers: HeadersInit = BEARER) =>
  call(send, 'POST', `v1/import${query}`, { headers, body: JSON.stringify(body) });
const TABLE = { headers: { ...BEARER, 'Content-Type': 'text/csv' } };
const UNVOTED = { type: 'page', page: 'news.example/u', version: 1, reactions: { love: 2 } };

/** A storage that ranks, whatever it ranks by. */
const ranking = (): Storage => ({
  ...memoryStorage(),
  top: async () => [{ page: PAGE as never, title: 'A', count: 3 }],
});

/** A storage of which every method goes wrong by a mistake of ours. */
function broken(): Storage {
  const fail = () => Promise.reject(new TypeError('A mistake.'));
  const methods = Object.entries(ranking()).map(([name, method]) => [
    name,
    name === 'watch' || name === 'untold'
      ? method
      : name === 'export'
        ? () => ({ [Symbol.asyncIterator]: () => ({ next: fail }) })
        : fail,
  ]);
  return Object.fromEntries(methods) as Storage;
}

async function closed(): Promise<Storage> {
  const storage = memoryStorage();
  await storage.close();
  return { ...storage, top: async () => storage.read([]) as never };
}

const VERSIONED = ['gaung.js', 'gaung.js.map', 'chunks/network-x-0a1b2c3d.js'];

/** A real server with a script to serve. */
async function serveAll(t: TestContext) {
  const folder = temporaryFolder(t);
  mkdirSync(`${folder}/chunks`);
  for (const file of ['gaung.js', 'gaung.js.map', 'chunks/network-x-0a1b2c3d.js']) {
    writeFileSync(`${folder}/${file}`, file.endsWith('.map') ? '{"version":3}' : 'export {};');
  }
  return { ...(await serve(t, { GAUNG_SCRIPT: folder })), script: folder };
}

describe('every operation of a real server', () => {
  it('reads', async (t) => {
    const { send, get } = await serveAll(t);
    await post(send, [view(), share(), react(['love'])]);
    const { version } = (await get('v1/script')).body;
    const calls: [Send, path: string][] = [
      [send, `v1/counts${QUERY}`],
      [send, 'v1/top?by=views&window=all&limit=5'],
      [send, 'gaung.js'],
      [send, 'gaung.js.map'],
      [send, 'chunks/network-x-0a1b2c3d.js'],
      [send, 'v1/script?url=https://echo.example/gaung/'],
      ...VERSIONED.map((file): [Send, string] => [send, `v/${version}/${file}`]),
      [send, 'openapi.json'],
    ];
    for (const [send, path] of calls) {
      const tag = (await send(path)).headers.get('etag')!;
      assert.match(await call(send, 'GET', path), / 200$/);
      assert.match(await call(send, 'GET', path, { headers: { 'If-None-Match': tag } }), / 304$/);
    }
    assert.equal(await call(send, 'GET', `v1/live${QUERY}&page=news.example/b`), 'watchCounts 200');
    assert.equal(await call(send, 'GET', 'healthz'), 'checkHealth 200');
    assert.equal(await call(send, 'GET', 'readyz'), 'checkReadiness 200');
    assert.equal(await call(send, 'GET', 'metrics', { headers: BEARER }), 'readMetrics 200');
  });

  it('writes', async (t) => {
    const { send } = await serveAll(t);
    assert.equal(await bring(send, LINE), 'importTotals 200');
    assert.equal(await bring(send, { ...LINE, page: 'old.example/a' }, '?mode=merge'), 'importTotals 200');
    const table = { ...TABLE, body: `page,views\n${PAGE},5\n` };
    assert.equal(await call(send, 'POST', 'v1/import?mode=merge&source=old', table), 'importTotals 200');
    assert.equal(await call(send, 'GET', 'v1/export', { headers: BEARER }), 'exportAll 200');
    assert.equal(await post(send, [view(), share(), react(['love']), { id: 5 }]), 'recordInteractions 200');
    assert.equal(await post(send, [view('evil.example/a'), 7, { id: 'x'.repeat(99) }]), 'recordInteractions 422');
    assert.equal(await submit(send, FORM), 'submitReaction 303');
  });

  it('refuses what is wrong', async (t) => {
    const { send, get, script } = await serveAll(t);
    const large = 'x'.repeat(BODY_BYTES + 1);
    await call(send, 'GET', 'v1/counts');
    await call(send, 'GET', 'v1/live');
    await call(send, 'GET', 'v1/live?page=evil.example/a');
    await call(send, 'GET', 'v1/top?window=2h');

    for (const [headers, body] of [
      [OURS, '{}'],
      [OURS, 'no JSON'],
      [OURS, large],
      [{ Origin: 'https://evil.example' }, '{}'],
    ] as const) {
      await call(send, 'POST', 'v1/interactions', { headers, body });
    }

    const multipart = { ...OURS, 'Content-Type': 'multipart/form-data; boundary=x' };
    await submit(send, {});
    await submit(send, { ...FORM, page: 'evil.example/a' });
    await submit(send, FORM, { Origin: 'https://evil.example' });
    await call(send, 'POST', 'v1/form', { headers: multipart, body: 'not in parts' });
    await call(send, 'POST', 'v1/form', { headers: multipart, body: large });
    await call(send, 'POST', 'v1/form', { headers: OURS, body: 'text' });
    // The same for people.
    const person = { Accept: 'text/html' };
    await submit(send, {}, { ...OURS, ...person });
    await submit(send, { ...FORM, page: 'evil.example/a' }, { ...OURS, ...person });
    await submit(send, FORM, { Origin: 'https://evil.example', ...person });
    await call(send, 'POST', 'v1/form', { headers: { ...multipart, ...person }, body: large });
    await call(send, 'POST', 'v1/form', { headers: { ...OURS, ...person }, body: 'text' });

    await bring(send, LINE);
    await bring(send, LINE);
    await bring(send, LINE, '?mode=sideways');
    await bring(send, { type: 'page' });
    await bring(send, LINE, '', {});
    assert.equal(await bring(send, UNVOTED, '?mode=replace'), 'importTotals 409 import-conflict');
    const table = { ...TABLE, body: `page,views\n${PAGE},many\n` };
    assert.equal(await call(send, 'POST', 'v1/import', table), 'importTotals 400 import-invalid');
    assert.equal(await call(send, 'POST', 'v1/import?source=Old', table), 'importTotals 400 request-invalid');
    await call(send, 'GET', 'v1/export');
    await call(send, 'POST', 'v1/import', { headers: BEARER, body: Buffer.from([0xff]) });
    await call(send, 'GET', 'metrics');
    await call(send, 'GET', 'chunks/no-such-00000000.js');
    await call(send, 'GET', 'v1/script?url=echo.example');
    const { version } = (await get('v1/script')).body;
    await call(send, 'GET', `v/${version}/chunks/no-such-00000000.js`);
    for (const file of VERSIONED) await call(send, 'GET', `v/0000000000000000/${file}`);
    rmSync(`${script}/gaung.js.map`);
    writeFileSync(`${script}/gaung.js`, 'export const without = "map";');
    const next = (await get('v1/script')).body;
    assert.equal(await call(send, 'GET', `v/${next.version}/gaung.js.map`), 'getSourceMapVersion 404 not-found');
  });

  it('says what is not there', async (t) => {
    const { send } = await serve(t, {
      GAUNG_ADMIN_TOKEN: '',
      GAUNG_LIVE_CONNECTIONS: '0',
      GAUNG_SCRIPT: temporaryFolder(t),
    });
    assert.equal(await call(send, 'GET', 'gaung.js'), 'getScript 404 script-not-built');
    assert.equal(await call(send, 'GET', 'gaung.js.map'), 'getSourceMap 404 not-found');
    assert.equal(await call(send, 'GET', 'v1/script'), 'getScriptTag 404 script-not-built');
    for (const file of VERSIONED) {
      assert.match(await call(send, 'GET', `v/0000000000000000/${file}`), / 404 script-not-built$/);
    }
    assert.equal(await call(send, 'GET', `v1/live${QUERY}`), 'watchCounts 404 live-off');
    assert.equal(await bring(send, LINE), 'importTotals 403 admin-off');
    assert.equal(await call(send, 'GET', 'v1/export', { headers: BEARER }), 'exportAll 403 admin-off');
    assert.equal(await call(send, 'GET', 'metrics'), 'readMetrics 404 metrics-off');
  });

  it('turns readers away when it is full', async (t) => {
    const { send } = await serve(t, { GAUNG_LIVE_CONNECTIONS: '1' });
    const first = await send(`v1/live${QUERY}`);
    assert.equal(await call(send, 'GET', `v1/live${QUERY}`), 'watchCounts 503 live-full');
    await first.body!.cancel();
  });
});

describe('every operation of a server that asks for proofs', () => {
  it('says what is to be done first', async (t) => {
    const { send } = await serve(t, { GAUNG_PROOF: 'on', GAUNG_PROOF_NETWORK: '0' });
    assert.equal(await post(send, [react(['love'])]), 'recordInteractions 428 proof-required');
    assert.equal(await submit(send, FORM), 'submitReaction 428 proof-required');
    assert.match(await submit(send, FORM, { ...OURS, Accept: 'text/html' }), /^submitReaction 428/);
  });
});

describe('every operation of a server with limits', () => {
  it('says how long to wait', async (t) => {
    const { send } = await serve(t, { GAUNG_RATE_LIMIT: 'on', GAUNG_RATE_LIMIT_VISITORS: '1' });
    assert.equal(await post(send, [react(['love'])]), 'recordInteractions 200');
    assert.equal(await post(send, [react(['love'])]), 'recordInteractions 429 rate-limited');
    assert.equal(await submit(send, FORM), 'submitReaction 429 rate-limited');
    assert.match(await submit(send, FORM, { ...OURS, Accept: 'text/html' }), /^submitReaction 429/);
  });
});

describe('every operation of an app', () => {
  const NEEDS_STORAGE: readonly ((send: Send) => Promise<string>)[] = [
    (send) => call(send, 'GET', `v1/counts${QUERY}`),
    (send) => call(send, 'GET', `v1/live${QUERY}`),
    (send) => call(send, 'GET', 'v1/top'),
    (send) => post(send, [view()]),
    (send) => submit(send, FORM),
    (send) => submit(send, FORM, { ...OURS, Accept: 'text/html' }),
    (send) => bring(send, LINE),
    (send) => call(send, 'GET', 'v1/export', { headers: BEARER }),
    (send) => call(send, 'GET', 'readyz'),
  ];

  it('says that its storage is not available', async () => {
    const { send } = app({ storage: await closed() });
    for (const one of NEEDS_STORAGE) assert.match(await one(send), / 503( storage-unavailable)?$/);
  });

  it('says that it made a mistake, and not which', async () => {
    const metrics = createMetrics(() => Promise.reject(new TypeError('A mistake.')));
    const { send } = app({ storage: broken(), metrics });
    for (const one of NEEDS_STORAGE) assert.match(await one(send), / 500( internal)?$/);
    assert.equal(await call(send, 'GET', 'metrics', { headers: BEARER }), 'readMetrics 500 internal');
  });

  it('says that it stops', async () => {
    const { send } = app({ signal: AbortSignal.abort() });
    assert.equal(await call(send, 'GET', 'readyz'), 'checkReadiness 503 stopping');
  });

  it('takes 64 MiB of import at most', async () => {
    const { send } = app();
    const headers = { ...BEARER, 'Content-Length': String(64 * 1024 * 1024 + 1) };
    assert.equal(await bring(send, LINE, '', headers), 'importTotals 413 body-too-large');
  });
});

after(() => {
  const missing = [...checker.documented].filter((answer) => !checker.seen.has(answer));
  assert.deepEqual(missing, [], 'every answer of the document has come');
});

it('is sent as it was made, below its prefix, to pages of any origin', async () => {
  const { get, send } = app({ env: { GAUNG_PREFIX: '/gaung/', GAUNG_METRICS: 'public' } });
  const { body, headers } = await get('gaung/openapi.json');
  assert.equal(headers.get('access-control-allow-origin'), '*');
  assert.deepEqual(body.servers, [{ url: '/gaung', description: 'This server.' }]);
  assert.deepEqual(body.paths['/metrics'].get.security, []);
  assert.deepEqual({ ...body.paths, '/metrics': undefined }, { ...DOCUMENT.paths, '/metrics': undefined });
  assert.deepEqual(body.components.schemas, DOCUMENT.components.schemas);
  assert.equal((await send('gaung/openapi.json', { method: 'POST' })).status, 405);
});

/** `GET /v1/counts`. Preflights belong to CORS, HEAD to GET, and what is for all methods is no operation of its own. */
function routesOf(hono: Hono): string[] {
  const routes = hono.routes.filter(({ method }) => !['ALL', 'OPTIONS', 'HEAD'].includes(method));
  return [...new Set(routes.map(({ method, path }) => `${method} ${path}`))].toSorted();
}

const everyRoute = () => createApp({ storage: ranking(), config: readConfig({}), secret: new Uint8Array(32) });

it('has every route of the app, and no other', () => {
  const documented = Object.entries<Json>(DOCUMENT.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, '*')}`),
  );
  assert.deepEqual(routesOf(everyRoute()), documented.toSorted());
});

it('has every path that the app takes any method of', () => {
  const paths = everyRoute().routes.filter(({ method, path }) => method === 'ALL' && !path.endsWith('*'));
  assert.ok(paths.length > 5);
  const documented = new Set(Object.keys(DOCUMENT.paths).map((path) => path.replaceAll(/\{\w+\}/g, '*')));
  for (const { path } of paths) assert.ok(documented.has(path), path);
});

it('has every problem, but for the one of methods that no operation has', () => {
  const codes = [...checker.documented].flatMap((answer) => answer.split(' ').slice(2));
  const all = new Set([...codes, 'method-not-allowed']);
  assert.deepEqual([...all].toSorted(), Object.keys(PROBLEMS).toSorted());
});

it('says how many interactions a request may have, as the route does', async () => {
  const { interactions } = DOCUMENT.components.schemas.Interactions.properties;
  assert.deepEqual([interactions.minItems, interactions.maxItems], [1, INTERACTIONS_PER_RECORD]);
  const { send } = app();
  for (const [length, status] of [
    [0, 400],
    [1, 200],
    [INTERACTIONS_PER_RECORD, 200],
    [INTERACTIONS_PER_RECORD + 1, 400],
  ] as const) {
    assert.match(
      await post(
        send,
        Array.from({ length }, () => view()),
      ),
      new RegExp(` ${status}`),
    );
  }
});
