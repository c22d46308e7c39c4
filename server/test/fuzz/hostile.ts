/** Values that trouble servers, and an oracle of which of them are right all the same. */
import type { Chance } from '../../../test/e2e/chance.ts';

/** Words that mean something to JavaScript, SQL, HTTP, HTML, shells, URLs or Unicode. */
const STRINGS: readonly string[] = [
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', 'then'],
  ...[
    'null',
    'undefined',
    'true',
    'NaN',
    'Infinity',
    '-Infinity',
    '-1',
    '-0',
    '1e308',
    '1e999',
    '0x10',
    '[object Object]',
  ],
  ...["'; DROP TABLE pages; --", '" OR "1"="1', "x' UNION SELECT value FROM meta --", "\\'; ATTACH 'x' AS y", '%'],
  ...[
    '\r\nSet-Cookie: a=b',
    'x\r\n\r\nHTTP/1.1 200 OK',
    '\n',
    '\0',
    'a\0b',
    '\u007f',
    '\u2028',
    '\u202e',
    '\ud800',
    '\udfff\ud800',
  ],
  ...[
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '{{7*7}}',
    '\u0024{7*7}',
    '`id`',
    '$(id)',
    '| cat /etc/passwd',
  ],
  ...[
    '../../../../etc/passwd',
    '/etc/passwd',
    '..\\..\\x',
    'file:///etc/passwd',
    '//evil.example/x',
    'http://[::1',
    'javascript:alert(1)',
  ],
  ...['evil.example/a', 'news.example', 'NEWS.example/a', 'www.news.example/a', 'news.example:80/a', 'news.example/a/'],
  ...[
    'news.example/a#b',
    'news.example/%61',
    'news.example/../a',
    'news.example/a?utm_source=x',
    'news.example@evil.example/a',
  ],
  ...[
    'https://news.example/a',
    '/a',
    '?a',
    '.',
    '%00',
    '%ff',
    '%E0%A4%A',
    'ｎｅｗｓ.example/a',
    'xn--/a',
    'a b',
    ' ',
    '',
  ],
  'a'.repeat(129),
  'a'.repeat(5000),
  `news.example/${'ä'.repeat(600)}`,
  `news.example/${'%'.repeat(300)}`,
  '👩‍👩‍👧‍👦'.repeat(40),
];

const NUMBERS: readonly number[] = [0, -1, -0, 1.5, 1e308, -1e308, 2 ** 53, 2 ** 31, -(2 ** 63), Number.MIN_VALUE];

/** A value of any type; `depth` bounds how deep it is nested. */
export function hostileValue(chance: Chance, depth = 3): unknown {
  const kind = chance.number();
  if (kind < 0.5) return hostileString(chance);
  if (kind < 0.65) return chance.oneOf(NUMBERS);
  if (kind < 0.8 || depth === 0) return chance.oneOf([null, true, false, [], {}, [null], '']);
  const parts = Array.from({ length: chance.between(1, 3) }, () => hostileValue(chance, depth - 1));
  // From entries: `__proto__` is a name like any other, as it is in JSON.
  return kind < 0.9 ? parts : Object.fromEntries(parts.map((part) => [hostileString(chance), part]));
}

export const hostileString = (chance: Chance): string => chance.oneOf(STRINGS);

/** For headers, which can hold no control characters, and nothing beyond a byte. */
export const hostileHeader = (chance: Chance): string =>
  hostileString(chance).replaceAll(/[^\t\u0020-\u007e\u00a0-\u00ff]/gu, '?');

/** What is right by the words of the design, told apart from how the server tells it. */
export const isRight = {
  id: (value: unknown) => typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
  /** Of the strings above and those that the grammar makes, these are page keys of ours. */
  page: (value: unknown) => typeof value === 'string' && /^(?:[A-Za-z0-9_-]{1,128}|news\.example\/\d+)$/.test(value),
  name: (value: unknown) => typeof value === 'string' && /^[a-z0-9][a-z0-9-]{0,31}$/.test(value),
  at: (value: unknown) => value === undefined || (Number.isSafeInteger(value) && (value as number) >= 0),
  choice: (value: unknown, most: number) =>
    Array.isArray(value) && value.length <= most && new Set(value).size === value.length && value.every(isRight.name),
};
