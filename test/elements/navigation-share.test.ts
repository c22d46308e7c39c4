import { expect, fixture, html } from '@open-wc/testing';
import type { ShareButtons } from '../../src/index.ts';
import { describeNavigation, key, link, settled } from './navigation-setup.ts';
import { becomes, find, findAll, spy } from './setup.ts';

describeNavigation('a share row and navigation within the document', () => {
  it('takes the share row along: title, address and picture, once the page is another', async () => {
    const image = document.createElement('meta');
    image.setAttribute('property', 'og:image');
    image.content = '/a.jpg';
    document.head.append(image);
    const canonical = link('/story/a');
    const { title } = document;
    document.title = 'A';
    const row = await fixture<ShareButtons>(html`
        <share-buttons networks="telegram pinterest" page="p" .backend=${spy()}></share-buttons>
      `);
    const shared = (id: string) => new URL(find<HTMLAnchorElement>(row, `[data-network=${id}]`).href).searchParams;
    await becomes(() => shared('pinterest').get('media'), `${location.origin}/a.jpg`);
    expect([shared('telegram').get('text'), shared('telegram').get('url')]).to.deep.equal([
      'A',
      `${location.origin}/story/a`,
    ]);
    history.pushState(null, '', '/b');
    document.title = 'B';
    row.requestUpdate();
    await settled();
    expect(shared('telegram').get('text'), 'a title of one page with the address of the other').to.equal('A');
    canonical.href = '/story/b';
    image.content = '/b.jpg';
    await becomes(
      () => [shared('telegram').get('text'), shared('telegram').get('url')],
      ['B', `${location.origin}/story/b`],
    );
    expect(shared('pinterest').get('media')).to.equal(`${location.origin}/b.jpg`);
    document.title = 'B, changed';
    await becomes(() => shared('telegram').get('text'), 'B, changed');
    document.title = title;
  });

  it('closes what the row had opened, and says nothing of the page before', async () => {
    const row = await fixture<ShareButtons>(html`
        <share-buttons lang="en" networks="copy qr telegram email sms" max="2" .backend=${spy()}></share-buttons>
      `);
    await becomes(() => findAll(row, '[data-network=qr]').length, 1);
    find(row, '[data-network=qr]').click();
    await becomes(() => findAll(row, 'dialog').length, 1);
    history.pushState(null, '', '/b');
    await becomes(() => findAll(row, 'dialog').length, 0);
    find(row, '.more').click();
    await becomes(() => find(row, '.more').getAttribute('aria-expanded'), 'true');
    history.pushState(null, '', '/c');
    await becomes(() => find(row, '.more').getAttribute('aria-expanded'), 'false');
    find(row, '[data-network=copy]').click();
    await becomes(() => findAll(row, '.toast, .by-hand').length, 1);
    history.pushState(null, '', '/d');
    await becomes(() => findAll(row, '.toast, .by-hand').length, 0);
  });

  it('counts a share for the page that it began on', async () => {
    const clipboard = Object.getOwnPropertyDescriptor(navigator, 'clipboard');
    let copied!: () => void;
    const writeText = () => new Promise<void>((resolve) => (copied = resolve));
    Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
    try {
      const backend = spy();
      const row = await fixture<ShareButtons>(html`
          <share-buttons lang="en" networks="copy" .backend=${backend}></share-buttons>
        `);
      find(row, '[data-network=copy]').click();
      history.pushState(null, '', '/b');
      await becomes(() => backend.reads.at(-1), [key('/b')]);
      copied();
      await becomes(() => backend.recorded.map(({ page }) => page), [key('/a')]);
      expect(findAll(row, '.toast, .by-hand')).to.be.empty;
    } finally {
      if (clipboard) Object.defineProperty(navigator, 'clipboard', clipboard);
      else Reflect.deleteProperty(navigator, 'clipboard');
    }
  });
});
