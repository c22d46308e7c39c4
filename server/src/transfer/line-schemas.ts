/**
 * The lines of a transfer. A `page` line with a `source` sets a base, as in the first imports; one without is the page
 * itself, as an export writes it, and is told from a base whose source was forgotten by its `version`.
 */
import {
  type CountsById,
  countsById,
  isName,
  NAME_PATTERN,
  NETWORKS_PER_PAGE,
  type PageKey,
  pageKeyProblem,
  REACTIONS_PER_PAGE,
  REFUSALS,
  toPageKey,
} from 'gaung/contract';
import { z } from 'zod';
import { BUCKET_MS, BUCKET_SIZES, type BucketSize } from '../storage/rules/buckets.ts';
import type { VisitorId } from '../storage/storage.ts';

/** Far above any page's real numbers, and far below what sums of several could lose digits at. */
export const MOST = 1e12;
/** How many ids a page's own numbers may have: two pages that became one have those of both. */
const OWN_IDS = 2000;
const TITLE_LENGTH = 500;

const wholeNumber = (least: number) =>
  `a whole number from ${least.toLocaleString('en')} to ${MOST.toLocaleString('en')}`;

const countFrom = (least: number) => {
  const message = `must be ${wholeNumber(least)}`;
  return z.int(message).min(least, message).max(MOST, message);
};

export const count = countFrom(0);

/** @param least Of each count: less than 0 in buckets only, where a reaction was taken back. */
const countsOf = (what: string, most: number, least = 0) =>
  z
    .custom<Record<string, number>>(
      (value) => {
        if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
        const entries = Object.entries(value);
        const isCount = (number: unknown) => countFrom(least).safeParse(number).success;
        return entries.length <= most && entries.every(([id, number]) => isName(id) && isCount(number));
      },
      `must be an object of at most ${most.toLocaleString('en')} ${what} ids (a-z, 0-9 and -, at most 32 long), each with ${wholeNumber(least)}`,
    )
    .meta({
      description: `Counts by ${what} id.`,
      override: {
        type: 'object',
        maxProperties: most,
        propertyNames: { type: 'string', pattern: NAME_PATTERN.source },
        additionalProperties: { type: 'integer', minimum: least, maximum: MOST },
      },
    })
    .transform((counts): CountsById => countsById(Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .default(countsById([]));

const pageKey = z
  .string('must be a page key, such as "news.example/a"')
  .refine((page) => pageKeyProblem(page) === undefined, { error: ({ input }) => wrongKey(String(input)) })
  .meta({ description: 'A page key.', examples: ['news.example/a'] })
  .transform((page) => page as PageKey);

function wrongKey(text: string): string {
  if (pageKeyProblem(text) === 'page-too-long') return REFUSALS['page-too-long'].slice(0, -1);
  let right = 'news.example/a';
  try {
    right = toPageKey(text);
  } catch {
    // It cannot be made one: an example has to do.
  }
  return `${JSON.stringify(text.slice(0, 200))} is no page key; one would be "${right}"`;
}

const TITLE = `must be text of 1 to ${TITLE_LENGTH} characters, in one line`;

export const title = z
  .string(TITLE)
  .min(1, TITLE)
  .max(TITLE_LENGTH, TITLE)
  // Half a character has no UTF-8: it would come out of the storage as another one.
  .regex(/^[^\p{Cc}\p{Surrogate}]+$/u, TITLE)
  .meta({ description: 'Plain text.' });

export const source = z
  .string('must name where the numbers come from, such as "legacy"')
  .regex(NAME_PATTERN, 'must be a name of a-z, 0-9 and -, at most 32 long, such as "legacy"')
  .meta({ description: 'Where the numbers come from. A later line of the same page and source replaces this one.' });

export const metaLine = z.object({
  type: z.literal('meta'),
  version: z.literal(1, 'must be 1, the only version that this server reads'),
  versionFloor: count.optional().meta({ description: 'Where the versions of new pages begin.' }),
});

/** Strict, as all that follow: a misspelled name would lose numbers without a word. */
export const baseLine = z.strictObject({
  type: z.literal('page'),
  page: pageKey,
  source,
  title: title.exactOptional(),
  views: count.default(0),
  shares: countsOf('network', NETWORKS_PER_PAGE),
  reactions: countsOf('reaction', REACTIONS_PER_PAGE),
});

export const ownLine = z.strictObject({
  type: z.literal('page'),
  page: pageKey,
  version: count.meta({ description: 'How often its counts have changed.' }),
  title: title.exactOptional(),
  aliases: z.array(pageKey, 'must be a list of page keys').default([]).meta({ description: 'Other keys of the page.' }),
  views: count.default(0),
  shares: countsOf('network', OWN_IDS),
  reactions: countsOf('reaction', OWN_IDS).meta({ description: 'What the votes come to.' }),
  excluded: countsOf('reason', OWN_IDS).meta({ description: 'Views that were left out, by reason.' }),
});

export const bucketLine = z
  .strictObject({
    type: z.literal('bucket'),
    page: pageKey,
    size: z.enum(BUCKET_SIZES as [BucketSize, ...BucketSize[]], `must be ${BUCKET_SIZES.join(', ')}`),
    start: z.int('must be in ms since 1970').min(0, 'must be in ms since 1970'),
    views: countFrom(-MOST).default(0),
    shares: countsOf('network', OWN_IDS, -MOST),
    reactions: countsOf('reaction', OWN_IDS, -MOST),
  })
  .refine(({ size, start }) => start % BUCKET_MS[size] === 0, {
    path: ['start'],
    error: 'must be a multiple of the size, in ms since 1970',
  });

const CHOICE = `must be a list of at most ${REACTIONS_PER_PAGE} different reaction ids`;

export const voteLine = z.strictObject({
  type: z.literal('vote'),
  page: pageKey,
  visitor: z
    .string('must be a visitor, 22 characters of base64url')
    .regex(/^[\w-]{21}[AQgw]$/, 'must be a visitor, 22 characters of base64url')
    .meta({ description: "A reader's pseudonym." })
    .transform((visitor) => visitor as VisitorId),
  at: z.int('must be in ms since 1970').min(0, 'must be in ms since 1970'),
  reactions: z
    .array(z.string(CHOICE).regex(NAME_PATTERN, CHOICE), CHOICE)
    .max(REACTIONS_PER_PAGE, CHOICE)
    .refine((ids) => new Set(ids).size === ids.length, CHOICE)
    .meta({ uniqueItems: true, description: 'Empty when taken back.' })
    .transform((ids) => ids.toSorted()),
});
