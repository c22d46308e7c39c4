import type { IncomingMessage, ServerResponse } from 'node:http';
import { LIVE_PATH } from 'gaung/contract';
import type { Hub } from '../live/hub.ts';
import type { KnownHeaders } from '../middleware/known-headers.ts';
import { pagesOf } from '../routes/asked-pages.ts';
import type { Admit } from '../routes/live.ts';
import { ResponseSink } from './response-sink.ts';
import { encodedIn, type GiveBack, isPlain, type Observe, type Shortcut } from './shortcut.ts';

export interface LiveShortcutOptions {
  readonly hub: Pick<Hub, 'join'>;
  readonly admit: Admit;
  readonly known: KnownHeaders;
  readonly observe: Observe;
}

/** Answers `GET /v1/live` with the headers of the first one. */
export function liveShortcut({ hub, admit, known, observe }: LiveShortcutOptions, giveBack: GiveBack): Shortcut {
  async function watch(
    query: string,
    headers: readonly string[],
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<void> {
    const start = performance.now();
    const begin = () => {
      outgoing.writeHead(200, headers as string[]);
      observe({ method: 'GET', route: `/${LIVE_PATH}`, status: 200, start });
    };
    try {
      const leave = await hub.join(admit(pagesOf(encodedIn(query), [])), new ResponseSink(outgoing), begin);
      if (outgoing.destroyed) leave();
      else outgoing.once('close', leave);
    } catch (error) {
      giveBack(incoming, outgoing, start, error);
    }
  }

  return (query, incoming, outgoing) => {
    const headers = known.get('');
    if (!headers || !isPlain(query)) return false;
    void watch(query, headers, incoming, outgoing);
    return true;
  };
}
