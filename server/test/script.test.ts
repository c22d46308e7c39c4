/** The script as it is served: compressed, pinned by a version, and the tag that pins it. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { describe, it, type TestContext } from 'node:test';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { scriptTag } from '../src/script/tag.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { serve } from './tools.ts';

const SCRIPT = `export const words = ${JSON.stringify('a word and a word and '.repeat(200))};`;
const CHUNK = 'chunks/locale-id-0123abcd.js';

/** A folder as a build leaves it, without compressed copies. */
function build(t: TestContext, more: Record<string, string | Buffer> = {}): string {
  const folder = temporaryFolder(t);
  mkdirSync(`${folder}/chunks`);
  const files = { 'gaung.js': SCRIPT, 'gaung.js.map': '{}', [CHUNK]: `${SCRIPT} // chunk`, ...more };
  for (const [path, text] of Object.entries(files)) writeFileSync(`${folder}/${path}`, text);
  return folder;
}

interface Raw {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** By the bare client: `fetch` decodes what it gets, and says itself what it accepts. */
function ask(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, async (answer) => {
      const body = Buffer.concat(await answer.toArray());
      resolve({ status: answer.statusCode!, headers: answer.headers, body });
    });
    sent.on('error', reject).end();
  });
}

const decoded = ({ headers, body }: Raw): string => {
  const coding = headers['content-encoding'];
  return String(coding === 'br' ? brotliDecompressSync(body) : coding === 'gzip' ? gunzipSync(body) : body);
};

describe('compression', () => {
  it('is what the client wants most, and none where it wants none', async (t) => {
    const { url } = await serve(t, { GAUNG_SCRIPT: build(t) });
    const cases: readonly [accepted: string | undefined, coding: string | undefined][] = [
      [undefined, undefined],
      ['', undefined],
      ['br', 'br'],
      ['BR', 'br'],
      ['gzip', 'gzip'],
      ['gzip, deflate, br, zstd', 'br'],
      ['gzip;q=1, br;q=0.5', 'gzip'],
      ['br;q=0, gzip', 'gzip'],
      ['br;q=0, gzip;q=0', undefined],
      ['*', 'br'],
      ['br;q=0, *', 'gzip'],
      ['identity;q=0, *', 'br'],
      ['identity, br;q=0.5', undefined],
      ['zstd', undefined],
      // Nothing that there is would do: a plain one may still be of use.
      ['identity;q=0', undefined],
      ['*;q=0', undefined],
    ];
    for (const [accepted, coding] of cases) {
      const answer = await ask(`${url}gaung.js`, accepted === undefined ? {} : { 'Accept-Encoding': accepted });
      assert.deepEqual([answer.status, answer.headers['content-encoding']], [200, coding], accepted);
      assert.equal(decoded(answer), SCRIPT);
      assert.equal(answer.headers['content-length'], String(answer.body.length));
      assert.equal(answer.headers.vary, 'Accept-Encoding');
      if (coding) assert.ok(answer.body.length < SCRIPT.length / 10, 'it is small');
    }
  });

  it('gives each coding an ETag of its own, which HEAD and 304 have too', async (t) => {
    const { url } = await serve(t, { GAUNG_SCRIPT: build(t) });
    for (const path of ['gaung.js', 'gaung.js.map', CHUNK]) {
      const tags = new Map<string, string>();
      for (const coding of ['identity', 'gzip', 'br']) {
        const accepts = { 'Accept-Encoding': coding };
        const whole = await ask(url + path, accepts);
        const head = await ask(url + path, accepts, 'HEAD');
        const tag = whole.headers.etag!;
        tags.set(coding, tag);
        assert.match(tag, /^"[\w-]+"$/, 'it is a strong one');
        const compared = ['etag', 'content-length', 'content-encoding', 'content-type', 'vary', 'cache-control'];
        for (const name of compared) assert.equal(head.headers[name], whole.headers[name], `${path} ${name}`);
        assert.deepEqual([head.status, head.body.length], [200, 0]);
        const same = await ask(url + path, { ...accepts, 'If-None-Match': `"x", ${tag}` });
        assert.deepEqual([same.status, same.body.length, same.headers.etag], [304, 0, tag]);
        assert.deepEqual([same.headers.vary, same.headers['content-encoding']], ['Accept-Encoding', undefined]);
        assert.equal(same.headers['cache-control'], whole.headers['cache-control']);
      }
      assert.equal(new Set(tags.values()).size, 3);
      const other = await ask(url + path, { 'Accept-Encoding': 'br', 'If-None-Match': tags.get('gzip')! });
      assert.equal(other.status, 200, 'another coding is not the same bytes');
    }
  });

  it('takes the copies that a build has made', async (t) => {
    // Compressed otherwise than the server would, so that they can be told from its own.
    const br = brotliCompressSync(SCRIPT, { params: {} });
    const gzip = gzipSync(SCRIPT, { level: 1 });
    const { url } = await serve(t, { GAUNG_SCRIPT: build(t, { 'gaung.js.br': br, 'gaung.js.gz': gzip }) });
    assert.deepEqual((await ask(`${url}gaung.js`, { 'Accept-Encoding': 'br' })).body, br);
    assert.deepEqual((await ask(`${url}gaung.js`, { 'Accept-Encoding': 'gzip' })).body, gzip);
    for (const copy of ['gaung.js.br', 'gaung.js.gz']) assert.equal((await ask(url + copy)).status, 404);
  });

  it('takes no copy of another build, whatever times and sizes say, and no damaged one', async (t) => {
    const older = SCRIPT.replace('a word', 'A WORD');
    const folder = build(t, { 'gaung.js.br': brotliCompressSync(older), 'gaung.js.gz': 'damaged' });
    utimesSync(`${folder}/gaung.js`, 0, 0);
    const { url } = await serve(t, { GAUNG_SCRIPT: folder });
    for (const coding of ['br', 'gzip']) {
      const answer = await ask(`${url}gaung.js`, { 'Accept-Encoding': coding });
      assert.deepEqual([answer.headers['content-encoding'], decoded(answer)], [coding, SCRIPT]);
    }
  });

  it('follows a file that changes while the server runs, even where it keeps its size and time', async (t) => {
    const folder = build(t);
    const { url } = await serve(t, { GAUNG_SCRIPT: folder });
    const accepts = { 'Accept-Encoding': 'br' };
    const first = await ask(`${url}gaung.js`, accepts);
    const { atime, mtime } = statSync(`${folder}/gaung.js`);
    const changed = SCRIPT.replace('a word', 'A WORD');
    writeFileSync(`${folder}/gaung.js`, changed);
    utimesSync(`${folder}/gaung.js`, atime, mtime);
    const second = await ask(`${url}gaung.js`, { ...accepts, 'If-None-Match': first.headers.etag! });
    assert.deepEqual([second.status, decoded(second)], [200, changed]);
  });

  it('gives all who ask at a time the whole file', async (t) => {
    const { url } = await serve(t, { GAUNG_SCRIPT: build(t) });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => ask(`${url}gaung.js`, { 'Accept-Encoding': 'br' })),
    );
    for (const answer of answers) assert.equal(decoded(answer), SCRIPT);
  });
});

describe('a version', () => {
  const read = async (url: string) => JSON.parse(String((await ask(`${url}v1/script`)).body));

  it('is a whole: it changes with the script, with any chunk and with any source map', async (t) => {
    const versions = [
      {},
      { 'gaung.js': 'export {};' },
      { 'gaung.js.map': '{"version":3}' },
      { [CHUNK]: 'export {};' },
      { 'chunks/locale-jv-0123abcd.js': 'export {};' },
    ].map((more) => scriptTag(build(t, more), 'https://echo.example/')!.version);
    assert.equal(new Set(versions).size, versions.length);
    const same = scriptTag(build(t, { 'gaung.js.br': 'a copy', 'notes.txt': 'no part of it' }), 'https://a.example/');
    assert.equal(same!.version, versions[0]);
  });

  it('is served for ever, with all that belongs to it', async (t) => {
    const { url } = await serve(t, { GAUNG_SCRIPT: build(t), GAUNG_PREFIX: '/gaung/' });
    const { version } = await read(url);
    for (const path of ['gaung.js', 'gaung.js.map', CHUNK]) {
      const plain = await ask(url + path, { 'Accept-Encoding': 'br' });
      const pinned = await ask(`${url}v/${version}/${path}`, { 'Accept-Encoding': 'br' });
      assert.equal(pinned.status, 200);
      assert.deepEqual(pinned.body, plain.body);
      assert.equal(pinned.headers['cache-control'], 'public, max-age=31536000, immutable');
      assert.equal(pinned.headers['access-control-allow-origin'], '*');
      assert.equal(pinned.headers.etag, plain.headers.etag);
    }
    for (const path of ['', 'package.json', 'chunks/', 'chunks/../gaung.js.br', 'v1/script', 'chunks/none.js']) {
      assert.equal((await ask(`${url}v/${version}/${path}`)).status, 404, path);
    }
  });

  it('that is not the current one is a problem, which names the one that is', async (t) => {
    const folder = build(t);
    const { url } = await serve(t, { GAUNG_SCRIPT: folder });
    const { version } = await read(url);
    writeFileSync(`${folder}/gaung.js`, 'export const next = true;');
    const current = (await read(url)).version;
    assert.notEqual(current, version);
    for (const path of ['gaung.js', CHUNK]) {
      const answer = await ask(`${url}v/${version}/${path}`);
      const problem = JSON.parse(String(answer.body));
      assert.equal(answer.status, 404);
      assert.equal(answer.headers['cache-control'], 'no-store');
      assert.deepEqual([problem.type, problem.current], ['urn:gaung:problem:script-version-unknown', current]);
      assert.match(problem.detail, new RegExp(`${version} .*${current}.*/v1/script.*redirect.*integrity`));
    }
    assert.equal((await ask(`${url}v/${current}/gaung.js`)).status, 200);
  });

  it('does not change by a chunk that is not what its name says: the page refuses that one', async (t) => {
    const folder = build(t);
    const { url } = await serve(t, { GAUNG_SCRIPT: folder });
    const { version } = await read(url);
    writeFileSync(`${folder}/${CHUNK}`, 'tampered();');
    assert.equal((await read(url)).version, version);
  });
});

describe('the tag', () => {
  const folderTag = (t: TestContext, url = 'https://echo.example/gaung') => scriptTag(build(t), url)!;
  const sri = (text: string) => `sha384-${createHash('sha384').update(text).digest('base64')}`;

  it('names the script and each chunk with its integrity', (t) => {
    const { version, path, integrity, chunks, html } = folderTag(t);
    assert.equal(path, `v/${version}/gaung.js`);
    assert.equal(integrity, sri(SCRIPT));
    assert.deepEqual(chunks, [{ path: `v/${version}/${CHUNK}`, integrity: sri(`${SCRIPT} // chunk`) }]);
    const [, map] = /^<script type="importmap">([^<]*)<\/script>$/m.exec(html)!;
    assert.deepEqual(JSON.parse(map!), {
      integrity: { [`https://echo.example/gaung/v/${version}/${CHUNK}`]: sri(`${SCRIPT} // chunk`) },
    });
    assert.ok(
      html.endsWith(
        `<script type="module" src="https://echo.example/gaung/v/${version}/gaung.js" ` +
          `integrity="${sri(SCRIPT)}" crossorigin="anonymous"></script>\n`,
      ),
    );
  });

  it('has the hash of the import map for a strict policy', (t) => {
    const { csp, html } = folderTag(t);
    const [, map] = /<script type="importmap">([^]*?)<\/script>/.exec(html)!;
    assert.equal(csp, `'sha256-${createHash('sha256').update(map!).digest('base64')}'`);
  });

  it('is nothing where there is no script', (t) => {
    assert.equal(scriptTag(temporaryFolder(t), 'https://echo.example/'), undefined);
    const folder = build(t);
    rmSync(`${folder}/gaung.js`);
    assert.equal(scriptTag(folder, 'https://echo.example/'), undefined);
  });

  it('lets no address out of its attribute or its map', (t) => {
    for (const url of ['https://echo.example/"><img onerror=x>/', "https://echo.example/'&lt;</script>/"]) {
      const { html } = folderTag(t, url);
      assert.equal(html.match(/</g)!.length, 4, html);
      assert.doesNotMatch(html, /<img|"">/);
    }
  });

  it('is told to anybody, for the address that was asked or that is named', async (t) => {
    const { url, get } = await serve(t, { GAUNG_SCRIPT: build(t), GAUNG_PREFIX: '/gaung/' });
    const { headers, body } = await get('v1/script', { Origin: 'https://anywhere.test' });
    assert.equal(headers.get('access-control-allow-origin'), '*');
    assert.ok(body.html.includes(`src="${url}v/${body.version}/gaung.js"`), body.html);
    const named = (await get(`v1/script?url=${encodeURIComponent('https://echo.example/')}`)).body;
    assert.ok(named.html.includes(`src="https://echo.example/${body.path}"`), named.html);
    for (const wrong of [
      '',
      'echo.example',
      'ftp://echo.example/',
      'https://a:b@echo.example/',
      'https://e.example/?a',
    ]) {
      const answer = await get(`v1/script?url=${encodeURIComponent(wrong)}`);
      assert.equal(answer.status, 400, wrong);
      assert.match(answer.body.detail, /^url must be .* such as https:\/\/echo\.example\//);
    }
  });
});
