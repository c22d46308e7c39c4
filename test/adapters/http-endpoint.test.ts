import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GaungError } from '../../src/contract/index.ts';
import { faceOf } from './faces.ts';
import { counted, page, stubFetch, taken } from './stub-fetch.ts';

const http = faceOf(import.meta.url);

describe('the endpoint of the http adapter', () => {
  const spellings = {
    'https://echo.example/': ['https://echo.example', 'https://ECHO.example/', 'https://echo.example:443/?a=1#b'],
    'https://echo.example/gaung/': ['https://echo.example/gaung', 'https://echo.example/gaung/?x#y'],
    'http://localhost:8787/': ['http://localhost:8787'],
    'https://echo.example/a/b/': ['https://echo.example/a/b', 'https://echo.example/x/../a/b/'],
  };

  for (const [endpoint, others] of Object.entries(spellings)) {
    it(`is ${endpoint}, however it is spelled`, async () => {
      for (const spelling of [endpoint, ...others, new URL(endpoint)]) {
        const { fetch, sent } = stubFetch((one) => (one.method === 'GET' ? counted(one) : taken('t')));
        const adapter = http({ endpoint: spelling, fetch, visitor: 'none' });
        assert.equal(adapter.id, `http:${endpoint}`);
        await adapter.read([page('a')]);
        await adapter.record([{ id: 'x', type: 'view', page: page('a'), at: 1 }]);
        assert.deepEqual(
          sent.map(({ method, url }) => `${method} ${url.origin}${url.pathname}`),
          [`GET ${endpoint}v1/counts`, `POST ${endpoint}v1/interactions`],
        );
      }
    });
  }

  it('is left as it was given', () => {
    const endpoint = new URL('https://echo.example/gaung?a=1#b');
    http({ endpoint, visitor: 'none' });
    assert.equal(endpoint.href, 'https://echo.example/gaung?a=1#b');
  });

  for (const endpoint of [
    '',
    '/gaung/',
    'echo.example',
    'localhost:8787',
    '//echo.example/',
    'https://',
    'ftp://echo.example/',
    'javascript:alert(1)',
    'mailto:redaksi@news.example',
    undefined as unknown as string,
    null as unknown as string,
  ]) {
    it(`cannot be ${JSON.stringify(endpoint)}, and the error says what would be right`, () => {
      assert.throws(
        () => http({ endpoint, visitor: 'none' }),
        (error) =>
          error instanceof GaungError &&
          error.cause instanceof TypeError &&
          error.message.startsWith(
            `[gaung] [http] The endpoint "${endpoint}" is no http or https URL, such as https://`,
          ),
      );
    });
  }

  it('is not asked before something is read or recorded', async () => {
    const { fetch, sent } = stubFetch(() => taken());
    const adapter = http({ endpoint: 'https://echo.example', fetch, visitor: 'none' });
    await adapter.read([]);
    await adapter.record([]);
    assert.deepEqual(sent, []);
  });
});
