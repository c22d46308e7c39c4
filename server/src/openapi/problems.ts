import { z } from 'zod';
import type { ZodOpenApiResponsesObject } from 'zod-openapi';
import { LIMIT_KINDS } from '../abuse/too-many.ts';
import { PROBLEMS, type ProblemCode } from '../problem.ts';
import { challenge } from '../proof/wire.ts';
import { refusalCode } from './schemas.ts';

/** What a problem has beside type, title, status and detail. */
const MEMBERS: Partial<Record<ProblemCode, z.ZodRawShape>> = {
  'import-invalid': {
    line: z.int().min(1).meta({ description: 'Which line, from 1.' }),
    column: z
      .string()
      .optional()
      .meta({ description: 'Of a table: the name of the column, or in the first line its number.' }),
  },
  'reaction-refused': { code: refusalCode },
  'proof-required': { challenge },
  'script-version-unknown': { current: z.string().meta({ description: 'The version that is here.' }) },
  'rate-limited': { limit: z.enum(LIMIT_KINDS).meta({ description: 'Which limit was met.' }) },
};

const retryAfter = z.string().regex(/^\d+$/).meta({ description: 'Seconds until the same may work.' });

/** The headers that a problem always comes with. */
const HEADERS: Partial<Record<ProblemCode, Readonly<Record<string, z.ZodType>>>> = {
  'token-wrong': { 'WWW-Authenticate': z.literal('Bearer realm="gaung"') },
  'body-not-a-form': { Accept: z.string().meta({ description: 'What a form comes as.' }) },
  'proof-required': { 'Retry-After': retryAfter },
  'rate-limited': { 'Retry-After': retryAfter },
  'live-full': { 'Retry-After': retryAfter },
  'storage-unavailable': { 'Retry-After': retryAfter },
};

function schemaOf(code: ProblemCode) {
  const [status, title] = PROBLEMS[code];
  return z
    .object({
      type: z.literal(typeOf(code)),
      title: z.literal(title),
      status: z.literal(status),
      detail: z.string().meta({ description: 'What was wrong this time, and what would be right.' }),
      ...MEMBERS[code],
    })
    .meta({ id: `Problem${pascal(code)}`, description: `${title} (RFC 9457).` });
}

/** One schema for each, whichever operations answer it. */
const SCHEMAS = new Map(Object.keys(PROBLEMS).map((code) => [code, schemaOf(code as ProblemCode)]));

/**
 * The answers that an operation gives where it fails, by status.
 *
 * @param options.html Whether people get the same as a page.
 */
export function problems(codes: readonly ProblemCode[], options: { html?: boolean } = {}): ZodOpenApiResponsesObject {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) {
    const [status] = PROBLEMS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code][1]}.`).join('\n\n'),
        headers: z.object({ 'Cache-Control': z.literal('no-store'), ...headersOf(codes) }),
        content: {
          'application/problem+json': { schema: oneOf(codes) },
          ...(options.html && { 'text/html': { schema: z.string().meta({ description: 'The same, for people.' }) } }),
        },
      },
    ]),
  );
}

function oneOf(codes: readonly ProblemCode[]): z.ZodType {
  const [first, ...others] = codes.map((code) => SCHEMAS.get(code)!);
  return others.length === 0 ? first! : z.discriminatedUnion('type', [first!, ...others]);
}

/** Always there where all of these problems have it. */
function headersOf(codes: readonly ProblemCode[]): Record<string, z.ZodType> {
  const all = Object.assign({}, ...codes.map((code) => HEADERS[code] ?? {})) as Record<string, z.ZodType>;
  return Object.fromEntries(
    Object.entries(all).map(([name, schema]) => [
      name,
      codes.every((code) => HEADERS[code]?.[name]) ? schema : schema.optional(),
    ]),
  );
}

/** All of them as a table, for the introduction. */
export const PROBLEM_TABLE = [
  '| status | type | title |',
  '|---|---|---|',
  ...Object.entries(PROBLEMS).map(([code, [status, title]]) => `| ${status} | \`${typeOf(code)}\` | ${title} |`),
].join('\n');

function typeOf(code: string): string {
  return `urn:gaung:problem:${code}`;
}

function pascal(code: string): string {
  return code.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
