import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { serverName, serverOrigin } from '../../src/networks/server-name.ts';

const NAMES: readonly (readonly [given: string, name: string])[] = [
  ['toot.example', 'toot.example'],
  ['toot.example:', 'toot.example'],
  ['  Toot.Example ', 'toot.example'],
  ['toot.example.', 'toot.example'],
  ['https://toot.example', 'toot.example'],
  ['HTTPS://toot.example/@me', 'toot.example'],
  ['http://toot.example/', 'toot.example'],
  ['http://toot.example:80/', 'toot.example'],
  ['https://toot.example:443/', 'toot.example'],
  ['toot.example/@me', 'toot.example'],
  ['toot.example/@you@other.example', 'toot.example'],
  ['https://toot.example/@you@other.example?a=b#c', 'toot.example'],
  ['toot.example?a=@b', 'toot.example'],
  ['@me@toot.example', 'toot.example'],
  ['me@toot.example', 'toot.example'],
  ['me.too-1_2@toot.example:8443', 'toot.example:8443'],
  ['toot.example:8443', 'toot.example:8443'],
  ['a.b.c.toot.example', 'a.b.c.toot.example'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['@me@例え.テスト', 'xn--r8jz45g.xn--zckzah'],
  ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['tóot.example:8443', 'xn--tot-gna.example:8443'],
  ['localhost', 'localhost'],
  ['localhost:4000', 'localhost:4000'],
  ['http://localhost:4000/x', 'localhost:4000'],
  ['127.0.0.1:4000', '127.0.0.1:4000'],
  ['192.168.1.7', '192.168.1.7'],
  ['[::1]:4000', '[::1]:4000'],
  [`${'a'.repeat(63)}.example`, `${'a'.repeat(63)}.example`],
];

const NONE: readonly string[] = [
  '',
  ' ',
  '@',
  '@@',
  '@me',
  '@me@',
  'me',
  'mastodon',
  'mastodon social',
  'toot.example and more',
  'toot.\nexample',
  'toot\u0000.example',
  'https://',
  'https:///toot.example',
  'https://https://toot.example',
  '//toot.example',
  '/toot.example',
  'ftp://toot.example',
  'javascript:alert(1)',
  'javascript://toot.example/%0aalert(1)',
  'data:text/html,x',
  'mailto:me@toot.example',
  'web+mastodon://toot.example',
  'https://mastodon.social@evil.example/',
  'https://mastodon.social:pass@evil.example/',
  'mastodon.social@evil.example/share',
  'me@you@toot.example',
  'https://@toot.example',
  'toot.example\\@evil.example',
  'toot.example%2f@evil.example',
  '%74oot.example',
  'toot_.example',
  'toot..example',
  '.toot.example',
  '-toot.example',
  'toot-.example',
  'toot.example:99999',
  'toot.example:abc',
  'toot.example:-1',
  "toot'.example",
  '<b>toot.example',
  '2130706433',
  '0x7f.1',
  '127.1',
  '1.2.3.4.5',
  '[::1',
  '[zz]',
  `${'a'.repeat(64)}.example`,
  `${'a.'.repeat(127)}example`,
  'a'.repeat(100_000),
  `${'a.'.repeat(50_000)}example`,
  '\ud800.example',
];

describe('the name of a server', () => {
  for (const [given, name] of NAMES) {
    it(`${given} is ${name}`, () => {
      assert.equal(serverName(given), name);
      assert.equal(serverName(name), name, 'a clean name stays as it is');
    });
  }

  for (const given of NONE) {
    it(`${JSON.stringify(given.slice(0, 40))} is none`, () => assert.equal(serverName(given), undefined));
  }

  it('is reached by https, but for a port of the own machine', () => {
    assert.equal(serverOrigin('toot.example'), 'https://toot.example');
    assert.equal(serverOrigin('toot.example:8443'), 'https://toot.example:8443');
    assert.equal(serverOrigin('localhost.example:80'), 'https://localhost.example:80');
    assert.equal(serverOrigin('localhost'), 'https://localhost');
    assert.equal(serverOrigin('localhost:4000'), 'http://localhost:4000');
    assert.equal(serverOrigin('127.0.0.1:4000'), 'http://127.0.0.1:4000');
    assert.equal(serverOrigin('[::1]:4000'), 'http://[::1]:4000');
    assert.equal(serverOrigin('192.168.1.7:4000'), 'https://192.168.1.7:4000');
  });
});
