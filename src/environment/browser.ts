import type { KeyValueStorage } from '../contract/index.ts';
import type { Environment } from '../store/environment.ts';
import { browserStorage } from './local-storage.ts';
import { navigationType } from './navigation.ts';
import { isPreviewUrl } from './preview.ts';

/** The {@link Environment} of a real page. */
export function browserEnvironment(storage: KeyValueStorage = browserStorage()): Environment {
  navigationType(); // From here on it hears what it will be asked for.
  return {
    storage,
    navigation: navigationType,
    isPreview() {
      const generator = document.querySelector<HTMLMetaElement>('meta[name="generator"]')?.content;
      return window.top !== window || isPreviewUrl(new URL(location.href), generator);
    },
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
