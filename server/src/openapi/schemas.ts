/** What travels over the wire, version 1, as schemas. Where `contract/` checks by code, they are made of its constants. */
import {
  INTERACTION_ID_PATTERN,
  INTERACTIONS_PER_RECORD,
  NAME_PATTERN,
  NO_STORAGE_VISITOR,
  PAGE_KEY_BYTES,
  REACTIONS_PER_PAGE,
  REFUSALS,
  type RefusalCode,
} from 'gaung/contract';
import { z } from 'zod';
import { proof } from '../proof/wire.ts';
import { MOST_PAGES, topQuery } from '../top/query.ts';
import { TOKEN_PATTERN } from '../visitors.ts';

const COUNTS = { version: 57, views: 1206, shares: { whatsapp: 3 }, reactions: { love: 12 } };

export const pageKey = z
  .string()
  .min(1)
  .max(PAGE_KEY_BYTES)
  .meta({
    id: 'PageKey',
    description:
      'What is counted: a canonical URL without scheme, `www.`, fragment, tracking parameters and slash at the end, ' +
      `always with a \`/\`; or a bare id of A-Z, a-z, 0-9, _ and -. At most ${PAGE_KEY_BYTES} bytes of UTF-8.`,
    examples: ['news.example/a', 'article-123'],
  });

export const name = z
  .string()
  .regex(NAME_PATTERN)
  .meta({
    id: 'Name',
    description: 'The id of a reaction or a network.',
    examples: ['love', 'whatsapp'],
  });

const count = z
  .int()
  .min(0)
  .meta({ id: 'Count', description: 'How often.', examples: [1206] });

const choice = z.array(name).max(REACTIONS_PER_PAGE).meta({ uniqueItems: true });

const byId = z.record(name, count);

export const pageCounts = z
  .object({
    version: count.meta({
      description: 'Grows with every change of the page: an older answer never replaces a newer one.',
    }),
    views: count,
    shares: byId.meta({ description: 'By network.' }),
    reactions: byId.meta({ description: 'By reaction.' }),
    mine: choice
      .optional()
      .meta({ description: "This visitor's own choice, where it is known; empty when taken back." }),
  })
  .meta({
    id: 'PageCounts',
    description: 'The numbers of one page.',
    examples: [COUNTS],
  });

const countsByPage = z.record(pageKey, pageCounts).meta({
  description: 'By page key, sorted. A page that is not counted here is left out; an unknown one has zeros.',
});

export const counts = z
  .object({ counts: countsByPage })
  .meta({ id: 'Counts', examples: [{ counts: { 'news.example/a': COUNTS } }] });

const interactionBase = {
  id: z.string().regex(INTERACTION_ID_PATTERN).meta({
    description: 'A UUID in lower case, made once by the client: whatever comes again with it has no effect.',
  }),
  page: pageKey,
  at: z.int().min(0).optional().meta({
    description:
      "The client's clock in ms since 1970. A vote is set only by a later one than its own. Absent or in the future: now.",
  }),
};

const view = z
  .object({ type: z.literal('view'), ...interactionBase })
  .meta({ id: 'View', description: 'The page was shown.' });

const share = z
  .object({ type: z.literal('share'), ...interactionBase, network: name })
  .meta({ id: 'Share', description: 'The page was shared.' });

const reaction = z
  .object({
    type: z.literal('reaction'),
    ...interactionBase,
    reactions: choice.meta({ description: "The visitor's whole choice on the page; empty takes it back." }),
    previous: choice.optional().meta({ description: 'The choice before. For backends that know only up and down.' }),
  })
  .meta({ id: 'Reaction', description: 'A reaction was chosen, changed or taken back.' });

/** What `checkInteraction` of the contract lets through, but for what only code can say of a page key. */
export const interaction = z.discriminatedUnion('type', [view, share, reaction]).meta({
  id: 'Interaction',
  description: 'One thing that a reader did. Each is checked alone, and refused alone by a code.',
});

const token = z.string().regex(TOKEN_PATTERN).meta({
  id: 'VisitorToken',
  description: 'The pseudonym that makes one vote one vote, signed by the server.',
});

export const interactions = z
  .object({
    visitor: z
      .union([token, z.literal(NO_STORAGE_VISITOR)])
      .optional()
      .meta({
        description:
          `The token of an earlier answer; absent before the first; \`${NO_STORAGE_VISITOR}\` in a browser that keeps ` +
          'nothing. One that is not ours is as good as none.',
      }),
    proof: proof.optional(),
    interactions: z.array(interaction).min(1).max(INTERACTIONS_PER_RECORD),
  })
  .meta({
    id: 'Interactions',
    examples: [
      {
        interactions: [
          { id: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff', type: 'view', page: 'news.example/a', at: 1767225600000 },
          {
            id: '1b4e28ba-2fa1-41d2-883f-0016d3cca427',
            type: 'reaction',
            page: 'news.example/a',
            at: 1767225603000,
            reactions: ['love'],
          },
        ],
      },
    ],
  });

const REFUSAL_CODES = Object.keys(REFUSALS) as [RefusalCode, ...RefusalCode[]];

export const refusalCode = z.enum(REFUSAL_CODES).meta({
  id: 'RefusalCode',
  description: Object.entries(REFUSALS)
    .map(([code, words]) => `- \`${code}\`: ${words}`)
    .join('\n'),
});

export const interactionsAnswer = z
  .object({
    visitor: token.optional().meta({ description: 'To be sent along from now on; absent where none is needed.' }),
    counts: countsByPage.meta({ description: 'Of all pages of the request, after it.' }),
    refused: z.array(
      z.object({
        id: z.string().max(64).nullable().meta({ description: 'As it was sent, cut; null where it was no text.' }),
        code: refusalCode,
      }),
    ),
  })
  .meta({
    id: 'InteractionsAnswer',
    examples: [
      {
        visitor: 'v1.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA',
        counts: { 'news.example/a': { ...COUNTS, mine: ['love'] } },
        refused: [],
      },
    ],
  });

export const top = z
  .object({
    by: topQuery.shape.by.unwrap(),
    window: topQuery.shape.window.unwrap(),
    pages: z
      .array(
        z.object({
          page: pageKey,
          title: z.string().optional().meta({ description: 'Plain text, where one is known. Escape it.' }),
          count,
        }),
      )
      .max(MOST_PAGES)
      .meta({ description: 'The one with the most first.' }),
  })
  .meta({
    id: 'Top',
    examples: [{ by: 'views', window: '24h', pages: [{ page: 'news.example/a', title: 'A day at sea', count: 1206 }] }],
  });

export const importSummary = z
  .object({
    pages: count.meta({ description: 'Different pages in the import.' }),
    changed: count.meta({ description: 'Those that have other numbers than before.' }),
    hidden: count.optional().meta({ description: 'Those that nobody sees, because their host is not allowed.' }),
  })
  .meta({ id: 'ImportSummary', examples: [{ pages: 1, changed: 1 }] });
