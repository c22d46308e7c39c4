import type { ReactiveElement } from '@lit/reactive-element';
import type { PageCounts } from '../contract/index.ts';
import type { PageState } from '../store/index.ts';
import { optimisticCounts } from '../store/page-state.ts';

const NOTHING_DONE: Omit<PageState, 'status' | 'counts'> = {
  mine: [],
  waiting: undefined,
  isStale: false,
  refused: undefined,
  error: undefined,
};

/**
 * What an element shows of counts that a server gave.
 *
 * @param own What is known of this reader; default: nothing.
 */
export function pageStateOf(counts: PageCounts | undefined, own: Omit<PageState, 'status' | 'counts'> = NOTHING_DONE) {
  const { mine, waiting, isStale, refused, error } = own;
  const state: PageState = {
    ...{ mine, waiting, isStale, refused, error },
    status: counts ? 'ready' : 'loading',
    counts: counts && optimisticCounts(counts, mine, []),
  };
  return Object.freeze(state);
}

/** Lets an element have another state than the store's. @param read Is given the store's. */
export function stateFrom(
  element: ReactiveElement,
  read: (state: PageState | undefined) => PageState | undefined,
): void {
  const prototype = Object.getPrototypeOf(element) as object;
  Object.defineProperty(element, 'state', {
    configurable: true,
    get: () => read(Reflect.get(prototype, 'state', element) as PageState | undefined),
  });
}
