// npm run dev: the demo with hot reload. Sources come from Vite as they are; the API runs beside it, in memory.

import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, statSync, watch } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer, type Plugin } from 'vite';
import { build } from './build.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const demo = join(root, 'demo/dist');
const port = Number(process.env.PORT || 8787);
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.js': 'text/javascript',
};

build();
const { start } = await import('../server/src/main.ts');
const { importLegacyTotals } = await import('./import-legacy-totals.ts');
const adminToken = randomBytes(24).toString('base64url');
const api = await start({
  PORT: '0',
  GAUNG_STORAGE: 'memory:',
  GAUNG_ADMIN_TOKEN: adminToken,
  GAUNG_ORIGINS: 'localhost',
});
await importLegacyTotals({ url: api.url, port }, adminToken);

/** The file of the demo that a path names, if there is one. */
function demoFile(path: string): string | undefined {
  const candidates = [path, `${path}/index.html`].map((one) => join(demo, one));
  return candidates.find((file) => file.startsWith(demo) && statSync(file, { throwIfNoEntry: false })?.isFile());
}

let timer: ReturnType<typeof setTimeout> | undefined;
let isBuilding = false;

/** Builds the demo anew once a burst of changes is over: in a process of its own, which knows no older templates. */
function rebuildSoon(then: () => void): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (isBuilding) return rebuildSoon(then);
    isBuilding = true;
    execFile(process.execPath, ['demo/build.ts'], { cwd: root }, (error, _, said) => {
      isBuilding = false;
      if (error) console.error(said || error.message);
      else then();
    });
  }, 100);
}

/** Serves the built demo, its script tag pointed at the source, and reloads when either changes. */
const demoPages: Plugin = {
  name: 'gaung:demo',
  configureServer(vite) {
    watch(join(root, 'demo'), { recursive: true }, (_, file) => {
      if (file && !file.startsWith('dist')) rebuildSoon(() => vite.ws.send({ type: 'full-reload' }));
    });
    vite.middlewares.use(async (request, response, next) => {
      const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
      const file = demoFile(path);
      if (!file) return next();
      if (extname(file) !== '.html') {
        response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
        return response.end(readFileSync(file));
      }
      const page = readFileSync(file, 'utf8').replace('src="/gaung.js"', 'src="/src/script.ts" data-endpoint="/"');
      response.setHeader('content-type', 'text/html; charset=utf-8');
      return response.end(await vite.transformIndexHtml(path, page));
    });
  },
};

const vite = await createServer({
  root,
  configFile: false,
  appType: 'custom',
  plugins: [demoPages],
  server: {
    port,
    strictPort: true,
    host: 'localhost',
    watch: { ignored: ['**/dist/**', '**/dist-*/**', '**/data/**'] },
    proxy: { '/v1': { target: api.url, changeOrigin: false } },
  },
});
await vite.listen();
console.log(`\nThe demo with hot reload: http://localhost:${port}/ (counts are kept in memory)\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void Promise.all([vite.close(), api.close()]).then(() => process.exit(0)));
}
