/** An app that imports the package, bundled as a front-end engineer would have it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { Site } from './setup.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** A file that is not there: what it holds is handed in. */
const ENTRY = `${ROOT}test/e2e/app-entry.js`;

/**
 * A web server with `/app.js` and its chunks, bundled from `code`.
 *
 * @param change Rewrites modules before they are bundled.
 */
export async function serveApp(
  code: string,
  change: (code: string) => string = (same) => same,
): Promise<{ site: Site; bytes: string; dispose: () => Promise<void> }> {
  const outDir = mkdtempSync(join(tmpdir(), 'gaung-app-'));
  const result = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    // Frameworks look more closely here: React's strict mode mounts everything twice.
    define: { 'process.env.NODE_ENV': '"development"' },
    plugins: [
      {
        name: 'entry',
        enforce: 'pre',
        resolveId: (id) => (id === ENTRY ? ENTRY : null),
        load: (id) => (id === ENTRY ? code : null),
        transform: (text) => ({ code: change(text), map: null }),
      },
    ],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      lib: { entry: ENTRY, formats: ['es'], fileName: 'app' },
    },
  });
  const { output } = (Array.isArray(result) ? result[0]! : result) as Rolldown.RolldownOutput;
  const site = await new Site(relative(ROOT, outDir)).start();
  return {
    site,
    bytes: output.map((one) => (one.type === 'chunk' ? one.code : '')).join('\n'),
    async dispose() {
      await site.dispose();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
