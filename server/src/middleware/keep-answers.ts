/** Keeps answers of `GET /v1/counts` as they are sent, and sends them again before anything else is looked at. */
import { COUNTS_PATH } from 'gaung/contract';
import type { Context, MiddlewareHandler } from 'hono';
import type { Answer, KeptAnswers } from '../kept-answers.ts';
import type { Answered } from './requests.ts';

const KEEPABLE = 'gaung:keepable';

/** Says that what a request is answered with may be kept as long as the counts in it are the same. */
export function keepable(c: Context, answer: Omit<Answer, 'headers'>): void {
  c.set(KEEPABLE, answer);
}

/** Stands before all that adds headers: it keeps them with the answer. */
export function keepAnswers(kept: KeptAnswers): MiddlewareHandler {
  return async (c, next) => {
    const keep = kept.begin();
    await next();
    const answer = c.get(KEEPABLE) as Omit<Answer, 'headers'> | undefined;
    const { url } = c.req;
    const query = url.indexOf('?');
    if (answer && query !== -1 && c.res.status === 200) {
      keep(url.slice(query), { ...answer, headers: Object.fromEntries(c.res.headers) });
    }
  };
}

/** Answers from what is kept. Without a promise on the way, so that Node's adapter sends it in the same turn. */
export function answerAtOnce(
  kept: KeptAnswers,
  path: string,
  observe: (answered: Answered) => void,
): (request: Request) => Response | undefined {
  return (request) => {
    if (request.method !== 'GET') return undefined;
    const start = performance.now();
    const { url } = request;
    const query = url.indexOf('?');
    const begin = query - path.length;
    if (query === -1 || !url.startsWith(path, begin) || url.indexOf('/', url.indexOf('//') + 2) !== begin)
      return undefined;
    const answer = kept.find(url.slice(query), request.headers.get('If-None-Match'));
    if (answer) observe({ method: 'GET', route: `/${COUNTS_PATH}`, status: answer.status, start });
    return answer;
  };
}
