/** A server of the Open Heart protocol in memory, as a `fetch`: made from the protocol's text, not from a server. */

/** One emoji with all that joins it, at the beginning of a text. */
const FIRST =
  /^(?:\p{Regional_Indicator}{2}|\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier}|\u200d\p{Extended_Pictographic})*)/u;

export interface OpenHeartServer {
  /** A server that tells nobody its numbers answers reads so. */
  readonly readStatus?: 403 | 404;
}

export function openHeartStandIn({ readStatus }: OpenHeartServer = {}): typeof globalThis.fetch {
  const counts = new Map<string, Map<string, number>>();
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const { pathname } = new URL(request.url);
    if (!/^(?:\/api)?\/[^/]+\/[^/]+$/.test(pathname)) return new Response('no uid', { status: 400 });
    if (request.method === 'GET') {
      if (readStatus) return new Response('write-only', { status: readStatus });
      return Response.json(Object.fromEntries(counts.get(pathname) ?? []));
    }
    const [emoji] = FIRST.exec(await request.text()) ?? [];
    if (!emoji) return new Response('not an emoji', { status: 400 });
    const page = counts.get(pathname) ?? new Map<string, number>();
    counts.set(pathname, page.set(emoji, (page.get(emoji) ?? 0) + 1));
    return new Response('recorded');
  };
}
