/** Calls back whenever the page is shown again or the network comes back; returns the way to stop. */
export function onResume(callback: () => void): () => void {
  const onVisibility = () => document.visibilityState === 'visible' && callback();
  // Out of the back-forward cache; the first `pageshow` is the page's own coming.
  const onShow = ({ persisted }: PageTransitionEvent) => persisted && callback();
  return all([
    [document, 'visibilitychange', onVisibility],
    [document, 'prerenderingchange', callback],
    [document, 'resume', callback],
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
  return all([
    [document, 'visibilitychange', onVisibility],
    [document, 'freeze', onLeave],
    [globalThis, 'pagehide', onLeave],
  ]);
}

type Heard = readonly [target: EventTarget, type: string, listener: (event: never) => void];

function all(heard: readonly Heard[]): () => void {
  for (const [target, type, listener] of heard) target.addEventListener(type, listener as EventListener);
  return () => {
    for (const [target, type, listener] of heard) target.removeEventListener(type, listener as EventListener);
  };
}
