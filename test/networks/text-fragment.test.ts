import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { suggestedNetworks } from '../../src/networks/suggested.ts';
import { quoteUrl } from '../../src/networks/text-fragment.ts';
import { allNetworks } from './all-networks.ts';

describe('the address of a quote', () => {
  it('names the text', () => {
    assert.equal(
      quoteUrl('https://a.example/b?c=1', ' laut  yang\ntenang '),
      'https://a.example/b?c=1#:~:text=laut%20yang%20tenang',
    );
  });

  it('encodes what has a meaning in a directive', () => {
    assert.equal(quoteUrl('https://a.example/', 'a-b, c & d'), 'https://a.example/#:~:text=a%2Db%2C%20c%20%26%20d');
  });

  it('keeps a fragment of the page, and replaces an older directive', () => {
    assert.equal(quoteUrl('https://a.example/#part', 'laut'), 'https://a.example/#part:~:text=laut');
    assert.equal(quoteUrl('https://a.example/#part:~:text=old', 'laut'), 'https://a.example/#part:~:text=laut');
  });

  it('names a long quote by its first and last words', () => {
    const words = Array.from({ length: 40 }, (_, at) => `kata${at}`);
    const expected = [words.slice(0, 5), words.slice(-5)].map((part) => part.join('%20')).join(',');
    assert.equal(quoteUrl('https://a.example/', words.join(' ')), `https://a.example/#:~:text=${expected}`);
  });

  it('of nothing is the page', () => {
    assert.equal(quoteUrl('https://a.example/#b', ' \n '), 'https://a.example/#b');
  });
});

describe('suggested networks', () => {
  it('are known ones, for every language, with copying among them', () => {
    const known = new Set(allNetworks.map(({ id }) => id));
    for (const lang of ['id', 'ja', 'ko', 'ru', 'th', 'vi', 'zh-Hant', 'de-AT', 'pl', 'en', 'xx', '', 'constructor']) {
      const ids = suggestedNetworks(lang);
      assert.ok(ids.length >= 4 && ids.includes('copy'), lang);
      assert.deepEqual(
        ids.filter((id) => !known.has(id)),
        [],
        lang,
      );
      assert.equal(new Set(ids).size, ids.length, lang);
    }
    assert.ok(suggestedNetworks('ja-JP').includes('hatena'));
    assert.ok(suggestedNetworks('id').includes('line'));
  });
});
