/** A GoatCounter in memory, as a `fetch`: made from how its handlers are known to answer, not from a server. */

/** A visit lasts so long, in ms: a reader who comes again within it is no other. */
const VISIT_MS = 8 * 60 * 60 * 1000;

export interface GoatCounterSite {
  /** Whether the site lets others see its counter. */
  readonly isPublic?: boolean;
  /** What stands between thousands. */
  readonly separator?: string;
  readonly now?: () => number;
}

export function goatCounterStandIn({
  isPublic = true,
  separator = '\u202f',
  now = Date.now,
}: GoatCounterSite = {}): typeof globalThis.fetch & { readonly counts: Map<string, number> } {
  const counts = new Map<string, number>();
  /** When a reader was last on a path. */
  const visits = new Map<string, number>();
  const written = (count: number) => String(count).replace(/\B(?=(?:\d{3})+$)/g, separator);

  const answer: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const { pathname, searchParams } = new URL(request.url);
    const path = /^\/counter\/(.+)\.json$/.exec(decodeURIComponent(pathname))?.[1];
    if (path !== undefined) {
      if (!isPublic) return new Response('Need to enable the setting', { status: 403 });
      const count = counts.get(path);
      const text = written(count ?? 0);
      return Response.json({ count_unique: text, count: text }, { status: count === undefined ? 404 : 200 });
    }
    if (pathname !== '/count') return new Response('not found', { status: 404 });
    const counted = searchParams.get('p');
    if (!counted) return new Response('', { status: 400, headers: { 'X-Goatcounter': 'path is empty' } });
    const reader = request.headers.get('user-agent') ?? '';
    if (/bot/.test(reader)) return new Response('', { status: 202, headers: { 'X-Goatcounter': 'ignored: a bot' } });
    const visit = `${reader} ${counted}`;
    const isNew = now() - (visits.get(visit) ?? Number.NEGATIVE_INFINITY) > VISIT_MS;
    visits.set(visit, now());
    if (isNew) counts.set(counted, (counts.get(counted) ?? 0) + 1);
    return new Response(new Uint8Array(43), { headers: { 'Content-Type': 'image/gif' } });
  };
  return Object.assign(answer, { counts });
}
