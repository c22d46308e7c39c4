import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { html as serverHtml } from '@lit-labs/ssr';
import { html } from 'lit';
import { renderToString, styleHashes } from '../../src/ssr/index.ts';
import { backendOf, type Node, read, rendered, URL_OF_PAGE, warnings } from './tools.ts';

const COUNTS = { version: 3, views: 1206, shares: { whatsapp: 1200, copy: 3 }, reactions: { love: 41, haha: 3 } };
const known = { [URL_OF_PAGE]: COUNTS };
const ALL = '<share-buttons></share-buttons><view-counter></view-counter><reaction-bar></reaction-bar>';

describe('numbers', () => {
  it('are in it', async () => {
    const page = await rendered(`${ALL}<share-buttons counts></share-buttons>`, { counts: known });
    assert.deepEqual(page.tags('view-counter')[0]!.texts('text'), ['Read 1,206 times']);
    assert.deepEqual(page.tags('reaction-bar')[0]!.texts('count'), ['41', '3', '0', '0', '0']);
    const counted = page
      .tags('share-buttons')
      .map((row) => row.all((one) => one.attribute('data-count') !== undefined));
    assert.deepEqual(
      counted.map((all) => all.map((one) => one.attribute('data-count'))),
      [[], ['1.2K', '3']],
    );
  });

  it('that nobody knows are absent, never 0', async () => {
    for (const counts of [undefined, {}, { [URL_OF_PAGE]: { version: 1 } }]) {
      const page = await rendered(ALL, { counts });
      assert.deepEqual(page.tags('view-counter')[0]!.texts('text'), ['\u00a0']);
      assert.deepEqual(page.tags('reaction-bar')[0]!.texts('count'), ['', '', '', '', '']);
    }
  });

  it('are nobody’s own: a page may be kept for others', async () => {
    const markup = await renderToString(ALL, {
      url: URL_OF_PAGE,
      counts: { a: COUNTS, [URL_OF_PAGE]: { ...COUNTS, mine: ['love'] } },
    });
    assert.equal(markup.includes('mine'), false);
    assert.equal(markup.includes('aria-pressed="true"'), false);
  });

  it('come from a backend, in one request for each page that is not known', async () => {
    const backend = backendOf({ 'news.example/b': { version: 1, views: 7 }, b: { version: 1, views: 8 } });
    const counters = ['', 'page="/b"', 'page="https://www.news.example/b/?utm_source=x"', 'page="b"', 'page="c"'].map(
      (page) => `<view-counter ${page}></view-counter>`,
    );
    const page = await rendered(counters.join(''), { backend, counts: known });
    assert.deepEqual(page.texts('text'), [
      'Read 1,206 times',
      'Read 7 times',
      'Read 7 times',
      'Read 8 times',
      '\u00a0',
    ]);
    assert.deepEqual(backend.asked, [['news.example/b', 'b', 'c']]);
  });

  it('come in as many requests as a backend needs', async () => {
    const backend = backendOf({ e: { version: 1, views: 7 } }, { maxPages: 2 });
    const counters = [...'abcde'].map((id) => `<view-counter page="${id}"></view-counter>`).join('');
    const page = await rendered(counters, { backend });
    assert.deepEqual(
      backend.asked.map((pages) => pages.length),
      [2, 2, 1],
    );
    assert.equal(page.texts('text').at(-1), 'Read 7 times');
  });

  it('that do not come leave a page without them, and the console is told', async () => {
    const failing = { ...backendOf({}), read: async () => Promise.reject(new Error('gone')) };
    const silent = { ...backendOf({}), read: () => new Promise<never>(() => {}) };
    for (const backend of [failing, silent]) {
      const said = await warnings(async () => {
        const page = await rendered(ALL, { backend, timeout: 20 });
        assert.deepEqual(page.tags('reaction-bar')[0]!.texts('name').length, 5);
      });
      assert.match(said.join(), /\[gaung\] \[ssr\] test gave no counts/);
    }
  });

  it('of another server are not this one’s', async () => {
    const elsewhere = `<gaung-provider endpoint="https://other.example/"><p><view-counter></view-counter></p></gaung-provider>
      <view-counter endpoint="https://other.example/"></view-counter>`;
    const backend = backendOf({ 'news.example/a': COUNTS });
    const page = await rendered(elsewhere, { backend });
    assert.deepEqual(page.texts('text'), ['\u00a0', '\u00a0']);
    assert.deepEqual(backend.asked, []);
    const near = await rendered('<gaung-provider><view-counter></view-counter></gaung-provider>', { backend });
    assert.deepEqual(near.texts('text'), ['Read 1,206 times']);
  });

  it('are left out where a backend cannot know them', async () => {
    const page = await rendered('<reaction-bar></reaction-bar>', { backend: backendOf({}, { reactions: false }) });
    assert.deepEqual(page.tags('button'), []);
    const some = await rendered('<reaction-bar></reaction-bar>', { backend: backendOf({}, { reactionIds: ['love'] }) });
    assert.equal(some.tags('button').length, 1);
  });
});

describe('the page', () => {
  const document = (head: string) => `<!doctype html><html lang="id"><head>${head}</head><body>${ALL}</body></html>`;

  it('is what the document says of itself', async () => {
    const head = `<title>T</title><meta property="og:title" content="Judul &amp; isi"><link rel="alternate canonical" href="/a?utm_source=x">`;
    const backend = backendOf({ 'news.example/a': COUNTS });
    const markup = await renderToString(document(head), { url: 'https://news.example/amp?id=3', backend });
    assert.deepEqual(backend.asked, [['news.example/a']]);
    const link = read(markup).all((one) => one.attribute('data-network') === 'telegram')[0]!;
    const target = new URL(link.attribute('href')!).searchParams;
    assert.deepEqual([target.get('url'), target.get('text')], [URL_OF_PAGE, 'Judul & isi']);
  });

  it('needs no address where the canonical link is whole', async () => {
    const markup = await renderToString(document(`<link rel="canonical" href="${URL_OF_PAGE}">`), { counts: known });
    assert.deepEqual(read(markup).tags('view-counter')[0]!.texts('text'), ['Dibaca 1.206 kali']);
  });

  it('must be known', async () => {
    await assert.rejects(renderToString(ALL), /\[gaung\] \[ssr\] It is not known what page this is\. .*url: 'https/);
    await assert.rejects(renderToString(ALL, { url: '/a' }), /"\/a" is no page\./);
    await assert.rejects(renderToString(ALL, { url: 'javascript:alert(1)' }), /is no page/);
    await assert.rejects(renderToString(ALL, { url: URL_OF_PAGE, counts: { '%%%/': COUNTS } }), /is no page/);
    assert.equal(await renderToString('<p>Nothing of ours</p>'), '<p>Nothing of ours</p>');
  });

  it('of an element that names none is the browser’s to say', async () => {
    const said = await warnings(async () => {
      const markup = '<view-counter page="what is this?"></view-counter>';
      assert.equal(await renderToString(markup, { url: URL_OF_PAGE }), markup);
    });
    assert.match(said.join(), /<view-counter> is not rendered: .*is no page/);
  });
});

describe('languages', () => {
  it('are those of the nearest lang, with their numbers', async () => {
    const page = await rendered(
      `<div lang="id">${ALL}<p lang="ar-EG"><view-counter></view-counter></p></div><view-counter lang="de"></view-counter>
       <view-counter></view-counter><view-counter lang="he"></view-counter>`,
      { counts: known, language: 'fr' },
    );
    const texts = page.tags('view-counter').map((one) => one.texts('text')[0]!);
    for (const [at, text] of [
      /^Dibaca 1\.206 kali$/,
      /^١٬٢٠٦ \p{sc=Arab}+$/u,
      /^1\.206\D+$/,
      /^1\u202f206 lectures$/,
      /^Read 1,206 times$/,
    ].entries())
      assert.match(texts[at]!, text);
    const hebrew = page
      .tags('view-counter')
      .at(-1)!
      .all((one) => one.attribute('part') === 'text')[0]!;
    assert.equal(hebrew.attribute('lang'), 'en', 'English stands in, and says so');
  });
});

describe('markup', () => {
  it('stays as it is around the elements, to the byte', async () => {
    const around = `<!doctype html>\n<HTML lang=id><head><title>a<b</title><link rel=canonical href=${URL_OF_PAGE}></head>
      <body class='x'  data-y=1><!-- <reaction-bar> --><script>"<reaction-bar>"</script><textarea><view-counter></textarea>
      <noscript><reaction-bar></reaction-bar></noscript><template><view-counter></view-counter></template><p>&amp;&nbsp;<br/>`;
    const markup = await renderToString(`${around}<Reaction-Bar size=compact></Reaction-Bar><i>end`, { counts: known });
    assert.ok(markup.startsWith(`${around}<Reaction-Bar data-gaung='`));
    assert.match(markup, /' size=compact><template shadowrootmode="open">/);
    assert.ok(markup.endsWith('</template></Reaction-Bar><i>end'));
    assert.equal(markup.match(/shadowrootmode/g)!.length, 1);
  });

  it('is rendered once', async () => {
    const once = await renderToString(ALL, { url: URL_OF_PAGE, counts: known });
    assert.equal(await renderToString(once, { url: URL_OF_PAGE }), once);
  });

  it('may stand in shadow roots of others', async () => {
    const page = await rendered(`<my-card lang="id"><template shadowrootmode="open">${ALL}</template></my-card>`, {
      counts: known,
    });
    assert.deepEqual(page.tags('view-counter')[0]!.texts('text'), ['Dibaca 1.206 kali']);
  });

  it('may be a template of Lit, or of its server', async () => {
    const [page, text] = ['news.example/a', '<b>'];
    for (const template of [
      html`<p lang="id">${text}<view-counter page=${page}></view-counter></p>`,
      serverHtml`<p lang="id">${text}<view-counter page=${page}></view-counter></p>`,
    ]) {
      const tree = await rendered(template as never, { counts: known });
      assert.deepEqual(tree.texts('text'), ['Dibaca 1.206 kali']);
      assert.deepEqual(tree.tags('b'), []);
    }
    await assert.rejects(rendered(3 as never), /renderToString takes markup, or a template/);
  });
});

describe('styles', () => {
  const MANY = `${ALL}<share-buttons counts></share-buttons><reaction-bar size="large"></reaction-bar>`;

  it('carry the nonce of the page, and nothing else carries one', async () => {
    const page = await rendered(MANY, { nonce: 'a"b' });
    const styles = page.tags('style');
    assert.ok(styles.length >= 12);
    assert.ok(styles.every((style) => style.attribute('nonce') === 'a"b'));
    assert.equal(page.all((one) => one.attribute('nonce') !== undefined).length, styles.length);
    assert.deepEqual(
      page.all((one) => one.attribute('style') !== undefined),
      [],
    );
  });

  it('are those whose hashes are printed, without a nonce', async () => {
    const hashes = await styleHashes();
    const styles = (await rendered(MANY)).tags('style');
    const used = styles.map(({ text }) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    assert.deepEqual([...new Set(used)].toSorted(), hashes.toSorted());
    assert.ok(styles.every((style) => style.attribute('nonce') === undefined));
  });
});

describe('hostile data', () => {
  const HOSTILE = [
    `"><script>alert(1)</script>`,
    `'><img src=x onerror=alert(1)>`,
    `</template></reaction-bar><script>alert(1)</script>`,
    `--><script>alert(1)</script><!--`,
    `</style><script>alert(1)</script>`,
    `<!--lit-part x--> data-gaung-text="x">`,
  ];
  const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

  for (const text of HOSTILE) {
    it(`makes no markup: ${text}`, async () => {
      const value = escape(text);
      let page!: Node;
      const said = await warnings(async () => {
        page = await rendered(
          `<share-buttons share-title="${value}" share-text="${value}" url="${value}" label="${value}" via="${value}" networks="whatsapp ${value}" image="${value}" campaign="${value}" display="both"></share-buttons>
         <reaction-bar label="${value}" preset="${value}" size="${value}"><reaction-option value="yes" label="${value}" icon="${value}"></reaction-option><reaction-option value="${value}"></reaction-option></reaction-bar>
         <view-counter format="${value}" page="${value}"></view-counter><view-counter lang="${value}"></view-counter>`,
          {
            ...{ title: text, image: text, nonce: text },
            counts: {
              [URL_OF_PAGE]: {
                version: 1,
                views: text,
                reactions: { [text]: 1, yes: 2 },
                shares: { [text]: 1 },
              } as never,
            },
          },
        );
      });
      assert.ok(said.length >= 3, 'what is wrong is named');
      assert.deepEqual(page.tags('script'), []);
      assert.deepEqual(
        page.all((one) => one.attributes.some((name) => name.startsWith('on'))),
        [],
      );
      const bar = page.tags('reaction-bar')[0]!;
      assert.deepEqual(bar.texts('name'), [text]);
      assert.deepEqual(bar.texts('label'), [text]);
      assert.deepEqual(bar.texts('count'), ['2']);
      assert.ok(page.tags('a').every((one) => one.attribute('href')!.startsWith('https://wa.me/')));
    });
  }

  it('counts nothing that is inherited', async () => {
    const page = await rendered('<reaction-bar reactions="constructor love"></reaction-bar>', { counts: known });
    assert.deepEqual(page.texts('count'), ['0', '41']);
  });
});

describe('a share row', () => {
  const row = async (attributes: string) => {
    const page = await rendered(`<share-buttons ${attributes}></share-buttons>`, { title: 'T' });
    return page.all((one) => one.attribute('data-network') !== undefined);
  };
  const ids = async (attributes: string) => (await row(attributes)).map((one) => one.attribute('data-network'));

  it('has the networks that it names, also those that come later in browsers', async () => {
    assert.deepEqual(await ids(''), ['whatsapp', 'facebook', 'x', 'telegram', 'copy']);
    assert.deepEqual(await ids('networks="line, bluesky line nonsense copy"'), ['line', 'bluesky', 'copy']);
    assert.deepEqual(await ids('networks="native email"'), ['email'], 'only a browser knows of its share sheet');
    assert.deepEqual(await ids('networks="auto" lang="ja"'), ['x', 'line', 'hatena', 'facebook', 'email', 'copy']);
    assert.deepEqual(await ids('max="2"'), ['whatsapp', 'facebook']);
  });

  it('leads where it would in a browser, its title cut and its campaign in it', async () => {
    const [link] = await row(`networks="bluesky" campaign="mei" url="/b?fbclid=x" share-title="${'a'.repeat(400)}"`);
    const text = new URL(link!.attribute('href')!).searchParams.get('text')!;
    assert.ok(text.length <= 300);
    assert.match(text, /^a+… https:\/\/news\.example\/b\?utm_source=bluesky&utm_medium=share&utm_campaign=mei$/);
    assert.deepEqual([link!.attribute('target'), link!.attribute('rel')], ['_blank', 'noopener']);
    const [own] = await row('networks="whatsapp" url="javascript:alert(1)"');
    assert.match(own!.attribute('href')!, /news\.example%2Fa$/);
  });
});
