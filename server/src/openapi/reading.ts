/** Operations that anybody may call: counts, live counts, rankings. */
import {
  COUNTS_PATH,
  encodePageKey,
  LIVE_COUNTS_EVENT,
  LIVE_PATH,
  LIVE_PING_EVENT,
  LIVE_PING_MS,
  PAGES_PER_READ,
  type PageKey,
} from 'gaung/contract';
import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { COUNTS_CACHE } from '../routes/counts.ts';
import { LIVE_CACHE } from '../routes/live.ts';
import { TOP_CACHE } from '../routes/top.ts';
import { topQuery } from '../top/query.ts';
import { FRESH_MS } from '../top/ranking.ts';
import { ifNoneMatch, json, notModified, publicHeaders } from './answers.ts';
import { problems } from './problems.ts';
import { counts, top } from './schemas.ts';

const EXAMPLE = 'news.example/a' as PageKey;

const pages = (what: string, examples: [string]) =>
  z
    .array(z.string())
    .max(PAGES_PER_READ)
    .optional()
    .meta({
      description: `${what} Repeat it for more pages, ${PAGES_PER_READ} with those of the other spelling. What names no page is left out.`,
      param: { style: 'form', explode: true, example: examples },
    });

/** As `askedPages` reads it. */
const askedPages = z.object({
  p: pages('A page key, in base64url, so that content blockers match no words in it.', [encodePageKey(EXAMPLE)]),
  page: pages('A page key or URL, in plain text, for people.', [`https://${EXAMPLE}`]),
});

const by = topQuery.shape.by.meta({
  description: 'What is ranked by: all views, shares or reactions, or one network or reaction alone.',
  param: { example: 'reactions.love' },
});

export const reading: ZodOpenApiPathsObject = {
  [`/${COUNTS_PATH}`]: {
    get: {
      operationId: 'readCounts',
      tags: ['Counts'],
      summary: 'Read the counts of pages',
      description: `Counts of 1 to ${PAGES_PER_READ} pages. Nothing personal is in them, and no row is made for what is only asked for.`,
      security: [],
      requestParams: { query: askedPages, header: ifNoneMatch },
      responses: {
        200: { description: 'The counts.', headers: publicHeaders(COUNTS_CACHE), content: json(counts) },
        304: notModified(COUNTS_CACHE),
        ...problems(['request-invalid', 'internal', 'storage-unavailable']),
      },
    },
  },
  [`/${LIVE_PATH}`]: {
    get: {
      operationId: 'watchCounts',
      tags: ['Counts'],
      summary: 'Watch the counts of pages',
      description:
        `Server-sent events. The first \`${LIVE_COUNTS_EVENT}\` has all pages, each later one those that changed, its ` +
        `data as \`Counts\` in JSON. A \`${LIVE_PING_EVENT}\` comes every ${LIVE_PING_MS / 1000} seconds.`,
      security: [],
      requestParams: { query: askedPages },
      responses: {
        200: {
          description: 'A stream of events that does not end.',
          headers: z.object({
            'Access-Control-Allow-Origin': z.literal('*'),
            'Cache-Control': z.literal(LIVE_CACHE),
          }),
          content: {
            'text/event-stream': {
              schema: z.string(),
              example: `retry: 4711\n\nevent: ${LIVE_COUNTS_EVENT}\ndata: {"counts":{}}\n\n`,
            },
          },
        },
        ...problems([
          'request-invalid',
          'page-not-allowed',
          'live-off',
          'internal',
          'live-full',
          'storage-unavailable',
        ]),
      },
    },
  },
  '/v1/top': {
    get: {
      operationId: 'readTop',
      tags: ['Counts'],
      summary: 'Rank pages',
      description: `The pages with the most, at most ${FRESH_MS / 1000} seconds old at the server. Those of hosts that are not allowed any more are left out.`,
      security: [],
      requestParams: {
        query: topQuery.extend({
          by,
          window: topQuery.shape.window.meta({ description: 'How far back.' }),
          limit: topQuery.shape.limit.meta({ description: 'Most pages in the answer.' }),
        }),
        header: ifNoneMatch,
      },
      responses: {
        200: { description: 'The ranking.', headers: publicHeaders(TOP_CACHE), content: json(top) },
        304: notModified(TOP_CACHE),
        ...problems(['request-invalid', 'internal', 'storage-unavailable']),
      },
    },
  },
};
