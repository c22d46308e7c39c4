import { http } from '../adapters/http.ts';
import { localStorage } from '../adapters/local-storage.ts';
import type { BackendAdapter } from '../contract/index.ts';
import { compose } from '../elements/base/backends.ts';
import { lazyLocales } from '../locales/lazy.ts';
import { registerLocaleLoaders } from '../locales/registry.ts';

/** Counts of this browser alone. */
function fallback(): BackendAdapter {
  const adapter = localStorage();
  console.warn(
    `[gaung] No backend is set, so counts stay in this browser (${adapter.id}). ` +
      'Load gaung.js from your server, or call configure({ backend: http({ endpoint }) }).',
  );
  return adapter;
}

/** What every registered element relies on: adapters for its attributes and languages to load. */
export function composePage(): void {
  compose({ connect: (endpoint) => http({ endpoint }), fallback });
  registerLocaleLoaders(lazyLocales);
}
