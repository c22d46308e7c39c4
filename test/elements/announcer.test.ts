import { expect, fixture, html } from '@open-wc/testing';
import type { ReactionBar, ShareButtons } from '../../src/index.ts';
import { becomes, find, findAll, freshPage, spy } from './setup.ts';

describe('the live region', () => {
  const closed: ShadowRoot[] = [];
  const { attachShadow } = Element.prototype;

  before(() => {
    // Its shadow root is closed to pages; a test may look over its shoulder.
    Element.prototype.attachShadow = function attach(init) {
      const root = attachShadow.call(this, init);
      if (init.mode === 'closed') closed.push(root);
      return root;
    };
  });
  after(() => {
    Element.prototype.attachShadow = attachShadow;
  });
  beforeEach(freshPage);

  const said = () => closed.map((root) => root.querySelector('[role="status"]')?.textContent);

  it('is one for the page, out of sight, and says what happened in the language of the element', async () => {
    const backend = spy();
    const bar = await fixture<ReactionBar>(html`<reaction-bar lang="id" page="p" .backend=${backend}></reaction-bar>`);
    await becomes(() => find(bar, '.name').textContent, 'Suka');
    find(bar, 'button').click();
    await becomes(said, ['Anda memilih Suka.']);
    find(bar, 'button').click();
    await becomes(said, ['Pilihan Anda dibatalkan.']);
    const row = await fixture<ShareButtons>(
      html`<share-buttons lang="en" networks="copy" .backend=${backend}></share-buttons>`,
    );
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async () => {} } });
    find(row, 'button').click();
    await becomes(said, ['Link copied']);
    delete (navigator as { clipboard?: unknown }).clipboard;
    expect(closed[0]!.querySelector<HTMLElement>('[role="status"]')!.lang).to.equal('en');
    const { width, height } = closed[0]!.host.getBoundingClientRect();
    expect(Math.max(width, height)).to.be.at.most(1);
  });

  it('says the latest of what happens quickly', async () => {
    const bar = await fixture<ReactionBar>(html`<reaction-bar lang="en" page="p" .backend=${spy()}></reaction-bar>`);
    await becomes(() => findAll(bar, '.count').length, 5);
    find(bar, '[data-reaction="love"]').click();
    // Within the moment that a text waits to be said, but not in the same task.
    await new Promise(requestAnimationFrame);
    find(bar, '[data-reaction="wow"]').click();
    await becomes(said, ['You chose Wow.']);
  });

  it('stays out of sight on a page that resets everything', async () => {
    const style = document.createElement('style');
    style.textContent = '* { all: unset !important; display: block !important }';
    document.head.append(style);
    const { width, height } = closed[0]!.host.getBoundingClientRect();
    style.remove();
    expect(Math.max(width, height)).to.be.at.most(1);
  });
});
