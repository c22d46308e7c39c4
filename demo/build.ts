import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { artFiles } from './art/index.ts';
import { stories } from './articles/index.ts';
import { indexPage } from './templates/index-page.ts';
import { notFoundPage } from './templates/not-found-page.ts';
import { playgroundPage } from './templates/playground-page.ts';
import { featurePage, storyPage } from './templates/story-page.ts';

const here = dirname(fileURLToPath(import.meta.url));

/** Words in an address that content blockers match: such a page would lose its counts. */
const BLOCKED =
  /ads?-|-ads?\b|analit|banner|beacon|click|collect|count|event|iklan|log|pixel|popup|share|social|sponsor|stati?s|track/;

function checkSlugs(): void {
  const seen = new Set<string>();
  for (const { slug } of stories) {
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug)) throw new Error(`Not a slug: "${slug}".`);
    if (BLOCKED.test(slug)) throw new Error(`Content blockers may match "${slug}".`);
    if (seen.has(slug)) throw new Error(`Two articles named "${slug}".`);
    seen.add(slug);
  }
}

/** In the order of the cascade; the pages get one stylesheet, the playground and browsers without scripts one more. */
const STYLES = ['base', 'masthead', 'elements', 'article', 'cards', 'index', 'related', 'wide-and-narrow', 'print'];
const PLAYGROUND_STYLES = ['playground', 'playground-controls', 'playground-told'];

async function styles(names: readonly string[]): Promise<string> {
  const parts = await Promise.all(names.map((name) => readFile(join(here, `styles/${name}.css`), 'utf8')));
  return parts.join('\n');
}

/** Writes the whole site to `outDir`, which is emptied first. It needs a server only for `/gaung.js` and the counts. */
export async function buildDemo(outDir: string): Promise<void> {
  checkSlugs();
  const files = new Map<string, string>([
    ['index.html', featurePage()],
    ['berita/index.html', indexPage()],
    ['playground/index.html', playgroundPage()],
    ['404.html', notFoundPage()],
    ['demo.css', await styles(STYLES)],
    ['playground.css', await styles(PLAYGROUND_STYLES)],
    ['without-scripts.css', await styles(['without-scripts'])],
  ]);
  for (const story of stories) files.set(`berita/${story.slug}/index.html`, storyPage(story));
  for (const [name, drawing] of artFiles()) files.set(`img/${name}`, drawing);

  await rm(outDir, { recursive: true, force: true });
  await cp(join(here, 'scripts'), outDir, { recursive: true }); // The playground's: they are served as they are.
  // The playground's second backend: modules of the npm package, which need no bundler.
  const dist = dirname(dirname(fileURLToPath(import.meta.resolve('gaung/adapters/memory'))));
  for (const module of ['adapters/memory.js', 'adapters/ledger.js', 'contract']) {
    await cp(join(dist, module), join(outDir, 'modules', module), { recursive: true });
  }
  for (const [name, content] of files) {
    const path = join(outDir, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const outDir = resolve(process.argv[2] ?? join(here, 'dist'));
  await buildDemo(outDir);
  console.log(`Demo site written to ${outDir}`);
}
