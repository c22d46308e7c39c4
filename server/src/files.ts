import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { MiddlewareHandler, NotFoundHandler } from 'hono';
import { every } from 'hono/combine';
import { etag } from 'hono/etag';
import { isFile } from './middleware/security.ts';
import { acceptsHtml } from './problem-page.ts';
import { RETAINED } from './public.ts';

/**
 * Serves the files of a folder, which may come to be later: a build may run while the server does. What is not there
 * falls through. Nothing outside the folder and no file or folder that begins with a dot is served; a folder is served
 * as its `index.html`.
 *
 * @param prefix The part of the path before the file's, such as `/` or `/gaung/`.
 * @param cacheControl The header that each file gets.
 */
export function serveFolder(root: string, prefix: string, cacheControl: string): MiddlewareHandler {
  let files: MiddlewareHandler | undefined;
  return async (c, next) => {
    if (/\/\./.test(c.req.path) || !existsSync(root)) return next();
    files ??= every(etag({ retainedHeaders: RETAINED }), folderFiles(root, prefix, cacheControl));
    return files(c, next);
  };
}

/** Answers people with the folder's own `404.html`, where it has one; programs get `otherwise`. */
export function notFoundPage(root: string, otherwise: NotFoundHandler): NotFoundHandler {
  const page = join(root, '404.html');
  return (c) => {
    if (!acceptsHtml(c) || !existsSync(page)) return otherwise(c);
    isFile(c);
    return c.html(readFileSync(page, 'utf8'), 404);
  };
}

function folderFiles(root: string, prefix: string, cacheControl: string): MiddlewareHandler {
  const fingerprint = createFingerprint();
  const serve = serveStatic({
    root,
    rewriteRequestPath: (path) => path.slice(prefix.length - 1),
    onFound: (file, c) => c.set('file', file),
  });
  return async (c, next) => {
    const response = await serve(c, next);
    const file = c.get('file') as string | undefined;
    if (!response || !file) return undefined;
    isFile(c);
    response.headers.set('ETag', fingerprint(file));
    response.headers.set('Cache-Control', cacheControl);
    return response;
  };
}

/** The ETag of a file's bytes, read again only when the file changed: the same on every machine that serves it. */
function createFingerprint(): (file: string) => string {
  const known = new Map<string, { readonly stamp: string; readonly tag: string }>();
  return (file) => {
    const { mtimeMs, size } = statSync(file);
    const stamp = `${mtimeMs} ${size}`;
    const found = known.get(file);
    if (found?.stamp === stamp) return found.tag;
    const tag = `"${createHash('sha256').update(readFileSync(file)).digest('base64url').slice(0, 22)}"`;
    known.set(file, { stamp, tag });
    return tag;
  };
}
