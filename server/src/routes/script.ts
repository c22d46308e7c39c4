import { Hono } from 'hono';
import { serveFolder } from '../files.ts';
import { Problem } from '../problem.ts';

export const SCRIPT_CACHE = 'no-cache';
export const CHUNK_CACHE = 'public, max-age=31536000, immutable';

/**
 * `/gaung.js`, what it loads from `/chunks/`, and their source maps: for pages of any origin. Chunks have a hash in
 * their names and never change; the script itself is asked for again each time.
 *
 * @param folder Where the build puts them.
 */
export function scriptRoutes(folder: string, prefix: string): Hono {
  const app = new Hono();
  for (const path of ['/gaung.js', '/gaung.js.map', '/chunks/*']) {
    app.use(path, async (c, next) => {
      // A module script from another origin is fetched by CORS; the other header is for pages that isolate themselves.
      c.header('Access-Control-Allow-Origin', '*');
      c.header('Cross-Origin-Resource-Policy', 'cross-origin');
      await next();
    });
  }
  return app
    .on(['GET', 'HEAD'], ['/gaung.js', '/gaung.js.map'], serveFolder(folder, prefix, SCRIPT_CACHE))
    .on(['GET', 'HEAD'], '/chunks/*', serveFolder(folder, prefix, CHUNK_CACHE))
    .get('/gaung.js', () => {
      throw new Problem(
        'script-not-built',
        'Run "npm run build", or set GAUNG_SCRIPT to the folder that holds gaung.js.',
      );
    });
}
