import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { countsById } from '../../src/contract/index.ts';
import type { ShareButtons, ShareEvent } from '../../src/index.ts';
import { becomes, find, findAll, freshPage, spy, textOf, warnings } from './setup.ts';

const inRow = (row: Element) => findAll(row, '.row > [data-network]').map((one) => one.dataset.network);
const inMenu = (row: Element) => findAll(row, '.menu [data-network]').map((one) => one.dataset.network);
const ALL = 'whatsapp facebook x telegram line email copy';
const URL_ = 'https://news.example/a?b=1&c=2';
const isOpen = (row: Element) => find(row, '.menu').matches(':popover-open');

describe('the row of <share-buttons>', () => {
  beforeEach(freshPage);

  async function row(width: number, attributes: Record<string, string> = {}): Promise<ShareButtons> {
    const box = await fixture<HTMLElement>(html`<div></div>`);
    box.style.width = `${width}px`;
    const element = Object.assign(document.createElement('share-buttons'), { backend: spy(), lang: 'en' });
    for (const [name, value] of Object.entries({ networks: ALL, url: 'https://news.example/a', ...attributes })) {
      element.setAttribute(name, value);
    }
    box.append(element);
    await becomes(() => [...inRow(element), ...inMenu(element)], element.getAttribute('networks')!.split(' '));
    return element;
  }

  it('stays on one line: what has no room is behind one button', async () => {
    const element = await row(220); // 44 px and 8 px between: four, of which the last opens the rest
    await becomes(() => inRow(element), ['whatsapp', 'facebook', 'x']);
    expect(inMenu(element)).to.deep.equal(['telegram', 'line', 'email', 'copy']);
    expect(find(element, '.row').scrollWidth).to.be.at.most(220);
    expect(find(element, '.row').getBoundingClientRect().height).to.equal(44);
    await expect(element).to.be.accessible();
  });

  it('follows its room, both ways', async () => {
    const element = await row(220);
    await becomes(() => inRow(element).length, 3);
    element.parentElement!.style.width = '600px';
    await becomes(() => inRow(element).join(' '), ALL);
    expect(findAll(element, '.more')).to.deep.equal([]);
    element.parentElement!.style.width = '100px';
    await becomes(() => inRow(element), ['whatsapp']);
  });

  it('shows all that just fit, without a button for more', async () => {
    const element = await row(7 * 44 + 6 * 8);
    await becomes(() => inRow(element).join(' '), ALL);
  });

  it('measures labels of different lengths', async () => {
    const element = await row(330, { display: 'both' });
    await becomes(() => inRow(element).length > 0 && inMenu(element).length > 0, true);
    expect(find(element, '.row').scrollWidth).to.be.at.most(330);
  });

  it('shows at most as many as `max` says', async () => {
    const element = await row(600, { max: '2' });
    await becomes(() => inRow(element), ['whatsapp', 'facebook']);
    element.removeAttribute('max');
    await becomes(() => inRow(element).length, 7);
  });

  it('opens the rest by keyboard, walks it with arrows, and closes on Escape back to its button', async () => {
    const element = await row(220);
    const more = () => find(element, '.more');
    await becomes(() => inRow(element).length, 3);
    more().focus();
    await sendKeys({ press: 'Enter' });
    await becomes(() => [isOpen(element), more().getAttribute('aria-expanded')], [true, 'true']);
    const focused = () => (element.shadowRoot!.activeElement as HTMLElement).dataset.network;
    await sendKeys({ press: 'Tab' });
    expect(focused()).to.equal('telegram');
    find(element, '.menu [data-network="telegram"]').focus();
    await sendKeys({ press: 'ArrowDown' });
    expect(focused()).to.equal('line');
    await sendKeys({ press: 'ArrowUp' });
    await sendKeys({ press: 'ArrowUp' });
    expect(focused()).to.equal('copy');
    await expect(element).to.be.accessible();
    await sendKeys({ press: 'Escape' });
    await becomes(() => [isOpen(element), more().getAttribute('aria-expanded')], [false, 'false']);
    expect((element.shadowRoot!.activeElement as HTMLElement).className, 'focus is back').to.contain('more');
  });

  it('closes the rest on a tap outside, and keeps it inside the page', async () => {
    const element = await row(220);
    await becomes(() => inRow(element).length, 3);
    find(element, '.more').click();
    await becomes(() => isOpen(element), true);
    const { left, right } = find(element, '.menu').getBoundingClientRect();
    expect(left).to.be.at.least(0);
    expect(right).to.be.at.most(document.documentElement.clientWidth);
    await sendMouse({ type: 'click', position: [innerWidth - 5, innerHeight - 5] });
    await becomes(() => isOpen(element), false);
  });

  it('is searched when it is long', async () => {
    const element = await row(150);
    expect(findAll(element, '.menu input'), 'five need no search').to.deep.equal([]);
    for (let index = 0; index < 8; index++) {
      const child = document.createElement('share-network');
      Object.entries({ value: `own-${index}`, label: `Own ${index}`, href: 'https://a.example/?u={url}' }).forEach(
        ([name, value]) => child.setAttribute(name, value),
      );
      element.append(child);
    }
    await becomes(() => findAll(element, '.menu input').length, 1);
    find(element, '.more').click();
    const input = find<HTMLInputElement>(element, '.menu input');
    input.value = 'OWN 3';
    input.dispatchEvent(new Event('input'));
    await becomes(() => inMenu(element), ['own-3']);
    input.value = 'nobody';
    input.dispatchEvent(new Event('input'));
    await becomes(() => textOf(element, '.nothing'), 'No network of that name');
  });
});

describe('what <share-buttons> shares', () => {
  beforeEach(freshPage);

  const link = (row: Element, id: string) => find<HTMLAnchorElement>(row, `a[data-network="${id}"]`);
  const innerUrl = (row: Element) => new URL(link(row, 'x').href).searchParams.get('url');

  it('goes without what brought this reader here, and with the campaign of the site', async () => {
    const url = 'https://news.example/a?id=7&utm_source=other&fbclid=x#part';
    const element = await fixture<ShareButtons>(
      html`<share-buttons url=${url} networks="x whatsapp" .backend=${spy()}></share-buttons>`,
    );
    expect(innerUrl(element)).to.equal('https://news.example/a?id=7#part');
    element.campaign = 'utm_source={network}&utm_medium=share';
    await element.updateComplete;
    expect(innerUrl(element)).to.equal('https://news.example/a?id=7&utm_source=x&utm_medium=share#part');
    expect(new URL(link(element, 'whatsapp').href).searchParams.get('text')).to.contain('utm_source=whatsapp');
  });

  it('goes to networks that the page describes in HTML', async () => {
    const [title, href] = ['R&D "1"', 'https://intra.example/s?u={url}&t={title}'];
    const element = await fixture<ShareButtons>(html`
      <share-buttons networks="x" url=${URL_} share-title=${title} .backend=${spy()}>
        <share-network value="intranet" label="Intranet" href=${href}></share-network>
      </share-buttons>
    `);
    const { searchParams } = new URL(link(element, 'intranet').href);
    expect([searchParams.get('u'), searchParams.get('t')]).to.deep.equal([URL_, title]);
    expect(textOf(element, '[data-network="intranet"] .letter')).to.equal('I');
    await expect(element).to.be.accessible();
  });

  it('goes nowhere that a hostile description names', async () => {
    let element!: ShareButtons;
    const said = await warnings(async () => {
      element = await fixture<ShareButtons>(html`
        <share-buttons networks="x" .backend=${spy()}>
          <share-network value="a" href="javascript:alert({url})"></share-network>
          <share-network value="b" href="data:text/html,{title}"></share-network>
          <share-network value="NOT AN ID" href="https://a.example/{url}"></share-network>
          <share-network value="c"></share-network>
        </share-buttons>
      `);
    });
    expect(findAll(element, '[data-network]').map((one) => one.dataset.network)).to.deep.equal(['x']);
    expect(said.length).to.equal(4);
  });

  it('survives a title of 100 KB, of broken surrogates, of markup and of script', async () => {
    const titles = [
      'a'.repeat(100_000),
      '\ud83d\udc00 x \udfff',
      '<img src=x onerror=alert(1)>',
      'javascript:alert(1)',
    ];
    const element = await fixture<ShareButtons>(
      html`<share-buttons networks="whatsapp x telegram copy" url=${URL_} .backend=${spy()}></share-buttons>`,
    );
    for (const title of titles) {
      element.shareTitle = title;
      await element.updateComplete;
      const links = findAll<HTMLAnchorElement>(element, 'a');
      expect(links.length).to.equal(3);
      for (const { href, protocol } of links) {
        expect(protocol).to.equal('https:');
        expect(href.length).to.be.below(8000);
        expect(decodeURIComponent(href)).to.contain(URL_);
      }
      expect(findAll(element, 'img')).to.deep.equal([]);
    }
  });

  it('shows how often each network was used, on request', async () => {
    const shares = countsById([
      ['x', 1234],
      ['copy', 1],
    ]);
    const backend = spy({ read: async (pages) => new Map(pages.map((page) => [page, { version: 1, shares }])) });
    const element = await fixture<ShareButtons>(
      html`<share-buttons lang="en" counts networks="x facebook copy" page="p" .backend=${backend}></share-buttons>`,
    );
    await becomes(() => findAll(element, '.count').map((one) => one.dataset.count), ['1.2K', '1']);
    const described = find(element, `#${link(element, 'x').getAttribute('aria-describedby')}`);
    expect(described.textContent).to.equal('1,234 shares');
    await expect(element).to.be.accessible();
  });

  for (const variant of ['mono', 'tinted', 'brand'] as const) {
    it(`can be seen as ${variant}`, async () => {
      const element = await fixture<ShareButtons>(
        html`<share-buttons variant=${variant} display="both" .backend=${spy()}></share-buttons>`,
      );
      await expect(element).to.be.accessible();
    });
  }

  it('opens in a small window that knows nothing of the page; where that is blocked the link does its work', async () => {
    const element = await fixture<ShareButtons>(
      html`<share-buttons popup networks="x" .backend=${spy()}></share-buttons>`,
    );
    const { open } = window;
    const opened = { opener: window as unknown, location: { replace: (href: string) => visited.push(href) } };
    const visited: string[] = [];
    window.open = ((url: string) => (visited.push(url), opened)) as never;
    const event = oneEvent(element, 'share') as Promise<ShareEvent>;
    const click = new MouseEvent('click', { bubbles: true, cancelable: true, composed: true });
    link(element, 'x').dispatchEvent(click);
    expect((await event).outcome).to.equal('opened');
    expect([visited[0], opened.opener, click.defaultPrevented]).to.deep.equal(['about:blank', null, true]);
    expect(visited[1]).to.equal(link(element, 'x').href);
    window.open = () => null;
    const blocked = new MouseEvent('click', { bubbles: true, cancelable: true, composed: true });
    let fellBack = false;
    element.addEventListener('click', (one) => {
      fellBack = !one.defaultPrevented;
      one.preventDefault(); // or the test would leave
    });
    link(element, 'x').dispatchEvent(blocked);
    window.open = open;
    expect(fellBack).to.equal(true);
  });

  it('obeys the policy for the device’s own sheet', async () => {
    Object.defineProperty(navigator, 'share', { configurable: true, value: async () => {} });
    const element = await fixture<ShareButtons>(
      html`<share-buttons networks="x native" .backend=${spy()}></share-buttons>`,
    );
    const shown = () => findAll(element, '[data-network]').map((one) => one.dataset.network);
    await becomes(shown, ['x', 'native']);
    element.native = 'never';
    await becomes(shown, ['x']);
    Object.assign(element, { native: 'always', networks: 'x' });
    await becomes(shown, ['native', 'x']);
    delete (navigator as { share?: unknown }).share;
  });
});
