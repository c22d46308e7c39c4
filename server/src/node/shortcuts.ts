/** The two requests that come all day, answered by Node's own means before router and middleware are asked. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BODY_BYTES, COUNTS_PATH, INTERACTIONS_PATH } from 'gaung/contract';
import { decodeBody } from '../body.ts';
import type { Caller } from '../caller.ts';
import type { KeptAnswers } from '../kept-answers.ts';
import type { KnownOrigins } from '../middleware/known-origins.ts';
import type { Answered } from '../middleware/requests.ts';
import { answerTo, type RecordAnswer } from '../routes/interactions.ts';
import type { Recorder } from '../routes/record.ts';
import { markBegun } from './begun.ts';

/** What of an app shortcuts are made of. */
export interface Shortcuts {
  readonly kept: KeptAnswers;
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
export function withShortcuts({ kept, known, record, observe, prefix }: Shortcuts, routes: Listener): Listener {
  const countsPath = `${prefix}${COUNTS_PATH}?`;
  const interactionsPath = `${prefix}${INTERACTIONS_PATH}`;

  function read(url: string, { headers }: IncomingMessage, outgoing: ServerResponse): boolean {
    const start = performance.now();
    const answer = kept.find(url.slice(countsPath.length - 1), headers['if-none-match']);
    if (!answer) return false;
    send(outgoing, answer.status, answer.headers, answer.body);
    observe({ method: 'GET', route: `/${COUNTS_PATH}`, status: answer.status, start });
    return true;
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
      const begun = bodyOf(chunks).then((text) => answerTo(record, callerOf(incoming, outgoing), text));
      let answer: RecordAnswer;
      try {
        answer = await begun;
      } catch {
        markBegun(incoming, { start, answer: begun });
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
    if (method === 'GET' && url.startsWith(countsPath) && read(url, incoming, outgoing)) return;
    if (method === 'POST' && url === interactionsPath && write(incoming, outgoing)) return;
    routes(incoming, outgoing);
  };
}

async function bodyOf(chunks: readonly Buffer[]): Promise<string> {
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
