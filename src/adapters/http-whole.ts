import {
  type BackendAdapter,
  COUNTS_PATH,
  encodePageKey,
  GaungError,
  INTERACTIONS_PATH,
  INTERACTIONS_PER_RECORD,
  type Interaction,
  type InteractionId,
  type InteractionsRequest,
  KEEPALIVE_BYTES,
  LIVE_PATH,
  NO_STORAGE_VISITOR,
  PAGES_PER_READ,
  type PageCounts,
  type PageKey,
  parseCounts,
  parseRefused,
  type RecordOptions,
  type RecordResult,
  type Refusal,
  type RefusalCode,
  toJson,
  URL_BYTES,
} from '../contract/index.ts';
import { onPause } from '../environment/lifecycle.ts';
import type { HttpOptions } from './http.ts';
import { endpointOf, idOf, tokenKeyOf } from './http-endpoint.ts';
import { watchCounts } from './http-live.ts';
import type { HttpPage } from './http-page.ts';
import { retryAfter } from './retry-after.ts';

/** Answers that will be the same next time: what was asked is rolled back, by this code. All others keep it. */
const FINAL: ReadonlyMap<number, RefusalCode> = new Map([
  [400, 'rejected'],
  [403, 'page-not-allowed'], // What stands between us and the backend answers so as well.
  [404, 'unsupported'],
  [410, 'unsupported'],
  [413, 'rejected'],
  [422, 'rejected'],
]);

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Most connections that one subscription may take for its pages. A browser has six for each server by HTTP/1.1, in all
 * tabs together, and a tap must find one that is free.
 */
const LIVE_CONNECTIONS = 2;

/** Splits a list so that no part has more than `most` items or costs more than `budget`. */
const parts = <T>(items: readonly T[], cost: (item: T) => number, most: number, budget: number): T[][] => {
  const groups: T[][] = [];
  let left = 0;
  for (const item of items) {
    left -= cost(item);
    if (left < 0 || groups.at(-1)!.length >= most) {
      groups.push([]);
      left = budget - cost(item);
    }
    groups.at(-1)!.push(item);
  }
  return groups;
};

/** Speaks to a Gaung server by the wire, version 1. */
export function connect(options: HttpOptions, page: HttpPage): BackendAdapter {
  const { fetch = globalThis.fetch.bind(globalThis), timeout = 10_000 } = options;
  const EventSource = options.EventSource ?? globalThis.EventSource;
  const endpoint = endpointOf(options.endpoint);
  const id = idOf(endpoint);
  const tokens = options.visitor === 'none' ? undefined : (options.visitor ?? page.storage());
  const tokenKey = tokenKeyOf(id);
  /** Whether it is sure that there is no token, where none is seen. */
  let isLookedUp = options.visitor !== undefined;
  /** Takes up a token that a crash took from the faster copy, or that another tab was given just now. */
  const lookUp = async () => {
    if (options.visitor !== undefined || tokens?.get(tokenKey)) return;
    await page.storage().refresh(tokenKey, (local) => local);
    isLookedUp = true;
    const found = tokens?.get(tokenKey);
    if (found) tokens?.set(tokenKey, found); // for the next page load
  };
  /** The same, but who leaves meanwhile sends at once: a page that is left may never see what was found. */
  const lookUpOrLeave = async () => {
    let stop = () => {};
    const left = new Promise<void>((resolve) => {
      stop = onPause((isLeaving) => isLeaving && isLookedUp && resolve());
    });
    await Promise.race([lookUp(), left]).finally(stop);
  };
  /** Early enough for a reader who taps and leaves at once. */
  let isAhead = false;
  const lookAhead = () => {
    if (isAhead || isNobody()) return;
    isAhead = true;
    void lookUp();
  };
  const isNobody = () => !tokens || (options.visitor === undefined && page.isNameless());

  /** @param request What the body says, where the answer may ask for a proof of work: it is sent again with it, once. */
  async function ask(
    path: string,
    init: RequestInit,
    signal: AbortSignal | undefined,
    request?: InteractionsRequest,
  ): Promise<Answer> {
    const controller = new AbortController();
    const abort = () => controller.abort(signal?.reason);
    const timer = setTimeout(() => controller.abort(new Error(`no answer within ${timeout} ms`)), timeout);
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort);
    try {
      const url = new URL(path, endpoint);
      const response = await fetch(url, { ...init, mode: 'cors', credentials: 'omit', signal: controller.signal });
      const isKept = !response.ok && !FINAL.has(response.status);
      const text = await response.text();
      if (request && response.status === 428) {
        clearTimeout(timer); // Working is not waiting for an answer.
        const { prove } = await page.loadProof();
        return await ask(path, { ...init, body: toJson({ ...request, proof: await prove(text, signal) }) }, signal);
      }
      if (isKept) {
        throw new GaungError('http', `${url.origin} answered ${response.status}.`, {
          retryAfter: retryAfter(response.headers.get('retry-after')),
          cause: text.slice(0, 500),
        });
      }
      return { status: response.status, body: JSON.parse(text) };
    } catch (cause) {
      signal?.throwIfAborted();
      if (cause instanceof GaungError) throw cause;
      throw new GaungError('http', `No usable answer from ${endpoint}${path.split('?')[0]}.`, { cause });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  }

  const queryOf = (pages: readonly PageKey[]) => pages.map((page) => `p=${encodePageKey(page)}`).join('&');

  /** The fewest requests for pages. One spelling of a batch, so that a CDN caches one answer. */
  function groupsOf(pages: readonly PageKey[]): PageKey[][] {
    return parts(
      [...new Set(pages)].toSorted(),
      (page) => encodePageKey(page).length + 3,
      PAGES_PER_READ,
      URL_BYTES - endpoint.length - 20,
    );
  }

  async function readGroup(pages: readonly PageKey[], signal?: AbortSignal): Promise<Map<PageKey, PageCounts>> {
    // The stale answers that `stale-while-revalidate` allows are for CDNs: a reload must not show what was before a tap.
    const { status, body } = await ask(`${COUNTS_PATH}?${queryOf(pages)}`, { cache: 'no-cache' }, signal);
    const counts = status === 200 ? parseCounts(body, pages) : undefined;
    if (!counts)
      throw new GaungError('http', `${endpoint}${COUNTS_PATH} answered ${status} without counts.`, { cause: body });
    return counts;
  }

  async function recordGroup(interactions: readonly Interaction[], options: RecordOptions): Promise<RecordResult> {
    const visitor = isNobody() ? NO_STORAGE_VISITOR : tokens?.get(tokenKey);
    const request: InteractionsRequest = { ...(visitor && { visitor }), interactions };
    const init = { method: 'POST', body: toJson(request), keepalive: options.keepalive ?? false };
    // Who leaves has no time for it: what they did is kept.
    const { status, body } = await ask(INTERACTIONS_PATH, init, options.signal, options.urgent ? undefined : request);
    const pages = new Set(interactions.map(({ page }) => page));
    const counts = parseCounts(body, pages);
    const refused = parseRefused(body);
    if (counts && refused && (status === 200 || status === 422)) {
      const { visitor } = body as { visitor?: unknown };
      if (typeof visitor === 'string' && !isNobody()) tokens?.set(tokenKey, visitor);
      return { counts, refused: new Map([...refused].map(([one, code]) => [one, { code }])) };
    }
    if (!FINAL.has(status)) {
      throw new GaungError('http', `${endpoint}${INTERACTIONS_PATH} answered without counts.`, { cause: body });
    }
    const { detail } = (body ?? {}) as { detail?: unknown };
    const code = FINAL.get(status) ?? 'rejected';
    const refusal: Refusal = { code, detail: typeof detail === 'string' ? detail : `status ${status}` };
    return { counts: new Map(), refused: new Map(interactions.map((one) => [one.id, refusal])) };
  }

  async function recordAll(interactions: readonly Interaction[], options: RecordOptions): Promise<RecordResult> {
    const counts = new Map<PageKey, PageCounts>();
    const refused = new Map<InteractionId, Refusal>();
    const bytes = (one: Interaction) => new TextEncoder().encode(toJson(one)).length + 1;
    for (const group of parts(interactions, bytes, INTERACTIONS_PER_RECORD, KEEPALIVE_BYTES - 500)) {
      const result = await recordGroup(group, options);
      for (const entry of result.counts) counts.set(...entry);
      for (const entry of result.refused) refused.set(...entry);
    }
    return { counts, refused };
  }

  /**
   * The last request that went out before a token was known: two at once would make one browser two visitors. Among tabs
   * the store sees to it that one sends at a time.
   */
  let first: Promise<unknown> = Promise.resolve();

  return {
    id,
    capabilities: {
      views: true,
      shares: true,
      reactions: true,
      undo: true,
      idempotent: true,
      multiple: true,
      live: EventSource !== undefined,
      maxPages: PAGES_PER_READ,
    },
    async read(pages, { signal } = {}) {
      lookAhead();
      const answers = await Promise.allSettled(groupsOf(pages).map((group) => readGroup(group, signal)));
      signal?.throwIfAborted(); // Given up is given up, even where a part of the answers was in time.
      const failed = answers.find((answer) => answer.status === 'rejected');
      if (failed && answers.every(({ status }) => status === 'rejected')) throw failed.reason;
      return new Map(answers.flatMap((answer) => (answer.status === 'fulfilled' ? [...answer.value] : [])));
    },
    async record(interactions, options = {}) {
      if (isNobody() || tokens?.get(tokenKey)) return recordAll(interactions, options);
      // A view makes nobody a visitor. All else must not, where one may be known.
      const isViews = interactions.every(({ type }) => type === 'view');
      if (isViews) lookAhead();
      if (options.urgent) {
        if (isViews || isLookedUp) return recordAll(interactions, options);
        throw new GaungError('http', 'The page was left before it was known whose interactions these are. Try again.');
      }
      const turn = first.then(async () => {
        if (!isViews) await lookUpOrLeave();
        return recordAll(interactions, options);
      });
      first = turn.catch(() => {}); // The caller of that turn hears of its failure; the next turn only waits for it.
      return turn;
    },
    ...(EventSource &&
      ({
        subscribe(pages, listener) {
          const groups = groupsOf(pages);
          if (groups.length > LIVE_CONNECTIONS) {
            throw new GaungError(
              'http',
              `These ${pages.length} pages need ${groups.length} live connections. Subscribe to at most ` +
                `${LIVE_CONNECTIONS * PAGES_PER_READ} pages whose keys fill ${LIVE_CONNECTIONS} URLs of ${URL_BYTES} bytes.`,
            );
          }
          const stops = groups.map((group) => {
            const url = new URL(`${LIVE_PATH}?${queryOf(group)}`, endpoint);
            return watchCounts({ EventSource, url, pages: group, listener });
          });
          return () => {
            for (const stop of stops) stop();
          };
        },
      } satisfies Partial<BackendAdapter>)),
  };
}
