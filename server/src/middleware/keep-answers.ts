/** Keeps answers of `GET /v1/counts` as they are sent, for `node/shortcuts.ts` to send them again. */
import type { Context, MiddlewareHandler } from 'hono';
import type { Answer, KeptAnswers } from '../kept-answers.ts';

const KEEPABLE = 'gaung:keepable';

type Keepable = Pick<Answer, 'hashes' | 'members' | 'body'>;

/** Says that what a request is answered with may be kept as long as the counts in it are the same. */
export function keepable(c: Context, answer: Keepable): void {
  c.set(KEEPABLE, answer);
}

/** Stands before all that adds headers: it keeps them with the answer. */
export function keepAnswers(kept: KeptAnswers): MiddlewareHandler {
  return async (c, next) => {
    const keep = kept.begin();
    await next();
    const answer = c.get(KEEPABLE) as Keepable | undefined;
    const { url } = c.req;
    const query = url.indexOf('?');
    if (answer && query !== -1 && c.res.status === 200) {
      const { etag = '', ...common } = Object.fromEntries(c.res.headers);
      kept.common ??= Object.entries(common).flat();
      keep(url.slice(query), { ...answer, etag, common: kept.common });
    }
  };
}
