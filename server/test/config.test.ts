import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { totalmem } from 'node:os';
import { dirname } from 'node:path';
import { it } from 'node:test';
import { ConfigError, readConfig, unknownVariables } from '../src/config.ts';
import { describeStorage } from '../src/open-storage.ts';
import { createOrigins } from '../src/origins.ts';
import { temporaryFolder } from './temporary-folder.ts';

it('has a default for everything', () => {
  const { origins, script, trustedProxies, memory, ...config } = readConfig({ PATH: '/bin' });
  assert.deepEqual(config, {
    port: 8787,
    host: '127.0.0.1',
    storage: { kind: 'sqlite', path: 'data/gaung.sqlite' },
    adminToken: undefined,
    secret: undefined,
    otherSecret: undefined,
    reactions: undefined,
    multiple: false,
    liveConnections: 10_000,
    proof: undefined,
    rateLimit: { visitors: 300 },
    maxPages: 10_000_000,
    countsBots: false,
    stopDelay: 0,
    prefix: '/',
    static: undefined,
    log: 'text',
    logRequests: false,
    metrics: 'token',
    metricsToken: undefined,
  });
  assert.ok(createOrigins(origins).allows('http://localhost:8787'));
  assert.ok(!trustedProxies.has('127.0.0.1'), 'no proxy is trusted that nobody named');
  assert.ok(memory >= 64 && memory <= Math.max(64, totalmem() / 16 / 2 ** 20), `${memory} MiB`);
  assert.ok(existsSync(`${dirname(script)}/server/src/main.ts`), 'the script is beside this package');
});

it('asks for a proof of work after 30 new visitors of a network or 600 of a page, where it is switched on', () => {
  assert.deepEqual(readConfig({ GAUNG_PROOF: 'on' }).proof, { network: 30, page: 600 });
  assert.equal(readConfig({ GAUNG_PROOF: 'off', GAUNG_PROOF_PAGE: '1' }).proof, undefined);
});

it('reads every variable', (t) => {
  const folder = temporaryFolder(t);
  const { origins, trustedProxies, ...config } = readConfig({
    PORT: '0',
    GAUNG_HOST: '0.0.0.0',
    GAUNG_STORAGE: 'memory:',
    GAUNG_ORIGINS: 'https://news.example, https://*.berita.example\n http://localhost',
    GAUNG_ADMIN_TOKEN: 'sixteen-or-more-',
    GAUNG_SECRET: 'thirty-two-characters-or-more---, thirty-two-characters-of-before--',
    GAUNG_REACTIONS: 'love, haha wow',
    GAUNG_MULTIPLE: 'on',
    GAUNG_LIVE_CONNECTIONS: '0',
    GAUNG_PROOF: 'on',
    GAUNG_PROOF_NETWORK: '7',
    GAUNG_PROOF_PAGE: '0',
    GAUNG_RATE_LIMIT: 'on',
    GAUNG_RATE_LIMIT_VISITORS: '7',
    GAUNG_MAX_PAGES: '100',
    GAUNG_MEMORY: '16',
    GAUNG_BOTS: 'count',
    GAUNG_TRUSTED_PROXIES: 'loopback',
    GAUNG_STOP_DELAY: '5',
    GAUNG_PREFIX: '/gaung',
    GAUNG_STATIC: folder,
    GAUNG_SCRIPT: '/srv/script',
    GAUNG_LOG: 'json',
    GAUNG_LOG_REQUESTS: 'on',
    GAUNG_METRICS: 'public',
    GAUNG_METRICS_TOKEN: 'sixteen-and-more',
  });
  assert.deepEqual(config, {
    port: 0,
    host: '0.0.0.0',
    storage: { kind: 'memory' },
    adminToken: 'sixteen-or-more-',
    secret: 'thirty-two-characters-or-more---',
    otherSecret: 'thirty-two-characters-of-before--',
    reactions: ['love', 'haha', 'wow'],
    multiple: true,
    liveConnections: 0,
    proof: { network: 7, page: 0 },
    rateLimit: { visitors: 7 },
    maxPages: 100,
    memory: 16,
    countsBots: true,
    stopDelay: 5,
    prefix: '/gaung/',
    static: folder,
    script: '/srv/script',
    log: 'json',
    logRequests: true,
    metrics: 'public',
    metricsToken: 'sixteen-and-more',
  });
  assert.ok(trustedProxies.has('::1'));
  const allowed = ['https://news.example', 'https://m.berita.example', 'http://localhost:1', 'http://0.0.0.0'];
  assert.deepEqual(
    allowed.filter((origin) => createOrigins(origins).allows(origin)),
    allowed.slice(0, 3),
  );
});

it('takes an empty variable for none', () => {
  assert.deepEqual(readConfig({ PORT: '', GAUNG_STORAGE: ' ', GAUNG_ORIGINS: '', GAUNG_SECRET: '' }), readConfig({}));
});

it('lists each wrong variable in one error, with what would be right', () => {
  const env = {
    PORT: '70000',
    GAUNG_HOST: 'http://localhost',
    GAUNG_STORAGE: 'mysql://db',
    GAUNG_ORIGINS: 'https://news.example *',
    GAUNG_ADMIN_TOKEN: 'short',
    GAUNG_SECRET: 'also-short',
    GAUNG_REACTIONS: 'love Haha',
    GAUNG_MULTIPLE: 'yes',
    GAUNG_LIVE_CONNECTIONS: '-1',
    GAUNG_PROOF: 'always',
    GAUNG_PROOF_NETWORK: 'few',
    GAUNG_PROOF_PAGE: '-1',
    GAUNG_RATE_LIMIT: 'yes',
    GAUNG_RATE_LIMIT_VISITORS: '0',
    GAUNG_MAX_PAGES: 'many',
    GAUNG_MEMORY: '0',
    GAUNG_BOTS: 'yes',
    GAUNG_TRUSTED_PROXIES: 'localhost',
    GAUNG_STOP_DELAY: 'soon',
    GAUNG_PREFIX: 'gaung',
    GAUNG_STATIC: '/no/such/folder',
    GAUNG_LOG: 'xml',
    GAUNG_LOG_REQUESTS: 'yes',
    GAUNG_METRICS: 'on',
    GAUNG_METRICS_TOKEN: 'short-as-well',
  };
  assert.throws(
    () => readConfig(env),
    (error) => {
      assert.ok(error instanceof ConfigError);
      const [head, ...lines] = error.message.split('\n');
      assert.equal(head, 'The configuration is wrong:');
      assert.deepEqual(
        lines.map((line) => line.trim().split(' ')[0]),
        Object.keys(env),
      );
      const expected = [
        'PORT must be a number from 0 to 65535 (it is "70000").',
        'such as 127.0.0.1',
        'sqlite:PATH',
        'has the entry "*"',
        'at least 16 characters',
        'at least 32 characters',
        'love haha wow sad angry',
        'must be on or off (it is "yes")',
        'must be a number from 0 (off)',
        'must be on or off (it is "always")',
        'must be a number from 0 (a proof from the first on)',
        'must be a number from 0 (a proof from the first on)',
        'must be on or off',
        'must be a number from 1 to 999999',
        'must be a number from 0 to 999999999999',
        'must be a number from 1 to 4096, in MiB',
        'must be exclude or count',
        'has the entry "localhost"; each must be an address',
        'must be a number from 0 to 999, in seconds',
        'such as / or /gaung/',
        'must be a folder that exists',
        'must be text or json',
        'must be on or off',
        'must be token, public or off',
        'at least 16 characters',
      ];
      expected.forEach((part, i) => assert.ok(lines[i]!.includes(part), `${lines[i]} – ${part}`));
      assert.doesNotMatch(error.message, /"short"|also-short|short-as-well/, 'secrets are not repeated');
      return true;
    },
  );
  for (const PORT of ['-1', '80.5', 'http', '8787x', '0x10']) assert.throws(() => readConfig({ PORT }), ConfigError);
  for (const GAUNG_STORAGE of ['sqlite:', 'sqlite', 'memory', 'data/gaung.sqlite']) {
    assert.throws(() => readConfig({ GAUNG_STORAGE }), ConfigError);
  }
});

it('takes the URL of a database, and shows nobody its password', () => {
  for (const GAUNG_STORAGE of ['postgres://gaung:p%40ss@db.example:5433/echo', 'postgresql://db/gaung?schema=echo']) {
    const { storage } = readConfig({ GAUNG_STORAGE });
    assert.deepEqual(storage, { kind: 'postgres', url: GAUNG_STORAGE });
    assert.doesNotMatch(describeStorage(storage), /p%40ss|p@ss/);
  }
  for (const [GAUNG_STORAGE, reason] of [
    ['postgres://gaung:hush-hush@db:notaport/x', /must be postgres:/],
    ['postgres://gaung:hush-hush@db/x?schema=A-b', /schema/],
    ['postgres://gaung:hush-hush@db/x?durability=some', /durability/],
    ['postgres://db/x?password=hush-hush&schema=A-b', /schema/],
    ['postgres://gaung:p@s/hush-hush@db/x', /percent-encoded/],
    ['postgres://gaung:12/hush-hush@db/x', /percent-encoded/],
    ['postgres://gaung:12#hush-hush@db/x', /percent-encoded/],
    ['postgres://gaung:12?hush-hush@db/x', /percent-encoded/],
    ['mysql://gaung:hush-hush@db', /must be sqlite:PATH/],
  ] as const) {
    assert.throws(
      () => readConfig({ GAUNG_STORAGE }),
      ({ message }: Error) => reason.test(message) && !message.includes('hush-hush'),
    );
  }
});

it('takes one secret, or two, of which the first signs', () => {
  const [one, two] = ['n'.repeat(32), 'o'.repeat(32)];
  const read = (GAUNG_SECRET: string) => {
    const { secret, otherSecret } = readConfig({ GAUNG_SECRET });
    return [secret, otherSecret];
  };
  assert.deepEqual(read(one), [one, undefined]);
  assert.deepEqual(read(`${one} ${two}`), [one, two]);
  assert.deepEqual(read(`${one}, ${two}`), [one, two]);
  assert.deepEqual(read(`${one} stored`), [one, 'stored']);
  assert.deepEqual(read(`stored ${one}`), ['stored', one]);
  for (const [wrong, why] of [
    [one.slice(1), /32 characters/],
    [`${one} ${two.slice(1)}`, /32 characters/],
    ['stored', /32 characters/],
    [`${one} ${two} ${'p'.repeat(32)}`, /of which the first signs/],
    [`${one} ${one}`, /twice/],
  ] as const) {
    assert.throws(() => read(wrong), why);
    assert.throws(
      () => read(wrong),
      (error: Error) => !/n{9}|o{9}/.test(error.message),
      'secrets are not repeated',
    );
  }
});

it('finds variables that are most likely misspelled', () => {
  assert.deepEqual(unknownVariables({ GAUNG_ORIGIN: 'x', GAUNG_HOST: 'y', PATH: 'z' }), ['GAUNG_ORIGIN']);
});
