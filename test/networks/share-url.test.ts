import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LinkNetwork, ShareContent } from '../../src/networks/network.ts';
import { cleanUrl, shareContent } from '../../src/networks/share-content.ts';
import { shareUrl } from '../../src/networks/share-url.ts';
import { linkNetworks } from './all-networks.ts';

/** The address of each network for one plain content, as its owner documents it. A new network needs its line here. */
const EXAMPLES: Readonly<Record<string, string>> = {
  email: 'mailto:?subject=Kapal%20pustaka&body=Kapal%20pustaka%0D%0A%0D%0Ahttps%3A%2F%2Fnews.example%2Fa%3Fp%3D1',
  facebook: 'https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fnews.example%2Fa%3Fp%3D1',
  line: 'https://social-plugins.line.me/lineit/share?url=https%3A%2F%2Fnews.example%2Fa%3Fp%3D1&text=Kapal%20pustaka',
  telegram: 'https://t.me/share/url?url=https%3A%2F%2Fnews.example%2Fa%3Fp%3D1&text=Kapal%20pustaka',
  whatsapp: 'https://wa.me/?text=Kapal%20pustaka%20https%3A%2F%2Fnews.example%2Fa%3Fp%3D1',
  x: 'https://twitter.com/intent/tweet?text=Kapal%20pustaka&url=https%3A%2F%2Fnews.example%2Fa%3Fp%3D1',
};

/** Networks that take the link alone: title and picture come from the page's own Open Graph tags. */
const LINK_ALONE = new Set(['facebook']);

const URL_WITH_ALL = 'https://news.example/berita/日本?q=R&D 100%&a[]=+#bagian "1"';
const NASTY = ' R&D: 100% "gratis" #1 – 日本語 🙂 \n <b>\u0000\u0007\ud83d?a=b+c;d/e\\ ';
const CLEAN = 'R&D: 100% "gratis" #1 – 日本語 🙂 <b> ?a=b+c;d/e\\';

const content = (given: Partial<Parameters<typeof shareContent>[0]>): ShareContent =>
  shareContent({ url: 'https://news.example/a?p=1', ...given });

/** All that a link says, as the network's own parser would read it. */
function readBack(href: string): { start: string; values: string[]; all: string } {
  const url = new URL(href);
  const values = [...url.searchParams.values()];
  return { start: href.split('?')[0]!, values, all: values.join('\n') };
}

const hrefOf = (network: LinkNetwork, given: Partial<Parameters<typeof shareContent>[0]>) =>
  shareUrl(network, content(given));

describe('the address of a share link', () => {
  it('has an example for every network, and none for another', () => {
    assert.deepEqual(linkNetworks.map(({ id }) => id).toSorted(), Object.keys(EXAMPLES).toSorted());
  });

  for (const network of linkNetworks) {
    const { id } = network;
    const example = EXAMPLES[id] ?? '';

    describe(id, () => {
      it('is what its owner documents', () => {
        assert.equal(hrefOf(network, { title: 'Kapal pustaka' }), example);
      });

      it('carries a nasty title and a whole URL unharmed', () => {
        const url = cleanUrl(URL_WITH_ALL, 'https://news.example/')!;
        const href = hrefOf(network, { title: NASTY, url });
        const { start, all } = readBack(href);
        assert.equal(start, example.split('?')[0]);
        assert.ok(all.includes(url), `${url} in ${all}`);
        if (!LINK_ALONE.has(id)) assert.ok(all.includes(CLEAN), `${CLEAN} in ${all}`);
      });

      it('is plain ASCII without spaces, and a space is never a plus', () => {
        const href = hrefOf(network, { title: NASTY, text: NASTY, via: 'a b', hashtags: 'c d' });
        assert.match(href, /^[\x21-\x7e]+$/);
        assert.doesNotMatch(href, /[+"<>\\`{}|^]/);
        assert.doesNotMatch(href.slice(href.indexOf('?') + 1), /[#?]/);
      });

      it('cannot be made to lead elsewhere', () => {
        const evil = 'javascript:alert(1)//&url=https://evil.example?to=x#';
        const href = hrefOf(network, { title: evil, text: evil, via: evil, hashtags: evil });
        assert.equal(new URL(href).origin, new URL(example).origin);
        assert.match(href, /^(?:https:\/\/|mailto:\?)/);
        const names = (one: string) => [...new URL(one).searchParams.keys()];
        const known = new Set(['text', 'url', 'u', 'via', 'hashtags', 'subject', 'body']);
        assert.ok(
          names(href).every((name) => known.has(name)),
          names(href).join(),
        );
        assert.equal(new Set(names(href)).size, names(href).length, 'no parameter is there twice');
      });

      it('leaves out what is empty or missing', () => {
        for (const nothing of ['', ' \n ', null, undefined]) {
          const href = hrefOf(network, { title: nothing, text: nothing, via: nothing, hashtags: nothing });
          const { values, all } = readBack(href);
          assert.ok(
            values.every((value) => value !== '' && value === value.trim()),
            href,
          );
          assert.equal(all, 'https://news.example/a?p=1');
          assert.doesNotMatch(href, /undefined|null/);
        }
      });

      it('stays usable with a title of 100 KB', () => {
        const href = hrefOf(network, { title: '日🙂'.repeat(20_000), text: '日🙂'.repeat(20_000) });
        assert.ok(href.length < 12_000, `${href.length} characters`);
        assert.ok(readBack(href).all.includes('https://news.example/a?p=1'));
      });
    });
  }
});

describe('what single networks are told beside title and link', () => {
  const by = (id: string) => linkNetworks.find((network) => network.id === id)!;
  const parameters = (href: string) => Object.fromEntries(new URL(href).searchParams);

  it('email: the longer text before the link, in lines as RFC 6068 wants them', () => {
    const { body, subject } = parameters(hrefOf(by('email'), { title: 'Judul', text: 'Isi & lebih' }));
    assert.equal(subject, 'Judul');
    assert.equal(body, 'Isi & lebih\r\n\r\nhttps://news.example/a?p=1');
  });

  it('x: the account and the hashtags, without their signs', () => {
    const { via, hashtags } = parameters(
      hrefOf(by('x'), { title: 'a', via: '@@kabar', hashtags: '#satu, dua  ##tiga,' }),
    );
    assert.equal(via, 'kabar');
    assert.equal(hashtags, 'satu,dua,tiga');
    assert.deepEqual(Object.keys(parameters(hrefOf(by('x'), { title: 'a', via: '@', hashtags: ' #, ' }))), [
      'text',
      'url',
    ]);
  });
});
