import type { DurableStorage, Environment } from '../store/environment.ts';
import { openChannel } from './channel.ts';
import { debugOf } from './debug.ts';
import { pageStorage } from './durable-storage.ts';
import { onPause, onResume } from './lifecycle.ts';
import { navigationType } from './navigation.ts';
import { isPreviewUrl } from './preview.ts';
import { isHeld, isOptedOut, onConsent } from './privacy.ts';

/** The {@link Environment} of a real page. */
export function browserEnvironment(storage: DurableStorage = pageStorage()): Environment {
  navigationType(); // From here on it hears what it will be asked for.
  let hasLocks = 'locks' in navigator; // Not on plain-http pages.
  return {
    storage,
    navigation: navigationType,
    isPreview() {
      const generator = document.querySelector<HTMLMetaElement>('meta[name="generator"]')?.content;
      return window.top !== window || isPreviewUrl(new URL(location.href), generator);
    },
    isOptedOut,
    isHeld,
    onConsent,
    now: () => Date.now(),
    random: () => Math.random(),
    setTimer(callback, ms) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    isVisible: () =>
      document.visibilityState === 'visible' && !(document as Document & { prerendering?: boolean }).prerendering,
    onResume,
    onPause,
    async lock(name, work, options) {
      let hasBegun = false;
      const begin = () => {
        hasBegun = true;
        return work();
      };
      const { storageLock, webLock } = await import('./locks.ts');
      try {
        if (hasLocks) return await webLock(name, begin, options);
      } catch (error) {
        if (hasBegun || options.signal.aborted) throw error;
        hasLocks = false;
      }
      return storageLock(storage, name, work, options);
    },
    channel: openChannel,
    get debug() {
      return debugOf('store');
    },
  };
}
