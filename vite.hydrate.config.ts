/** `hydrate.js`, for pages that a server rendered and that load `gaung.js` by a script tag: dist-cdn/hydrate.js. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
  root: path('.'),
  publicDir: false,
  build: {
    outDir: 'dist-cdn',
    emptyOutDir: false,
    target: 'es2022',
    sourcemap: true,
    minify: true,
    lib: { entry: path('src/hydrate/script.ts'), formats: ['es'], fileName: () => 'hydrate.js' },
    rolldownOptions: { output: { minify: true, comments: false } },
  },
});
