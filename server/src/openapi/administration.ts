/** Operations of the operator, with the admin token. */
import { z } from 'zod';
import { createSchema, type ZodOpenApiPathsObject } from 'zod-openapi';
import { EXPORT_FILE } from '../routes/export.ts';
import { DEFAULT_SOURCE } from '../routes/import.ts';
import type { ImportMode } from '../storage/storage.ts';
import { baseLine, bucketLine, metaLine, ownLine, source, voteLine } from '../transfer/line-schemas.ts';
import { json, NO_STORE } from './answers.ts';
import { problems } from './problems.ts';
import { importSummary } from './schemas.ts';

const MODES = ['merge', 'replace'] as const satisfies readonly ImportMode[];

const line = z
  .union([
    metaLine.meta({ id: 'MetaLine', description: 'What this is.' }),
    baseLine.meta({ id: 'BaseLine', description: 'Totals of a page from elsewhere: told by their `source`.' }),
    ownLine.meta({ id: 'PageLine', description: 'A page and what its readers did: told by its `version`.' }),
    bucketLine.meta({ id: 'BucketLine', description: 'How the counts of a page grew in a span of time.' }),
    voteLine.meta({ id: 'VoteLine', description: "A visitor's choice on a page." }),
  ])
  .meta({ id: 'TransferLine', description: 'One line. `meta` may be the first one only.' });

const lines = z.array(line).meta({ id: 'TransferLines', description: 'The lines of a file, each an object.' });

/** Lines of JSON, whose schemas are those of `lines`. */
const ndjson = (description: string) =>
  z.string().meta({
    description,
    contentMediaType: 'application/x-ndjson',
    override: ({ jsonSchema }) => {
      Object.assign(jsonSchema, { contentSchema: { $ref: '#/components/schemas/TransferLines' } });
    },
  });

const toLines = (records: readonly object[]) => records.map((one) => `${JSON.stringify(one)}\n`).join('');

const TOTALS = [
  { type: 'meta', version: 1 },
  { type: 'page', page: 'news.example/a', source: 'legacy', views: 1206, shares: { x: 3 }, reactions: { love: 2 } },
];

const EVERYTHING = [
  { type: 'meta', version: 1, versionFloor: 0 },
  { type: 'page', page: 'news.example/a', version: 1, aliases: [], views: 1, shares: {}, reactions: {}, excluded: {} },
];

const TABLE = 'page,views,shares.x,reactions.love,title\nhttps://news.example/a,1206,3,2,A day at sea\n';

export const administration: ZodOpenApiPathsObject = {
  '/v1/export': {
    get: {
      operationId: 'exportAll',
      tags: ['Administration'],
      summary: 'Take all counts along',
      description:
        'All that is stored, as it is at one moment: for each page, sorted by its key, the page, its bases, its ' +
        'buckets and its votes. An import of it into an empty storage gives the same export, to the byte. The secret ' +
        'that signs the tokens is not in it.',
      security: [{ adminToken: [] }],
      responses: {
        200: {
          description: 'The lines. A connection that breaks before their end has told only a part.',
          headers: z.object({ ...NO_STORE, 'Content-Disposition': z.literal(EXPORT_FILE) }),
          content: {
            'application/x-ndjson': {
              schema: ndjson('Lines of JSON, each ended by U+000A.'),
              example: toLines(EVERYTHING),
            },
          },
        },
        ...problems(['token-wrong', 'admin-off', 'internal', 'storage-unavailable']),
      },
    },
  },
  '/v1/import': {
    post: {
      operationId: 'importTotals',
      tags: ['Administration'],
      summary: 'Bring counts from elsewhere',
      description:
        'An export, or the totals of an older counter: one base for each page and source, which is set and not added. ' +
        'The same file twice changes nothing. Of two votes of a visitor the newer one stays. All or nothing: one wrong ' +
        'line, and nothing of the rest is taken.',
      security: [{ adminToken: [] }],
      requestParams: {
        query: z.object({
          mode: z.enum(MODES).optional().meta({
            description:
              '`merge` keeps what is there, `replace` deletes all counts and votes first. Absent: the storage must be empty.',
          }),
          source: source.default(DEFAULT_SOURCE).meta({ description: 'Where the totals of a table come from.' }),
        }),
      },
      requestBody: {
        required: true,
        content: {
          'application/x-ndjson': {
            schema: ndjson('Lines of JSON, by U+000A. Empty ones say nothing.'),
            example: toLines(TOTALS),
          },
          'text/csv': {
            schema: z.string().meta({
              description:
                'A table of totals, in UTF-8; its first row names the columns: `page` (a page key or an address), and ' +
                'any of `views`, `title`, `shares.<network>` and `reactions.<reaction>`. Rows of one page are added ' +
                'up. Cells are divided by commas, semicolons or tabs.',
            }),
            example: TABLE,
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
          'import-conflict',
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
