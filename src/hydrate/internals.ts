import type { PropertyValues, ReactiveElement } from '@lit/reactive-element';
import type { BackendAdapter, PageKey } from '../contract/index.ts';
import type { Tree } from '../elements/base/tree.ts';
import type { EngagementStore, PageState } from '../store/index.ts';
import { removeNodes, show } from './place.ts';
import type { Rendered } from './rendered.ts';
import { offer } from './seeds.ts';
import { pageStateOf, stateFrom } from './states.ts';

/** What an element has that only itself should use. */
export type Internals = ReactiveElement & {
  readonly backend: BackendAdapter | undefined;
  readonly endpoint: string | null;
  readonly pageKey: PageKey | undefined;
  readonly store: EngagementStore | undefined;
  readonly language: string;
  readonly isLocalizing: boolean;
  state: PageState | undefined;
  createRenderRoot(): HTMLElement | DocumentFragment;
  scheduleUpdate(): void | Promise<unknown>;
  update(changed: PropertyValues): void;
  performUpdate(): void;
  shown: { readonly node: Element; readonly tree?: Tree } | undefined;
  render(): Tree | Element | undefined;
};

/** Numbers are as good as new for so long, in ms: as long as a CDN may keep the server's own. */
const FRESH_MS = 35_000;

/**
 * Whether the element asks the backend whose numbers a server gave. Where it did not say whose they are, they are the
 * page's, and not those of an element that has another backend by itself.
 */
const isSameBackend = (element: Internals, id: string | undefined) =>
  id === undefined ? !element.backend && !element.endpoint : element.store?.adapter.id === id;

/** The server's numbers stand there until the store knows newer ones; while they are new, it need not ask for any. */
export function keepNumbers(element: Internals, { page, counts, at, backend }: Rendered): void {
  const { store, pageKey } = element;
  if (!counts || !store || !pageKey || page !== pageKey || !isSameBackend(element, backend)) return;
  stateFrom(element, (state) => {
    if (state && !state.counts && element.pageKey === page) {
      // What the backend has not confirmed and cannot be asked about is the last known, as it is without a server's.
      return pageStateOf(counts, { ...state, isStale: state.error !== undefined });
    }
    if (state) Reflect.deleteProperty(element, 'state');
    return state;
  });
  // Whoever has chosen must see their own choice in it, which a page that was kept somewhere may not hold.
  const isNew = Math.abs(Date.now() - at) <= FRESH_MS && store.getState(pageKey).mine.length === 0;
  if (isNew) offer(store.adapter, pageKey, counts);
}

/** Shows the element's own nodes instead of the server's, once they are complete. */
export function replace(element: Internals, before: readonly ChildNode[], press: () => void): void {
  const root = element.renderRoot as ShadowRoot;
  const own = [...root.childNodes].filter((node) => !before.includes(node));
  for (const node of own) show(node, false);
  const finish = () => {
    for (const node of own) show(node, true);
    removeNodes(root, before);
    press();
  };
  void element.updateComplete.then(finish, finish);
}
