/** What a form is refused for, and how people and programs are told. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BODY_BYTES } from 'gaung/contract';
import { app, type Json, ORIGIN, PAGE, react, serve, streamed } from './tools.ts';

const BACK = `${ORIGIN}/a#reactions`;
const love = { page: PAGE, reactions: 'love', return: BACK };
const JSON_ONLY = { Accept: '*/*' };

const problem = async (response: Response): Promise<Json> => {
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  assert.equal(response.headers.get('cache-control'), 'no-store');
  return response.json();
};

describe('the origin', () => {
  const origins = [null, '', 'null', 'https://evil.example', 'https://evilnews.example', 'http://news.example'];
  for (const origin of origins) {
    it(`may not be ${origin === null ? 'missing' : JSON.stringify(origin)}`, async (t) => {
      const { send, counts } = await serve(t);
      const init = { method: 'POST', body: new URLSearchParams(love), redirect: 'manual' } as const;
      const headers = origin === null ? {} : { Origin: origin };
      const response = await send('v1/form', { ...init, headers });
      assert.equal(response.status, 403);
      assert.equal((await problem(response)).type, 'urn:gaung:problem:origin-not-allowed');
      const page = await send('v1/form', { ...init, headers: { ...headers, Accept: 'text/html' } });
      assert.equal(page.status, 403);
      assert.match(await page.text(), origin === 'null' ? /Referrer-Policy/ : /GAUNG_ORIGINS/);
      assert.equal((await counts()).version, 0);
    });
  }

  it('is answered as on the other routes', async () => {
    const { form } = app();
    const { headers } = await form(love);
    assert.equal(headers.get('vary'), 'Origin');
    assert.equal(headers.get('access-control-allow-origin'), ORIGIN);
  });
});

describe('a page that is none', () => {
  const pages: Readonly<Record<string, readonly [status: number, says: RegExp]>> = {
    '': [400, /The field "page" is missing/],
    './a': [422, /"\.\/a".*the URL of the page/],
    '//evil.example/a': [422, /host that this backend does not count for/],
    '?a': [422, /the URL of the page/],
    '.': [422, /the URL of the page/],
    'news.example': [422, /the URL of the page/],
    'no page': [422, /the URL of the page/],
    'javascript:alert(1)': [422, /the URL of the page/],
    'javascript://news.example/a': [422, /the URL of the page/],
    'file:///etc/passwd': [422, /the URL of the page/],
    'https://news.example\u0000/': [422, /the URL of the page/],
    [`https://news.example/${'a'.repeat(1100)}`]: [422, /longer than 1,024 bytes/],
    'https://evil.example/a': [422, /host that this backend does not count for/],
    'evil.example/a': [422, /host that this backend does not count for/],
    'https://news.example@evil.example/': [422, /host that this backend does not count for/],
  };
  for (const [page, [status, says]] of Object.entries(pages)) {
    it(JSON.stringify(page.slice(0, 60)), async () => {
      const { form, counts } = app();
      const response = await form({ ...love, page }, JSON_ONLY);
      assert.equal(response.status, status);
      assert.match((await problem(response)).detail, says);
      assert.equal((await counts()).version, 0);
    });
  }

  it('or several', async () => {
    const response = await app().form([...Object.entries(love), ['page', 'article-1']], JSON_ONLY);
    assert.equal(response.status, 400);
    assert.match((await problem(response)).detail, /"page" must be there once; it is there 2 times/);
  });
});

describe('a choice that is refused, by its code', () => {
  const choices: Readonly<Record<string, string>> = {
    'Love!': 'reaction-invalid',
    __proto__: 'reaction-invalid',
    [Array.from({ length: 25 }, (_, i) => `r${i}`).join(' ')]: 'reaction-invalid',
    applause: 'reaction-not-allowed',
    'love wow': 'too-many-choices',
  };
  for (const [reactions, code] of Object.entries(choices)) {
    it(`${code}: ${reactions.slice(0, 20)}`, async () => {
      const { form, counts } = app({ env: { GAUNG_REACTIONS: 'love wow' } });
      const response = await form({ ...love, reactions }, JSON_ONLY);
      assert.equal(response.status, 422);
      const body = await problem(response);
      assert.deepEqual([body.type, body.code], ['urn:gaung:problem:reaction-refused', code]);
      assert.equal((await counts()).version, 0);
    });
  }

  it('too-many-ids, which only the storage knows', async () => {
    const { post, form, counts } = app({ env: { GAUNG_MULTIPLE: 'on' } });
    await post({ interactions: [react(Array.from({ length: 24 }, (_, i) => `r${i}`))] });
    const response = await form(love, JSON_ONLY);
    assert.equal(response.status, 422);
    assert.equal((await problem(response)).code, 'too-many-ids');
    assert.equal((await counts()).version, 1);
  });
});

describe('a body that is no form', () => {
  const send = (type: string | undefined, body: string) =>
    app().send('v1/form', {
      method: 'POST',
      headers: { Origin: ORIGIN, ...(type !== undefined && { 'Content-Type': type }) },
      body: Buffer.from(body),
    });

  it('is 415 by its type, with what would be right', async () => {
    for (const type of [undefined, '', 'text/plain', 'application/json', 'multipart/mixed; boundary=a', 'nonsense']) {
      const response = await send(type, String(new URLSearchParams(love)));
      assert.equal(response.status, 415, type);
      assert.equal(response.headers.get('accept'), 'application/x-www-form-urlencoded, multipart/form-data');
      assert.match((await problem(response)).detail, /application\/x-www-form-urlencoded or multipart\/form-data/);
    }
  });

  it('may say its charset', async () => {
    const form = String(new URLSearchParams(love));
    assert.equal((await send('Application/X-WWW-Form-URLencoded; charset=UTF-8', form)).status, 303);
  });

  it('is 400 where it is not what its type says', async () => {
    for (const type of ['multipart/form-data', 'multipart/form-data; boundary=a']) {
      assert.equal((await send(type, 'page=news.example/a')).status, 400, type);
    }
  });

  it('is 413 from 64 KiB on', async () => {
    const text = `${new URLSearchParams(love)}&filler=`;
    const sized = (length: number) =>
      streamed(text.padEnd(length, 'a'), 8192, { Origin: ORIGIN, 'Content-Type': 'application/x-www-form-urlencoded' });
    assert.equal((await app().send('v1/form', sized(BODY_BYTES))).status, 303);
    assert.equal((await app().send('v1/form', sized(BODY_BYTES + 1))).status, 413);
  });
});

it('takes POST only', async () => {
  const { send } = app();
  for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
    const { status, headers } = await send('v1/form', { method });
    assert.deepEqual([status, headers.get('allow')], [405, 'POST'], method);
  }
});

it('answers 503 and Retry-After while the storage fails', async () => {
  const { form, storage } = app();
  await storage.close();
  const response = await form(love);
  assert.deepEqual([response.status, response.headers.get('retry-after')], [503, '1']);
  assert.match(await response.text(), /Nothing was changed; send the same again/);
});

describe('people', () => {
  it('get a page with what was wrong, and a link back', async () => {
    const response = await app().form({ ...love, page: './a' });
    assert.equal(response.status, 422);
    assert.equal(response.headers.get('content-type'), 'text/html; charset=UTF-8');
    assert.match(
      response.headers.get('content-security-policy')!,
      /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(response.headers.get('vary'), 'Origin, Accept');
    const page = await response.text();
    assert.match(page, /^<!doctype html>\n<html lang="en">/);
    assert.match(page, /The field &quot;page&quot; is &quot;\.\/a&quot;\. It must be the URL/);
    assert.ok(page.includes(`<a href="${BACK}">Back to the page</a>`));
  });

  it('get no markup that came with the request', async () => {
    const markup = `"><script>alert('1')</script>&amp;<a href=//evil.example>`;
    const cases: readonly [fields: Record<string, string>, headers: Record<string, string>][] = [
      [{ ...love, page: markup }, {}],
      [{ ...love, reactions: markup }, {}],
      [{ ...love, return: markup }, {}],
      [{ ...love, page: '', return: `${ORIGIN}/a?${markup}#${markup}` }, {}],
      [{ ...love, return: '' }, { Referer: markup }],
      [love, { Origin: markup }],
      [love, { 'Content-Type': markup }],
    ];
    for (const [fields, headers] of cases) {
      const response = await app().form(fields, headers);
      assert.ok(response.status >= 400);
      const page = await response.text();
      assert.doesNotMatch(page, /<script|<a href=\/|alert\('/);
      const text = page.replaceAll(/<(?:!doctype|\/?(?:html|head|meta|title|style|body|main|h1|p|a))\b[^<>]*>/g, '');
      assert.doesNotMatch(text, /[<>]/);
    }
  });
});
