/** The script, its source map, what it loads, and the tag that pins them. */
import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject, ZodOpenApiResponseObject } from 'zod-openapi';
import type { ProblemCode } from '../problem.ts';
import { CHUNK_CACHE, SCRIPT_CACHE } from '../routes/script.ts';
import { TAG_CACHE, tagQuery } from '../routes/script-tag.ts';
import { VERSION_PATTERN } from '../script/release.ts';
import { ifNoneMatch, json, notModified, publicHeaders } from './answers.ts';
import { problems } from './problems.ts';

const javascript = { 'text/javascript; charset=utf-8': { schema: z.string() } };
const sourceMap = {
  'application/json': {
    schema: z.looseObject({ version: z.literal(3) }).meta({ id: 'SourceMap', description: 'ECMA-426.' }),
  },
};

const version = z
  .string()
  .regex(VERSION_PATTERN)
  .meta({
    id: 'ScriptVersion',
    description: 'Names the bytes of the script and of all that it loads.',
    param: { example: '0a1b2c3d4e5f6071' },
  });

const integrity = z
  .string()
  .regex(/^sha384-[A-Za-z\d+/]{64}$/)
  .meta({ id: 'Integrity', description: 'Subresource Integrity.' });

const path = z.string().meta({ description: "Below the server's address." });

const tag = z
  .object({
    version,
    path,
    integrity,
    chunks: z.array(z.object({ path, integrity })).meta({ description: 'All that the script may load.' }),
    csp: z
      .string()
      .regex(/^'sha256-[A-Za-z\d+/]{43}='$/)
      .meta({ description: "The import map's source for the page's `script-src`, with its quotes." }),
    html: z.string().meta({ description: 'To be pasted into a page, before any other module.' }),
  })
  .meta({ id: 'ScriptTag', description: 'How a page loads this version of the script and nothing else.' });

const chunkName = z.string().meta({
  description: 'A name with a hash: what it names never changes.',
  param: { example: 'network-bluesky-0a1b2c3d.js' },
});

interface FileOptions {
  readonly content: NonNullable<ZodOpenApiResponseObject['content']>;
  readonly cache: string;
  readonly missing: readonly ProblemCode[];
  /** The parameters of its path. */
  readonly path?: z.ZodObject;
}

/** A file for pages of any origin. */
function file(
  operationId: string,
  summary: string,
  { content, cache, missing, path }: FileOptions,
): ZodOpenApiOperationObject {
  const own = {
    'Cross-Origin-Resource-Policy': z.literal('cross-origin'),
    Vary: z.literal('Accept-Encoding'),
  };
  const coding = z.enum(['br', 'gzip']).optional();
  return {
    operationId,
    tags: ['Script'],
    summary,
    security: [],
    requestParams: {
      header: ifNoneMatch.extend({
        'Accept-Encoding': z.string().optional().meta({ description: 'It is there as `br` and `gzip`, too.' }),
      }),
      ...(path && { path }),
    },
    responses: {
      200: {
        description: 'The file.',
        headers: publicHeaders(cache).extend({ ...own, 'Content-Encoding': coding }),
        content,
      },
      304: notModified(cache),
      ...problems(missing),
    },
  };
}

const pinned: readonly ProblemCode[] = ['script-version-unknown', 'script-not-built'];

export const script: ZodOpenApiPathsObject = {
  '/v1/script': {
    get: {
      operationId: 'getScriptTag',
      tags: ['Script'],
      summary: 'Read the tag that pins the script',
      description: 'A build has another version. Ask whenever the server was updated, and paste what it says then.',
      security: [],
      requestParams: { query: tagQuery, header: ifNoneMatch },
      responses: {
        200: { description: 'The current version.', headers: publicHeaders(TAG_CACHE), content: json(tag) },
        304: notModified(TAG_CACHE),
        ...problems(['request-invalid', 'script-not-built']),
      },
    },
  },
  '/gaung.js': {
    get: file('getScript', 'Load the script', {
      content: javascript,
      cache: SCRIPT_CACHE,
      missing: ['script-not-built'],
    }),
  },
  '/gaung.js.map': {
    get: file('getSourceMap', 'Load the source map of the script', {
      content: sourceMap,
      cache: SCRIPT_CACHE,
      missing: ['not-found'],
    }),
  },
  '/chunks/{file}': {
    get: file('getChunk', 'Load a part of the script', {
      content: javascript,
      cache: CHUNK_CACHE,
      missing: ['not-found'],
      path: z.object({ file: chunkName }),
    }),
  },
  '/v/{version}/gaung.js': {
    get: file('getScriptVersion', 'Load the script of one version', {
      content: javascript,
      cache: CHUNK_CACHE,
      missing: pinned,
      path: z.object({ version }),
    }),
  },
  '/v/{version}/gaung.js.map': {
    get: file('getSourceMapVersion', 'Load the source map of the script of one version', {
      content: sourceMap,
      cache: CHUNK_CACHE,
      missing: ['not-found', ...pinned],
      path: z.object({ version }),
    }),
  },
  '/v/{version}/chunks/{file}': {
    get: file('getChunkVersion', 'Load a part of the script of one version', {
      content: javascript,
      cache: CHUNK_CACHE,
      missing: ['not-found', ...pinned],
      path: z.object({ version, file: chunkName }),
    }),
  },
};
