import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  GaungError,
  isTrackingParameter,
  type PageKey,
  PageKeyError,
  pageHost,
  pageKeyProblem,
  toPageKey,
} from '../../src/contract/index.ts';
import type { PageKeyCase } from './page-key-case.ts';
import cases from './page-key-cases.json' with { type: 'json' };

/**
 * The table is frozen for version 1 of the wire: scripts that are cached in the wild send the keys of their day, so a
 * line may be added and never changed. test/store/page-key.test.ts runs it through a browser's URL parser.
 */
const table: readonly PageKeyCase[] = cases;
const keys = new Set(table.flatMap(({ key }) => (key === undefined ? [] : [key])));
const nearly = (value: string) => (value.length > 90 ? `${value.slice(0, 60)}… (${value.length})` : value);

describe('page keys: the frozen table', () => {
  for (const { why, value, base, key, error } of table) {
    it(`${why}: ${JSON.stringify(nearly(value))}${base ? ` at ${base}` : ''}`, () => {
      if (key !== undefined) {
        assert.equal(toPageKey(value, base), key);
        return;
      }
      assert.throws(
        () => toPageKey(value, base),
        (thrown) => thrown instanceof PageKeyError && thrown instanceof GaungError && thrown.code === error,
      );
    });
  }

  it('has no case twice and is as large as was promised', () => {
    assert.equal(new Set(table.map(({ value, base }) => JSON.stringify([value, base]))).size, table.length);
    assert.ok(table.length >= 80);
  });
});

describe('page keys: what holds for all of them', () => {
  it('the key of a key is itself, with any base and with none', () => {
    for (const key of keys) {
      assert.equal(toPageKey(key), key);
      assert.equal(toPageKey(key, 'https://other.example/x/y?z=1'), key);
    }
  });

  it('the key of a key as a URL is itself', () => {
    for (const key of keys) if (key.includes('/')) assert.equal(toPageKey(`https://${key}`), key);
  });

  it('a key has no problem', () => {
    for (const key of keys) assert.equal(pageKeyProblem(key), undefined, key);
  });

  it('every other spelling has one', () => {
    for (const { value } of table) {
      if (!keys.has(value)) assert.match(pageKeyProblem(value) ?? 'none', /^page-(invalid|too-long)$/, value);
    }
  });

  it('a value that is no text has a problem', () => {
    for (const value of [undefined, null, 1, true, {}, ['news.example/a'], new String('news.example/a')]) {
      assert.equal(pageKeyProblem(value), 'page-invalid');
    }
  });

  it('the host is what comes before the first slash; a bare id has none', () => {
    const hosts = new Map([
      ['news.example/', 'news.example'],
      ['news.example:8080/a/b?c=/', 'news.example:8080'],
      ['[::1]:8787/a', '[::1]:8787'],
      ['web.example/2026/https://news.example/a', 'web.example'],
      ['article-123', undefined],
      ['__proto__', undefined],
    ]);
    for (const [key, host] of hosts) assert.equal(pageHost(key as PageKey), host);
  });

  it('what is refused is said in words, cut short', () => {
    const long = `https://news.example:port/${'a'.repeat(100_000)}`;
    for (const [value, message, cause] of [
      [
        'news.example',
        /^\[gaung\] \[page-key\] "news\.example" is no page\. Use an http or https URL/,
        /not spelled as/,
      ],
      ['ftp://news.example/a', /"ftp:.* is no page\. Use an http or https URL/, /scheme is neither http nor https/],
      ['https://news..example/a', /"https:.* is no page\. Use/, /host is neither a name nor an address/],
      [`https://news.example/${'a'.repeat(2000)}`, /longer than 1024 bytes: news\.example\/aaa/, /^$/],
      [long, /"https:.* is no page\. Use/, /Invalid URL/],
    ] as const) {
      assert.throws(
        () => toPageKey(value),
        ({ message: said, cause: why }: Error) =>
          message.test(said) && said.length < 400 && cause.test(why instanceof TypeError ? why.message : ''),
      );
    }
  });
});

describe('tracking parameters', () => {
  it('are known in any case, and by prefix', () => {
    for (const name of ['utm_source', 'UTM_SOURCE', 'utm_', 'fbclid', 'FbClId', 'matomo_x', '_ga', '__hssc', 'yclid']) {
      assert.equal(isTrackingParameter(name), true, name);
    }
  });

  it('are nothing else: these say what is read', () => {
    for (const name of ['', 'p', 'page', 'id', 'q', 's', 'ref', 'source', 'utm', 'xutm_source', 'ga', 'constructor']) {
      assert.equal(isTrackingParameter(name), false, name);
    }
  });
});
