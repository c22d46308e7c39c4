import type { Context } from 'hono';

/** Every way in which a whole request can fail, with its status and the title that never changes. */
export const PROBLEMS = {
  'request-invalid': [400, 'The request is not one that this route takes'],
  'body-unreadable': [400, 'The body cannot be read'],
  'import-invalid': [400, 'A line of the import is wrong'],
  'token-wrong': [401, 'The token is missing or wrong'],
  'origin-not-allowed': [403, 'This origin may not write'],
  'admin-off': [403, 'The admin routes are off'],
  'page-not-allowed': [403, 'None of these pages is counted here'],
  'not-found': [404, 'There is nothing here'],
  'live-off': [404, 'Live counts are off'],
  'metrics-off': [404, 'The metrics are off'],
  'script-version-unknown': [404, 'This version of the script is not here'],
  'script-not-built': [404, 'The script is not built'],
  'method-not-allowed': [405, 'This route does not take that method'],
  'storage-not-empty': [409, 'The storage is not empty'],
  'import-conflict': [409, 'The import contradicts itself or what is stored'],
  'body-too-large': [413, 'The body is too large'],
  'body-not-a-form': [415, 'The body is not a form'],
  'reaction-refused': [422, 'The reaction was refused'],
  'proof-required': [428, 'A proof of work is needed first'],
  'rate-limited': [429, 'Too much has come at once'],
  internal: [500, 'The server made a mistake'],
  stopping: [503, 'The server is stopping'],
  'live-full': [503, 'No more readers can watch'],
  'storage-unavailable': [503, 'The storage is not available'],
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

export interface ProblemOptions {
  /** More members of the answer's body, such as the line that is wrong. */
  readonly members?: Readonly<Record<string, string | number | object>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown anywhere in a request; becomes its answer as problem+json (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly options: ProblemOptions;

  /** @param detail What was wrong this time, and what would be right. */
  constructor(code: ProblemCode, detail: string, options: ProblemOptions = {}) {
    super(detail);
    this.code = code;
    this.options = options;
  }
}

/** The answer that a problem becomes. */
export function problemResponse(c: Context, { code, message: detail, options }: Problem): Response {
  const [status, title] = PROBLEMS[code];
  const body = { type: `urn:gaung:problem:${code}`, title, status, detail, ...options.members };
  return c.body(JSON.stringify(body), status, {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...options.headers,
  });
}
