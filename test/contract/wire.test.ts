import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  decodePageKey,
  encodePageKey,
  type PageKey,
  parseCounts,
  parseRefused,
  toPageKey,
} from '../../src/contract/index.ts';
import cases from './page-key-cases.json' with { type: 'json' };

const ID = '6f1c3f0e-5a3b-4c53-9e8f-0d5d3e4b7a21';
const A = toPageKey('news.example/a');
const B = toPageKey('news.example/b');
const key = (text: string) => text as PageKey;

describe('page keys in a query', () => {
  it('come back as they were, all of the frozen table', () => {
    for (const { key } of cases) {
      if (key === undefined) continue;
      const encoded = encodePageKey(key as PageKey);
      assert.match(encoded, /^[\w-]+$/, key);
      assert.equal(decodePageKey(encoded), key);
    }
  });

  it('are base64url of UTF-8, by any other encoder', () => {
    for (const text of ['news.example/a', 'news.example/日本語?🙂', 'a', 'ab', 'abc', '>>>???ÿÿÿ', 'x'.repeat(1024)]) {
      assert.equal(encodePageKey(key(text)), Buffer.from(text).toString('base64url'));
      assert.equal(decodePageKey(Buffer.from(text).toString('base64url')), text);
    }
  });

  it('keep a byte order mark, so that no two spellings are one page', () => {
    assert.equal(decodePageKey(Buffer.from('\ufeffnews.example/a').toString('base64url')), '\ufeffnews.example/a');
  });

  it('are nothing where the text is something else', () => {
    const notUtf8 = Buffer.from([0x63, 0xff, 0x61]).toString('base64url');
    const surrogate = Buffer.from([0xed, 0xa0, 0xbd]).toString('base64url');
    for (const text of ['%%%', 'a', 'news.example/a', '日本', 'YQ=Q', '\0', notUtf8, surrogate]) {
      assert.equal(decodePageKey(text), undefined, text);
    }
  });
});

describe('the counts in an answer', () => {
  it('are those of the pages that were asked for', () => {
    const counts = parseCounts({ counts: { [A]: { version: 1, views: 5 }, 'other.example/': { views: 9 } } }, [A, B]);
    assert.deepEqual([...counts!], [[A, { version: 1, views: 5 }]]);
  });

  it('are found for pages that every object seems to have', () => {
    const text = '{"counts":{"__proto__":{"version":1,"views":7},"news.example/a":{"version":2}}}';
    const pages = ['__proto__', 'constructor', 'toString', 'news.example/a'].map(key);
    const counts = parseCounts(JSON.parse(text), pages);
    assert.deepEqual(
      [...counts!],
      [
        ['__proto__', { version: 1, views: 7 }],
        ['news.example/a', { version: 2 }],
      ],
    );
  });

  it('leave out pages that only every object seems to have', () => {
    const pages = ['__proto__', 'constructor', 'toString'].map(key);
    assert.deepEqual([...parseCounts({ counts: {} }, pages)!], []);
  });

  it('leave out a page whose counts are none', () => {
    for (const wrong of [null, 1, 'x', [], [{ views: 1 }]]) {
      assert.deepEqual([...parseCounts({ counts: { [A]: wrong, [B]: { views: 1 } } }, [A, B])!.keys()], [B]);
    }
  });

  it('are undefined where it is no such answer', () => {
    for (const answer of [undefined, null, 1, 'counts', [], {}, { counts: null }, { counts: 1 }, { counts: 'x' }]) {
      assert.equal(parseCounts(answer, [A]), undefined);
    }
    assert.equal(parseCounts({ counts: {} }, [A])?.size, 0);
  });
});

describe('the refusals in an answer', () => {
  it('are codes by interaction id', () => {
    const answer = { refused: [{ id: ID, code: 'page-not-allowed' }] };
    assert.deepEqual([...parseRefused(answer)!], [[ID, 'page-not-allowed']]);
    assert.equal(parseRefused({ refused: [] })?.size, 0);
  });

  it('are refusals still where this version does not know their code', () => {
    for (const code of ['of-version-2', 'constructor', '__proto__', undefined, null, 1, {}]) {
      assert.deepEqual([...parseRefused({ refused: [{ id: ID, code }] })!], [[ID, 'rejected']]);
    }
  });

  it('leave out what names no interaction', () => {
    const refused = [null, 1, 'x', {}, { id: null, code: 'id-invalid' }, { id: 7, code: 'id-invalid' }, [ID]];
    assert.equal(parseRefused({ refused })?.size, 0);
  });

  it('are undefined where it is no such answer', () => {
    for (const answer of [undefined, null, 1, [], {}, { refused: null }, { refused: {} }, { refused: 'x' }]) {
      assert.equal(parseRefused(answer), undefined);
    }
  });
});
