import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { type BackendAdapter, countsById, type RecordResult } from '../../src/contract/index.ts';
import { find, findAll, freshPage, spy, warnings } from './setup.ts';

/** An element as a page may have it, or a reader leave it. */
interface State {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children?: string;
  readonly backend?: Partial<BackendAdapter>;
  /** What the reader does once the element is there. */
  act?(element: Element): void;
  /** What is in the shadow root once it is done. */
  readonly shows?: string;
}

const choose = { act: (bar: Element) => find(bar, 'button').click(), shows: '.chosen' };
const { capabilities } = spy();

const STATES: Readonly<Record<string, Readonly<Record<string, State>>>> = {
  'share-buttons': {
    default: {},
    labels: { attributes: { display: 'both' } },
    'labels-alone': { attributes: { display: 'label' } },
    counts: { attributes: { counts: '', display: 'both' }, shows: '.count' },
    brand: { attributes: { variant: 'brand', display: 'both' } },
    tinted: { attributes: { variant: 'tinted', display: 'both' } },
    small: { attributes: { size: 'small', label: '' } },
    'copy-by-hand': {
      attributes: { networks: 'copy' },
      act: (row) => find(row, '[data-network="copy"]').click(),
      shows: '.by-hand, .toast', // as the browser allows
    },
    'menu-open': {
      attributes: { max: '1' },
      act: (row) => find(row, '.more').click(),
      shows: '.more[aria-expanded="true"]',
    },
  },
  'view-counter': {
    long: {},
    compact: { attributes: { format: 'compact' } },
    number: { attributes: { format: 'number' } },
    readonly: { attributes: { readonly: '' } },
  },
  'reaction-bar': {
    fresh: {},
    chosen: choose,
    waiting: {
      ...choose,
      backend: {
        record: async () => {
          throw new Error('no network');
        },
      },
      shows: '.notice:not(:empty)',
    },
    refused: {
      ...choose,
      backend: {
        record: async (interactions): Promise<RecordResult> => ({
          counts: new Map(),
          refused: new Map(interactions.map(({ id }) => [id, { code: 'page-not-allowed' }])),
        }),
      },
      shows: '.notice:not(:empty)',
    },
    readonly: { attributes: { readonly: '' } },
    closed: { attributes: { closed: '' } },
    leading: { attributes: { show: 'leading', readonly: '' } },
    percent: { attributes: { percent: '' } },
    'sensitive-svg': { attributes: { preset: 'sensitive', icons: 'svg' }, shows: '.icon svg' },
    compact: { attributes: { size: 'compact' } },
    large: { attributes: { size: 'large' } },
    'counts-hidden': { attributes: { 'hide-counts-until': 'voted' }, shows: '.notice:not(:empty)' },
    'counts-shown': { ...choose, attributes: { 'hide-counts-until': 'voted' } },
    'labels-hover': { attributes: { labels: 'hover' }, act: (bar) => find(bar, 'button').focus() },
    'labels-never': { attributes: { labels: 'never' } },
    multiple: { ...choose, attributes: { multiple: '' } },
    twelve: { attributes: { reactions: 'love haha wow sad angry support respect mourn hope yes no perhaps' } },
    locked: {
      ...choose,
      backend: { capabilities: { ...capabilities, undo: false } },
      shows: '[aria-disabled="true"]',
    },
    'without-icons': {
      children:
        '<reaction-option value="yes" label="Yes"></reaction-option><reaction-option value="no" label="No"></reaction-option>',
    },
  },
};

const SCHEMES = ['light', 'dark'] as const;
const LANGUAGES = { en: 'ltr', ar: 'rtl' } as const;

/** A backend with the same counts for every page: one number of each length, and one that leads. */
function backendOf(changes: Partial<BackendAdapter> = {}): BackendAdapter {
  const counts = {
    version: 1,
    views: 12_345,
    shares: countsById([
      ['whatsapp', 1206],
      ['copy', 3],
    ]),
    reactions: countsById([
      ['love', 12],
      ['haha', 1],
      ['support', 40_300],
      ['yes', 7],
    ]),
  };
  return spy({ read: async (pages) => new Map(pages.map((page) => [page, counts])), ...changes });
}

/** Whether an element speaks its language and shows what its backend knows. */
function isThere(element: Element): boolean {
  const root = element.shadowRoot;
  if (!root?.firstElementChild || root.querySelector('.localizing, [data-place]')) return false;
  if (element.localName === 'share-buttons') return root.querySelector('[data-network]') !== null;
  if (element.getAttribute('hide-counts-until')) return true;
  return findAll(element, '.count, [part="text"]').some((text) => text.textContent.trim() !== '');
}

/** Every state of one element on one page, each with an id that names it where axe finds something. */
async function show(tag: string, box: HTMLElement): Promise<void> {
  const all = Object.entries(STATES[tag]!).map(([name, state]) => {
    const element = Object.assign(document.createElement(tag), {
      id: `${tag}-${name}`,
      innerHTML: state.children ?? '',
      backend: backendOf(state.backend),
    });
    for (const [attribute, value] of Object.entries(state.attributes ?? {})) element.setAttribute(attribute, value);
    element.setAttribute('page', name);
    return { element, state };
  });
  box.append(...all.map(({ element }) => element));
  for (const { element, state } of all) {
    await waitUntil(() => isThere(element), `${element.id} is there`, { timeout: 3000 });
    state.act?.(element);
    const { shows } = state;
    if (shows) await waitUntil(() => findAll(element, shows).length > 0, `${element.id} ${shows}`, { timeout: 3000 });
  }
  // Axe computes contrasts from colours as they are, also half way of a transition.
  const moving = all.flatMap(({ element }) => element.shadowRoot!.getAnimations());
  await Promise.allSettled(moving.map(({ finished }) => finished));
}

describe('axe finds nothing in any state', () => {
  beforeEach(freshPage);

  for (const tag of Object.keys(STATES)) {
    for (const scheme of SCHEMES) {
      for (const [lang, dir] of Object.entries(LANGUAGES)) {
        it(`of <${tag}>, ${scheme}, ${dir}`, async () => {
          const box = await fixture<HTMLElement>(
            html`<div lang=${lang} dir=${dir} style="color-scheme: ${scheme}; background: Canvas; color: CanvasText"></div>`,
          );
          // Refused and unsent choices are told to the page's author: here on purpose.
          await warnings(() => show(tag, box));
          await expect(box).to.be.accessible();
        });
      }
    }
  }
});
