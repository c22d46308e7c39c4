import type { IncomingMessage, ServerResponse } from 'node:http';
import { COUNTS_PATH } from 'gaung/contract';
import type { KeptAnswers, Sendable } from '../kept-answers.ts';
import type { PageMemory } from '../page-memory/page-memory.ts';
import { etagOf } from '../public.ts';
import { pagesOf } from '../routes/asked-pages.ts';
import type { ReadCounts } from '../routes/counts.ts';
import { encodedIn, type GiveBack, isPlain, type Observe, type Shortcut, send } from './shortcut.ts';

export interface CountsShortcutOptions {
  readonly kept: KeptAnswers;
  readonly memory: Pick<PageMemory, 'assemble'>;
  readonly readCounts: ReadCounts;
  readonly observe: Observe;
}

/** Answers `GET /v1/counts` by what is kept, or of pages that are remembered or read, with the headers of what was kept. */
export function countsShortcut(
  { kept, memory, readCounts, observe }: CountsShortcutOptions,
  giveBack: GiveBack,
): Shortcut {
  const tell = (status: number, start: number) => observe({ method: 'GET', route: `/${COUNTS_PATH}`, status, start });

  async function readAnew(
    keep: ReturnType<KeptAnswers['begin']>,
    query: string,
    common: readonly string[],
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    start: number,
  ): Promise<void> {
    let answer: Sendable;
    try {
      const read = await readCounts(pagesOf(encodedIn(query), []));
      answer = keep(query, { ...read, etag: etagOf(read.body), common });
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
    const { common } = kept;
    if (tag !== undefined || common === undefined) return false;
    const keep = kept.begin();
    const assembled = memory.assemble(query);
    if (assembled) {
      const { status, headers, body } = keep(query, { ...assembled, etag: etagOf(assembled.body), common });
      send(outgoing, status, headers, body);
      tell(status, start);
      return true;
    }
    if (!isPlain(query)) return false;
    void readAnew(keep, query, common, incoming, outgoing, start);
    return true;
  };
}
