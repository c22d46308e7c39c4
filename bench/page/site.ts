import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { start } from '../../server/src/main.ts';
import { bundle } from '../bundle.ts';
import { COUNTS, PAGES, pageOf } from './pages.ts';
import { type PageKind, VARIANTS } from './variants.ts';
import { startWalineStandIn } from './waline-stand-in.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ADMIN_TOKEN = 'an-admin-token-for-the-bench';

export interface BenchSite {
  /** With a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

/** A module that ran through the bundler, as a classic script whose names are its own. */
async function classic(path: string): Promise<string> {
  return `(()=>{${await bundle(readFileSync(ROOT + path, 'utf8'))}})();`;
}

/** Waline as far as it does the same: views and five reactions; without comments' emoji, search and pictures. */
const peers = (serverURL: string) => `import { init } from '@waline/client';
init({
  el: '#waline', serverURL: '${serverURL}', path: '/${PAGES[0]}', lang: 'en', pageview: true, dark: false,
  emoji: false, search: false, imageUploader: false, highlighter: false, texRenderer: false, login: 'disable',
  noRss: true, noCopyright: true, reaction: Array.from({ length: 5 }, () => '/reaction.svg'),
});`;

async function write(folder: string, walineUrl: string): Promise<void> {
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
  for (const kind of Object.keys(VARIANTS) as PageKind[])
    for (const variant of VARIANTS[kind]) put(`${kind}-${variant}.html`, pageOf(kind, variant));
  put('empty.html', '<!doctype html><title>Sets</title><script type="module" src="/gaung.js"></script><main></main>');
  put('floor.js', await classic('bench/floor/floor.js'));
  put('lit.js', await classic('bench/floor/naive-lit.js'));
  mkdirSync(join(folder, 'floor'));
  put('floor/counts', JSON.stringify(Object.fromEntries(PAGES.map((page) => [page, COUNTS]))));
  put('peers.js', await bundle(peers(walineUrl)));
  put('reaction.svg', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>');
  copyFileSync(`${ROOT}node_modules/shareon/dist/shareon.iife.js`, join(folder, 'shareon.js'));
  copyFileSync(`${ROOT}node_modules/shareon/dist/shareon.min.css`, join(folder, 'shareon.css'));
  copyFileSync(`${ROOT}node_modules/@waline/client/dist/waline.css`, join(folder, 'waline.css'));
}

async function importCounts(url: string): Promise<void> {
  const line = (page: string) => JSON.stringify({ type: 'page', page, source: 'bench', ...COUNTS });
  const response = await fetch(`${url}v1/import?mode=merge`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/x-ndjson' },
    body: PAGES.map(line).join('\n'),
  });
  if (!response.ok) throw new Error(`The counts were not imported: ${await response.text()}`);
}

/** Our server with the pages of all variants: all have the same network. */
export async function startSite(): Promise<BenchSite> {
  const folder = mkdtempSync(join(tmpdir(), 'gaung-bench-'));
  const waline = await startWalineStandIn();
  await write(folder, waline.url);
  const env = {
    PORT: '0',
    GAUNG_STORAGE: 'memory:',
    GAUNG_STATIC: folder,
    GAUNG_ADMIN_TOKEN: ADMIN_TOKEN,
    GAUNG_RATE_LIMIT: 'off', // All readers have one address.
    GAUNG_BOTS: 'count', // A headless browser calls itself one.
  };
  const server = await start(env, { log: { info() {}, warn() {}, error: console.error } });
  await importCounts(server.url);
  return {
    url: server.url,
    async close() {
      waline.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
