import { Hono } from 'hono';
import { methodNotAllowed } from '../middleware/errors.ts';
import { publicJson, readableByAll } from '../public.ts';

const PATH = '/openapi.json';
export const DOCUMENT_CACHE = 'no-cache';

/** `GET /openapi.json`: what this server does. @param document Makes it; asked once, when somebody wants it first. */
export function openApiRoutes(document: () => object): Hono {
  let text: string | undefined;
  return new Hono()
    .use(PATH, readableByAll())
    .get(PATH, (c) => publicJson(c, (text ??= JSON.stringify(document())), DOCUMENT_CACHE))
    .all(PATH, methodNotAllowed('GET, HEAD, OPTIONS'));
}
