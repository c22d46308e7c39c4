/** npm run bench:bytes: what pages load of us, of our peers, and of a version written by hand. Needs a build. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { articleRequests } from './article-requests.ts';
import { bundle, isLit, isStore } from './bundle.ts';
import { keepResult } from './result.ts';
import { type Sizes, sizesOf, sum } from './sizes.ts';
import { withStaticImports } from './static-imports.ts';
import { table } from './table.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const file = (path: string) => sizesOf(readFileSync(path));
const together = (paths: readonly string[]) => sum(paths.map(file));

type Rows = Record<string, Sizes>;

const entry = (path: string) => `export * from '../dist/${path}.js';`;

async function ofEntries(): Promise<Rows> {
  const paths = {
    'gaung/share-buttons': 'elements/share-buttons/share-buttons',
    'gaung/view-counter': 'elements/view-counter/view-counter',
    'gaung/reaction-bar': 'elements/reaction-bar/reaction-bar',
    'gaung/gaung-provider': 'elements/gaung-provider/gaung-provider',
    'gaung/define': 'define/all',
    gaung: 'index',
    'gaung/adapters/http': 'adapters/http',
    'gaung/adapters/memory': 'adapters/memory',
    'gaung/adapters/local-storage': 'adapters/local-storage',
    'gaung/contract': 'contract/index',
    'gaung/networks/bluesky': 'networks/bluesky',
    'gaung/locales/id': 'locales/id',
  };
  const rows: Rows = {};
  for (const [name, path] of Object.entries(paths)) {
    const code = entry(path);
    rows[name] = sizesOf(await bundle(code));
    rows[`${name}, without Lit`] = sizesOf(await bundle(code, isLit));
    rows[`${name}, without Lit and store`] = sizesOf(await bundle(code, (id) => isLit(id) || isStore(id)));
  }
  return rows;
}

async function ofPeers(): Promise<Rows> {
  const modules = (name: string) => fileURLToPath(new URL(`../node_modules/${name}`, import.meta.url));
  return {
    'floor by hand: three widgets, no icons, no options': sizesOf(
      await bundle(readFileSync(`${ROOT}bench/floor/floor.js`, 'utf8')),
    ),
    'Lit alone': sizesOf(await bundle("export * from 'lit';")),
    'its ReactiveElement alone, which we use': sizesOf(
      await bundle("export { css, ReactiveElement } from '@lit/reactive-element';"),
    ),
    'shareon: share buttons': together([
      modules('shareon/dist/shareon.iife.js'),
      modules('shareon/dist/shareon.min.css'),
    ]),
    'share-menu: share buttons, five networks': sizesOf(
      await bundle(
        `import 'share-menu';${['whatsapp', 'facebook', 'twitter', 'telegram', 'email'].map((id) => `import 'share-menu/targets/${id}.js';`).join('')}`,
      ),
    ),
    '@waline/client: comments, reactions, views': sum([
      sizesOf(await bundle("export { init } from '@waline/client';")),
      file(modules('@waline/client/dist/waline.css')),
    ]),
  };
}

function ofChunks(): Rows {
  const paths = globSync('dist-script/chunks/*.js', { cwd: ROOT }).toSorted();
  return Object.fromEntries(paths.map((path) => [path.replace('dist-script', ''), file(ROOT + path)]));
}

function print(title: string, rows: Rows): void {
  const cells = Object.entries(rows).map(([name, { min, gzip, brotli }]) => [name, min, gzip, brotli]);
  console.log(`\n${table([title, 'min', 'gzip', 'brotli'], cells)}`);
}

const article = await articleRequests();
const page: Rows = {
  '/gaung.js with all that it imports statically': together(withStaticImports(`${ROOT}dist-script/gaung.js`)),
  'all that the article page has asked for by idle': together(article.map((path) => `${ROOT}dist-script${path}`)),
};
const chunks = ofChunks();
const entries = await ofEntries();
const peers = await ofPeers();
print('What a page loads', page);
console.log(`\n(The article page asked for ${article.join(' ')})`);
print('Peers and floor', peers);
print('npm entries', entries);
print('Chunks', chunks);
keepResult('bytes', { page, article, peers, entries, chunks });
