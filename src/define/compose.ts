import { http } from '../adapters/http.ts';
import { localStorage } from '../adapters/local-storage.ts';
import { compose } from '../elements/base/backends.ts';
import { lazyLocales } from '../locales/lazy.ts';
import { registerLocaleLoaders } from '../locales/registry.ts';

/** What every registered element relies on: adapters for its attributes and languages to load. */
export function composePage(): void {
  compose({ connect: (endpoint) => http({ endpoint }), fallback: localStorage });
  registerLocaleLoaders(lazyLocales);
}
