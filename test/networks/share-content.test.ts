import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cleanText, cleanUrl, shareContent } from '../../src/networks/share-content.ts';

const BASE = 'https://news.example/berita/a?b=1#c';

describe('clean text', () => {
  it('is one trimmed line', () => {
    assert.equal(cleanText('  a \t\r\n b\u00a0\u2028c\u3000 '), 'a b c');
  });

  it('has no controls and no halves of characters', () => {
    assert.equal(cleanText('a\u0000b\u001b\u0085c\u007fd'), 'a b c d');
    assert.equal(cleanText('a\ud83db\ude42c🙂'), 'abc🙂');
    assert.equal(cleanText('\ude42\ud83d'), '');
  });

  it('keeps everything else', () => {
    const text = 'R&D: 100% "gratis" #1 – 日本語 🙂 <b>&amp; é e\u0301 👩\u200d💻 العربية';
    assert.equal(cleanText(text), text);
  });

  it('is empty where there is nothing', () => {
    for (const nothing of [undefined, null, '', ' ', '\n\t', '\u0000', '\ud800']) assert.equal(cleanText(nothing), '');
  });

  it('is cut to 500 characters, and says so', () => {
    assert.equal(cleanText('a'.repeat(500)), 'a'.repeat(500));
    assert.equal(cleanText('a'.repeat(501)), `${'a'.repeat(499)}…`);
    assert.equal(cleanText('🙂'.repeat(501)), `${'🙂'.repeat(499)}…`);
    assert.equal(cleanText(`${'a'.repeat(498)} ${'b'.repeat(9)}`), `${'a'.repeat(498)}…`);
  });

  it('is made in no time out of 10 MB', () => {
    for (const part of ['a', ' ', '\u0000', '🙂', '\ud800', 'a\n']) {
      const text = cleanText(part.repeat(10_000_000 / part.length));
      assert.ok([...text].length <= 500);
      assert.doesNotMatch(text, /\p{Cs}/u);
    }
  });
});

describe('a clean URL', () => {
  it('is absolute, and resolved against the page', () => {
    assert.equal(cleanUrl('https://other.example/a?b=1#c', BASE), 'https://other.example/a?b=1#c');
    assert.equal(cleanUrl('http://other.example', BASE), 'http://other.example/');
    assert.equal(cleanUrl('/x', BASE), 'https://news.example/x');
    assert.equal(cleanUrl('?b=2', BASE), 'https://news.example/berita/a?b=2');
    assert.equal(cleanUrl('x y', BASE), 'https://news.example/berita/x%20y');
    assert.equal(cleanUrl(' https://other.example/a\n', BASE), 'https://other.example/a');
  });

  it('is of the web and of nothing else', () => {
    for (const value of [
      'javascript:alert(1)',
      'JavaScript:alert(1)',
      ' java\nscript:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'vbscript:x',
      'blob:https://news.example/1',
      'file:///etc/passwd',
      'mailto:a@b.example',
      'about:blank',
      'ftp://news.example/',
      'whatsapp://send',
    ]) {
      assert.equal(cleanUrl(value, BASE), undefined, value);
    }
  });

  it('has no user and no password', () => {
    assert.equal(cleanUrl('https://ani:rahasia@news.example/a', BASE), 'https://news.example/a');
    assert.equal(cleanUrl('/a', 'https://ani:rahasia@news.example/'), 'https://news.example/a');
  });

  it('is none where there is nothing, or nothing that is one', () => {
    for (const value of [undefined, null, '', 'https://', 'https://a b/', 'http://[::1', 'https://x:port/']) {
      assert.equal(cleanUrl(value, BASE), undefined, String(value));
    }
    assert.equal(cleanUrl('/a', 'no base'), undefined);
    assert.equal(cleanUrl('/a', 'about:srcdoc'), undefined);
    assert.equal(cleanUrl(`https://news.example/${'a'.repeat(100_000)}`, BASE), undefined);
  });

  it('has no halves of characters', () => {
    assert.equal(cleanUrl('/a\ud83d', BASE), 'https://news.example/a%EF%BF%BD');
  });
});

describe('share content', () => {
  it('is clean in all its parts', () => {
    assert.deepEqual(
      shareContent({
        url: BASE,
        title: ' a\n',
        text: '\u0000b',
        via: ' @kabar ',
        hashtags: ' #satu,dua #tiga\ud800 ,, # ',
        image: 'https://news.example/a.png',
        appId: ' 42\n',
      }),
      {
        url: BASE,
        title: 'a',
        text: 'b',
        via: 'kabar',
        hashtags: ['satu', 'dua', 'tiga'],
        image: 'https://news.example/a.png',
        appId: '42',
      },
    );
  });

  it('is empty where nothing was given', () => {
    assert.deepEqual(shareContent({ url: BASE }), {
      url: BASE,
      title: '',
      text: '',
      via: '',
      hashtags: [],
      image: '',
      appId: '',
    });
  });
});
