/** Calls back whenever the page is shown again or the network comes back; returns the way to stop. */
export function onResume(callback: () => void): () => void {
  const onVisibility = () => document.visibilityState === 'visible' && callback();
  // Out of the back-forward cache; the first `pageshow` is the page's own coming.
  const onShow = ({ persisted }: PageTransitionEvent) => persisted && callback();
  return hearAll([
    [globalThis.document, 'visibilitychange', onVisibility],
    [globalThis.document, 'prerenderingchange', callback],
    [globalThis.document, 'resume', callback],
    [globalThis, 'pageshow', onShow],
    [globalThis, 'online', callback],
  ]);
}

/**
 * Calls back whenever the page is hidden, frozen or left, and whether it is left or frozen: no script may run after that.
 * Returns the way to stop. Never by `unload` or `beforeunload`, which keep a page out of the back-forward cache.
 */
export function onPause(callback: (isLeaving: boolean) => void): () => void {
  const onVisibility = () => document.visibilityState === 'hidden' && callback(false);
  const onLeave = () => callback(true);
  return hearAll([
    [globalThis.document, 'visibilitychange', onVisibility],
    [globalThis.document, 'freeze', onLeave],
    [globalThis, 'pagehide', onLeave],
  ]);
}

/** Outside of browsers there is no document, and nobody leaves. */
export type Heard = readonly [target: EventTarget | undefined, type: string, listener: (event: never) => void];

/** Listens to all of them; returns the way to stop. */
export function hearAll(heard: readonly Heard[]): () => void {
  for (const [target, type, listener] of heard) target?.addEventListener?.(type, listener as EventListener);
  return () => {
    for (const [target, type, listener] of heard) target?.removeEventListener?.(type, listener as EventListener);
  };
}
