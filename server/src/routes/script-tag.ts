import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { methodNotAllowed } from '../middleware/errors.ts';
import { Problem } from '../problem.ts';
import { publicJson, readableByAll } from '../public.ts';
import { isPublicAddress } from '../script/public-address.ts';
import { createReleases } from '../script/release.ts';
import { tagOf } from '../script/tag.ts';
import { notBuilt } from './script.ts';

const PATH = '/v1/script';
export const TAG_CACHE = 'no-cache';

export const tagQuery = z.object({
  url: z
    .string()
    .max(2048)
    .refine(
      isPublicAddress,
      'must be the public address of this server, such as https://echo.example/, without a query',
    )
    .optional()
    .meta({
      description: 'The public address of this server, where a proxy in front makes it another than the one asked.',
      example: 'https://echo.example/',
    }),
});

/** `GET /v1/script`: the current version of the script, what integrity all of it has, and the HTML that pins both. */
export function scriptTagRoutes(folder: string, prefix: string): Hono {
  const release = createReleases(folder);
  return new Hono()
    .use(PATH, readableByAll())
    .get(PATH, (c) => {
      const current = release();
      if (!current) throw notBuilt();
      return publicJson(c, JSON.stringify(tagOf(current, addressOf(c, prefix))), TAG_CACHE);
    })
    .all(PATH, methodNotAllowed('GET, HEAD, OPTIONS'));
}

function addressOf(c: Context, prefix: string): string | URL {
  const { success, data, error } = tagQuery.safeParse(c.req.query());
  if (!success) throw new Problem('request-invalid', `url ${error.issues[0]?.message}.`);
  return data.url ?? new URL(prefix, c.req.url);
}
