/** What Svelte knows of the tags. Nothing of it runs: `tsc` is the test; `svelte-check` reads templates in examples/svelte. */

import { memory } from 'gaung/adapters/memory';
import 'gaung/types/svelte';
import type { SvelteHTMLElements } from 'svelte/elements';

export const good = {
  bar: {
    page: 'article-123',
    reactions: ['love', { value: 'useful' }],
    'min-count': 3,
    'hide-counts-until': 'voted',
    class: 'a',
    lang: 'id',
    onreaction: (event) => event.preventDefault(),
    ongaungerror: ({ error }) => error.message,
  } satisfies SvelteHTMLElements['reaction-bar'],
  row: { 'share-title': 'A', max: 5, onshare: ({ network }) => network } satisfies SvelteHTMLElements['share-buttons'],
  counter: { readonly: true, onview: ({ page }) => page } satisfies SvelteHTMLElements['view-counter'],
  provider: { backend: memory() } satisfies SvelteHTMLElements['gaung-provider'],
  option: { value: 'yes', label: 'Yes' } satisfies SvelteHTMLElements['reaction-option'],
};

export const bad = [
  // @ts-expect-error There is no such size.
  { size: 'huge' } satisfies SvelteHTMLElements['reaction-bar'],
  // @ts-expect-error No such attribute.
  { colour: 'red' } satisfies SvelteHTMLElements['reaction-bar'],
  // @ts-expect-error A number: Svelte would set the text as the property.
  { max: '5' } satisfies SvelteHTMLElements['share-buttons'],
  // @ts-expect-error The event has no network.
  { onreaction: ({ network }) => network } satisfies SvelteHTMLElements['reaction-bar'],
  // @ts-expect-error No such event.
  { onshare: () => undefined } satisfies SvelteHTMLElements['view-counter'],
];
