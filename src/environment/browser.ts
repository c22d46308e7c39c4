import type { KeyValueStorage } from '../contract/index.ts';
import type { Environment } from '../store/environment.ts';
import { browserStorage } from './local-storage.ts';

function navigationType(): Environment['navigation'] {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const type = entry?.type;
  return type === 'reload' || type === 'back_forward' ? type : 'navigate';
}

/** The {@link Environment} of a real page. */
export function browserEnvironment(storage: KeyValueStorage = browserStorage()): Environment {
  return {
    storage,
    navigation: navigationType(),
    now: () => Date.now(),
    random: () => Math.random(),
    setTimer(callback, ms) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    isVisible: () =>
      document.visibilityState === 'visible' && !(document as Document & { prerendering?: boolean }).prerendering,
    onResume(callback) {
      const onVisibility = () => document.visibilityState === 'visible' && callback();
      document.addEventListener('visibilitychange', onVisibility);
      document.addEventListener('prerenderingchange', callback);
      globalThis.addEventListener('online', callback);
      return () => {
        document.removeEventListener('visibilitychange', onVisibility);
        document.removeEventListener('prerenderingchange', callback);
        globalThis.removeEventListener('online', callback);
      };
    },
  };
}
