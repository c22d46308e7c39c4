import { expect, fixture, html } from '@open-wc/testing';
import { countsById, type PageKey } from '../../src/contract/index.ts';
import { compose } from '../../src/elements/base/backends.ts';
import type { ViewCounter } from '../../src/index.ts';
import { becomes, find, freshEnvironment, freshPage, spy, textOf, warnings } from './setup.ts';

/** A backend on which every page was viewed `views` times. */
const viewed = (views: number | undefined) =>
  spy({
    read: async (pages) => new Map(pages.map((page) => [page, { version: 1, ...(views !== undefined && { views }) }])),
  });

describe('<view-counter>', () => {
  beforeEach(freshPage);

  const formats: readonly [lang: string, format: string, views: number, text: string][] = [
    ['id', 'long', 1206, 'Dibaca 1.206 kali'],
    ['id', 'compact', 1206, '1,2 rb'],
    ['id', 'number', 1206, '1.206'],
    ['id', 'long', 1, 'Dibaca 1 kali'],
    ['en', 'long', 1206, 'Read 1,206 times'],
    ['en', 'long', 1, 'Read 1 time'],
    ['en', 'compact', 1206, '1.2K'],
    ['en', 'number', 0, '0'],
    ['id-ID', 'long', 1206, 'Dibaca 1.206 kali'],
    ['in', 'long', 1206, 'Dibaca 1.206 kali'],
    ['de', 'number', 1206, '1.206'],
    ['not a language', 'number', 1206, '1,206'],
  ];
  for (const [lang, format, views, text] of formats) {
    it(`writes ${views} in ${lang}, ${format}, as ${text}`, async () => {
      const element = await fixture<ViewCounter>(
        html`<view-counter readonly lang=${lang} format=${format} page="p" .backend=${viewed(views)}></view-counter>`,
      );
      await becomes(() => textOf(element).replaceAll(' ', ' '), text);
      if (lang !== 'not a language') await expect(element).to.be.accessible();
    });
  }

  it('counts one view, however many counters stand on the page', async () => {
    const backend = spy();
    const element = await fixture(html`
      <div lang="en">
        <view-counter page="p" .backend=${backend}></view-counter>
        <view-counter page="p" .backend=${backend}></view-counter>
      </div>
    `);
    const [first, second] = [...element.children] as [ViewCounter, ViewCounter];
    await becomes(() => [textOf(first), textOf(second)], ['Read 1 time', 'Read 1 time']);
    expect(backend.recorded.map(({ type }) => type)).to.deep.equal(['view']);
    expect(backend.reads, 'the answer to the view brings the counts').to.deep.equal([]);
  });

  it('counts nothing when readonly', async () => {
    const backend = spy();
    const element = await fixture<ViewCounter>(
      html`<view-counter lang="en" readonly page="p" .backend=${backend}></view-counter>`,
    );
    await becomes(() => textOf(element), 'Read 0 times');
    expect(backend.recorded).to.deep.equal([]);
  });

  it('counts once `readonly` is taken away', async () => {
    const backend = spy();
    const element = await fixture<ViewCounter>(
      html`<view-counter lang="en" readonly page="p" .backend=${backend}></view-counter>`,
    );
    await becomes(() => textOf(element), 'Read 0 times');
    element.readonly = false;
    await becomes(() => textOf(element), 'Read 1 time');
  });

  it('counts for the page that it is given within the same task, and for no other', async () => {
    const backend = spy();
    const element = document.createElement('view-counter');
    document.body.append(element);
    element.backend = backend;
    element.page = 'late';
    await becomes(() => backend.recorded.map(({ page }) => page), ['late' as PageKey]);
    element.remove();
  });

  it('says that a view was made, once', async () => {
    const pages: string[] = [];
    const onView = (event: Event) => pages.push((event as Event & { page: string }).page);
    document.addEventListener('view', onView);
    const backend = spy();
    await fixture(html`<view-counter page="p" .backend=${backend}></view-counter>`);
    await fixture(html`<view-counter page="p" .backend=${backend}></view-counter>`);
    document.removeEventListener('view', onView);
    expect(pages).to.deep.equal(['p']);
  });

  for (const [what, world] of [
    ['a preview', { isPreview: () => true }],
    ['a page that was reloaded', { navigation: () => 'reload' as const }],
    ['a page that the reader came back to', { navigation: () => 'back_forward' as const }],
  ] as const) {
    it(`counts nothing on ${what}, says so by no event, and shows the number`, async () => {
      compose({ environment: { ...freshEnvironment(), ...world } });
      let told = 0;
      const backend = spy();
      const element = await fixture<ViewCounter>(
        html`<view-counter lang="en" page="p" .backend=${backend} @view=${() => told++}></view-counter>`,
      );
      await becomes(() => textOf(element), 'Read 0 times');
      expect([backend.recorded.length, told]).to.deep.equal([0, 0]);
    });
  }

  it('says a view by an event when it waits for the tab to be shown, and not again when it is', async () => {
    let isShown = false;
    let resume = () => {};
    const onResume = (callback: () => void) => {
      resume = callback;
      return () => {};
    };
    const environment = { ...freshEnvironment(), isVisible: () => isShown, onResume };
    compose({ environment });
    let told = 0;
    const backend = spy();
    const element = await fixture<ViewCounter>(
      html`<view-counter lang="en" page="p" .backend=${backend} @view=${() => told++}></view-counter>`,
    );
    await becomes(() => textOf(element), 'Read 0 times');
    expect([backend.recorded.length, told]).to.deep.equal([0, 1]);
    isShown = true;
    resume();
    await becomes(() => textOf(element), 'Read 1 time');
    expect([backend.recorded.length, told]).to.deep.equal([1, 1]);
  });

  it('shows nothing for a number that the backend does not know, never 0', async () => {
    const backend = viewed(undefined);
    const element = await fixture<ViewCounter>(
      html`<view-counter readonly lang="en" page="p" .backend=${backend}></view-counter>`,
    );
    await becomes(() => backend.reads.length, 1);
    await element.updateComplete;
    expect(textOf(element)).to.equal('');
  });

  it('keeps its place and size while the number is on its way', async () => {
    let answer!: () => void;
    const backend = spy({
      read: (pages) =>
        new Promise((resolve) => {
          answer = () =>
            resolve(new Map(pages.map((page) => [page, { version: 1, views: 1206, shares: countsById([]) }])));
        }),
    });
    const element = await fixture<ViewCounter>(
      html`<view-counter readonly lang="id" page="p" .backend=${backend}></view-counter>`,
    );
    const before = element.getBoundingClientRect();
    answer();
    await becomes(() => textOf(element), 'Dibaca 1.206 kali');
    const after = element.getBoundingClientRect();
    expect([after.width, after.height]).to.deep.equal([before.width, before.height]);
    expect(find(element, 'span').scrollWidth).to.be.at.most(Math.ceil(after.width));
  });

  it('warns once of a format that it does not know, and writes it long', async () => {
    let element!: ViewCounter;
    const said = await warnings(async () => {
      element = await fixture<ViewCounter>(
        html`<view-counter readonly lang="en" format="tiny" page="p" .backend=${viewed(2)}></view-counter>`,
      );
      await becomes(() => textOf(element), 'Read 2 times');
      element.requestUpdate();
      await element.updateComplete;
    });
    expect(said).to.deep.equal(['[gaung] format="tiny" is unknown; "long" is used. Right are: long, compact, number.']);
  });
});
