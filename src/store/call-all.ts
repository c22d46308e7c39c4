/** Calls all who listen now, but for those whom another one stops meanwhile. */
export function callAll<Listener>(listeners: ReadonlySet<Listener>, call: (listener: Listener) => void): void {
  for (const listener of [...listeners]) {
    if (!listeners.has(listener)) continue; // Another one stopped it just now.
    try {
      call(listener);
    } catch (error) {
      // One listener's mistake is not the others': reported as uncaught, all the same.
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}
