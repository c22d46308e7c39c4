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
import type { Base } from '../storage/storage.ts';

/** Far above any page's real numbers, and far below what sums of several could lose digits at. */
const MOST = 1e12;

const NUMBER = `a whole number from 0 to ${MOST.toLocaleString('en')}`;

const count = z.int(`must be ${NUMBER}`).min(0, `must be ${NUMBER}`).max(MOST, `must be ${NUMBER}`);

const isCount = (value: unknown) => count.safeParse(value).success;

const countsOf = (what: string, most: number) =>
  z
    .custom<Record<string, number>>((value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
      const entries = Object.entries(value);
      return entries.length <= most && entries.every(([id, number]) => isName(id) && isCount(number));
    }, `must be an object of at most ${most} ${what} ids (a-z, 0-9 and -, at most 32 long), each with ${NUMBER}`)
    .meta({
      description: `Counts by ${what} id.`,
      override: {
        type: 'object',
        maxProperties: most,
        propertyNames: { type: 'string', pattern: NAME_PATTERN.source },
        additionalProperties: { type: 'integer', minimum: 0, maximum: MOST },
      },
    })
    .transform((counts): CountsById => countsById(Object.entries(counts)))
    .default(countsById([]));

export const metaLine = z.object({
  type: z.literal('meta'),
  version: z.literal(1, 'must be 1, the only version that this server reads'),
});

/** Strict: a misspelled name would lose numbers without a word. */
export const pageLine = z.strictObject({
  type: z.literal('page'),
  page: z
    .string('must be a page key, such as "news.example/a"')
    .refine((page) => pageKeyProblem(page) === undefined, { error: ({ input }) => wrongKey(String(input)) })
    .meta({ description: 'A page key.', examples: ['news.example/a'] })
    .transform((page) => page as PageKey),
  source: z
    .string('must name where the numbers come from, such as "legacy"')
    .regex(NAME_PATTERN, 'must be a name of a-z, 0-9 and -, at most 32 long, such as "legacy"')
    .meta({ description: 'Where the numbers come from. A later line of the same page and source replaces this one.' }),
  views: count.default(0),
  shares: countsOf('network', NETWORKS_PER_PAGE),
  reactions: countsOf('reaction', REACTIONS_PER_PAGE),
});

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

/**
 * What one line of an import says: the base of a page, or undefined for what says nothing (a `meta` line).
 *
 * @param isFirst Whether it is the first line; only there `meta` may be.
 * @throws {Error} that says what is wrong with the line and what would be right.
 */
export function parseImportLine(text: string, isFirst: boolean): Base | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('It is not JSON. Each line must be one JSON object.');
  }
  const type = typeof value === 'object' && value !== null ? (value as { type?: unknown }).type : undefined;
  if (type === 'meta' && isFirst) {
    read(metaLine, value);
    return undefined;
  }
  if (type !== 'page') {
    const found =
      type === undefined ? 'It has no type' : `The type ${JSON.stringify(type).slice(0, 100)} is not known here`;
    throw new Error(`${found}. Right would be "page"${isFirst ? ' or "meta"' : ', or "meta" in the first line only'}.`);
  }
  const { page, source, views, shares, reactions } = read(pageLine, value);
  return { type: 'base', page, source, views, shares, reactions };
}

function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  const [issue] = error.issues;
  throw new Error(`${issue?.path.length ? `${issue.path.join('.')}: ` : ''}${issue?.message}.`);
}
