/** What a backend cannot do is not there or cannot be pressed, and what it does not know is not shown as 0. */
import { expect, fixture, html } from '@open-wc/testing';
import { combine } from '../../src/adapters/combine.ts';
import { goatCounter } from '../../src/adapters/goat-counter.ts';
import { memory } from '../../src/adapters/memory.ts';
import { openHeart } from '../../src/adapters/open-heart.ts';
import { waline } from '../../src/adapters/waline.ts';
import type { BackendAdapter } from '../../src/contract/index.ts';
import type { ReactionBar } from '../../src/elements/reaction-bar/reaction-bar.ts';
import type { ShareButtons } from '../../src/elements/share-buttons/share-buttons.ts';
import type { ViewCounter } from '../../src/elements/view-counter/view-counter.ts';
import { goatCounterStandIn } from '../adapters/backends/goat-counter.ts';
import { openHeartStandIn } from '../adapters/backends/open-heart.ts';
import { walineStandIn } from '../adapters/backends/waline.ts';
import { becomes, find, freshPage } from './setup.ts';

const heart = (readStatus?: 403) =>
  openHeart({
    ...{ endpoint: 'https://heart.example/', domain: 'news.example' },
    fetch: openHeartStandIn(readStatus && { readStatus }),
  });
const viewsOnly = () => goatCounter({ url: 'https://goat.example', fetch: goatCounterStandIn() });
const walineAdapter = () => waline({ serverURL: 'https://waline.example', fetch: walineStandIn() });

const bar = (backend: BackendAdapter, reactions = '') =>
  fixture<ReactionBar>(
    html`<reaction-bar lang="en" page="one" reactions=${reactions} .backend=${backend}></reaction-bar>`,
  );
const counter = (backend: BackendAdapter) =>
  fixture<ViewCounter>(html`<view-counter lang="en" page="one" .backend=${backend}></view-counter>`);

const options = (element: ReactionBar) =>
  [...element.shadowRoot!.querySelectorAll<HTMLElement>('button[data-reaction]')].map((one) => one.dataset.reaction);
const numbers = (element: ReactionBar) =>
  [...element.shadowRoot!.querySelectorAll('.count')].map((one) => one.textContent);
const shown = (element: Element) => element.shadowRoot!.textContent.trim();

describe('what a backend cannot do', () => {
  beforeEach(freshPage);

  it('no counter, where it counts no views', async () => {
    const element = await counter(heart());
    await becomes(() => shown(element), '');
    expect(element.shadowRoot!.querySelector('[part=text]')).to.equal(null);
    element.backend = viewsOnly();
    await becomes(() => shown(element), 'Read 1 time');
  });

  it('no bar, where it counts no reactions or none of those that are asked for', async () => {
    const element = await bar(viewsOnly());
    await becomes(() => shown(element), '');
    const other = await bar(heart(), 'support mourn');
    await becomes(() => shown(other), '');
    element.backend = heart();
    await becomes(() => options(element), ['love', 'haha', 'wow', 'sad', 'angry']);
  });

  it('of a bar, the reactions that it counts', async () => {
    const element = await bar(walineAdapter(), 'respect love sad');
    await becomes(() => options(element), ['love', 'sad']);
  });

  it('a choice that cannot be taken back cannot be pressed again', async () => {
    const element = await bar(heart());
    await becomes(() => numbers(element), ['0', '0', '0', '0', '0']);
    find(element, 'button[data-reaction="love"]').click();
    await becomes(() => numbers(element), ['1', '0', '0', '0', '0']);
    find(element, 'button[data-reaction="love"]').click();
    find(element, 'button[data-reaction="wow"]').click();
    await becomes(() => find(element, 'button[data-reaction="wow"]').ariaDisabled, 'true');
    expect(numbers(element)).to.deep.equal(['1', '0', '0', '0', '0']);
  });

  it('one choice alone where it takes no more, whatever the page says', async () => {
    const element = await bar(walineAdapter());
    element.multiple = true;
    await becomes(() => numbers(element), ['0', '0', '0', '0', '0']);
    find(element, 'button[data-reaction="love"]').click();
    await becomes(() => numbers(element), ['1', '0', '0', '0', '0']);
    find(element, 'button[data-reaction="wow"]').click();
    await becomes(() => numbers(element), ['0', '0', '1', '0', '0']);
  });

  it('shares are links all the same, without numbers', async () => {
    const element = await fixture<ShareButtons>(
      html`<share-buttons lang="en" page="one" networks="whatsapp line" counts .backend=${heart()}></share-buttons>`,
    );
    await becomes(() => element.shadowRoot!.querySelectorAll('[data-network]').length, 2);
    expect(find<HTMLAnchorElement>(element, '[data-network=whatsapp]').href).to.contain('wa.me');
    expect(shown(element)).not.to.match(/\d/);
  });
});

describe('what a backend does not know', () => {
  beforeEach(freshPage);

  it('is no 0: a bar of a server that can only be written to has buttons and no numbers', async () => {
    const element = await bar(heart(403));
    await becomes(() => numbers(element), ['', '', '', '', '']);
    find(element, 'button[data-reaction="love"]').click();
    await becomes(() => find(element, 'button[data-reaction="love"]').ariaPressed, 'true');
    expect(numbers(element)).to.deep.equal(['', '', '', '', '']);
    element.percent = true;
    await element.updateComplete;
    expect(shown(element)).not.to.match(/\d/);
  });

  it('is no 0: a counter keeps its room and says nothing', async () => {
    const unknown: BackendAdapter = {
      ...memory(),
      read: async (pages) => new Map(pages.map((page) => [page, { version: 0 }])),
      record: async () => ({ counts: new Map(), refused: new Map() }),
    };
    const element = await counter(unknown);
    await element.updateComplete;
    expect(shown(element)).to.equal('');
    expect(find(element, '[part=text]').getBoundingClientRect().width).to.be.greaterThan(0);
  });

  it('of several backends leaves what the others know', async () => {
    const away = goatCounter({ url: 'https://goat.example', fetch: async () => new Response('', { status: 503 }) });
    const backend = combine({ views: away, reactions: walineAdapter() });
    const [views, reactions] = [await counter(backend), await bar(backend)];
    await becomes(() => numbers(reactions), ['0', '0', '0', '0', '0']);
    find(reactions, 'button[data-reaction="sad"]').click();
    await becomes(() => numbers(reactions), ['0', '0', '0', '1', '0']);
    expect(shown(views)).to.equal('');
  });
});
