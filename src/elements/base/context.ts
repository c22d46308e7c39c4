import type { BackendAdapter } from '../../contract/index.ts';

/** The key under which a provider offers an adapter: `createContext(backendContext)` with `@lit/context`. */
export const backendContext: unique symbol = Symbol.for('gaung-backend') as never;

/** Asks the ancestors for an adapter, by the web components community's context protocol. */
class ContextRequestEvent extends Event {
  readonly context = backendContext;
  readonly contextTarget: Element;
  readonly callback: (backend: BackendAdapter, unsubscribe?: () => void) => void;
  readonly subscribe = true;

  constructor(target: Element, callback: ContextRequestEvent['callback']) {
    super('context-request', { bubbles: true, composed: true });
    this.contextTarget = target;
    this.callback = callback;
  }
}

/** Calls back, now or later, with the adapter of the nearest provider, if there is one; returns the way to stop. */
export function requestBackend(element: Element, callback: (backend: BackendAdapter) => void): () => void {
  let stop: (() => void) | undefined;
  let isStopped = false;
  element.dispatchEvent(
    new ContextRequestEvent(element, (backend, unsubscribe) => {
      if (unsubscribe !== stop) stop?.(); // The nearest provider changed: the former one must not answer any more.
      stop = unsubscribe;
      if (isStopped) unsubscribe?.();
      else callback(backend);
    }),
  );
  return () => {
    isStopped = true;
    stop?.();
  };
}
