import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { every } from 'hono/combine';
import { etag } from 'hono/etag';
import { methodNotAllowed } from '../middleware/errors.ts';
import { isFile } from '../middleware/security.ts';
import { Problem } from '../problem.ts';
import { RETAINED } from '../public.ts';
import { wantedCoding } from '../script/negotiate.ts';
import { createReleases, FILE_PATTERN, VERSION_PATTERN } from '../script/release.ts';
import { createScriptStore } from '../script/store.ts';

export const SCRIPT_CACHE = 'no-cache';
export const CHUNK_CACHE = 'public, max-age=31536000, immutable';

/**
 * `/gaung.js`, what it loads from `/chunks/`, and their source maps: for pages of any origin. Chunks have a hash in
 * their names and never change; the script itself is asked for again each time. `/v/<version>/` has the same files
 * for as long as they are that version, so that a page can pin all of them.
 *
 * @param folder Where the build puts them. It may come to be later: a build may run while the server does.
 */
export function scriptRoutes(folder: string, prefix: string): Hono {
  const read = createScriptStore(folder);
  const release = createReleases(folder);

  /** @param at How many characters of the path come before the file's. */
  async function serve(c: Context, at: number, cacheControl: string): Promise<Response | undefined> {
    const path = c.req.path.slice(at);
    const file = FILE_PATTERN.test(path) ? read(path) : undefined;
    if (!file) return undefined;
    const coding = wantedCoding(c.req.header('Accept-Encoding'));
    const bytes = coding ? await file.encoded(coding) : file.bytes;
    isFile(c);
    return c.body(bytes, 200, {
      'Content-Type': path.endsWith('.js') ? 'text/javascript; charset=utf-8' : 'application/json',
      'Content-Length': String(bytes.length),
      'Cache-Control': cacheControl,
      ETag: `"${file.hash}${coding ? `-${coding}` : ''}"`,
      Vary: 'Accept-Encoding',
      ...(coding && { 'Content-Encoding': coding }),
    });
  }

  const plain =
    (cacheControl: string): MiddlewareHandler =>
    async (c, next) =>
      (await serve(c, prefix.length, cacheControl)) ?? (await next());

  const versioned: MiddlewareHandler = async (c, next) => {
    const at = `${prefix}v/`.length;
    const [asked = ''] = c.req.path.slice(at).split('/');
    if (!VERSION_PATTERN.test(asked)) return next(); // Whatever it is, it is none of ours.
    const current = release()?.version;
    if (current === undefined) throw notBuilt();
    if (asked !== current) throw otherVersion(asked, current);
    return (await serve(c, at + asked.length + 1, CHUNK_CACHE)) ?? next();
  };

  const app = new Hono();
  for (const below of ['', '/v/*']) {
    for (const path of ['/gaung.js', '/gaung.js.map', '/chunks/*']) app.use(below + path, forAnyPage);
  }
  return app
    .get('/gaung.js', plain(SCRIPT_CACHE))
    .get('/gaung.js.map', plain(SCRIPT_CACHE))
    .get('/chunks/*', plain(CHUNK_CACHE))
    .get('/v/*/gaung.js', versioned)
    .get('/v/*/gaung.js.map', versioned)
    .get('/v/*/chunks/*', versioned)
    .get('/gaung.js', () => {
      throw notBuilt();
    })
    .all('/gaung.js', methodNotAllowed('GET, HEAD'));
}

/** A module script from another origin is fetched by CORS; the other header is for pages that isolate themselves. */
const forAnyPage: MiddlewareHandler = every(
  async (c: Context, next: () => Promise<void>) => {
    c.header('Access-Control-Allow-Origin', '*');
    c.header('Cross-Origin-Resource-Policy', 'cross-origin');
    await next();
  },
  etag({ retainedHeaders: RETAINED }),
);

export const notBuilt = (): Problem =>
  new Problem('script-not-built', 'Run "npm run build", or set GAUNG_SCRIPT to the folder that holds gaung.js.');

const otherVersion = (asked: string, current: string) =>
  new Problem(
    'script-version-unknown',
    `Version ${asked} is not here; the current one is ${current}. The page needs the tag that /v1/script prints: a ` +
      'redirect would give it a script that is not the one its integrity names.',
    { members: { current } },
  );
