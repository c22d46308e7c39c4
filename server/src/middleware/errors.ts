import type { Context, ErrorHandler, Handler, NotFoundHandler } from 'hono';
import { describeError, type Log } from '../log.ts';
import { Problem, problemResponse } from '../problem.ts';
import { StorageError } from '../storage/storage.ts';

/** How a problem is told: by default as problem+json. */
export type Answer = (c: Context, problem: Problem) => Response | Promise<Response>;

/**
 * Turns whatever is thrown into an answer. What is our fault is logged, and told to nobody else; what the storage could
 * not do is logged where it is asked (`log-failures.ts`).
 */
export function problems(log: Log, answer: Answer = problemResponse): ErrorHandler {
  return (error, c) => {
    if (error instanceof Problem) return answer(c, error);
    if (error instanceof StorageError) {
      const detail = 'The storage did not answer. Nothing was changed; send the same again.';
      return answer(c, new Problem('storage-unavailable', detail, { headers: { 'Retry-After': '1' } }));
    }
    log.error('internal-error', { error: describeError(error), stack: error.stack ?? '' });
    return answer(c, new Problem('internal', 'The log of the server says more.'));
  };
}

export const notFound: NotFoundHandler = (c) =>
  problemResponse(c, new Problem('not-found', `No route or file is at ${c.req.path.slice(0, 200)}.`));

/** For what is left of a path after its methods. @param allow The methods that it takes. */
export function methodNotAllowed(allow: string): Handler {
  return (c) => {
    throw new Problem('method-not-allowed', `${c.req.path} takes ${allow}.`, { headers: { Allow: allow } });
  };
}
