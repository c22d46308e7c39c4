/** The server's shorter ways to check and decode page keys: they say what the contract says. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { decodePageKey, encodePageKey, PAGE_KEY_BYTES, type PageKey, pageKeyProblem, toPageKey } from 'gaung/contract';
import { isPageKey, pageKeyOf } from '../src/page-keys.ts';
import { seededChance } from './seed.ts';

/** What keys are made of, and what they are not. */
const PARTS = [
  ...[
    'news',
    'www.',
    'xn--',
    'a',
    'A',
    'z9',
    '9',
    '0x1',
    '127.0.0.1',
    '-',
    '--',
    '_',
    '~',
    '%',
    '%2E',
    '%41',
    ' ',
    '+',
  ],
  ...['.', '..', '/', '//', './', '/.', '.example', '.com', ':', ':80', ':8080', '?', '?a=1', '&', '#', '@', '\\', 'ö'],
  ...['story-1', 'index.html', 'utm_source=x', '\ufffd', '\ufeff', '\u200b', '\0', '\n', '', 'localhost', '[::1]'],
];

it('finds good what the contract does, and nothing else', (t) => {
  const chance = seededChance(t);
  let good = 0;
  for (let i = 0; i < 200_000; i++) {
    const text = Array.from({ length: chance.between(1, 6) }, () => chance.oneOf(PARTS)).join('');
    const isGood = pageKeyProblem(text) === undefined;
    if (isGood) good++;
    assert.equal(isPageKey(text), isGood, JSON.stringify(text));
  }
  assert.ok(good > 1000, `${good} were good`);
});

it('knows the longest', () => {
  const key = (length: number) => `news.example/${'a'.repeat(length - 'news.example/'.length)}`;
  assert.deepEqual(
    [PAGE_KEY_BYTES, PAGE_KEY_BYTES + 1].map((length) => isPageKey(key(length))),
    [true, false],
  );
});

it('decodes as the contract does', (t) => {
  const chance = seededChance(t);
  const CHARS = [...'ABYZaz0189-_=+/ .%\n'];
  for (let i = 0; i < 50_000; i++) {
    const text = Array.from({ length: chance.between(0, 12) }, () => chance.oneOf(CHARS)).join('');
    const key = decodePageKey(text);
    assert.equal(pageKeyOf(text), key !== undefined && pageKeyProblem(key) === undefined ? key : undefined, text);
  }
  for (const text of ['https://news.example/ö/\ufffd', 'https://news.example/a?b=c', 'article-1']) {
    const key: PageKey = toPageKey(text);
    assert.equal(pageKeyOf(encodePageKey(key)), key);
  }
});
