/** Operations of pages on allowed origins: what readers did. */
import { BODY_BYTES, INTERACTIONS_PATH, INTERACTIONS_PER_RECORD, REACTIONS_PER_PAGE, URL_BYTES } from 'gaung/contract';
import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { FORM_TYPES } from '../routes/form-fields.ts';
import { json, NO_STORE, writeHeaders } from './answers.ts';
import { problems } from './problems.ts';
import { interactions, interactionsAnswer, name } from './schemas.ts';

const headers = z.object({
  Origin: z.string().meta({
    description: 'An origin of `GAUNG_ORIGINS`. Browsers send it by themselves.',
    param: { example: 'https://news.example' },
  }),
  'Sec-Purpose': z.string().optional().meta({
    description: 'Where it begins with `prefetch`, nobody sees the page yet: views do not count.',
  }),
  'User-Agent': z.string().optional().meta({
    description: 'Views of bots and of who leaves it out are acknowledged and do not count.',
  }),
  'Sec-GPC': z.literal('1').optional().meta({
    description: 'The reader has opted out (Global Privacy Control): no pseudonym, and views do not count.',
  }),
});

/** As `form-fields.ts` and `form-return.ts` read it. */
const form = z
  .object({
    page: z.string().min(1).meta({ description: 'The URL of the page, or a path of the site, or a bare id.' }),
    reactions: z.array(name).max(REACTIONS_PER_PAGE).optional().meta({
      description: "The reader's whole choice; none takes it back. Several may also be in one field, by spaces.",
    }),
    return: z
      .url({ protocol: /^https?$/ })
      .max(URL_BYTES)
      .optional()
      .meta({
        description: 'Where to go then: a page of an allowed origin. Default: the Referer.',
      }),
  })
  .meta({ id: 'ReactionForm' });

const formExample = { page: 'https://news.example/a', reactions: ['love'], return: 'https://news.example/a#reactions' };

export const writing: ZodOpenApiPathsObject = {
  [`/${INTERACTIONS_PATH}`]: {
    post: {
      operationId: 'recordInteractions',
      tags: ['Interactions'],
      summary: 'Record what readers did',
      description:
        `1 to ${INTERACTIONS_PER_RECORD} interactions, ${BODY_BYTES / 1024} KiB at most. Each is applied at most once, by its id, and alone: one that is refused ` +
        'does not harm the others. The answer comes when they are on the disk. A repeat of the whole request is harmless.',
      security: [],
      requestParams: { header: headers },
      requestBody: {
        required: true,
        description: 'JSON, whatever its type says: `text/plain` is what a browser sends without asking first.',
        content: { 'text/plain': { schema: interactions }, 'application/json': { schema: interactions } },
      },
      responses: {
        200: {
          description: 'At least one was applied, now or before.',
          headers: writeHeaders,
          content: json(interactionsAnswer),
        },
        422: { description: 'All were refused.', headers: writeHeaders, content: json(interactionsAnswer) },
        ...problems([
          'request-invalid',
          'body-unreadable',
          'origin-not-allowed',
          'body-too-large',
          'proof-required',
          'rate-limited',
          'internal',
          'storage-unavailable',
        ]),
      },
    },
  },
  '/v1/form': {
    post: {
      operationId: 'submitReaction',
      tags: ['Interactions'],
      summary: 'React by a plain HTML form',
      description: 'For pages without scripts. People get problems as a page, where they accept `text/html`.',
      security: [],
      requestParams: { header: headers },
      requestBody: {
        required: true,
        content: Object.fromEntries(FORM_TYPES.map((type) => [type, { schema: form, example: formExample }])),
      },
      responses: {
        303: {
          description: 'It was counted: back to the page.',
          headers: z.object({ Location: z.url().meta({ description: 'On an allowed origin.' }), ...NO_STORE }),
        },
        ...problems(
          [
            'request-invalid',
            'body-unreadable',
            'origin-not-allowed',
            'body-too-large',
            'body-not-a-form',
            'reaction-refused',
            'proof-required',
            'rate-limited',
            'internal',
            'storage-unavailable',
          ],
          { html: true },
        ),
      },
    },
  },
};
