import { fileURLToPath } from 'node:url';
import { minifyHTMLLiterals } from 'minify-literals';
import { defineConfig, type Plugin } from 'vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Takes the white space out of templates and styles. One space between words stays: it may be text. */
const minifyTemplates: Plugin = {
  name: 'gaung:minify-templates',
  apply: 'build',
  async transform(code, id) {
    if (!/\/src\/.*\.ts$/.test(id) || !/\b(html|css)`/.test(code)) return null;
    const smaller = await minifyHTMLLiterals(code, { fileName: id, html: { conservativeCollapse: true } });
    return smaller && { code: smaller.code, map: smaller.map as never };
  },
};

/**
 * Lazy modules are named for what they hold, with a hash in hex: content blockers match other names
 * (`share-…`, base64 hashes) and leave these alone.
 */
function chunkName(moduleIds: readonly string[], name: string): string {
  const [, folder, module] = /\/src\/(networks|locales)\/([\w-]+)\.ts$/.exec(moduleIds.at(-1) ?? '') ?? [];
  const kind = folder === 'networks' ? `network-${module}` : folder === 'locales' ? `locale-${module}` : name;
  return `chunks/${kind}-[hash:8].js`;
}

/**
 * The script-tag build. By default it is what the server serves: its endpoint is where it came from.
 * With GAUNG_BUILD=cdn it is what the npm package carries: it needs `data-endpoint`.
 */
const isCdn = process.env.GAUNG_BUILD === 'cdn';

export default defineConfig({
  root: path('.'),
  publicDir: false,
  define: { __GAUNG_SERVED__: String(!isCdn) },
  plugins: [minifyTemplates],
  build: {
    outDir: isCdn ? 'dist-cdn' : 'dist-script',
    target: 'es2022',
    sourcemap: true,
    minify: true,
    modulePreload: false,
    lib: { entry: path('src/script.ts'), formats: ['es'], fileName: () => 'gaung.js' },
    rolldownOptions: {
      output: {
        minify: true,
        hashCharacters: 'hex',
        chunkFileNames: (chunk) => chunkName(chunk.moduleIds, chunk.name),
      },
    },
  },
});
