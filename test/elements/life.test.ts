/** Elements that are moved, removed, added again, or turn to another page. */
import { expect, fixture, html } from '@open-wc/testing';
import { memory } from '../../src/adapters/memory.ts';
import type { CountsListener, PageCounts, PageKey, RecordResult } from '../../src/contract/index.ts';
import type { ReactionBar, ViewCounter } from '../../src/index.ts';
import { becomes, find, findAll, freshPage, type SpyAdapter, spy, textOf } from './setup.ts';

/** Past all that the elements do by themselves without waiting for anybody. */
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** A backend whose reads are answered when a test says so. */
function slow(): SpyAdapter & { answer(page: string, counts: PageCounts): void } {
  const answers = new Map<PageKey, (counts: PageCounts) => void>();
  const backend = spy({
    read: (pages) =>
      new Promise((resolve) => {
        for (const page of pages) answers.set(page, (counts) => resolve(new Map([[page, counts]])));
      }),
  });
  return {
    ...backend,
    answer(page, counts) {
      answers.get(page as PageKey)!(counts);
      answers.delete(page as PageKey);
    },
  };
}

/** A memory adapter that pushes, and tells which connections are open. */
function pushing(): SpyAdapter & { readonly connections: { pages: readonly PageKey[]; listener: CountsListener }[] } {
  const connections: { pages: readonly PageKey[]; listener: CountsListener }[] = [];
  const inner = memory({ id: 'inner' });
  const backend = spy({
    capabilities: { ...inner.capabilities, live: true },
    subscribe(pages, listener) {
      const connection = { pages, listener };
      connections.push(connection);
      return () => void connections.splice(connections.indexOf(connection), 1);
    },
  });
  return { ...backend, connections };
}

const bar = (page: string, backend: SpyAdapter) =>
  fixture<ReactionBar>(html`<reaction-bar lang="en" page=${page} .backend=${backend}></reaction-bar>`);
const counter = (page: string, backend: SpyAdapter) =>
  fixture<ViewCounter>(html`<view-counter lang="en" page=${page} .backend=${backend}></view-counter>`);
const button = (element: ReactionBar, reaction: string) => find(element, `button[data-reaction="${reaction}"]`);
/** `love 1 pressed`: what is chosen by anybody, and by this reader. */
const chosen = (element: ReactionBar) =>
  findAll(element, 'button').flatMap((one) => {
    const { reaction } = one.dataset;
    const count = find(element, `.count[data-of="${reaction}"]`).textContent.trim();
    const isPressed = one.getAttribute('aria-pressed') === 'true';
    return count !== '0' || isPressed ? [`${reaction} ${count}${isPressed ? ' pressed' : ''}`] : [];
  });

describe('an element that is moved', () => {
  beforeEach(freshPage);

  it('keeps its subscription, its connection and what it shows, and asks for nothing', async () => {
    const backend = pushing();
    const [first, second] = [await fixture(html`<div></div>`), await fixture(html`<div></div>`)];
    const element = document.createElement('reaction-bar');
    Object.assign(element, { page: 'p', backend, live: true, lang: 'en' });
    first.append(element);
    await becomes(() => chosen(element), []);
    await becomes(() => backend.connections.length, 1);
    const [connection] = backend.connections;
    const shadow = element.shadowRoot!.innerHTML;
    second.append(element);
    first.append(element);
    second.append(element);
    await element.updateComplete;
    await frame();
    expect(backend.reads).to.deep.equal([['p']]);
    expect(backend.connections, 'the same one').to.deep.equal([connection]);
    expect(element.shadowRoot!.innerHTML).to.equal(shadow);
    connection!.listener.onCounts(new Map([['p' as PageKey, { version: 9, reactions: { wow: 4 } }]]));
    await becomes(() => chosen(element), ['wow 4']);
  });

  it('into a shadow root, or out of it, counts for the same page once', async () => {
    const backend = spy();
    const host = await fixture(html`<div></div>`);
    const root = host.attachShadow({ mode: 'open' });
    const element = await counter('p', backend);
    await becomes(() => textOf(element), 'Read 1 time');
    root.append(element);
    await element.updateComplete;
    await frame();
    expect(textOf(element)).to.equal('Read 1 time');
    expect([backend.recorded.length, backend.reads.length], 'the view brought the counts').to.deep.equal([1, 0]);
  });
});

describe('an element that is removed and added again', () => {
  beforeEach(freshPage);

  it('shows at once what is known, and then what is new', async () => {
    const backend = slow();
    const element = await bar('p', backend);
    const parent = element.parentElement!;
    backend.answer('p', { version: 1, reactions: { love: 1 } });
    await becomes(() => chosen(element), ['love 1']);
    element.remove();
    await frame();
    parent.append(element);
    await element.updateComplete;
    expect(chosen(element)).to.deep.equal(['love 1']);
    expect(backend.reads).to.deep.equal([['p'], ['p']]);
    backend.answer('p', { version: 2, reactions: { love: 2 } });
    await becomes(() => chosen(element), ['love 2']);
  });

  it('hears of nothing meanwhile, and is gone from the backend', async () => {
    const backend = pushing();
    const element = await bar('p', backend);
    element.live = true;
    await becomes(() => backend.connections.length, 1);
    element.remove();
    await becomes(() => backend.connections.length, 0);
  });

  it('is shown what its first question brings', async () => {
    const backend = slow();
    const element = await bar('p', backend);
    const parent = element.parentElement!;
    element.remove();
    await frame();
    parent.append(element);
    backend.answer('p', { version: 1, reactions: { love: 1 } });
    await becomes(() => chosen(element), ['love 1']);
    expect(backend.reads.length).to.equal(1);
  });

  it('does nothing in a template, and counts for itself in each copy', async () => {
    const backend = spy();
    const template = document.createElement('template');
    template.innerHTML = '<view-counter lang="en" page="p"></view-counter><reaction-bar page="p"></reaction-bar>';
    const host = await fixture(html`<div></div>`);
    host.append(template);
    await frame();
    expect(template.content.querySelector('reaction-bar')!.shadowRoot).to.equal(null);
    const copies = [0, 1].map(() => {
      const copy = document.importNode(template.content, true);
      for (const one of copy.querySelectorAll('view-counter, reaction-bar')) Object.assign(one, { backend });
      return copy;
    });
    host.append(...copies);
    const counters = [...host.querySelectorAll('view-counter')];
    await becomes(() => counters.map((one) => textOf(one)), ['Read 1 time', 'Read 1 time']);
    expect(backend.recorded.length, 'one view').to.equal(1);
  });
});

describe('an element whose page changes', () => {
  beforeEach(freshPage);

  it('shows nothing of the page before, in whichever order the answers come', async () => {
    const backend = slow();
    const element = await bar('one', backend);
    element.page = 'two';
    await becomes(() => backend.reads, [['one'], ['two']]);
    backend.answer('two', { version: 1, reactions: { wow: 2 } });
    await becomes(() => chosen(element), ['wow 2']);
    backend.answer('one', { version: 5, reactions: { love: 1 } });
    await frame();
    expect(chosen(element)).to.deep.equal(['wow 2']);
  });

  it('shows the reader’s choice of each page', async () => {
    const backend = spy();
    const element = await bar('one', backend);
    await becomes(() => chosen(element), []);
    button(element, 'love').click();
    await becomes(() => chosen(element), ['love 1 pressed']);
    element.page = 'two';
    await element.updateComplete;
    await becomes(() => chosen(element), []);
    expect(element.matches(':state(voted)')).to.equal(false);
    button(element, 'wow').click();
    await becomes(() => chosen(element), ['wow 1 pressed']);
    element.page = 'one';
    await becomes(() => chosen(element), ['love 1 pressed']);
    const reactions = () =>
      backend.recorded.flatMap((one) => (one.type === 'reaction' ? [[one.page, one.reactions]] : []));
    await becomes<unknown>(reactions, [
      ['one', ['love']],
      ['two', ['wow']],
    ]);
  });

  it('counts for the page that it stood for when it was pressed, though the answer comes later', async () => {
    let answer = (_result: RecordResult) => {};
    const backend = spy({
      record: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    });
    const element = await bar('one', backend);
    await becomes(() => chosen(element), []);
    const told: string[] = [];
    element.addEventListener('gaungerror', (event) => told.push(event.error.message));
    button(element, 'love').click();
    await becomes(() => backend.recorded.length, 1);
    element.page = 'two';
    await becomes(() => chosen(element), []);
    const { id } = backend.recorded[0]!;
    answer({ counts: new Map(), refused: new Map([[id, { code: 'page-not-allowed' }]]) });
    await frame();
    await frame();
    expect([chosen(element), textOf(element, '.notice'), told]).to.deep.equal([[], '', []]);
    element.page = 'one';
    await becomes(() => chosen(element), []);
    expect(textOf(element, '.notice'), 'nor to who comes back: it is no news any more').to.equal('');
  });

  it('takes its notice along with its page', async () => {
    const backend = spy({
      record: async (interactions) => ({
        counts: new Map(),
        refused: new Map(interactions.map(({ id }) => [id, { code: 'page-not-allowed' }])),
      }),
    });
    const element = await bar('one', backend);
    await becomes(() => chosen(element), []);
    button(element, 'love').click();
    const notice = 'Reactions are not counted on this page. Your choice was undone.';
    await becomes(() => textOf(element, '.notice'), notice);
    element.page = 'two';
    await element.updateComplete;
    expect(textOf(element, '.notice')).to.equal('');
  });

  it('makes one view of each page that is seen', async () => {
    const backend = spy();
    const element = await counter('one', backend);
    await becomes(() => textOf(element), 'Read 1 time');
    element.page = 'passed-by';
    element.page = 'two';
    await becomes(() => backend.recorded.map(({ page }) => page), ['one', 'two']);
    element.page = 'one';
    await element.updateComplete;
    await frame();
    expect(textOf(element)).to.equal('Read 1 time');
    expect(backend.recorded.map(({ page }) => page)).to.deep.equal(['one', 'two']);
  });

  it('has its live counts follow', async () => {
    const backend = pushing();
    const element = await bar('one', backend);
    element.live = true;
    await becomes(() => backend.connections.map(({ pages }) => pages.join()), ['one']);
    element.page = 'two';
    await becomes(() => backend.connections.map(({ pages }) => pages.join()), ['two']);
    element.live = false;
    await becomes(() => backend.connections.length, 0);
  });
});

describe('elements of several pages in one document', () => {
  beforeEach(freshPage);

  it('count each for its own, and those of one page agree', async () => {
    const backend = spy();
    const one = await bar('one', backend);
    const two = await bar('two', backend);
    const again = await bar('one', backend);
    await becomes(() => [one, two, again].map(chosen), [[], [], []]);
    button(one, 'love').click();
    button(two, 'sad').click();
    await becomes(() => [one, two, again].map(chosen), [['love 1 pressed'], ['sad 1 pressed'], ['love 1 pressed']]);
    button(again, 'love').click();
    await becomes(() => [one, two, again].map(chosen), [[], ['sad 1 pressed'], []]);
  });
});
