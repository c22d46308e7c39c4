import type { LocaleLoader } from './registry.ts';

/** How to load each language but English, which is always here. */
export const lazyLocales: Readonly<Record<string, LocaleLoader>> = {
  id: () => import('./id.ts').then(({ id }) => id),
};
