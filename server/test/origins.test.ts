import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createOrigins, parseOriginEntry } from '../src/origins.ts';
import { app, ORIGIN, serve, view } from './tools.ts';

const originsOf = (entries: string) => createOrigins(entries.split(' ').flatMap((entry) => parseOriginEntry(entry)!));

describe('origins', () => {
  const cases: readonly [entry: string, allowed: readonly string[], refused: readonly string[]][] = [
    [
      'https://news.example',
      ['https://news.example'],
      [
        'http://news.example',
        'https://news.example:8443',
        'https://evilnews.example',
        'https://news.example.evil.test',
        'https://news.example@evil.test',
        'https://www.news.example',
        'https://news.example/',
        'https://news.example ',
        'https://NEWS.example',
        'https://news.example:443',
        'null',
        '',
        '*',
        'news.example',
      ],
    ],
    [
      'https://*.news.example',
      ['https://a.news.example', 'https://a.b.news.example', 'https://www.news.example'],
      [
        'https://news.example',
        'https://evilnews.example',
        'https://.news.example',
        'https://a.news.example.evil.test',
        'http://a.news.example',
        'https://a.news.example:8443',
        'https://evil.test/.news.example',
        'https://evil.test?.news.example',
      ],
    ],
    ['https://*.news.example:8443', ['https://a.news.example:8443'], ['https://a.news.example']],
    ['http://news.example:80', ['http://news.example'], ['http://news.example:8080']],
    ['https://berita.exämple', ['https://berita.xn--exmple-cua'], ['https://berita.exämple']],
    [
      'localhost',
      [
        'http://localhost',
        'http://localhost:8787',
        'https://localhost:1',
        'http://127.0.0.1:5173',
        'http://[::1]:8080',
      ],
      ['http://localhost.evil.test', 'http://evil.localhost', 'http://127.0.0.2', 'ftp://localhost', 'null'],
    ],
    [
      'http://localhost',
      ['http://localhost', 'http://localhost:8787'],
      ['https://localhost:8787', 'http://127.0.0.1:8787'],
    ],
    ['http://localhost:3000', ['http://localhost:3000'], ['http://localhost', 'http://localhost:3001']],
    ['http://127.0.0.1', ['http://127.0.0.1:9'], ['http://localhost:9']],
  ];
  for (const [entry, allowed, refused] of cases) {
    it(entry, () => {
      const origins = originsOf(entry);
      assert.deepEqual(
        [...allowed, ...refused].filter((origin) => origins.allows(origin)),
        allowed,
      );
    });
  }

  it('are no entry where they are something else', () => {
    for (const entry of [
      '*',
      'https://*',
      'news.example',
      'https://news.example/path',
      'https://*news.example',
      'null',
      'ftp://news.example',
      'https://a.*.example',
      'https://',
      'https://user@news.example',
    ]) {
      assert.equal(parseOriginEntry(entry), undefined, entry);
    }
  });

  it('say whose pages are counted, however a key spells the host', () => {
    const origins = originsOf('https://www.news.example https://*.berita.example http://intra.example:8080 localhost');
    const allowed = [
      'news.example',
      'berita.example',
      'm.berita.example',
      'intra.example:8080',
      'localhost',
      'localhost:5173',
      '127.0.0.1:1',
      '[::1]:8787',
    ];
    const refused = [
      'evilnews.example',
      'news.example:8080',
      'm.news.example',
      'evilberita.example',
      'intra.example',
      'example',
      'berita.example.evil.test',
    ];
    assert.deepEqual(
      [...allowed, ...refused].filter((host) => origins.allowsHost(host)),
      allowed,
    );
  });
});

describe('POST /v1/interactions', () => {
  it('is refused from pages that are not allowed, and changes nothing', async (t) => {
    const { send, counts } = await serve(t);
    const origins = [
      undefined,
      'null',
      '',
      'https://evilnews.example',
      'https://news.example.evil.test',
      'http://news.example',
    ];
    for (const origin of origins) {
      const response = await send('v1/interactions', {
        method: 'POST',
        headers: origin === undefined ? {} : { Origin: origin },
        body: JSON.stringify({ interactions: [view()] }),
      });
      assert.equal(response.status, 403, origin);
      assert.equal(response.headers.get('content-type'), 'application/problem+json');
      // Never reflected: `*` lets the page read why it was refused, and nothing else.
      assert.equal(response.headers.get('access-control-allow-origin'), '*');
      assert.equal(response.headers.get('vary'), 'Origin');
      assert.equal(((await response.json()) as { type: string }).type, 'urn:gaung:problem:origin-not-allowed');
    }
    assert.equal((await counts()).version, 0);
  });

  it('echoes the one origin that asked, on errors too', async () => {
    const { post } = app({ env: { GAUNG_ORIGINS: 'https://news.example, https://*.berita.example' } });
    for (const origin of [ORIGIN, 'https://m.berita.example']) {
      for (const [body, status] of [
        [{ interactions: [view()] }, 200],
        [{ interactions: [{}] }, 422],
        ['no JSON', 400],
        ['a'.repeat(70_000), 413],
      ] as const) {
        const answer = await post(body, { Origin: origin });
        assert.equal(answer.status, status);
        assert.equal(answer.headers.get('access-control-allow-origin'), origin);
        assert.equal(answer.headers.get('vary'), 'Origin');
        assert.equal(answer.headers.get('access-control-allow-credentials'), null);
      }
    }
  });

  it('answers preflights of allowed origins only', async (t) => {
    const { send } = await serve(t);
    const preflight = (origin: string) =>
      send('v1/interactions', {
        method: 'OPTIONS',
        headers: {
          Origin: origin,
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'content-type',
        },
      });
    const allowed = await preflight(ORIGIN);
    assert.equal(allowed.status, 204);
    assert.equal(allowed.headers.get('access-control-allow-origin'), ORIGIN);
    assert.equal(allowed.headers.get('access-control-allow-methods'), 'POST');
    assert.equal(allowed.headers.get('access-control-allow-headers'), 'Content-Type');
    assert.equal((await preflight('https://evil.test')).status, 403);
  });

  it('allows the server itself and this machine by default', async () => {
    const { post } = app({ env: { GAUNG_ORIGINS: '', GAUNG_HOST: '192.168.1.5', PORT: '9000' } });
    const status = async (origin: string) =>
      (await post({ interactions: [view('article-1')] }, { Origin: origin })).status;
    assert.equal(await status('http://192.168.1.5:9000'), 200);
    assert.equal(await status('http://localhost:9000'), 200);
    assert.equal(await status('http://localhost:5173'), 200);
    assert.equal(await status('http://127.0.0.1:5173'), 200);
    assert.equal(await status('http://192.168.1.5:9001'), 403);
    assert.equal(await status('https://news.example'), 403);
  });
});
