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
    lock: async (...turn) => (await import('./locks.ts')).lock(storage, ...turn),
    channel: openChannel,
    get debug() {
      return debugOf('store');
    },
  };
}
