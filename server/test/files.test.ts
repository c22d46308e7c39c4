import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { it, type TestContext } from 'node:test';
import { temporaryFolder } from './temporary-folder.ts';
import { app, serve } from './tools.ts';

/** A folder with files, by path. */
function folderOf(t: TestContext, files: Record<string, string>): string {
  const folder = temporaryFolder(t);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const SCRIPT = {
  'gaung.js': 'export {};',
  'gaung.js.map': '{}',
  'chunks/locale-id-0123abcd.js': 'export const id = {};',
  'chunks/locale-id-0123abcd.js.map': '{}',
  'secret.txt': 'secret',
};

it('serves the script and its chunks to every origin', async (t) => {
  const { send } = await serve(t, { GAUNG_SCRIPT: folderOf(t, SCRIPT) });
  const cases = [
    ['gaung.js', 'no-cache', /^text\/javascript/],
    ['gaung.js.map', 'no-cache', /^application\/json/],
    ['chunks/locale-id-0123abcd.js', 'public, max-age=31536000, immutable', /^text\/javascript/],
    ['chunks/locale-id-0123abcd.js.map', 'public, max-age=31536000, immutable', /^application\/json/],
  ] as const;
  for (const [path, cache, type] of cases) {
    const response = await send(path, { headers: { Origin: 'https://anywhere.test' } });
    assert.equal(response.status, 200, path);
    assert.equal(await response.text(), SCRIPT[path]);
    assert.equal(response.headers.get('cache-control'), cache);
    assert.match(response.headers.get('content-type')!, type);
    const tag = response.headers.get('etag')!;
    assert.match(tag, /^"[\w-]{22}(?:-gzip|-br)?"$/);
    const same = await send(path, { headers: { 'If-None-Match': tag, 'Cache-Control': 'no-cache' } });
    const head = await send(path, { method: 'HEAD' });
    assert.deepEqual([same.status, head.status, head.headers.get('etag')], [304, 200, tag]);
    for (const { headers } of [response, same, head]) {
      assert.equal(headers.get('access-control-allow-origin'), '*');
      assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin');
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
    }
  }
  assert.equal((await send('secret.txt')).status, 404);
  assert.equal((await send('chunks/none-0123abcd.js')).status, 404);
  assert.equal((await send('chunks/')).status, 404);
  assert.equal((await send('chunks/../secret.txt')).status, 404);
});

it('says how to build the script where it is not, and serves it as soon as it is', async (t) => {
  const folder = folderOf(t, SCRIPT);
  rmSync(folder, { recursive: true });
  const { get, send } = await serve(t, { GAUNG_SCRIPT: folder });
  const { status, headers, body } = await get('gaung.js');
  assert.equal(status, 404);
  assert.equal(headers.get('content-type'), 'application/problem+json');
  assert.equal(headers.get('access-control-allow-origin'), '*');
  assert.match(body.detail, /npm run build/);
  mkdirSync(folder);
  writeFileSync(join(folder, 'gaung.js'), 'export const a = 1;');
  const first = await send('gaung.js');
  assert.equal(first.status, 200);
  writeFileSync(join(folder, 'gaung.js'), 'export const b = 23;');
  const second = await send('gaung.js', { headers: { 'If-None-Match': first.headers.get('etag')! } });
  assert.equal(await second.text(), 'export const b = 23;');
});

it('serves more files below the API, folders as their index', async (t) => {
  const root = folderOf(t, {
    'index.html': '<title>home',
    'berita/index.html': '<title>berita',
    'a b.css': 'a {}',
    'gambar.svg': '<svg/>',
    'v1/counts': 'not the API',
    'v1/other': 'not the API',
    'gaung.js': 'not the script',
  });
  const { send } = await serve(t, { GAUNG_STATIC: root, GAUNG_SCRIPT: folderOf(t, SCRIPT) });
  const text = async (path: string) => (await send(path)).text();
  assert.equal(await text(''), '<title>home');
  assert.equal(await text('berita'), '<title>berita');
  assert.equal(await text('berita/'), '<title>berita');
  assert.equal(await text('gaung.js'), SCRIPT['gaung.js']);
  assert.equal((await send('v1/counts')).status, 400);
  assert.equal((await send('v1/other')).status, 404);
  const response = await send('gambar.svg');
  assert.equal(response.headers.get('content-type'), 'image/svg+xml; charset=utf-8');
  assert.equal(response.headers.get('cache-control'), 'no-cache');
  assert.equal((await send('gambar.svg', { headers: { 'If-None-Match': response.headers.get('etag')! } })).status, 304);
  assert.equal((await send('berita', { method: 'POST' })).status, 404);
  const none = await send('none');
  assert.deepEqual([none.status, none.headers.get('content-type')], [404, 'application/problem+json']);
});

it('serves nothing outside the folder, and nothing hidden', async (t) => {
  const outside = folderOf(t, { 'secret.txt': 'classified' });
  const root = folderOf(t, {
    'index.html': 'home',
    '.env': 'classified',
    '.git/config': 'classified',
    'sub/.env': 'classified',
  });
  const { port } = await serve(t, { GAUNG_STATIC: root });
  // Raw, because a client would resolve the dots itself.
  const get = async (path: string) => {
    const socket = connect(port, '127.0.0.1');
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`);
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    await once(socket, 'close');
    return answer;
  };
  assert.match(await get('/'), /^HTTP\/1.1 200 [^]*home$/);
  const name = outside.split('/').at(-1);
  const up = ['../', '%2e%2e/', '%2e%2e%2f', '..%2f', '..\\', '..%5c', '%252e%252e/', '.%2e/', 'sub/../../', '....//'];
  const paths = up.flatMap((dots) => [`/${dots}${name}/secret.txt`, `/${dots.repeat(12)}etc/passwd`]);
  const hidden = [
    '/.env',
    '/.git/config',
    '/sub/.env',
    '/%2eenv',
    '//.env',
    '/sub//.env',
    `/${outside}/secret.txt`,
    '/\0',
  ];
  for (const path of [...paths, ...hidden]) {
    const answer = await get(path);
    assert.doesNotMatch(answer, /classified|root:/, path);
    assert.doesNotMatch(answer, /^HTTP\/1.1 (?:200|5)/, path);
  }
});

it('has every route below a prefix, and nothing beside it', async (t) => {
  const root = folderOf(t, { 'index.html': 'home', 'berita/index.html': 'berita' });
  const env = { GAUNG_PREFIX: '/echo', GAUNG_STATIC: root, GAUNG_SCRIPT: folderOf(t, SCRIPT) };
  const { url, send, post, port } = await serve(t, env);
  assert.equal(url, `http://localhost:${port}/echo/`);
  for (const path of [
    '',
    'berita',
    'gaung.js',
    'chunks/locale-id-0123abcd.js',
    'healthz',
    'readyz',
    'v1/counts?page=a',
  ]) {
    assert.equal((await send(path)).status, 200, path);
    const beside = await send(`/${path}`);
    assert.equal(beside.status, 404, path);
    assert.equal(beside.headers.get('x-content-type-options'), 'nosniff');
  }
  assert.equal((await post({ interactions: [{}] })).status, 422);
});

it('answers what it does not have with a problem', async () => {
  const { get, send } = app();
  for (const path of ['v1', 'v1/', 'v1/nothing', 'v1/counts/', 'v2/counts', 'nothing', 'v1/__proto__']) {
    const { status, headers, body } = await get(path);
    assert.equal(status, 404);
    assert.equal(headers.get('content-type'), 'application/problem+json');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.deepEqual([body.type, body.status], ['urn:gaung:problem:not-found', 404]);
  }
  for (const [path, allow] of [
    ['v1/interactions', 'POST, OPTIONS'],
    ['v1/counts', 'GET, HEAD, OPTIONS'],
    ['v1/import', 'POST'],
  ] as const) {
    const response = await send(path, { method: 'DELETE' });
    assert.deepEqual([response.status, response.headers.get('allow')], [405, allow]);
    assert.equal(response.headers.get('content-type'), 'application/problem+json');
  }
});

it('shows people the 404 page of the folder, and programs the problem', async (t) => {
  const { send } = await serve(t, { GAUNG_STATIC: folderOf(t, { '404.html': '<h1>Not here</h1>' }) });
  const person = await send('nothing', { headers: { Accept: 'text/html,*/*;q=0.8' } });
  assert.deepEqual([person.status, await person.text()], [404, '<h1>Not here</h1>']);
  for (const path of ['nothing', 'v1/nothing']) {
    const Accept = path === 'nothing' ? 'application/json' : 'text/html';
    const program = await send(path, { headers: { Accept } });
    assert.deepEqual([program.status, program.headers.get('content-type')], [404, 'application/problem+json']);
  }
});

it('does not follow the names of a file system that are no files', async (t) => {
  const root = folderOf(t, { 'index.html': 'home' });
  symlinkSync('/nowhere', join(root, 'broken'));
  mkdirSync(join(root, 'empty'));
  const { send } = await serve(t, { GAUNG_STATIC: root });
  assert.equal((await send('broken')).status, 404);
  assert.equal((await send('empty')).status, 404);
  assert.equal((await send('index.html/')).status, 404);
});
