import {
  type BackendAdapter,
  COUNTS_PATH,
  encodePageKey,
  GaungError,
  INTERACTIONS_PATH,
  NO_STORAGE_VISITOR,
  PAGES_PER_READ,
  parseCounts,
  type RecordResult,
  toJson,
  URL_BYTES,
} from '../contract/index.ts';
import type { HttpOptions } from './http.ts';
import { endpointOf, idOf, tokenKeyOf } from './http-endpoint.ts';
import { httpPage } from './http-page.ts';

/** A body of so many characters is for one request, whatever they are: fewer than 100 interactions and 64 KiB. */
const SHORT = 9000;

/** Refuses nothing. */
const NONE: RecordResult['refused'] = new Map();

const left = () =>
  new GaungError('http', 'The page was left before it was known whose interactions these are. Try again.');

/**
 * The http adapter of a first look: one request for counts, or one with a view. It knows an answer that is as it should
 * be; every other one it hands to the whole adapter, as if that had asked. So it does with what takes several requests,
 * with live counts, and with a tap before the visitor's token is known.
 *
 * @param load Loads the whole adapter.
 */
export function httpFirst(
  options: HttpOptions,
  load: () => Promise<Pick<typeof import('./http-whole.ts'), 'connect'>>,
): BackendAdapter {
  const { fetch = globalThis.fetch, EventSource = globalThis.EventSource, timeout = 10_000 } = options;
  const endpoint = endpointOf(options.endpoint);
  const id = idOf(endpoint);
  const tokenKey = tokenKeyOf(id);
  const tokens = options.visitor === 'none' ? undefined : (options.visitor ?? httpPage.storage());
  const isNobody = () => !tokens || (!options.visitor && httpPage.isNameless());
  /** Whether it is sure that there is no token, where none is seen. */
  let isLookedUp = options.visitor !== undefined;
  let isLooking = isLookedUp;
  let whole: BackendAdapter | undefined;

  const connect = async (more?: Partial<HttpOptions>) => (await load()).connect({ ...options, ...more }, httpPage);
  const rest = async () => {
    const connected = await connect();
    whole ??= connected;
    return whole;
  };

  /** Whether a crash may have left a token on the disk alone: then the whole adapter looks for it. */
  function lookAhead(): void {
    if (isLooking || isNobody() || tokens?.get(tokenKey)) return;
    isLooking = true;
    void httpPage
      .storage()
      .hasMore()
      .then(async (hasMore) => {
        if (hasMore) await (await rest()).read([]);
        else isLookedUp = true;
      })
      .catch(() => {}); // It did not arrive: a tap asks again.
  }

  /**
   * One request.
   *
   * @param take What a good answer says; undefined where it is none.
   * @param otherwise Asks the whole adapter, which is given the same answer.
   */
  async function ask<Result>(
    path: string,
    init: RequestInit,
    signal: AbortSignal | undefined,
    take: (body: unknown) => Result | undefined,
    otherwise: (whole: BackendAdapter) => Promise<Result>,
  ): Promise<Result> {
    signal?.throwIfAborted();
    const controller = new AbortController();
    const abort = () => controller.abort(signal?.reason);
    const timer = setTimeout(() => controller.abort(new Error(`no answer within ${timeout} ms`)), timeout);
    signal?.addEventListener('abort', abort);
    const answer = fetch(endpoint + path, { ...init, mode: 'cors', credentials: 'omit', signal: controller.signal });
    const copy = answer.then((response) => response.clone());
    try {
      const [response] = await Promise.all([answer, copy]);
      const taken = response.status === 200 ? take(await response.json()) : undefined;
      if (taken) return taken;
    } catch {
      // As every answer that is none: it is told there what is wrong.
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
    signal?.throwIfAborted();
    let isTold = false;
    return otherwise(
      await connect({
        visitor: isNobody() ? 'none' : tokens!,
        fetch(...request) {
          if (isTold) return fetch(...request);
          isTold = true;
          return copy;
        },
      }),
    );
  }

  /** The last request that went out before a token was known: two at once would make one browser two visitors. */
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
    async read(pages, readOptions = {}) {
      lookAhead();
      const asked = [...new Set(pages)].toSorted();
      const path = `${COUNTS_PATH}?${asked.map((page) => `p=${encodePageKey(page)}`).join('&')}`;
      if (asked.length === 0 || asked.length > PAGES_PER_READ || endpoint.length + path.length > URL_BYTES) {
        return (await rest()).read(pages, readOptions);
      }
      return ask(
        path,
        { cache: 'no-cache' },
        readOptions.signal,
        (body) => parseCounts(body, asked),
        (whole) => whole.read(pages, readOptions),
      );
    },
    async record(interactions, recordOptions = {}) {
      const isViews = interactions.every(({ type }) => type === 'view'); // They make nobody a visitor.
      const byWhole = async () => {
        if (!whole && recordOptions.urgent) throw left();
        return (whole ?? (await rest())).record(interactions, recordOptions);
      };
      const send = () => {
        const visitor = isNobody() ? NO_STORAGE_VISITOR : tokens?.get(tokenKey);
        const body = toJson({ ...(visitor && { visitor }), interactions });
        if (interactions.length === 0 || body.length > SHORT) return byWhole();
        const init = { method: 'POST', body, keepalive: recordOptions.keepalive ?? false };
        const take = (answer: unknown) => {
          const counts = parseCounts(answer, new Set(interactions.map(({ page }) => page)));
          const { visitor, refused } = (answer ?? {}) as { visitor?: unknown; refused?: unknown };
          if (!counts || !Array.isArray(refused) || refused.length > 0) return undefined;
          if (typeof visitor === 'string' && !isNobody()) tokens?.set(tokenKey, visitor);
          return { counts, refused: NONE };
        };
        return ask(INTERACTIONS_PATH, init, recordOptions.signal, take, (whole) =>
          whole.record(interactions, recordOptions),
        );
      };
      if (isViews) lookAhead();
      if (isNobody() || tokens?.get(tokenKey) || (recordOptions.urgent && (isViews || isLookedUp))) return send();
      if (recordOptions.urgent) return byWhole();
      const turn = first.then(async () => {
        // Only the whole adapter looks for what another tab was given just now. Where it does not arrive, nobody does.
        if (isViews || (await rest().catch(() => isLookedUp)) === true) return send();
        return byWhole();
      });
      first = turn.catch(() => {}); // The caller of that turn hears of its failure; the next turn only waits for it.
      return turn;
    },
    ...(EventSource &&
      ({
        subscribe(pages, listener) {
          let isWanted = true;
          let stop = () => {};
          rest()
            .then((whole) => {
              if (isWanted) stop = whole.subscribe!(pages, listener);
            })
            .catch((error: Error) => listener.onError(error));
          return () => {
            isWanted = false;
            stop();
          };
        },
      } satisfies Partial<BackendAdapter>)),
  };
}
