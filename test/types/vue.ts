/** What Vue knows of the tags. Nothing of it runs: `tsc` is the test; `vue-tsc` reads whole templates in examples/vue. */

import { memory } from 'gaung/adapters/memory';
import 'gaung/types/vue';
import type { GlobalComponents } from 'vue';

type Props<Tag extends keyof GlobalComponents> = InstanceType<GlobalComponents[Tag]>['$props'];

export const good = {
  bar: {
    page: 'article-123',
    reactions: ['love', { value: 'useful' }],
    'min-count': 3,
    hideCountsUntil: 'voted',
    class: ['a', { b: true }],
    style: 'color: red',
    key: 1,
    onReaction: (event) => event.preventDefault(),
    onGaungerror: ({ error }) => error.message,
  } satisfies Props<'reaction-bar'>,
  row: { shareTitle: 'A story', max: 5, onShare: ({ network }) => network } satisfies Props<'share-buttons'>,
  counter: { readonly: true, onView: ({ page }) => page } satisfies Props<'view-counter'>,
  provider: { backend: memory() } satisfies Props<'gaung-provider'>,
  option: { value: 'yes', label: 'Yes' } satisfies Props<'reaction-option'>,
};

export const bad = [
  // @ts-expect-error There is no such size.
  { size: 'huge' } satisfies Props<'reaction-bar'>,
  // @ts-expect-error No such attribute.
  { colour: 'red' } satisfies Props<'reaction-bar'>,
  // @ts-expect-error A number: Vue would set the text as the property.
  { max: '5' } satisfies Props<'share-buttons'>,
  // @ts-expect-error The event has no network.
  { onReaction: ({ network }) => network } satisfies Props<'reaction-bar'>,
  // @ts-expect-error No such event.
  { onShare: () => undefined } satisfies Props<'view-counter'>,
];
