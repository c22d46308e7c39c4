/** The script, its source map and what it loads. */
import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject, ZodOpenApiResponseObject } from 'zod-openapi';
import type { ProblemCode } from '../problem.ts';
import { CHUNK_CACHE, SCRIPT_CACHE } from '../routes/script.ts';
import { ifNoneMatch, notModified, publicHeaders } from './answers.ts';
import { problems } from './problems.ts';

const javascript = { 'text/javascript; charset=utf-8': { schema: z.string() } };
const sourceMap = {
  'application/json': {
    schema: z.looseObject({ version: z.literal(3) }).meta({ id: 'SourceMap', description: 'ECMA-426.' }),
  },
};

/** A file for pages of any origin. */
function file(
  operationId: string,
  summary: string,
  {
    content,
    cache,
    missing,
  }: {
    readonly content: NonNullable<ZodOpenApiResponseObject['content']>;
    readonly cache: string;
    readonly missing: ProblemCode;
  },
): ZodOpenApiOperationObject {
  const headers = publicHeaders(cache).extend({ 'Cross-Origin-Resource-Policy': z.literal('cross-origin') });
  return {
    operationId,
    tags: ['Script'],
    summary,
    security: [],
    requestParams: { header: ifNoneMatch },
    responses: {
      200: { description: 'The file.', headers, content },
      304: notModified(cache),
      ...problems([missing]),
    },
  };
}

export const script: ZodOpenApiPathsObject = {
  '/gaung.js': {
    get: file('getScript', 'Load the script', {
      content: javascript,
      cache: SCRIPT_CACHE,
      missing: 'script-not-built',
    }),
  },
  '/gaung.js.map': {
    get: file('getSourceMap', 'Load the source map of the script', {
      content: sourceMap,
      cache: SCRIPT_CACHE,
      missing: 'not-found',
    }),
  },
  '/chunks/{file}': {
    get: {
      ...file('getChunk', 'Load a part of the script', {
        content: javascript,
        cache: CHUNK_CACHE,
        missing: 'not-found',
      }),
      requestParams: {
        header: ifNoneMatch,
        path: z.object({
          file: z.string().meta({
            description: 'A name with a hash: what it names never changes.',
            param: { example: 'network-bluesky-0a1b2c3d.js' },
          }),
        }),
      },
    },
  },
};
