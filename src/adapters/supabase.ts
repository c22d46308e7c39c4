import {
  type BackendAdapter,
  createInteractionId,
  GaungError,
  type Interaction,
  type InteractionId,
  KEEPALIVE_BYTES,
  type KeyValueStorage,
  PAGES_PER_READ,
  type PageCounts,
  type PageKey,
  parseCounts,
  parseRefused,
  type RecordOptions,
  type RecordResult,
  type Refusal,
  toJson,
} from '../contract/index.ts';
import { pageStorage } from '../environment/durable-storage.ts';
import { accept } from './accept.ts';
import { type Answer, type AskOptions, addressOf, asker, isFinal, jsonOf, unexpected } from './ask.ts';
import { readParts } from './read-parts.ts';

const SCOPE = 'supabase';

export interface SupabaseOptions extends AskOptions {
  /** The project's own address: `https://abc.supabase.co`; or that of a PostgREST. */
  readonly url: string | URL;
  /** The project's public key (`anon`, or `sb_publishable_…`). Absent: none is sent, as a PostgREST of its own may like. */
  readonly key?: string;
  /** Where PostgREST is below the address; default `rest/v1`. Empty for a PostgREST of its own. */
  readonly rest?: string;
  /** Where the reader's own secret is kept, by which their vote is one; default: the browser. */
  readonly visitor?: KeyValueStorage;
}

/** The message of an error of PostgREST, where it is one. */
function messageOf(answer: Answer): string {
  const { message } = Object(jsonOf(answer)) as { message?: unknown };
  return `status ${answer.status}${typeof message === 'string' ? `: ${message.slice(0, 500)}` : ''}`;
}

type Counts = RecordResult['counts'];

const isVote = ({ type }: Interaction) => type === 'reaction';

/** Counts of two answers; of a page that is in both, those of the later one, whichever came first. */
function newest(one: Counts, other: Counts): Counts {
  const counts = new Map(one);
  for (const [page, after] of other) {
    if (after.version > (counts.get(page)?.version ?? -1)) counts.set(page, after);
  }
  return counts;
}

const MISSING = 'The functions of Gaung are not there. Run gaung/adapters/supabase.sql in the SQL editor.';

/**
 * Speaks to the functions of `supabase.sql` behind PostgREST, as Supabase has it: views, shares and reactions, each once
 * by its id, one vote a visitor. Who a visitor is, is the browser's own word.
 *
 * @throws {GaungError} for an address that is none.
 */
export function supabase(options: SupabaseOptions): BackendAdapter {
  const { key, rest = 'rest/v1' } = options;
  const server = addressOf(SCOPE, 'url', options.url);
  const ask = asker(SCOPE, options);
  const base = `${server}${rest.replace(/^\/+|\/+$/g, '')}/rpc/`.replace(/([^:])\/{2,}/g, '$1/');
  const id = `${SCOPE}:${server}`;
  const visitorKey = `gaung:visitor:${id}`;

  async function call(name: string, args: object, { keepalive = false, signal }: RecordOptions = {}): Promise<Answer> {
    const headers = {
      'Content-Type': 'application/json',
      ...(key !== undefined && { apikey: key, Authorization: `Bearer ${key}` }),
    };
    return ask(`${base}${name}`, { method: 'POST', headers, body: toJson(args), keepalive }, signal);
  }

  async function readGroup(pages: readonly PageKey[], signal?: AbortSignal): Promise<Map<PageKey, PageCounts>> {
    const answer = await call('gaung_counts', { pages }, signal && { signal });
    if (answer.status === 404) throw new GaungError(SCOPE, MISSING, { cause: messageOf(answer) });
    const counts = answer.status === 200 ? parseCounts(jsonOf(answer), pages) : undefined;
    if (!counts) throw unexpected(SCOPE, `${base}gaung_counts`, answer);
    return counts;
  }

  const disk = pageStorage();
  const storage = options.visitor ?? disk;
  /** Whether it is sure that there is no secret, where none is seen: an earlier visit's may be on the disk alone. */
  let isLookedUp = storage !== disk;
  const isKnown = () => isLookedUp || Boolean(storage.get(visitorKey));
  let looking: Promise<void> | undefined;
  /** Begun with the first request, early enough for a reader who taps and leaves at once. */
  async function lookUp(): Promise<void> {
    if (isKnown()) return;
    looking ??= disk.refresh(visitorKey, (local) => local);
    await looking;
    isLookedUp = true;
    const found = storage.get(visitorKey);
    if (found) storage.set(visitorKey, found); // for the next page load
  }
  /** The reader's own secret. Made with their first choice: who only reads or shares has none. */
  function visitor(): string {
    const known = storage.get(visitorKey);
    if (known) return known;
    const made = createInteractionId();
    storage.set(visitorKey, made);
    return made;
  }

  async function send(interactions: readonly Interaction[], options: RecordOptions): Promise<RecordResult> {
    const args = { interactions, ...(interactions.some(isVote) && { visitor: visitor() }) };
    const middle = Math.ceil(interactions.length / 2);
    if (middle < interactions.length && new TextEncoder().encode(toJson(args)).length > KEEPALIVE_BYTES) {
      // Both at once: in a page that is being left, there is no later.
      const halves = [interactions.slice(0, middle), interactions.slice(middle)].map((half) => send(half, options));
      const [first, second] = (await Promise.all(halves)) as [RecordResult, RecordResult];
      return {
        counts: newest(first.counts, second.counts),
        refused: new Map([...first.refused, ...second.refused]),
      };
    }
    const answer = await call('gaung_record', args, options);
    const body = jsonOf(answer);
    const counts = parseCounts(body, new Set(interactions.map(({ page }) => page)));
    const refused = parseRefused(body);
    if (answer.status === 200 && counts && refused) {
      return {
        counts,
        refused: new Map([...refused].map(([one, code]) => [one, { code }])),
      };
    }
    if (!isFinal(answer)) throw unexpected(SCOPE, `${base}gaung_record`, answer);
    const refusal: Refusal =
      answer.status === 404
        ? { code: 'unsupported', detail: `${MISSING} (${messageOf(answer)})` }
        : { code: 'rejected', detail: messageOf(answer) };
    return { counts: new Map(), refused: new Map(interactions.map((one) => [one.id, refusal])) };
  }

  const adapter: BackendAdapter = {
    id,
    capabilities: {
      ...{ views: true, shares: true, reactions: true, undo: true },
      ...{ idempotent: true, multiple: true, live: false, maxPages: PAGES_PER_READ },
    },
    read(pages, readOptions = {}) {
      void lookUp();
      const unique = [...new Set(pages)];
      const groups: PageKey[][] = [];
      for (let at = 0; at < unique.length; at += PAGES_PER_READ) groups.push(unique.slice(at, at + PAGES_PER_READ));
      return readParts(groups, (group) => readGroup(group, readOptions.signal), readOptions);
    },
    async record(interactions, recordOptions = {}) {
      recordOptions.signal?.throwIfAborted();
      const { accepted, refused } = accept(interactions, adapter.capabilities);
      if (accepted.length === 0) return { counts: new Map(), refused };
      const looking = lookUp();
      if (accepted.some(isVote) && !isKnown()) {
        if (recordOptions.urgent) {
          throw new GaungError(SCOPE, 'The page was left before it was known whose reactions these are. Try again.');
        }
        await looking;
      }
      const result = await send(accepted, recordOptions);
      return { counts: result.counts, refused: new Map<InteractionId, Refusal>([...refused, ...result.refused]) };
    },
  };
  return adapter;
}
