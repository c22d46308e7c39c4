/** What the server tells of itself. */
import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import type { Config } from '../config.ts';
import { METRICS_TYPE } from '../metrics/metrics.ts';
import { DOCUMENT_CACHE } from '../routes/openapi.ts';
import { ifNoneMatch, json, NO_STORE, notModified, publicHeaders } from './answers.ts';
import { problems } from './problems.ts';

const health = z.object({ status: z.literal('ok') }).meta({ id: 'Health', description: 'The process answers.' });
const readiness = z
  .object({ status: z.literal('ready') })
  .meta({ id: 'Readiness', description: 'It takes requests, and its storage takes writes.' });

const document = z
  .looseObject({ openapi: z.string().regex(/^3\.1\.\d+$/) })
  .meta({ id: 'Document', description: 'An OpenAPI document.' });

/** @param metrics Who may read the metrics. */
export function service(metrics: Config['metrics']): ZodOpenApiPathsObject {
  return {
    '/healthz': {
      get: {
        operationId: 'checkHealth',
        tags: ['Service'],
        summary: 'Ask whether the process answers',
        security: [],
        responses: { 200: { description: 'It does.', headers: z.object(NO_STORE), content: json(health) } },
      },
    },
    '/readyz': {
      get: {
        operationId: 'checkReadiness',
        tags: ['Service'],
        summary: 'Ask whether requests may be sent here',
        security: [],
        responses: {
          200: { description: 'They may.', headers: z.object(NO_STORE), content: json(readiness) },
          ...problems(['internal', 'stopping', 'storage-unavailable']),
        },
      },
    },
    '/metrics': {
      get: {
        operationId: 'readMetrics',
        tags: ['Service'],
        summary: "Read the server's numbers",
        description: 'In the text format of Prometheus. No address, page, visitor or token is in them.',
        security: metrics === 'public' ? [] : [{ metricsToken: [] }, { adminToken: [] }],
        responses: {
          200: {
            description: 'The numbers.',
            headers: z.object(NO_STORE),
            content: { [METRICS_TYPE]: { schema: z.string(), example: '# HELP up …\n# TYPE up gauge\nup 1\n' } },
          },
          ...problems(['token-wrong', 'metrics-off', 'internal']),
        },
      },
    },
    '/openapi.json': {
      get: {
        operationId: 'getDocument',
        tags: ['Service'],
        summary: 'Read this document',
        security: [],
        requestParams: { header: ifNoneMatch },
        responses: {
          200: { description: 'OpenAPI 3.1.', headers: publicHeaders(DOCUMENT_CACHE), content: json(document) },
          304: notModified(DOCUMENT_CACHE),
        },
      },
    },
  };
}
