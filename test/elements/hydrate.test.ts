import '../../src/hydrate/index.ts';
import { expect } from '@open-wc/testing';
import type { PageCounts } from '../../src/contract/index.ts';
import { configure } from '../../src/index.ts';
import { becomes, find, findAll, freshPage, type SpyAdapter, spy, textOf, warnings } from './setup.ts';

const PAGE = 'https://news.example/a';
const COUNTS: PageCounts = { version: 3, views: 1206, shares: { whatsapp: 12 }, reactions: { love: 41, haha: 3 } };

type Element = HTMLElement & { backend: SpyAdapter; hasUpdated: boolean };

/** Elements as a parser makes them of what a server rendered: declarative shadow roots are not everywhere yet. */
async function served(markup: string, options: object = {}): Promise<HTMLElement> {
  const query = new URLSearchParams({
    markup: `<div lang="id">${markup}</div>`,
    options: JSON.stringify({ url: PAGE, counts: { [PAGE]: COUNTS }, ...options }),
  });
  const response = await fetch(`/rendered?${query}`);
  expect(response.status).to.equal(200);
  const template = document.createElement('template');
  // The runner puts scripts of its own into what it serves.
  template.innerHTML = /<div lang="id">[^]*<\/div>(?=[^]*$)/.exec(await response.text())![0];
  const tree = document.importNode(template.content, true);
  for (const declared of tree.querySelectorAll<HTMLTemplateElement>('template[shadowrootmode]')) {
    declared.parentElement!.attachShadow({ mode: 'open' }).append(declared.content);
    declared.remove();
  }
  return tree.firstElementChild as HTMLElement;
}

/** Puts what a server rendered into the page, with a backend that is asked for nothing unless it must. */
function show(root: HTMLElement, backend: SpyAdapter): void {
  configure({ backend });
  document.body.append(root);
}

/** Whether these are the same nodes, and not others that look the same. */
function expectSame(nodes: readonly Node[], before: readonly Node[]): void {
  expect(nodes.length).to.equal(before.length);
  expect(nodes.filter((node, at) => node !== before[at]).length, 'nodes that are others').to.equal(0);
}

describe('what a server rendered', () => {
  let root: HTMLElement | undefined;
  beforeEach(freshPage);
  afterEach(() => {
    root?.remove();
    configure({ backend: undefined as never });
  });

  it('is taken over: the same nodes, no counts are asked for, a press counts', async () => {
    root = await served(
      `<reaction-bar page="${PAGE}"></reaction-bar><view-counter page="${PAGE}" readonly></view-counter>`,
    );
    const [bar, counter] = [...root.children] as [Element, Element];
    const nodes = [...findAll(bar, '.option, button, .count'), find(counter, '[part="text"]')];
    const backend = spy();
    show(root, backend);
    await becomes(() => [bar.hasUpdated, counter.hasUpdated, findAll(bar, 'style').length], [true, true, 0]);
    expectSame([...findAll(bar, '.option, button, .count'), find(counter, '[part="text"]')], nodes);
    expect(textOf(counter, '[part="text"]')).to.equal('Dibaca 1.206 kali');
    expect(getComputedStyle(find(bar, '.options')).display).to.equal('flex');
    expect(backend.reads).to.deep.equal([]);
    find(bar, '[data-reaction="love"]').click();
    await becomes(() => find(bar, '[data-of="love"]').textContent, '42');
    await becomes(() => find(bar, '[data-reaction="love"]').getAttribute('aria-pressed'), 'true');
    await becomes(() => backend.recorded.length, 1);
  });

  for (const attributes of [
    'size="compact"',
    'percent icons="svg"',
    'closed',
    'readonly',
    'show="leading"',
    'preset="sensitive" size="large"',
    'min-count="5"',
    'reactions="love haha wow sad angry support respect mourn"',
    'hide-counts-until="voted" label=""',
    'label="&#10;One&#13;&#10;&#13;&#xFEFF;&#0;two"',
  ])
    it(`is taken over with ${attributes}`, async () => {
      root = await served(`<reaction-bar page="${PAGE}" ${attributes}></reaction-bar>`);
      const [bar] = [...root.children] as [Element];
      const nodes = findAll(bar, 'div, p, span, button');
      const said = await warnings(async () => {
        show(root!, spy());
        await becomes(() => bar.hasUpdated && findAll(bar, 'style').length, 0);
      });
      expect(said).to.deep.equal([]);
      expectSame(findAll(bar, 'div, p, span, button'), nodes);
    });

  it('shows a reader their own choice, in a closed bar too', async () => {
    root = await served(
      `<reaction-bar page="${PAGE}"></reaction-bar><reaction-bar page="${PAGE}" closed></reaction-bar>`,
    );
    const [bar, closed] = [...root.children] as [Element, Element];
    closed.remove();
    const backend = spy();
    show(root, backend);
    await becomes(() => bar.hasUpdated, true);
    find(bar, '[data-reaction="haha"]').click();
    await becomes(() => backend.recorded.length, 1);
    const nodes = findAll(closed, '.option');
    root.append(closed);
    await becomes(
      () => closed.hasUpdated && findAll(closed, '.chosen').map(({ dataset }) => dataset.reaction),
      ['haha'],
    );
    expectSame(findAll(closed, '.option'), nodes);
  });

  it('gives way where the element is not what it was, and what it shows is right', async () => {
    root = await served(`<reaction-bar page="${PAGE}"></reaction-bar>`);
    const [bar] = [...root.children] as [Element & { reactions: string }];
    const first = find(bar, 'button');
    bar.reactions = 'haha love wow sad angry';
    show(root, spy());
    await becomes(
      () => findAll(bar, 'button').map(({ dataset }) => dataset.reaction),
      ['haha', 'love', 'wow', 'sad', 'angry'],
    );
    expect(find(bar, 'button')).to.not.equal(first);
    expect(findAll(bar, '.bar').length).to.equal(1);
  });

  it('keeps the focus in a row, whose links the element makes itself', async () => {
    root = await served(`<share-buttons page="${PAGE}" counts></share-buttons>`);
    const [row] = [...root.children] as [Element];
    const backend = spy();
    show(root, backend);
    find(row, '[data-network="x"]').focus();
    await becomes(() => row.hasUpdated && findAll(row, '[role="group"]').length, 1);
    expect((row.shadowRoot!.activeElement as HTMLElement | null)?.dataset.network).to.equal('x');
    await becomes(() => find(row, '[data-network="whatsapp"] .count').dataset.count, '12');
    expect(backend.reads).to.deep.equal([]);
  });

  it('that is old is shown until new numbers come', async () => {
    root = await served(`<view-counter page="${PAGE}" readonly></view-counter>`, { at: Date.now() - 60_000 });
    const [counter] = [...root.children] as [Element];
    let answer!: () => void;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const backend = spy({
      async read(pages) {
        await answered;
        return new Map(pages.map((page) => [page, { version: 4, views: 1300 }]));
      },
    });
    show(root, backend);
    await becomes(() => backend.reads.length, 1);
    expect(textOf(counter, '[part="text"]')).to.equal('Dibaca 1.206 kali');
    answer();
    await becomes(() => textOf(counter, '[part="text"]'), 'Dibaca 1.300 kali');
  });

  /** A backend as `renderToString` is given one that it need not ask. */
  const backendOf = (id: string) => ({ backend: { id, capabilities: spy().capabilities } });

  it('is taken over from the backend that gave it, wherever the element has that from', async () => {
    const backend = { ...spy(), id: 'the-same' };
    root = await served(`<view-counter page="${PAGE}" readonly></view-counter>`, backendOf('the-same'));
    const [counter] = [...root.children] as [Element];
    counter.backend = backend;
    show(root, spy());
    await becomes(() => counter.hasUpdated && findAll(counter, 'style').length, 0);
    await becomes(() => textOf(counter, '[part="text"]'), 'Dibaca 1.206 kali');
    expect(backend.reads).to.deep.equal([]);
  });

  for (const [what, options] of Object.entries({ 'by its id': backendOf('the-server’s'), 'by nothing': {} }))
    it(`is not believed of an element that has another backend: the server names its own ${what}`, async () => {
      root = await served(
        `<view-counter page="${PAGE}" readonly></view-counter><reaction-bar page="${PAGE}"></reaction-bar>`,
        options,
      );
      const [counter, bar] = [...root.children] as [Element, Element];
      const other = spy();
      counter.backend = other;
      bar.backend = other;
      show(root, spy());
      await becomes(() => textOf(counter, '[part="text"]'), 'Dibaca 0 kali');
      await becomes(() => findAll(bar, '.count').map(({ textContent }) => textContent), ['0', '0', '0', '0', '0']);
      expect(other.reads).to.deep.equal([[PAGE.replace('https://', '')]]);
    });
});
