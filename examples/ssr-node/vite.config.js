import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
  root: path('.'),
  build: {
    outDir: path('dist'),
    emptyOutDir: true,
    modulePreload: false,
    rolldownOptions: { input: path('client.js'), output: { entryFileNames: 'client.js' } },
  },
});
