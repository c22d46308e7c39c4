import type { IncomingMessage, ServerResponse } from 'node:http';
import { BODY_BYTES, INTERACTIONS_PATH } from 'gaung/contract';
import { decodeBody } from '../body.ts';
import type { Caller } from '../caller.ts';
import type { KnownHeaders } from '../middleware/known-headers.ts';
import { answerTo, type RecordAnswer } from '../routes/interactions.ts';
import type { Recorder } from '../routes/record.ts';
import { type GiveBack, type Observe, type Shortcut, send } from './shortcut.ts';

export interface InteractionsShortcutOptions {
  readonly record: Recorder;
  /** By origin. */
  readonly known: KnownHeaders;
  readonly observe: Observe;
}

/** Answers `POST /v1/interactions` of origins that have written before. */
export function interactionsShortcut(
  { record, known, observe }: InteractionsShortcutOptions,
  giveBack: GiveBack,
): Shortcut {
  const tell = (status: number, start: number) =>
    observe({ method: 'POST', route: `/${INTERACTIONS_PATH}`, status, start });

  async function answer(
    chunks: readonly Buffer[],
    headers: readonly string[],
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    start: number,
  ): Promise<void> {
    let made: RecordAnswer;
    try {
      made = await answerTo(record, callerOf(incoming, outgoing), textOf(chunks));
    } catch (error) {
      giveBack(incoming, outgoing, start, error);
      return;
    }
    const { status, body } = made;
    send(outgoing, status, [...headers, 'content-length', String(Buffer.byteLength(body))], body);
    tell(status, start);
  }

  return (query, incoming, outgoing) => {
    const { origin, 'content-length': length } = incoming.headers;
    const headers = origin === undefined ? undefined : known.get(origin);
    if (!headers || query !== '' || length === undefined || Number(length) > BODY_BYTES) return false;
    const start = performance.now();
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => void answer(chunks, headers, incoming, outgoing, start));
    incoming.on('close', () => {
      if (!incoming.readableEnded) tell(400, start); // Cut off: there is nobody left to answer.
    });
    return true;
  };
}

function textOf(chunks: readonly Buffer[]): string {
  return decodeBody(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
}

function callerOf(incoming: IncomingMessage, outgoing: ServerResponse): Caller {
  const header = (name: string) => incoming.headers[name.toLowerCase()]?.toString();
  return { req: { header }, env: { incoming, outgoing } };
}
