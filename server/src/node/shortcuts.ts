/** The two requests that come all day, answered by Node's own means before router and middleware are asked. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BODY_BYTES, COUNTS_PATH, INTERACTIONS_PATH } from 'gaung/contract';
import { decodeBody } from '../body.ts';
import type { Caller } from '../caller.ts';
import type { KeptAnswers, Sendable } from '../kept-answers.ts';
import type { KnownOrigins } from '../middleware/known-origins.ts';
import type { Answered } from '../middleware/requests.ts';
import { etagOf } from '../public.ts';
import { pagesOf } from '../routes/asked-pages.ts';
import type { ReadCounts } from '../routes/counts.ts';
import { answerTo, type RecordAnswer } from '../routes/interactions.ts';
import type { Recorder } from '../routes/record.ts';
import { markFailed } from './failed.ts';

/** What of an app shortcuts are made of. */
export interface Shortcuts {
  readonly kept: KeptAnswers;
  readonly readCounts: ReadCounts;
  readonly known: KnownOrigins;
  readonly record: Recorder;
  readonly observe: (answered: Answered) => void;
  /** Begins and ends with a slash. */
  readonly prefix: string;
}

export type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => unknown;

/**
 * A listener that answers what it can, byte by byte as the routes would, and leaves the rest to them: whatever is asked
 * for the first time, or in an unusual way, or cannot be done.
 */
export function withShortcuts({ kept, readCounts, known, record, observe, prefix }: Shortcuts, routes: Listener): Listener {
  const countsPath = `${prefix}${COUNTS_PATH}?`;
  const interactionsPath = `${prefix}${INTERACTIONS_PATH}`;

  const tellOfRead = (status: number, start: number) =>
    observe({ method: 'GET', route: `/${COUNTS_PATH}`, status, start });

  /** Answers by what is kept, or as it was kept: elements ask by `p` alone. */
  function read(query: string, incoming: IncomingMessage, outgoing: ServerResponse): boolean {
    const start = performance.now();
    const tag = incoming.headers['if-none-match'];
    const answer = kept.find(query, tag);
    if (answer) {
      send(outgoing, answer.status, answer.headers, answer.body);
      tellOfRead(answer.status, start);
      return true;
    }
    if (tag !== undefined || kept.common === undefined || !PLAIN.test(query)) return false;
    void readAnew(query, kept.common, start, incoming, outgoing);
    return true;
  }

  async function readAnew(
    query: string,
    common: readonly string[],
    start: number,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<void> {
    let answer: Sendable;
    try {
      const keep = kept.begin();
      const { pages, body } = await readCounts(pagesOf(encodedIn(query), []));
      answer = keep(query, { pages, body, etag: etagOf(body), common });
    } catch (error) {
      markFailed(incoming, { start, error });
      routes(incoming, outgoing); // They say why.
      return;
    }
    send(outgoing, answer.status, answer.headers, answer.body);
    tellOfRead(answer.status, start);
  }

  function write(incoming: IncomingMessage, outgoing: ServerResponse): boolean {
    const { origin, 'content-length': length } = incoming.headers;
    const headers = origin === undefined ? undefined : known.get(origin);
    if (!headers || length === undefined || Number(length) > BODY_BYTES) return false;
    const start = performance.now();
    const tell = (status: number) => observe({ method: 'POST', route: `/${INTERACTIONS_PATH}`, status, start });
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('close', () => {
      if (!incoming.readableEnded) tell(400); // Cut off: there is nobody left to answer.
    });
    async function answerBody(): Promise<void> {
      let answer: RecordAnswer;
      try {
        answer = await answerTo(record, callerOf(incoming, outgoing), textOf(chunks));
      } catch (error) {
        markFailed(incoming, { start, error });
        routes(incoming, outgoing); // They say why.
        return;
      }
      const { status, body } = answer;
      send(outgoing, status, [...headers!, 'content-length', String(Buffer.byteLength(body))], body);
      tell(status);
    }
    incoming.on('end', () => void answerBody());
    return true;
  }

  return (incoming, outgoing) => {
    const { method, url = '' } = incoming;
    if (method === 'GET' && url.startsWith(countsPath) && read(url.slice(countsPath.length - 1), incoming, outgoing)) return;
    if (method === 'POST' && url === interactionsPath && write(incoming, outgoing)) return;
    routes(incoming, outgoing);
  };
}

/** A query that says the same to everybody who reads it: no character stands for another one, and pages are in `p`. */
const PLAIN = /^\?(?!.*\bpage\b)[\w=&.-]*$/;

const encodedIn = (query: string): string[] =>
  query
    .slice(1)
    .split('&')
    .flatMap((pair) => (pair === 'p' ? [''] : pair.startsWith('p=') ? [pair.slice(2)] : []));

function textOf(chunks: readonly Buffer[]): string {
  return decodeBody(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
}

function callerOf(incoming: IncomingMessage, outgoing: ServerResponse): Caller {
  const header = (name: string) => incoming.headers[name.toLowerCase()]?.toString();
  return { req: { header }, env: { incoming, outgoing } };
}

function send(
  outgoing: ServerResponse,
  status: number,
  headers: readonly string[],
  body: string | Uint8Array | undefined,
): void {
  outgoing.writeHead(status, headers as string[]);
  outgoing.end(body);
}
