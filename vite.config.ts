import { createHash } from 'node:crypto';
import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { minifyHTMLLiterals } from 'minify-literals';
import { defineConfig, type Plugin } from 'vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Takes the white space out of styles. */
const minifyStyles: Plugin = {
  name: 'gaung:minify-styles',
  apply: 'build',
  async transform(code, id) {
    if (!/\/src\/.*\.ts(?:\?|$)/.test(id) || !/\bcss`/.test(code)) return null;
    const smaller = await minifyHTMLLiterals(code, { fileName: id.replace(/\?.*/, '') });
    return smaller && { code: smaller.code, map: smaller.map as never };
  },
};

/** Gives each network its own copy of its icon, so that two of one brand share no third chunk: one request loads one. */
const ownIcons: Plugin = {
  name: 'gaung:own-icons',
  apply: 'build',
  enforce: 'pre',
  async resolveId(source, importer) {
    if (!importer?.includes('/networks/') || !source.startsWith('./icons/')) return null;
    const resolved = await this.resolve(source, importer, { skipSelf: true });
    return resolved && `${resolved.id}?of=${importer.replace(/.*\/|\.ts$/g, '')}`;
  },
};

/**
 * Chunks that bring their own copies of what the script has too: modules without state. A chunk imports nothing, least
 * of all the script, which under a second address (`/gaung.js?v=2`) would run twice.
 */
const OWNERS: Readonly<Record<string, RegExp>> = {
  // What is loaded together when a reader does something.
  engine: /\/src\/(?:store\/engine|environment\/(?:disk|locks)|adapters\/http-whole)\.ts$/,
  ...Object.fromEntries(
    ['press', 'quote-dialog', 'whole-row'].map((name) => [
      name,
      new RegExp(`/src/elements/share-buttons/${name}\\.ts$`),
    ]),
  ),
};

/** Dialogs share their frame. */
const SHARED = /\/share-buttons\/(?:dialog|dialog-style|qr-dialog|server-dialog)\.ts$/;

const ownCopies: Plugin = {
  name: 'gaung:own-copies',
  apply: 'build',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    if (!importer || !source.startsWith('.')) return null;
    const resolved = await this.resolve(source, importer.replace(/\?of=[\w-]+$/, ''), { skipSelf: true });
    if (!resolved || SHARED.test(resolved.id)) return resolved;
    const owner =
      /\?of=([\w-]+)$/.exec(importer)?.[1] ?? Object.keys(OWNERS).find((name) => OWNERS[name]!.test(importer));
    // What an owner loads later is a chunk by itself.
    const ofOwner = options.kind !== 'dynamic-import' && owner;
    const of = OWNERS.engine!.test(resolved.id) ? 'engine' : ofOwner;
    return of ? `${resolved.id}?of=${of}` : null;
  },
};

/**
 * Lazy modules are named for what they hold, with a hash in hex: content blockers match other names
 * (`share-…`, base64 hashes) and leave these alone.
 */
function chunkName(moduleIds: readonly string[]): string {
  const [, room, isPack, module = 'part'] =
    /\/src\/(networks|locales|elements|adapters)\/(?:[\w-]+\/)?(icons\/)?([\w-]+)\.ts$/.exec(moduleIds.at(-1) ?? '') ??
    [];
  const kinds: Readonly<Record<string, string>> = { networks: 'network', locales: 'locale', elements: 'dialog' };
  if (moduleIds.some((id) => id.endsWith('?of=engine'))) return 'chunks/engine-[hash:8].js';
  if (room === 'adapters') return `chunks/${module.replace(/^http-/, '')}-[hash:8].js`;
  if (room === 'elements' && !isPack && !module.endsWith('dialog')) return `chunks/part-${module}-[hash:8].js`;
  if (room === 'elements' && isPack) return `chunks/icons-${module}-[hash:8].js`;
  if (room === 'elements' && !module.includes('dialog')) return `chunks/part-${module}-[hash:8].js`;
  // `network-index` and `server-dialog` say their kind themselves.
  const name = room === 'networks' ? module.replace(/^network-/, '') : module.replace(/-?dialog$/, '') || 'frame';
  return `chunks/${kinds[room ?? ''] ?? 'part'}-${name.toLowerCase()}-[hash:8].js`;
}

/** Stands for the ending that is known when all parts are made, and is as long, so that source maps stay right. */
const ENDING = '__PARTS_';

/**
 * Networks and languages end with one hash of them all, so that the script can name each without a list. A change of one
 * gives all a new name; browsers load the few that they need.
 */
const namedParts: Plugin = {
  name: 'gaung:named-parts',
  apply: 'build',
  enforce: 'post',
  buildStart() {
    for (const id of globSync(path('src/locales/*.ts'))) {
      // Networks are found through their index.
      if (/\/[a-z]{2}(?:-[A-Z][A-Za-z]+)?\.ts$/.test(id) && !id.endsWith('/en.ts'))
        this.emitFile({ type: 'chunk', id });
    }
  },
  generateBundle(_options, bundle) {
    const isPart = (name: string) => /^chunks\/(?:network|locale)-(?!index|suggested)/.test(name);
    const names = Object.keys(bundle).filter(isPart).toSorted();
    const hash = createHash('sha256');
    for (const name of names) hash.update(name);
    const ending = hash.digest('hex').slice(0, ENDING.length);
    const renamed = new Map(names.map((name) => [name, name.replace(/[0-9a-f]{8}(?=\.js)/, ending)]));
    const rename = (text: string) => {
      let renamedText = text.replaceAll(ENDING, ending);
      for (const [from, to] of renamed)
        renamedText = renamedText.replaceAll(from.slice('chunks/'.length), to.slice('chunks/'.length));
      return renamedText;
    };
    for (const file of Object.values(bundle)) {
      if (file.type === 'chunk') file.code = rename(file.code);
      else if (typeof file.source === 'string') file.source = rename(file.source);
      file.fileName = rename(file.fileName);
    }
  },
};

/**
 * The script-tag build. By default it is what the server serves: its endpoint is where it came from.
 * With GAUNG_BUILD=cdn it is what the npm package carries: it needs `data-endpoint`.
 */
const isCdn = process.env.GAUNG_BUILD === 'cdn';

export default defineConfig({
  root: path('.'),
  publicDir: false,
  define: { __GAUNG_SERVED__: String(!isCdn), __GAUNG_PARTS__: JSON.stringify(ENDING) },
  plugins: [ownIcons, ownCopies, minifyStyles, namedParts],
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
        comments: false,
        hashCharacters: 'hex',
        chunkFileNames: ({ moduleIds }) => chunkName(moduleIds),
        codeSplitting: { groups: [{ name: 'engine', test: /\?of=engine$/ }] },
      },
    },
  },
});
