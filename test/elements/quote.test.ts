import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ShareButtons, ShareEvent } from '../../src/index.ts';
import { becomes, find, findAll, freshPage, spy } from './setup.ts';

const TEXT = 'Warga menanam bakau di bekas tambak.';

describe('sharing a quote', () => {
  beforeEach(freshPage);
  afterEach(() => document.getSelection()?.removeAllRanges());

  async function article(attributes: Record<string, string> = { quote: '' }): Promise<HTMLElement> {
    const element = await fixture<HTMLElement>(html`
      <div>
        <p id="outside">Bukan bagian dari artikel ini.</p>
        <article style="padding-top: 120px">
          <share-buttons lang="id" networks="whatsapp x print copy" url="https://news.example/a?b=1" .backend=${spy()}></share-buttons>
          <p id="text">${TEXT}</p>
        </article>
      </div>
    `);
    const row = element.querySelector<ShareButtons>('share-buttons')!;
    for (const [name, value] of Object.entries(attributes)) row.setAttribute(name, value);
    await becomes(() => findAll(row, '.row [data-network]').length, 4);
    return element;
  }
  const row = (element: HTMLElement) => element.querySelector<ShareButtons>('share-buttons')!;
  const offered = (element: HTMLElement) => findAll(row(element), '[data-quote]').map((one) => one.dataset.quote);

  it('offers links and copying beside what is selected, leading to the very words', async () => {
    const element = await article();
    // The module that watches is loaded by now or in a moment: the selection is made again until it is seen.
    await becomes(() => {
      document.getSelection()!.selectAllChildren(element.querySelector('#text')!);
      return true;
    }, true);
    await becomes(() => offered(element), ['whatsapp', 'x', 'copy']);
    const href = find<HTMLAnchorElement>(row(element), '[data-quote="x"]').href;
    const { searchParams } = new URL(href);
    expect(searchParams.get('text')).to.equal(`“${TEXT}”`);
    expect(searchParams.get('url')).to.equal(`https://news.example/a?b=1#:~:text=${encodeURIComponent(TEXT)}`);
    const bar = find(row(element), '.quote');
    expect(bar.getAttribute('aria-label')).to.equal('Bagikan kutipan ini');
    const { left, right } = bar.getBoundingClientRect();
    expect(left >= 0 && right <= document.documentElement.clientWidth).to.equal(true);
    await expect(row(element)).to.be.accessible();

    let copied = '';
    const clipboard = { writeText: async (text: string) => void (copied = text) };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
    const shared = oneEvent(row(element), 'share') as Promise<ShareEvent>;
    find(row(element), '[data-quote="copy"]').click();
    expect((await shared).outcome).to.equal('copied');
    delete (navigator as { clipboard?: unknown }).clipboard;
    expect(copied).to.contain('#:~:text=Warga');
    await becomes(() => offered(element), []);
  });

  it('is offered once by a row that was moved before it knew how', async () => {
    const element = await article({});
    row(element).quote = true;
    await row(element).updateComplete; // The module that watches is asked for.
    element.querySelector('article')!.append(row(element));
    await becomes(() => {
      document.getSelection()!.selectAllChildren(element.querySelector('#text')!);
      return true;
    }, true);
    await becomes(() => offered(element), ['whatsapp', 'x', 'copy']);
    expect(findAll(row(element), '.quote')).to.have.length(1);
  });

  it('goes away on Escape, and when nothing is selected', async () => {
    const element = await article();
    const text = element.querySelector('#text')!;
    document.getSelection()!.selectAllChildren(text);
    await becomes(() => offered(element).length, 3);
    await sendKeys({ press: 'Escape' });
    await becomes(() => offered(element), []);
    document.getSelection()!.removeAllRanges();
    document.getSelection()!.selectAllChildren(text);
    await becomes(() => offered(element).length, 3);
    document.getSelection()!.removeAllRanges();
    await becomes(() => offered(element), []);
  });

  it('is offered for the article alone, and not for a slip of the finger', async () => {
    const element = await article();
    document.getSelection()!.selectAllChildren(element.querySelector('#text')!);
    await becomes(() => offered(element).length, 3);
    document.getSelection()!.selectAllChildren(element.querySelector('#outside')!);
    await becomes(() => offered(element), []);
    document.getSelection()!.selectAllChildren(element.querySelector('#text')!);
    await becomes(() => offered(element).length, 3);
    const words = element.querySelector('#text')!.firstChild!;
    document.getSelection()!.setBaseAndExtent(words, 0, words, 5);
    await becomes(() => offered(element), []);
  });

  it('stops with its attribute and with its element', async () => {
    const element = await article();
    const text = element.querySelector('#text')!;
    document.getSelection()!.selectAllChildren(text);
    await becomes(() => offered(element).length, 3);
    row(element).removeAttribute('quote');
    await becomes(() => offered(element), []);
  });
});
