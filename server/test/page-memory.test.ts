/** The memory of pages: what it gives is what was put into it last, or nothing. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { encodePageKey, type PageKey } from 'gaung/contract';
import { random } from '../../bench/server/keys.ts';
import { createPageMemory, type PageMemory } from '../src/page-memory/page-memory.ts';

const SIZE = 2 ** 20;
const keyOf = (n: number | string) => `news.example/story-${n}` as PageKey;
const memberOf = (page: PageKey, counts: object) => `${JSON.stringify(page)}:${JSON.stringify(counts)}`;
const query = (...pages: readonly PageKey[]) => `?${pages.map((page) => `p=${encodePageKey(page)}`).join('&')}`;

/** Puts pages in, and says what an answer with them is. */
function put(memory: PageMemory, counts: Readonly<Record<string, object>>): string {
  const members = Object.entries(counts).map(([page, one]) => memberOf(page as PageKey, one));
  for (const [i, page] of Object.keys(counts).entries()) memory.keep(page as PageKey, members[i]!);
  return `{"counts":{${members.join(',')}}}`;
}
const textOf = (memory: PageMemory, asked: string) => {
  const assembled = memory.assemble(asked);
  return assembled && Buffer.from(assembled.body).toString();
};

describe('an answer', () => {
  it('has the pages in the order of their keys, each once, however they were asked for', () => {
    const memory = createPageMemory(SIZE);
    const pages = ['a', 'a!', 'a/b', 'a0', 'ab', 'b', 'ö'].map((name) => keyOf(name));
    assert.deepEqual(pages, pages.toSorted());
    const body = put(memory, Object.fromEntries(pages.map((page, i) => [page, { views: i }])));
    assert.equal(textOf(memory, query(...pages)), body);
    assert.equal(textOf(memory, query(...pages.toReversed(), ...pages)), body);
  });

  it('is the same where it is long', () => {
    const memory = createPageMemory(SIZE);
    const pages = Array.from({ length: 100 }, (_, i) => keyOf(1000 + i));
    const body = put(memory, Object.fromEntries(pages.map((page, i) => [page, { views: i, shares: { x: i } }])));
    assert.equal(textOf(memory, query(...pages)), body);
  });

  it('does not heed other parameters, nor how the last bits of a key are spelled', () => {
    const memory = createPageMemory(SIZE);
    const page = 'a' as PageKey;
    const body = put(memory, { [page]: { views: 1 } });
    assert.equal(encodePageKey(page), 'YQ');
    for (const asked of ['?p=YQ', '?x=1&p=YQ', '?p=YQ&x', '?p=YR', '?&p=YQ&'])
      assert.equal(textOf(memory, asked), body);
  });

  it('is left to others where a query says it in another way', () => {
    const memory = createPageMemory(SIZE);
    put(memory, { a: { views: 1 } });
    const others = [
      ...['', '?', '?x=1', '?p', '?p=', '?p=YQ&p=', '?page=a', '?p=YQ&page=a', '?p=YQ&%70=YQ', '?p=YQ%3D', '?p=YQ='],
      ...['?p=Y', '?p=Y!', '?p=YQ&x=+', '?p=\u00e9', `?p=${'A'.repeat(3000)}`],
      `?${Array.from({ length: 101 }, () => 'p=YQ').join('&')}`,
    ];
    for (const asked of others) assert.equal(textOf(memory, asked), undefined, asked);
  });

  it('is found whatever a key has of letters and length', () => {
    const memory = createPageMemory(SIZE);
    const pages = ['a', 'ab', 'abc', 'abcd', 'ö', '日本語/記事', `a/${'long-'.repeat(200)}`].toSorted() as PageKey[];
    const body = put(memory, Object.fromEntries(pages.map((page) => [page, { views: page.length }])));
    assert.equal(textOf(memory, query(...pages)), body);
    for (const page of pages)
      assert.equal(textOf(memory, query(page)), `{"counts":{${memberOf(page, { views: page.length })}}}`);
  });

  it('is left to others where one page is not there', () => {
    const memory = createPageMemory(SIZE);
    put(memory, { a: { views: 1 }, 'a/b': { views: 1 } });
    for (const other of ['b', 'a/', 'a/bc'])
      assert.equal(textOf(memory, query('a' as PageKey, other as PageKey)), undefined);
  });
});

describe('a page', () => {
  const page = keyOf(1);

  it('is what was kept last, shorter or longer, and nothing when it is forgotten', () => {
    const memory = createPageMemory(SIZE);
    for (const views of [1, 1000, 10, 10 ** 15]) {
      put(memory, { [page]: { views } });
      assert.equal(memory.memberOf(page), memberOf(page, { views }));
      assert.equal(memory.forget(page), memory.hashOf(page));
      assert.equal(memory.memberOf(page), undefined);
      assert.equal(textOf(memory, query(page)), undefined);
    }
    put(memory, { [page]: { views: 5 } });
    memory.clear();
    assert.equal(memory.memberOf(page), undefined);
  });

  it('is not kept where its bytes are not its text, or are in another order', () => {
    const memory = createPageMemory(SIZE);
    for (const one of ['news.example/"', 'news.example/😀', `news.example/${'x'.repeat(1024)}`] as PageKey[]) {
      put(memory, { [one]: { views: 1 } });
      assert.equal(memory.memberOf(one), undefined);
    }
  });

  it('is not kept where it would take much of all there is', () => {
    const memory = createPageMemory(SIZE);
    put(memory, { [page]: { text: 'x'.repeat(SIZE / 8) } });
    assert.equal(memory.memberOf(page), undefined);
  });
});

it('forgets what was not asked for, and never gives what is not so', () => {
  const memory = createPageMemory(SIZE);
  const asked = keyOf(0);
  const written = new Map<PageKey, string>();
  let kept = 0;
  for (let n = 0; n < 50_000; n++) {
    const page = keyOf(n);
    const member = memberOf(page, { views: n });
    written.set(page, member);
    memory.keep(page, member);
    assert.equal(memory.memberOf(page), member);
    assert.equal(textOf(memory, query(asked)), `{"counts":{${written.get(asked)}}}`);
    if (n % 3 !== 0) continue;
    const changed = keyOf((n * 7919) % (n + 1)); // Some page of those before.
    memory.forget(changed);
    assert.equal(memory.memberOf(changed), undefined);
    written.set(changed, memberOf(changed, { views: n, again: true }));
    memory.keep(changed, written.get(changed)!);
  }
  for (const [page, member] of written) {
    const found = memory.memberOf(page);
    if (found === undefined) continue;
    kept++;
    assert.equal(found, member);
  }
  assert.ok(kept > 2000 && kept < 20_000, `${kept} pages are left`);
});

it('holds a page for as long as there is room for it, and takes no more than it may', () => {
  const memory = createPageMemory(SIZE);
  const [empty, pages] = [memory.size, 4000];
  const members = Array.from({ length: pages }, (_, n) => memberOf(keyOf(n), { text: 'x'.repeat(100 + (n % 50)) }));
  for (const [n, member] of members.entries()) memory.keep(keyOf(n), member);
  for (const [n, member] of members.entries()) assert.equal(memory.memberOf(keyOf(n)), member);
  assert.ok(empty < memory.size && memory.size <= SIZE, `${empty} and ${memory.size} bytes`);
  for (let n = 0; n < 20_000; n++) {
    memory.keep(keyOf(n), memberOf(keyOf(n), { n }));
    assert.ok(memory.size <= SIZE, `${memory.size} bytes`);
  }
});

it('keeps what is asked for when others have to go', () => {
  const memory = createPageMemory(SIZE);
  const textOf = (n: number) => memberOf(keyOf(n), { text: 'x'.repeat(200) });
  const [asked, pages] = [1000, 20_000];
  for (let n = 0; n < pages; n++) {
    memory.keep(keyOf(n), textOf(n));
    if (n >= asked && n % 1000 === 0) for (let one = 0; one < asked; one++) memory.memberOf(keyOf(one));
  }
  let left = 0;
  for (let n = 0; n < asked; n++) if (memory.memberOf(keyOf(n)) !== undefined) left++;
  assert.ok(left > 0.8 * asked, `${left} of ${asked} are left`);
});

it('gives what was kept last or nothing, whatever is done in whatever order', () => {
  const memory = createPageMemory(SIZE);
  const next = random(1);
  const upTo = (n: number) => Math.floor(next() * n);
  const last = new Map<PageKey, string>();
  for (let n = 0; n < 100_000; n++) {
    const page = keyOf(upTo(15_000));
    const what = upTo(1000);
    if (what === 0 && n % 10 === 0) {
      memory.clear();
      last.clear();
    } else if (what < 100) {
      memory.forget(page);
      last.delete(page);
    } else if (what < 500) {
      const member = memberOf(page, { text: 'x'.repeat(upTo(what === 100 ? 20_000 : 200)) });
      memory.keep(page, member);
      last.set(page, member);
    } else {
      const found = memory.memberOf(page);
      if (found !== undefined) assert.equal(found, last.get(page));
      assert.equal(textOf(memory, query(page)), found && `{"counts":{${found}}}`);
    }
  }
});
