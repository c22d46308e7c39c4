import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LinkNetwork, ServerNetwork, ShareContent } from '../../src/networks/network.ts';
import { cleanUrl, shareContent } from '../../src/networks/share-content.ts';
import { fitted, serverShareUrl } from '../../src/networks/share-limits.ts';
import { mayBeTooLong, shareUrl } from '../../src/networks/share-url.ts';
import { linkNetworks, serverNetworks } from './all-networks.ts';

const T = 'Kapal%20pustaka';
const U = 'https%3A%2F%2Fnews.example%2Fa%3Fp%3D1';

/** The address of each network for one plain content. A new network needs its line here. */
const EXAMPLES: Readonly<Record<string, string>> = {
  balatarin: `https://www.balatarin.com/links/submit?url=${U}&title=${T}`,
  band: `https://band.us/plugin/share?body=${T}%0A${U}&route=${U}`,
  blogger: `https://www.blogger.com/blog-this.g?u=${U}&n=${T}`,
  bluesky: `https://bsky.app/intent/compose?text=${T}%20${U}`,
  buffer: `https://publish.buffer.com/compose?url=${U}&text=${T}`,
  classroom: `https://classroom.google.com/share?url=${U}&title=${T}`,
  devto: `https://dev.to/new?prefill=${T}%0A%0A${U}`,
  diaspora: `https://share.diasporafoundation.org/?url=${U}&title=${T}`,
  diigo: `https://www.diigo.com/post?url=${U}&title=${T}`,
  douban: `https://www.douban.com/share/service?href=${U}&name=${T}`,
  draugiem: `https://www.draugiem.lv/say/ext/add.php?link=${U}&title=${T}`,
  email: `mailto:?subject=${T}&body=${T}%0D%0A%0D%0A${U}`,
  evernote: `https://www.evernote.com/clip.action?url=${U}&title=${T}`,
  facebook: `https://www.facebook.com/sharer/sharer.php?u=${U}`,
  'facebook-dialog': `https://www.facebook.com/dialog/share?display=popup&href=${U}&redirect_uri=${U}`,
  farcaster: `https://farcaster.xyz/~/compose?text=${T}&embeds[]=${U}`,
  fark: `https://cgi.fark.com/cgi/fark/submit.pl?new_url=${U}&new_comment=${T}`,
  flipboard: `https://share.flipboard.com/bookmarklet/popout?v=2&url=${U}&title=${T}`,
  gab: `https://gab.com/compose?url=${U}&text=${T}`,
  gettr: `https://gettr.com/share?text=${T}&url=${U}`,
  gmail: `https://mail.google.com/mail/?view=cm&fs=1&su=${T}&body=${T}%0A%0A${U}`,
  hackernews: `https://news.ycombinator.com/submitlink?u=${U}&t=${T}`,
  hatena: `https://b.hatena.ne.jp/entry/panel/?url=${U}&btitle=${T}`,
  houzz: `https://www.houzz.com/imageClipperUpload?link=${U}&title=${T}`,
  instapaper: `https://www.instapaper.com/hello2?url=${U}&title=${T}`,
  journalduhacker: `https://www.journalduhacker.net/stories/new?url=${U}&title=${T}`,
  kakaostory: `https://story.kakao.com/share?url=${U}`,
  line: `https://social-plugins.line.me/lineit/share?url=${U}&text=${T}`,
  linkedin: `https://www.linkedin.com/sharing/share-offsite/?url=${U}`,
  livejournal: `https://www.livejournal.com/update.bml?subject=${T}&event=${U}`,
  lobsters: `https://lobste.rs/stories/new?url=${U}&title=${T}`,
  mailru: `https://connect.mail.ru/share?url=${U}&title=${T}`,
  'mastodon-hub': `https://share.joinmastodon.org/#text=${T}%20${U}`,
  max: `https://max.ru/:share?text=${T}%20${U}`,
  meneame: `https://www.meneame.net/submit?url=${U}`,
  messenger: `https://www.facebook.com/dialog/send?link=${U}&redirect_uri=${U}`,
  'messenger-app': `fb-messenger://share/?link=${U}`,
  mewe: `https://mewe.com/share?link=${U}`,
  microblog: `https://micro.blog/post?text=${T}%20${U}`,
  mix: `https://mix.com/add?url=${U}`,
  mixi: `https://mixi.jp/share.pl?u=${U}`,
  naver: `https://share.naver.com/web/shareView?url=${U}&title=${T}`,
  nextdoor: `https://nextdoor.com/sharekit/?source=news.example&body=${T}%20${U}`,
  note: `https://note.com/intent/post?url=${U}`,
  ok: `https://connect.ok.ru/offer?url=${U}&title=${T}`,
  outlook: `https://outlook.live.com/mail/0/deeplink/compose?subject=${T}&body=${T}%0A%0A${U}`,
  pinboard: `https://pinboard.in/add?next=same&url=${U}&title=${T}`,
  pinterest: `https://www.pinterest.com/pin/create/button/?url=${U}&description=${T}`,
  plurk: `https://www.plurk.com/?qualifier=shares&status=${U}%20(${T})`,
  qq: `https://connect.qq.com/widget/shareqq/index.html?url=${U}&title=${T}`,
  qzone: `https://sns.qzone.qq.com/cgi-bin/qzshare/cgi_qzshare_onekey?url=${U}&title=${T}`,
  raindrop: `https://app.raindrop.io/add?link=${U}&title=${T}`,
  reddit: `https://www.reddit.com/submit?url=${U}&title=${T}`,
  refind: `https://refind.com/?url=${U}`,
  share2fedi: `https://s2f.kytta.dev/?text=${T}%20${U}`,
  shareopenly: `https://shareopenly.org/share/?url=${U}&text=${T}`,
  sms: `sms:?&body=${T}%20${U}`,
  snapchat: `https://www.snapchat.com/share?link=${U}`,
  substack: `https://substack.com/notes?action=compose&message=${T}%20${U}`,
  teams: `https://teams.microsoft.com/share?href=${U}&msgText=${T}&preview=true`,
  telegram: `https://t.me/share/url?url=${U}&text=${T}`,
  threads: `https://www.threads.com/intent/post?text=${T}&url=${U}`,
  threema: `threema://compose?text=${T}%20${U}`,
  tieba: `https://tieba.baidu.com/f/commit/share/openShareApi?url=${U}&title=${T}`,
  trello: `https://trello.com/add-card?mode=popup&url=${U}&name=${T}`,
  truthsocial: `https://truthsocial.com/share?title=${T}&url=${U}`,
  tumblr: `https://www.tumblr.com/widgets/share/tool?posttype=link&canonicalUrl=${U}&title=${T}`,
  viber: `viber://forward?text=${T}%20${U}`,
  vk: `https://vk.com/share.php?url=${U}&title=${T}`,
  weibo: `https://service.weibo.com/share/share.php?url=${U}&title=${T}`,
  whatsapp: `https://wa.me/?text=${T}%20${U}`,
  wykop: `https://wykop.pl/dodaj/link?url=${U}&title=${T}`,
  x: `https://twitter.com/intent/tweet?text=${T}&url=${U}`,
  xing: `https://www.xing.com/spi/shares/new?url=${U}`,
  yahoomail: `https://compose.mail.yahoo.com/?subject=${T}&body=${T}%0A%0A${U}`,
  yammer: `https://www.yammer.com/messages/new?login=true&status=${T}%20${U}`,
  zalo: `https://button-share.zalo.me/share_external?d=eyJ1cmwiOiJodHRwczovL25ld3MuZXhhbXBsZS9hP3A9MSJ9`,
};

/** The same for networks that ask for the reader's server. */
const SERVER = 'toot.example:8443';
const SERVER_EXAMPLES: Readonly<Record<string, string>> = {
  'diaspora-pod': `https://toot.example:8443/bookmarklet?url=${U}&title=${T}`,
  friendica: `https://toot.example:8443/compose?title=${T}&body=${U}`,
  gnusocial: `https://toot.example:8443/notice/new?status_textarea=${T}%20${U}`,
  hubzilla: `https://toot.example:8443/rpost?title=${T}&body=${U}`,
  kbin: `https://toot.example:8443/new/link?url=${U}`,
  known: `https://toot.example:8443/share?share_url=${U}&share_title=${T}`,
  lemmy: `https://toot.example:8443/create_post?url=${U}&title=${T}`,
  linkace: `https://toot.example:8443/bookmarklet/add?u=${U}&t=${T}`,
  linkding: `https://toot.example:8443/bookmarks/new?url=${U}&title=${T}`,
  mastodon: `https://toot.example:8443/share?text=${T}%20${U}`,
  misskey: `https://toot.example:8443/share?text=${T}&url=${U}`,
  nextcloud: `https://toot.example:8443/apps/bookmarks/bookmarklet?url=${U}&title=${T}`,
  shaarli: `https://toot.example:8443/?post=${U}&title=${T}`,
  wallabag: `https://toot.example:8443/bookmarklet?url=${U}`,
  wordpress: `https://toot.example:8443/wp-admin/press-this.php?u=${U}&t=${T}`,
};

/** Networks that take the link alone: title and picture come from the page's own Open Graph tags. */
const LINK_ALONE = new Set(
  `facebook facebook-dialog kakaostory kbin linkedin meneame messenger messenger-app mewe mix mixi note refind snapchat
  wallabag xing zalo`.split(/\s+/),
);

/** How one text holds title and link. */
const JOINED: ReadonlyArray<(title: string, url: string) => string> = [
  (title, url) => `${title} ${url}`,
  (title, url) => `${title}\n${url}`,
  (title, url) => `${title}\n\n${url}`,
  (title, url) => `${title}\r\n\r\n${url}`,
  (title, url) => `${url} (${title})`,
];

const PLAIN_URL = 'https://news.example/a?p=1';
const URL_WITH_ALL = 'https://news.example/berita/日本?q=R&D 100%&a[]=+#bagian "1"';
const NASTY = ' R&D: 100% "gratis" #1 – 日本語 🙂 \n <b>\u0000\u0007\ud83d?a=b+c;d/e\\ ';
const CLEAN = 'R&D: 100% "gratis" #1 – 日本語 🙂 <b> ?a=b+c;d/e\\';
const FAMILY = '👩‍👩‍👧‍👦';

type Given = Partial<Parameters<typeof shareContent>[0]>;

const content = (given: Given): ShareContent => shareContent({ url: PLAIN_URL, ...given });

/** As a row does it: only what might be too long is counted. */
const linkOf = (network: LinkNetwork, shared: ShareContent) =>
  shareUrl(network, network.limits && mayBeTooLong(shared, network.limits) ? fitted(shared, network.limits) : shared);

const addressOf = (network: LinkNetwork | ServerNetwork, shared: ShareContent) =>
  'target' in network ? linkOf(network, shared) : serverShareUrl(network, shared, SERVER);

const hrefOf = (network: LinkNetwork | ServerNetwork, given: Given) => addressOf(network, content(given));

/** All that a link says, as the network's own parser would read it. */
function readBack(href: string): { start: string; parameters: URLSearchParams; values: string[] } {
  const [, start = href, query = ''] = /^([^?#]*)[?#](.*)$/s.exec(href) ?? [];
  const parameters = new URLSearchParams(query);
  const values = [...parameters].map(([name, value]) =>
    name === 'd' && start.includes('zalo') ? (JSON.parse(atob(value)) as { url: string }).url : value,
  );
  return { start, parameters, values };
}

const networks: ReadonlyArray<LinkNetwork | ServerNetwork> = [...linkNetworks, ...serverNetworks];
const examples: Readonly<Record<string, string>> = { ...EXAMPLES, ...SERVER_EXAMPLES };

describe('the address of a share link', () => {
  it('has an example for every network, and none for another', () => {
    assert.deepEqual(linkNetworks.map(({ id }) => id).toSorted(), Object.keys(EXAMPLES).toSorted());
    assert.deepEqual(serverNetworks.map(({ id }) => id).toSorted(), Object.keys(SERVER_EXAMPLES).toSorted());
    for (const id of LINK_ALONE) assert.ok(id in examples, id);
  });

  for (const network of networks) {
    const { id } = network;
    const example = examples[id] ?? '';

    describe(id, () => {
      it('is its example', () => {
        assert.equal(hrefOf(network, { title: 'Kapal pustaka' }), example);
      });

      it('carries a nasty title and a whole URL unharmed', () => {
        const url = cleanUrl(URL_WITH_ALL, 'https://news.example/')!;
        const { start, values } = readBack(hrefOf(network, { title: NASTY, url }));
        assert.equal(start, readBack(example).start);
        const joined = new Set(JOINED.map((join) => join(CLEAN, url)));
        const isTold = values.some((value) => joined.has(value));
        assert.ok(isTold || values.includes(url), `${url} in ${values.join('\n')}`);
        if (LINK_ALONE.has(id)) assert.ok(!values.some((value) => value.includes(CLEAN)));
        else assert.ok(isTold || values.includes(CLEAN), `${CLEAN} in ${values.join('\n')}`);
      });

      it('is plain ASCII without spaces, and a space is never a plus', () => {
        const href = hrefOf(network, { title: NASTY, text: NASTY, via: 'a b', hashtags: 'c d', appId: 'e f' });
        assert.match(href, /^[\x21-\x7e]+$/);
        assert.doesNotMatch(href, /[+"<>\\`{}|^]/);
        assert.doesNotMatch(href.slice(readBack(href).start.length + 1), /[#?]/);
        assert.ok(URL.canParse(href));
      });

      it('cannot be made to lead elsewhere', () => {
        const all = (value: string): Given => ({
          title: value,
          text: value,
          via: value,
          hashtags: value,
          appId: value,
        });
        const evil = 'javascript:alert(1)//&url=https://evil.example?to=x#';
        const href = hrefOf(network, { ...all(evil), image: PLAIN_URL });
        const { start, parameters } = readBack(href);
        assert.equal(start, readBack(example).start);
        assert.equal(new URL(href).host, new URL(example).host);
        assert.equal(new URL(href).protocol, new URL(example).protocol);
        const names = [...parameters.keys()];
        const plain = [...readBack(hrefOf(network, { ...all('plain'), image: PLAIN_URL })).parameters.keys()];
        assert.deepEqual(
          names.filter((name) => name !== 'tag'),
          plain.filter((name) => name !== 'tag'),
        );
        assert.equal(new Set(names).size, names.length, 'no parameter is there twice');
      });

      it('leaves out what is empty or missing', () => {
        const constant = readBack(hrefOf(network, { title: 'another' })).values;
        for (const nothing of ['', ' \n ', null, undefined]) {
          const href = hrefOf(network, { title: nothing, text: nothing, via: nothing, hashtags: nothing });
          const { values } = readBack(href);
          assert.ok(values.includes(PLAIN_URL), href);
          for (const value of values) assert.ok(value === PLAIN_URL || constant.includes(value), `${value} in ${href}`);
          assert.doesNotMatch(href, /undefined|null|=(?:&|$)/);
        }
      });

      it('stays usable with a title and a text of 100 KB', () => {
        const href = hrefOf(network, { title: '日🙂'.repeat(20_000), text: '日🙂'.repeat(20_000) });
        assert.ok(href.length < 12_000, `${href.length} characters`);
        assert.ok(readBack(href).values.some((value) => value.includes(PLAIN_URL)));
      });
    });
  }
});

describe('the schemes', () => {
  it('are https, but for mail and apps', () => {
    const others = networks.filter(({ id }) => !examples[id]!.startsWith('https://')).map(({ id }) => id);
    assert.deepEqual(others.toSorted(), ['email', 'messenger-app', 'sms', 'threema', 'viber']);
    for (const { id, lifecycle } of networks) {
      assert.equal(lifecycle === 'mobile only', others.includes(id) && id !== 'email', id);
    }
  });
});

describe('what a network takes at most', () => {
  const segmenter = new Intl.Segmenter();
  const count = (text: string) => [...segmenter.segment(text)].length;
  const TITLES = {
    'plain words': 'kapal pustaka '.repeat(60).trim(),
    'emoji of many code points': FAMILY.repeat(600),
    'combining characters': 'e\u0301n\u0303'.repeat(400),
    Japanese: '日本語'.repeat(300),
  };
  const limited = networks.filter(({ limits }) => limits);

  it('is known of the short ones', () => {
    assert.deepEqual(Object.fromEntries(limited.map(({ id, limits }) => [id, [limits!.graphemes, limits!.link]])), {
      bluesky: [300, undefined],
      mastodon: [500, 23],
      'mastodon-hub': [500, 23],
      max: [500, undefined],
      share2fedi: [500, 23],
      threads: [500, undefined],
      x: [280, 23],
    });
  });

  for (const network of limited) {
    const { graphemes, link, wide = 1 } = network.limits!;
    // Latin with its accents is narrow everywhere; what else the titles hold is not.
    const weigh = (text: string) =>
      [...segmenter.segment(text)].reduce((sum, { segment }) => sum + (/^[ -\u036f]+$/.test(segment) ? 1 : wide), 0);
    for (const [what, title] of Object.entries(TITLES)) {
      for (const url of [PLAIN_URL, `${PLAIN_URL}&q=${'a'.repeat(200)}`]) {
        it(`${network.id}: ${what} are cut between characters, a link of ${url.length} is not`, () => {
          const { values } = readBack(addressOf(network, { ...content({}), title, url }));
          const told = values.find((value) => value !== url)!;
          const cut = told.endsWith(` ${url}`) ? told.slice(0, -url.length - 1) : told;
          assert.ok(told !== cut || values.includes(url), 'the link is whole');
          assert.ok(weigh(cut) + 1 + (link ?? url.length) <= graphemes, `${weigh(cut)} characters`);
          assert.ok(weigh(cut) + 1 + (link ?? url.length) >= graphemes - 1 - wide, 'no more than needed');
          assert.ok(cut.endsWith('…') && title.startsWith(cut.slice(0, -1)));
          assert.equal(count(title.slice(cut.length - 1)) + count(cut) - 1, count(title), 'no character is torn');
        });
      }
    }

    it(`${network.id}: a title that just fits is whole, and a link that does not fit is alone`, () => {
      const fits = FAMILY.repeat(Math.floor((graphemes - (link ?? PLAIN_URL.length) - 1) / wide));
      assert.ok(
        readBack(addressOf(network, { ...content({}), title: fits }))
          .values.join()
          .includes(fits),
      );
      const url = `${PLAIN_URL}&q=${'a'.repeat(2_000)}`;
      const { values } = readBack(addressOf(network, { ...content({}), title: fits, url }));
      if (!link) assert.deepEqual(values, [url]);
      assert.ok(values.join('\n').includes(url));
    });
  }

  it('Bluesky is told no line break, because its web app drops them', () => {
    const bluesky = networks.find(({ id }) => id === 'bluesky')!;
    assert.doesNotMatch(hrefOf(bluesky, { title: 'a\nb', text: 'c\nd' }), /%0[AD]/i);
  });
});

describe("the reader's server", () => {
  for (const network of serverNetworks) {
    it(`${network.id}: is the host, over https, and nowhere else`, () => {
      for (const server of ['toot.example', 'toot.example:8443', '[2001:db8::1]:3000', 'xn--tt-eka.example']) {
        const href = serverShareUrl(network, content({ title: NASTY }), server);
        assert.equal(new URL(href).host, server);
        assert.equal(new URL(href).protocol, 'https:');
        assert.equal(href.split(server).length, 2);
      }
    });
  }
});

describe('what single networks are told beside title and link', () => {
  const by = (id: string) => networks.find((network) => network.id === id)!;
  const parameters = (id: string, given: Given) =>
    Object.fromEntries(readBack(hrefOf(by(id), { title: 'Judul', ...given })).parameters);

  it('email: the longer text before the link, in lines as RFC 6068 wants them', () => {
    const { body, subject } = parameters('email', { text: 'Isi & lebih' });
    assert.equal(subject, 'Judul');
    assert.equal(body, 'Isi & lebih\r\n\r\nhttps://news.example/a?p=1');
  });

  it('x: the account and the hashtags, without their signs', () => {
    const { via, hashtags } = parameters('x', { via: '@@kabar', hashtags: '#satu, dua  ##tiga,' });
    assert.equal(via, 'kabar');
    assert.equal(hashtags, 'satu,dua,tiga');
    assert.deepEqual(Object.keys(parameters('x', { via: '@', hashtags: ' #, ' })), ['text', 'url']);
  });

  it('telegram: the link first', () => {
    assert.deepEqual(Object.keys(parameters('telegram', {})), ['url', 'text']);
  });

  it('threads: the first tag that it allows', () => {
    assert.equal(parameters('threads', { hashtags: `a.b R&D ${'x'.repeat(51)} satu dua` }).tag, 'satu');
    assert.equal(parameters('threads', { hashtags: 'a.b' }).tag, undefined);
  });

  it('tumblr: all tags; facebook-dialog: one, with its sign', () => {
    assert.equal(parameters('tumblr', { hashtags: 'satu dua' }).tags, 'satu,dua');
    assert.equal(parameters('facebook-dialog', { hashtags: 'satu dua', appId: '7' }).hashtag, '#satu');
  });

  it("the site's own id, to those that need one and to no other", () => {
    for (const network of networks) {
      const { values } = readBack(hrefOf(network, { title: 'Judul', appId: '42424' }));
      assert.equal(values.includes('42424'), network.lifecycle === 'needs app id', network.id);
    }
  });

  it('a picture, to those that take one', () => {
    const image = 'https://news.example/a.png?b=c&d';
    const takers = networks.filter((network) =>
      readBack(hrefOf(network, { title: 'a', image })).values.includes(image),
    );
    assert.deepEqual(takers.map(({ id }) => id).toSorted(), [
      'douban',
      'houzz',
      'mailru',
      'ok',
      'pinterest',
      'qq',
      'qzone',
      'vk',
      'weibo',
      'wordpress',
    ]);
  });

  it('a longer text, to those that take a description', () => {
    const text = 'Isi & "lebih" panjang';
    const takers = networks.filter((network) =>
      readBack(hrefOf(network, { title: 'a', text })).values.some((value) => value.includes(text)),
    );
    assert.deepEqual(
      takers.map(({ id }) => id).toSorted(),
      `blogger classroom diaspora diaspora-pod diigo douban email evernote friendica gmail hubzilla instapaper lemmy livejournal mailru
      ok outlook pinboard qq qzone trello tumblr wordpress wykop yahoomail`.split(/\s+/),
    );
  });

  it('sms: a body that both iOS and Android read', () => {
    assert.ok(hrefOf(by('sms'), { title: 'a' }).startsWith('sms:?&body='));
  });

  it('mastodon-hub: nothing that reaches its server', () => {
    const url = new URL(hrefOf(by('mastodon-hub'), { title: 'Judul' }));
    assert.equal(url.search, '');
    assert.equal(url.origin + url.pathname, 'https://share.joinmastodon.org/');
  });
});
