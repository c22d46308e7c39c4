import type { BackendAdapter } from '../../../src/contract/index.ts';

/** Makes adapters of one backend push: what is recorded through any of them is told to all who subscribe. */
export function pushing(): (sound: BackendAdapter) => BackendAdapter {
  const listeners = new Set<() => Promise<void>>();
  return (sound) => ({
    ...sound,
    capabilities: { ...sound.capabilities, live: true },
    subscribe(pages, { onCounts, signal }) {
      const listener = async () => onCounts(await sound.read(pages));
      const stop = () => void listeners.delete(listener);
      signal.addEventListener('abort', stop);
      if (!signal.aborted) listeners.add(listener);
      return stop;
    },
    async record(...sent) {
      const result = await sound.record(...sent);
      for (const listener of listeners) await listener();
      return result;
    },
  });
}
