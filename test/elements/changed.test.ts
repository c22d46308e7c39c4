/** An element that was changed, in any order and while it is used, is what one would be that was made so. */
import { expect, fixture, html } from '@open-wc/testing';
import * as fc from 'fast-check';
import type { PageCounts } from '../../src/contract/index.ts';
import type { ReactionBar, ShareButtons, ViewCounter } from '../../src/index.ts';
import { becomes, find, findAll, freshPage, spy } from './setup.ts';

const COUNTS: PageCounts = {
  version: 1,
  views: 12_345,
  shares: { whatsapp: 12, x: 1 },
  reactions: { love: 12_345, haha: 7, wow: 30 },
};
const backend = spy({ read: async (pages) => new Map(pages.map((page) => [page, COUNTS])) });

type Changed = ReactionBar | ShareButtons | ViewCounter;

/** What is shown, without what observers and motion leave there. */
function shown(element: Changed): HTMLElement {
  const copy = document.createElement('div');
  copy.append(...Array.from(element.shadowRoot!.childNodes, (child) => child.cloneNode(true)));
  for (const one of copy.querySelectorAll('*')) {
    for (const name of ['data-narrow', 'data-before']) one.removeAttribute(name);
    one.classList.remove('tight');
  }
  return copy;
}

/** Whether both show the same; or what they show. */
function isSame(element: Changed, other: Changed): true | string[] {
  const both = [shown(element), shown(other)] as const;
  return both[0].isEqualNode(both[1]) || both.map(({ innerHTML }) => innerHTML);
}

/** What is the place of texts, looks or networks on their way. */
const COMING = '.localizing, .coming, [data-place]';

/** Names and what they may be set to; null takes an attribute away. */
type Choices = Readonly<Record<string, readonly (string | null)[]>>;

const TEXT = [null, '', 'One', 'Two'];
const IS_SET = [null, ''];
const CHOICES: Readonly<Record<string, Choices>> = {
  'reaction-bar': {
    label: TEXT,
    readonly: IS_SET,
    percent: IS_SET,
    reactions: [null, 'love haha', 'haha love wow', 'love mourn yes', 'love haha wow sad angry support respect'],
    preset: [null, 'sensitive'],
    size: [null, 'compact', 'large'],
    labels: [null, 'hover', 'never'],
    show: [null, 'leading'],
    icons: [null, 'svg'],
    'hide-counts-until': [null, 'voted'],
    'min-count': [null, '10'],
    lang: ['en', 'id', 'ar'],
  },
  'view-counter': { readonly: IS_SET, format: [null, 'compact', 'number'], lang: ['en', 'id', 'ar'] },
  'share-buttons': {
    label: TEXT,
    networks: [null, 'copy', 'x whatsapp', 'reddit x copy line'],
    display: [null, 'label', 'both'],
    counts: IS_SET,
    max: [null, '2'],
    campaign: [null, 'news'],
    lang: ['en', 'id', 'ar'],
  },
};

describe('an element that was changed is as one that was made so', () => {
  beforeEach(freshPage);

  for (const [tag, choices] of Object.entries(CHOICES)) {
    it(`<${tag}>`, async () => {
      const change = fc.record(
        Object.fromEntries(Object.entries(choices).map(([name, values]) => [name, fc.constantFrom(...values)])),
        { requiredKeys: [] },
      );
      const place = await fixture<HTMLElement>(html`<div></div>`);
      const make = (attributes: Readonly<Record<string, string | null | undefined>>): Changed => {
        const element = Object.assign(document.createElement(tag), { page: 'p', backend }) as unknown as Changed;
        for (const [name, value] of Object.entries(attributes)) if (value != null) element.setAttribute(name, value);
        place.append(element);
        return element;
      };
      const property = fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const all: Record<string, string | null> = { lang: 'en' };
        const element = make(all);
        for (const one of changes) {
          await element.updateComplete;
          for (const [name, value] of Object.entries(one)) {
            all[name] = value!;
            if (value === null) element.removeAttribute(name);
            else element.setAttribute(name, value!);
          }
        }
        const fresh = make(all);
        await becomes(() => [element, fresh].flatMap((one) => findAll(one, COMING)).length, 0);
        await Promise.all([element.updateComplete, fresh.updateComplete]);
        await becomes(() => isSame(element, fresh), true).finally(() => place.replaceChildren());
      });
      await fc.assert(property, { numRuns: 60, seed: 1, interruptAfterTimeLimit: 60_000, includeErrorInReport: true });
    }).timeout(90_000);
  }

  it('keeps of an option what it is not: the number is where it was, with what rolled over it', async () => {
    const bar = await fixture<ReactionBar>(html`<reaction-bar lang="en" page="p" .backend=${spy()}></reaction-bar>`);
    await becomes(
      () =>
        findAll(bar, '.count')
          .map(({ textContent }) => textContent)
          .join(''),
      '00000',
    );
    find(bar, '[data-reaction="love"]').click();
    await becomes(() => findAll(bar, '[data-before]').length, 1);
    const count = find(bar, '[data-before]');
    for (const isReadonly of [true, false]) {
      bar.readonly = isReadonly;
      await bar.updateComplete;
      expect(findAll(bar, '[data-before]').map(({ className }) => className)).to.deep.equal(['count']);
      expect(find(bar, '[data-of="love"]') === count).to.equal(true);
    }
  });
});
