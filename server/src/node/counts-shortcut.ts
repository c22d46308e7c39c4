import type { IncomingMessage, ServerResponse } from 'node:http';
import { COUNTS_PATH } from 'gaung/contract';
import type { KeptAnswers, Sendable } from '../kept-answers.ts';
import { etagOf } from '../public.ts';
import { pagesOf } from '../routes/asked-pages.ts';
import type { ReadCounts } from '../routes/counts.ts';
import { encodedIn, type GiveBack, isPlain, type Observe, type Shortcut, send } from './shortcut.ts';

export interface CountsShortcutOptions {
  readonly kept: KeptAnswers;
  readonly readCounts: ReadCounts;
  readonly observe: Observe;
}

/** Answers `GET /v1/counts` by what is kept, or anew with the headers of what was. */
export function countsShortcut({ kept, readCounts, observe }: CountsShortcutOptions, giveBack: GiveBack): Shortcut {
  const tell = (status: number, start: number) => observe({ method: 'GET', route: `/${COUNTS_PATH}`, status, start });

  async function readAnew(
    query: string,
    common: readonly string[],
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    start: number,
  ): Promise<void> {
    let answer: Sendable;
    try {
      const keep = kept.begin();
      const { pages, body } = await readCounts(pagesOf(encodedIn(query), []));
      answer = keep(query, { pages, body, etag: etagOf(body), common });
    } catch (error) {
      giveBack(incoming, outgoing, start, error);
      return;
    }
    send(outgoing, answer.status, answer.headers, answer.body);
    tell(answer.status, start);
  }

  return (query, incoming, outgoing) => {
    const start = performance.now();
    const tag = incoming.headers['if-none-match'];
    const answer = kept.find(query, tag);
    if (answer) {
      send(outgoing, answer.status, answer.headers, answer.body);
      tell(answer.status, start);
      return true;
    }
    if (tag !== undefined || kept.common === undefined || !isPlain(query)) return false;
    void readAnew(query, kept.common, incoming, outgoing, start);
    return true;
  };
}
