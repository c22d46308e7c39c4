/** Operations of the operator, with the admin token. */
import { z } from 'zod';
import { createSchema, type ZodOpenApiPathsObject } from 'zod-openapi';
import { metaLine, pageLine } from '../routes/import-line.ts';
import type { ImportMode } from '../storage/storage.ts';
import { json, NO_STORE } from './answers.ts';
import { problems } from './problems.ts';
import { importSummary } from './schemas.ts';

const MODES = ['merge', 'replace'] as const satisfies readonly ImportMode[];

const line = z
  .discriminatedUnion('type', [metaLine.meta({ id: 'MetaLine' }), pageLine.meta({ id: 'PageLine' })])
  .meta({ id: 'ImportLine', description: 'One line. `meta` may be the first one only.' });

const lines = z.array(line).meta({ id: 'ImportLines', description: 'The lines of a file, each an object.' });

const EXAMPLE = [
  { type: 'meta', version: 1 },
  { type: 'page', page: 'news.example/a', source: 'legacy', views: 1206, shares: { x: 3 }, reactions: { love: 2 } },
];

export const administration: ZodOpenApiPathsObject = {
  '/v1/import': {
    post: {
      operationId: 'importTotals',
      tags: ['Administration'],
      summary: 'Set totals from elsewhere',
      description:
        'One base for each page and source, which is set and not added: the same file twice changes nothing. All or ' +
        'nothing: one wrong line, and nothing of the rest is taken.',
      security: [{ adminToken: [] }],
      requestParams: {
        query: z.object({
          mode: z.enum(MODES).optional().meta({
            description:
              '`merge` keeps what is there, `replace` deletes all counts and votes first. Absent: the storage must be empty.',
          }),
        }),
      },
      requestBody: {
        required: true,
        content: {
          'application/x-ndjson': {
            schema: z.string().meta({
              description: 'Lines of JSON, by U+000A. Empty ones say nothing.',
              contentMediaType: 'application/x-ndjson',
              override: ({ jsonSchema }) => {
                Object.assign(jsonSchema, { contentSchema: { $ref: '#/components/schemas/ImportLines' } });
              },
            }),
            example: EXAMPLE.map((one) => JSON.stringify(one)).join('\n'),
          },
        },
      },
      responses: {
        200: {
          description: 'All of it was set.',
          headers: z.object(NO_STORE),
          content: json(importSummary),
        },
        ...problems([
          'request-invalid',
          'body-unreadable',
          'import-invalid',
          'token-wrong',
          'admin-off',
          'storage-not-empty',
          'body-too-large',
          'internal',
          'storage-unavailable',
        ]),
      },
    },
  },
};

/** The schemas of what is in the string that an import is. */
export const lineSchemas = createSchema(lines, { io: 'input' }).components;
