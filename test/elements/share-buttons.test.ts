import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ShareButtons, ShareEvent } from '../../src/index.ts';
import { becomes, find, findAll, freshPage, spy, textOf, warnings } from './setup.ts';

const URL_ = 'https://news.example/a?b=1&c=2#d';
const TITLE = 'R&D: 100% "gratis" #1';
const shown = (row: Element) => findAll(row, '[data-network]').map((one) => one.dataset.network);
const link = (row: Element, network: string) => find<HTMLAnchorElement>(row, `a[data-network="${network}"]`);
const button = (row: Element, network: string) => find<HTMLButtonElement>(row, `button[data-network="${network}"]`);

/** Gives `navigator` another `name` until the test is over. */
function stub(name: 'clipboard' | 'share', value: unknown): void {
  Object.defineProperty(navigator, name, { configurable: true, value });
}

describe('<share-buttons>', () => {
  beforeEach(freshPage);
  afterEach(() => {
    delete (navigator as { clipboard?: unknown }).clipboard;
    delete (navigator as { share?: unknown }).share;
  });

  async function row(
    networks = 'whatsapp facebook x telegram line email copy',
    backend = spy(),
  ): Promise<ShareButtons> {
    const element = await fixture<ShareButtons>(html`
      <share-buttons lang="en" page="p" networks=${networks} url=${URL_} share-title=${TITLE} .backend=${backend}>
      </share-buttons>
    `);
    const wanted = networks.split(' ');
    await becomes(() => shown(element), wanted);
    return element;
  }

  it('is a labelled row of real links and buttons, and passes axe', async () => {
    const element = await row();
    expect(textOf(element, '.label')).to.equal('Share this story');
    const links = findAll<HTMLAnchorElement>(element, 'a');
    expect(links.map((a) => new URL(a.href).hostname)).to.deep.equal([
      'wa.me',
      'www.facebook.com',
      'twitter.com',
      't.me',
      'social-plugins.line.me',
      '',
    ]);
    for (const a of links.slice(0, 5)) expect([a.target, a.rel]).to.deep.equal(['_blank', 'noopener']);
    expect([link(element, 'email').target, link(element, 'email').protocol]).to.deep.equal(['', 'mailto:']);
    expect(link(element, 'whatsapp').getAttribute('aria-label')).to.equal('Share on WhatsApp');
    await expect(element).to.be.accessible();
  });

  it('shares the URL and title of its attributes', async () => {
    const element = await row();
    const { searchParams } = new URL(link(element, 'x').href);
    expect([searchParams.get('url'), searchParams.get('text')]).to.deep.equal([URL_, TITLE]);
    expect(new URL(link(element, 'whatsapp').href).searchParams.get('text')).to.equal(`${TITLE} ${URL_}`);
  });

  it("shares the page's canonical URL and title by itself", async () => {
    const canonical = document.createElement('link');
    Object.assign(canonical, { rel: 'canonical', href: 'https://news.example/canonical' });
    document.head.append(canonical);
    document.title = 'The title of the page';
    const element = await fixture<ShareButtons>(html`<share-buttons .backend=${spy()}></share-buttons>`);
    const { searchParams } = new URL(link(element, 'x').href);
    canonical.remove();
    expect(searchParams.get('url')).to.equal('https://news.example/canonical');
    expect(searchParams.get('text')).to.equal('The title of the page');
  });

  for (const hostile of [
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'http://[',
    'a'.repeat(9000),
  ]) {
    it(`shares the page's own URL instead of ${hostile.slice(0, 30)}`, async () => {
      let element!: ShareButtons;
      const said = await warnings(async () => {
        element = await fixture(html`<share-buttons url=${hostile} .backend=${spy()}></share-buttons>`);
      });
      expect(new URL(link(element, 'facebook').href).searchParams.get('u')).to.equal(location.href);
      expect(said.length).to.equal(1);
      for (const a of findAll<HTMLAnchorElement>(element, 'a')) expect(a.protocol).to.equal('https:');
    });
  }

  it('shows the networks that it knows, and names the one that it does not, once', async () => {
    let element!: ShareButtons;
    const said = await warnings(async () => {
      element = await fixture(html`<share-buttons networks="x myspace copy" .backend=${spy()}></share-buttons>`);
      await becomes(() => findAll(element, '.row > *').length, 2);
      element.requestUpdate();
      await element.updateComplete;
    });
    expect(shown(element)).to.deep.equal(['x', 'copy']);
    expect(said.length).to.equal(1);
    expect(said[0]).to.contain('"myspace" is unknown').and.to.contain('copy, ').and.to.contain('email, ');
  });

  it('names what to use instead of a network that is gone, once, and shows the others', async () => {
    const said = await warnings(async () => {
      const element = await fixture<ShareButtons>(
        html`<share-buttons networks="x pocket copy" .backend=${spy()}></share-buttons>`,
      );
      await becomes(() => findAll(element, '.row > *').map((one) => one.dataset.network), ['x', 'copy']);
      await fixture(html`<share-buttons networks="pocket" .backend=${spy()}></share-buttons>`);
      await becomes(() => findAll(element, '[data-place]').length, 0);
    });
    expect(said.length).to.equal(1);
    expect(said[0]).to.match(/"pocket" is gone: closed in 2025; use instapaper, raindrop or wallabag instead/);
  });

  it('records a share once its link was opened', async () => {
    const backend = spy();
    const element = await row('x', backend);
    const opened = oneEvent(element, 'share') as Promise<ShareEvent>;
    element.addEventListener('click', (event) => event.preventDefault(), { once: true });
    link(element, 'x').click();
    const { network, outcome } = await opened;
    expect([network, outcome]).to.deep.equal(['x', 'opened']);
    await becomes(() => backend.recorded.map(({ type }) => type), ['share']);
  });

  it('copies the link, shows it, says it, and takes the words away again', async () => {
    const backend = spy();
    const element = await row('copy', backend);
    let copied = '';
    stub('clipboard', {
      writeText: async (text: string) => {
        copied = text;
      },
    });
    const event = oneEvent(element, 'share') as Promise<ShareEvent>;
    button(element, 'copy').click();
    expect((await event).outcome).to.equal('copied');
    expect(copied).to.equal(URL_);
    await becomes(() => textOf(element, '.toast'), 'Link copied');
    await expect(element).to.be.accessible();
    expect(button(element, 'copy').getAttribute('aria-label'), 'the name stays').to.equal('Copy link');
    await becomes(() => backend.recorded.map(({ type }) => type), ['share']);
  });

  it('copies the old way where there is no Clipboard API', async () => {
    const element = await row('copy');
    stub('clipboard', undefined);
    const { execCommand } = document;
    let selected: string | undefined;
    document.execCommand = () => {
      selected = (element.shadowRoot!.activeElement as HTMLTextAreaElement).value;
      return true;
    };
    const event = oneEvent(element, 'share') as Promise<ShareEvent>;
    button(element, 'copy').click();
    expect((await event).outcome).to.equal('copied');
    document.execCommand = execCommand;
    expect(selected).to.equal(URL_);
    expect(findAll(element, 'textarea')).to.deep.equal([]);
  });

  it('offers the link to copy by hand where the browser refuses', async () => {
    const backend = spy();
    const element = await row('copy', backend);
    stub('clipboard', { writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) });
    const { execCommand } = document;
    document.execCommand = () => false;
    const event = oneEvent(element, 'share') as Promise<ShareEvent>;
    button(element, 'copy').click();
    expect((await event).outcome).to.equal('blocked');
    document.execCommand = execCommand;
    await becomes(() => findAll<HTMLInputElement>(element, 'input').map(({ value }) => value), [URL_]);
    const field = find<HTMLInputElement>(element, 'input');
    await becomes(() => [field.selectionStart, field.selectionEnd], [0, URL_.length]);
    await expect(element).to.be.accessible();
    expect(backend.recorded, 'nothing was shared').to.deep.equal([]);
  });

  it("opens the device's own sheet where there is one, and tells a cancel from a failure", async () => {
    const outcomes: string[] = [];
    const calls: ShareData[] = [];
    let answer: () => Promise<void> = () => Promise.resolve();
    stub('share', (data: ShareData) => {
      calls.push(data);
      return answer();
    });
    const backend = spy();
    const element = await row('native', backend);
    element.addEventListener('share', (event) => outcomes.push(event.outcome));
    button(element, 'native').click();
    await becomes(() => outcomes, ['completed']);
    answer = () => Promise.reject(new DOMException('closed', 'AbortError'));
    button(element, 'native').click();
    await becomes(() => outcomes, ['completed', 'cancelled']);
    answer = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    button(element, 'native').click();
    await becomes(() => outcomes, ['completed', 'cancelled', 'blocked']);
    expect(calls[0]).to.deep.equal({ url: URL_, title: TITLE });
    await becomes(() => backend.recorded.length, 1); // Only what happened counts.
  });

  it('leaves the native button out where the browser has no share sheet', async () => {
    stub('share', undefined);
    const element = await fixture<ShareButtons>(
      html`<share-buttons networks="x native" .backend=${spy()}></share-buttons>`,
    );
    await becomes(() => findAll(element, '.row > *').map((one) => one.dataset.network), ['x']);
  });

  it('closes up around what a content blocker hides', async () => {
    const element = await row('whatsapp x copy');
    const end = () => button(element, 'copy').getBoundingClientRect().left;
    const step = end() - link(element, 'x').getBoundingClientRect().left;
    const before = end();
    link(element, 'x').style.setProperty('display', 'none', 'important');
    expect(end()).to.be.closeTo(before - step, 0.5);
  });

  it('keeps the place of a network that is still loading', async () => {
    const element = await fixture<ShareButtons>(
      html`<share-buttons networks="x line email copy" .backend=${spy()}></share-buttons>`,
    );
    const early = element.getBoundingClientRect().height;
    expect(findAll(element, '.button').length).to.equal(4);
    await becomes(() => shown(element), ['x', 'line', 'email', 'copy']);
    expect(element.getBoundingClientRect().height).to.equal(early);
  });

  it('is worked by keyboard', async () => {
    const element = await row('x copy');
    link(element, 'x').focus();
    await sendKeys({ press: 'Tab' });
    expect((element.shadowRoot!.activeElement as HTMLElement).dataset.network).to.equal('copy');
  });

  for (const [display, icons, words] of [
    ['icon', 7, 0],
    ['label', 0, 7],
    ['both', 7, 7],
  ] as const) {
    it(`shows ${icons} icons and ${words} words with display="${display}", on targets of 44 px`, async () => {
      const element = await row();
      element.display = display;
      await element.updateComplete;
      expect([findAll(element, 'svg').length, findAll(element, '.row .text').length]).to.deep.equal([icons, words]);
      for (const one of findAll(element, '[data-network]')) {
        const { width, height } = one.getBoundingClientRect();
        expect(Math.min(width, height)).to.be.at.least(44);
      }
      await expect(element).to.be.accessible();
    });
  }

  it('speaks Indonesian', async () => {
    const element = await row('whatsapp email copy');
    element.lang = 'id';
    await becomes(() => textOf(element, '.label'), 'Bagikan berita ke');
    expect(findAll(element, '[data-network]').map((one) => one.getAttribute('aria-label'))).to.deep.equal([
      'Bagikan ke WhatsApp',
      'Bagikan lewat email',
      'Salin tautan',
    ]);
  });

  it('has an invisible label where the page gives an empty one', async () => {
    const element = await row('x');
    element.label = '';
    await element.updateComplete;
    expect(findAll(element, '.label')).to.deep.equal([]);
    expect(find(element, '[role="group"]').getAttribute('aria-label')).to.equal('Share this story');
  });
});
