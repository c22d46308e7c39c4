import type { BackendAdapter } from '../../contract/index.ts';
import { hearAll } from '../../environment/lifecycle.ts';
import { listeners } from '../../environment/listeners.ts';

/** The key under which a provider offers an adapter: `createContext(backendContext)` with `@lit/context`. */
export const backendContext: unique symbol = Symbol.for('gaung-backend') as never;

/** Takes an adapter; `unsubscribe` ends it, where the provider goes on telling. */
export type BackendCallback = (backend: BackendAdapter, unsubscribe?: () => void) => void;

/** Asks the ancestors for an adapter, by the web components community's context protocol. */
export class ContextRequestEvent extends Event {
  readonly context = backendContext;
  readonly contextTarget: Element;
  readonly callback: BackendCallback;
  readonly subscribe = true;

  constructor(target: Element, callback: BackendCallback) {
    super('context-request', { bubbles: true, composed: true });
    this.contextTarget = target;
    this.callback = callback;
  }
}

/**
 * Who asks, and would ask again: a provider may come, or give up, later than the elements below it. It announces itself
 * by the event that `@lit/context` has for it, on its way to the document.
 */
const asking = listeners((tell) => {
  const onProvider = ({ context }: Event & { context?: unknown }) => context === backendContext && tell();
  return hearAll([[document, 'context-provider', onProvider]]);
});

/**
 * Calls back, now or later, with the adapter of the nearest provider, if there is one, and with undefined when there is
 * none any more; returns the way to stop.
 */
export function requestBackend(element: Element, callback: (backend: BackendAdapter | undefined) => void): () => void {
  let stop: (() => void) | undefined;
  let isStopped = false;
  let isAnswered = false;
  const answer: BackendCallback = (backend, unsubscribe) => {
    if (unsubscribe !== stop) stop?.(); // The nearest provider changed: the former one must not answer any more.
    stop = unsubscribe;
    isAnswered = true;
    if (isStopped) unsubscribe?.();
    else callback(backend);
  };
  const ask = () => {
    const wasAnswered = isAnswered;
    isAnswered = false;
    element.dispatchEvent(new ContextRequestEvent(element, answer));
    if (!wasAnswered || isAnswered) return;
    stop?.();
    stop = undefined;
    callback(undefined);
  };
  ask();
  const stopAsking = asking.listen(ask);
  return () => {
    isStopped = true;
    stop?.();
    stopAsking();
  };
}
