/** Where a form may send its reader: never anywhere but to a page of an allowed origin. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { app, ORIGIN, PAGE } from './tools.ts';

const love = { page: PAGE, reactions: 'love' };

describe('a hostile return', () => {
  const hostile: readonly string[] = [
    'javascript:alert(1)',
    'javascript://news.example/%0aalert(1)',
    ' java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://news.example/9a3f1b7c',
    'filesystem:https://news.example/temporary/a',
    'file:///etc/passwd',
    'ftp://news.example/a',
    'view-source:https://news.example/a',
    '//evil.example',
    '///evil.example/a',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/a',
    '?a',
    '#a',
    'a',
    'news.example/a',
    '.',
    'https://evil.example',
    'https://evil.example/https://news.example/a',
    'https://evil.example?https://news.example/',
    'https://evil.example#https://news.example/',
    'https:evil.example',
    'https:\\\\evil.example',
    'https:/evil.example',
    'https://evil.example\\@news.example/',
    'https://news.example@evil.example',
    'https://news.example%40evil.example',
    'https://news.example:443@evil.example/a',
    'https://news.example.evil.example/',
    'https://evilnews.example/',
    'https://sub.news.example/',
    'https://news.example./a',
    'https://news.example:8443/a',
    'http://news.example/a',
    'https://reader@news.example/a',
    'https://reader:password@news.example/a',
    'https://:password@news.example/a',
    'https://news.example\r\n.evil.example/',
    'https://ne\u00adws.exampl\u212f.evil.example/',
    'https://news.example\u2044.evil.example/',
    'https://',
    'null',
    'about:blank',
    `https://news.example/${'a'.repeat(8000)}`,
  ];
  for (const back of hostile) {
    it(JSON.stringify(back.slice(0, 60)), async () => {
      const { form, counts } = app();
      const response = await form({ ...love, return: back });
      assert.equal(response.status, 400);
      assert.equal(response.headers.get('location'), null);
      const page = await response.text();
      assert.doesNotMatch(page, /<a /);
      assert.match(page, /URL of a page on an allowed origin|8000 characters/);
      assert.equal((await counts()).version, 0);
      // The header is no way around it, and is not taken in its place.
      assert.equal((await form({ ...love, return: back }, { Referer: `${ORIGIN}/a` })).status, 400);
    });
  }
});

describe('a return that is odd, and leads to an allowed origin all the same', () => {
  const odd: Readonly<Record<string, string>> = {
    'https://news.example': 'https://news.example/',
    'HTTPS://News.Example:443/a/../b': 'https://news.example/b',
    'https://news.example\\@evil.example': 'https://news.example/@evil.example',
    'https://news.example/\\evil.example': 'https://news.example//evil.example',
    'https://news.example//evil.example': 'https://news.example//evil.example',
    'https://news.example/?to=https://evil.example': 'https://news.example/?to=https://evil.example',
    'https://news.example/a\r\nSet-Cookie: a=b': 'https://news.example/aSet-Cookie:%20a=b',
    'https://news.example/a%0d%0aSet-Cookie:a=b': 'https://news.example/a%0d%0aSet-Cookie:a=b',
    'https://news.example/ä"<>#"<ö>': 'https://news.example/%C3%A4%22%3C%3E#%22%3C%C3%B6%3E',
    'http://localhost:5173/a#reactions': 'http://localhost:5173/a#reactions',
  };
  for (const [back, location] of Object.entries(odd)) {
    it(JSON.stringify(back), async () => {
      const response = await app().form({ ...love, return: back });
      assert.equal(response.status, 303);
      assert.equal(response.headers.get('location'), location);
      assert.equal(response.headers.get('set-cookie'), null);
    });
  }
});

describe('without a return', () => {
  const landing = async (headers: Record<string, string>, fields = {}) => {
    const { status, headers: answered } = await app().form({ ...love, ...fields }, headers);
    return [status, answered.get('location')];
  };

  it('the Referer leads back', async () => {
    assert.deepEqual(await landing({ Referer: `${ORIGIN}/a?b` }), [303, `${ORIGIN}/a?b`]);
    assert.deepEqual(await landing({ Referer: `${ORIGIN}/a` }, { return: ' ' }), [303, `${ORIGIN}/a`]);
    // All that the default policy tells another origin.
    assert.deepEqual(await landing({ Referer: `${ORIGIN}/` }), [303, `${ORIGIN}/`]);
  });

  it('a Referer of elsewhere does not', async () => {
    for (const referer of ['https://evil.example/a', 'about:client', 'a', '//news.example/']) {
      assert.deepEqual(await landing({ Referer: referer }), [400, null]);
    }
    assert.deepEqual(await landing({}), [400, null]);
  });

  it('and with several, nobody guesses', async () => {
    const { status } = await app().form([
      ...Object.entries(love),
      ['return', `${ORIGIN}/a`],
      ['return', `${ORIGIN}/b`],
    ]);
    assert.equal(status, 400);
  });
});
