/** Whose address a request has: what decides over limits and pseudonyms, and what a forged header changes. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { Hono } from 'hono';
import { createClientAddress } from '../src/abuse/client-address.ts';
import { ConfigError, readConfig } from '../src/config.ts';
import type { Log } from '../src/log.ts';
import { app, ORIGIN, react, serve } from './tools.ts';

/** The address that a request is taken to come from, and what was logged of it. */
async function addressOf(peer: string | undefined, forwarded: string | undefined, trusted = '') {
  const warned: unknown[][] = [];
  const log: Log = { info() {}, warn: (...line) => warned.push(line), error() {} };
  const { trustedProxies } = readConfig({ GAUNG_TRUSTED_PROXIES: trusted });
  const read = createClientAddress({ remoteAddress: () => peer, trusted: trustedProxies, log });
  const hono = new Hono().get('/', (c) => c.text(read(c) ?? 'unknown'));
  const ask = async () => {
    const headers: HeadersInit = forwarded === undefined ? {} : { 'X-Forwarded-For': forwarded };
    return (await hono.request('/', { headers })).text();
  };
  const address = await ask();
  assert.equal(await ask(), address, 'the second time, too');
  return { address, warned };
}

describe('the address of a request', () => {
  const PROXY = '10.0.0.1';
  const cases: readonly [
    what: string,
    peer: string | undefined,
    forwarded: string | undefined,
    trusted: string,
    address: string,
  ][] = [
    ['the connection’s, where nothing is trusted', '198.51.100.1', undefined, '', '198.51.100.1'],
    ['the connection’s, whatever a reader writes', '198.51.100.1', '203.0.113.9', '', '198.51.100.1'],
    ['the connection’s, where others are trusted', '198.51.100.1', '203.0.113.9', PROXY, '198.51.100.1'],
    ['the connection’s, where a proxy names nobody', PROXY, undefined, PROXY, PROXY],
    ['whom one proxy names', PROXY, '203.0.113.9', PROXY, '203.0.113.9'],
    ['whom one proxy names last: the rest is the reader’s', PROXY, '1.1.1.1, 203.0.113.9', PROXY, '203.0.113.9'],
    ['the trusted one’s that a reader pretends to be', PROXY, '10.0.0.1, 203.0.113.9', PROXY, '203.0.113.9'],
    ['whom the outer of two proxies names', PROXY, '1.1.1.1, 203.0.113.9, 10.0.0.2', '10.0.0.0/8', '203.0.113.9'],
    ['the outer proxy’s, where it is not trusted', PROXY, '203.0.113.9, 10.0.0.2', PROXY, '10.0.0.2'],
    ['the reader’s own, where they are in the house as well', PROXY, '10.0.0.3', '10.0.0.0/8', '10.0.0.3'],
    ['the nearest that is known, at garbage', PROXY, '203.0.113.9, unknown', PROXY, PROXY],
    ['the nearest that is known, at an empty entry', PROXY, '203.0.113.9,', PROXY, PROXY],
    ['the nearest that is known, at nothing', PROXY, '', PROXY, PROXY],
    ['the nearest that is known, at a number too large', PROXY, '203.0.113.999', PROXY, PROXY],
    ['the outer proxy’s, where that names garbage', PROXY, '203.0.113.9, <x>, 10.0.0.2', '10.0.0.0/8', '10.0.0.2'],
    ['without the port', PROXY, '203.0.113.9:4711', PROXY, '203.0.113.9'],
    ['without white space', PROXY, ' \t203.0.113.9 ', PROXY, '203.0.113.9'],
    ['of IPv6', PROXY, '2001:DB8::9', PROXY, '2001:db8::9'],
    ['of IPv6 in brackets', PROXY, '[2001:db8::9]', PROXY, '2001:db8::9'],
    ['of IPv6 in brackets with a port', PROXY, '[2001:db8::9]:443', PROXY, '2001:db8::9'],
    ['of IPv6 with a zone', PROXY, 'fe80::1%eth0', PROXY, 'fe80::1'],
    ['IPv4, where it is written as IPv6', PROXY, '::ffff:203.0.113.9', PROXY, '203.0.113.9'],
    ['whom a proxy names whose own is written as IPv6', '::ffff:10.0.0.1', '203.0.113.9', PROXY, '203.0.113.9'],
    ['whom an IPv6 proxy names', '2001:db8:1::1', '203.0.113.9', '2001:db8:1::/48', '203.0.113.9'],
    ['the connection’s, beside that network', '2001:db8:2::1', '203.0.113.9', '2001:db8:1::/48', '2001:db8:2::1'],
    ['whom a proxy on this machine names', '::1', '203.0.113.9', 'loopback', '203.0.113.9'],
    ['whom a proxy on a private network names', '192.168.1.1', '203.0.113.9', 'loopback private', '203.0.113.9'],
    ['unknown, where the runtime knows none', undefined, '203.0.113.9', 'loopback', 'unknown'],
  ];
  for (const [what, peer, forwarded, trusted, address] of cases) {
    it(`is ${what}`, async () => {
      assert.equal((await addressOf(peer, forwarded, trusted)).address, address);
    });
  }

  it('is not looked for in a list longer than any chain of proxies', async () => {
    const list = ['203.0.113.9', ...Array.from({ length: 10_000 }, (_, n) => `10.0.${n >> 8}.${n & 255}`)].join(',');
    const { address } = await addressOf(PROXY, list, '10.0.0.0/8');
    assert.match(address, /^10\.0\./, 'one that the trusted proxies gave, not the one at the far end');
  });

  it('is warned of once, without an address, where a proxy near by is not trusted', async () => {
    for (const peer of ['127.0.0.1', '::1', '172.17.0.1', '::ffff:192.168.0.1', 'fd00::1']) {
      const { warned } = await addressOf(peer, '203.0.113.9');
      assert.equal(warned.length, 1, peer);
      assert.equal(warned[0]![0], 'proxy-not-trusted');
      const line = JSON.stringify(warned);
      assert.match(line, /GAUNG_TRUSTED_PROXIES/);
      for (const address of [peer, '203.0.113.9']) assert.ok(!line.includes(address), line);
    }
    assert.deepEqual(
      (await addressOf('198.51.100.1', '203.0.113.9')).warned,
      [],
      'a stranger may write what they like',
    );
    assert.deepEqual((await addressOf('127.0.0.1', undefined)).warned, [], 'no proxy');
    assert.deepEqual((await addressOf('127.0.0.1', '203.0.113.9', 'loopback')).warned, [], 'a trusted one');
  });
});

describe('a daily pseudonym', () => {
  /** How many votes come of one from each of these headers, by one browser. */
  async function votes(trusted: string, peer: string, headers: readonly string[]): Promise<number> {
    const { post, counts } = app({
      env: { GAUNG_TRUSTED_PROXIES: trusted },
      remoteAddress: () => peer,
    });
    for (const forwarded of headers) {
      await post({ visitor: 'none', interactions: [react(['love'])] }, { 'X-Forwarded-For': forwarded });
    }
    return (await counts()).reactions.love;
  }

  it('is the same for one who writes other headers', async () => {
    assert.equal(await votes('', '198.51.100.1', ['203.0.113.1', '203.0.113.2']), 1);
    assert.equal(await votes('10.0.0.1', '10.0.0.1', ['203.0.113.1, 203.0.113.3', '203.0.113.2, 203.0.113.3']), 1);
  });

  it('is another one for each reader behind a trusted proxy', async () => {
    assert.equal(await votes('10.0.0.1', '10.0.0.1', ['203.0.113.1', '203.0.113.2']), 2);
  });

  it('knows of a header that is there twice, over a real connection', async (t) => {
    const { port, counts } = await serve(t, { GAUNG_TRUSTED_PROXIES: '127.0.0.1' });
    const vote = async (...forwarded: readonly string[]) => {
      const body = JSON.stringify({ visitor: 'none', interactions: [react(['love'])] });
      const socket = connect(port, '127.0.0.1');
      socket.end(
        [
          'POST /v1/interactions HTTP/1.1',
          'Host: localhost',
          `Origin: ${ORIGIN}`,
          ...forwarded.map((value) => `X-Forwarded-For: ${value}`),
          `Content-Length: ${Buffer.byteLength(body)}`,
          'Connection: close',
          '',
          body,
        ].join('\r\n'),
      );
      const answer = Buffer.concat(await socket.toArray()).toString();
      assert.match(answer, /^HTTP\/1.1 200 /);
    };
    await vote('203.0.113.1', '203.0.113.3');
    await vote('203.0.113.2', '203.0.113.3');
    assert.deepEqual((await counts()).reactions, { love: 1 }, 'the last one is the proxy’s');
    await vote('203.0.113.3', '203.0.113.2');
    assert.deepEqual((await counts()).reactions, { love: 2 });
  });
});

describe('GAUNG_TRUSTED_PROXIES', () => {
  it('takes addresses, networks and two words, by spaces or commas', () => {
    const { trustedProxies } = readConfig({
      GAUNG_TRUSTED_PROXIES: '192.0.2.7, 10.0.0.0/8 2001:db8::/32\n2001:DB8:f::1 Loopback PRIVATE',
    });
    for (const address of [
      '192.0.2.7',
      '10.255.0.1',
      '2001:db8:9::1',
      '127.0.0.2',
      '::1',
      '172.31.0.1',
      '100.64.0.1',
    ]) {
      assert.ok(trustedProxies.has(address), address);
    }
    for (const address of ['192.0.2.8', '11.0.0.1', '2001:db9::1', '172.32.0.1', '::2']) {
      assert.ok(!trustedProxies.has(address), address);
    }
  });

  for (const entry of [
    'localhost',
    '10.0.0.0/33',
    '2001:db8::/129',
    '10.0.0',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '*',
    'https://10.0.0.1',
  ]) {
    it(`says what is wrong with ${entry}`, () => {
      assert.throws(
        () => readConfig({ GAUNG_TRUSTED_PROXIES: `10.0.0.1 ${entry}` }),
        (error: Error) => {
          assert.ok(error instanceof ConfigError);
          assert.ok(
            error.message.includes(`GAUNG_TRUSTED_PROXIES has the entry "${entry}"; each must be`),
            error.message,
          );
          return true;
        },
      );
    });
  }
});
