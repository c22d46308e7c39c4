/** Headers and small answers that several operations have. */
import { z } from 'zod';
import type { ZodOpenApiResponseObject } from 'zod-openapi';

const etag = z
  .string()
  .regex(/^(?:W\/)?"[\w+/=-]+"$/)
  .meta({ description: 'Names this content: send it as `If-None-Match` to get 304 while it is the same.' });

const anyOrigin = z.literal('*').meta({ description: 'Pages of any origin may read it.' });

export const NO_STORE = { 'Cache-Control': z.literal('no-store') };

/** The headers of what any page may read and a cache may keep. */
export const publicHeaders = (cacheControl: string) =>
  z.object({
    'Access-Control-Allow-Origin': anyOrigin,
    'Cache-Control': z.literal(cacheControl),
    ETag: etag,
  });

/** To the page that asked, and to no other. */
export const writeHeaders = z.object({
  'Access-Control-Allow-Origin': z
    .string()
    .meta({ description: 'The origin of the request, which is an allowed one.' }),
  Vary: z.string(),
  ...NO_STORE,
});

export const ifNoneMatch = z.object({
  'If-None-Match': z.string().optional().meta({ description: 'ETags of earlier answers, by commas.' }),
});

export const notModified = (cacheControl: string): ZodOpenApiResponseObject => ({
  description: 'The content is still the one that `If-None-Match` names.',
  headers: publicHeaders(cacheControl),
});

/** @param example What the schema itself has none of. */
export const json = (schema: z.ZodType, example?: unknown) => ({
  'application/json': { schema, ...(example !== undefined && { example }) },
});
