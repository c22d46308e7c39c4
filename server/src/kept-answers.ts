import type { PageKey } from 'gaung/contract';
import { LRUCache } from 'lru-cache';
import type { PageMemory } from './page-memory/page-memory.ts';
import type { Storage } from './storage/storage.ts';

/** An answer to `GET /v1/counts` that is the same for everybody. */
export interface Answer {
  /** The hashes of the pages whose counts are in it, as {@link PageMemory} has them. */
  hashes(): Uint32Array;
  readonly body: string | Uint8Array;
  /** What was read for it, by page, to be remembered; absent where nothing was. */
  readonly members?: ReadonlyMap<PageKey, string>;
  readonly etag: string;
  /** Its other headers, but for its length: see {@link KeptAnswers.common}. */
  readonly common: readonly string[];
}

/**
 * Answers and pages that are kept until a count in them changes. Exact: a commit drops those with its pages before its
 * writer hears of it, and whatever else may have changed is asked of the storage ({@link Storage.untold}) each time.
 *
 * An answer is kept when it is asked for again: most never are, and would take the place of those that are.
 */
export interface KeptAnswers {
  /**
   * The headers that all answers have, names (in lower case) and values by turns: what the middleware together made of
   * the first one.
   */
  common: readonly string[] | undefined;
  /** The answer to a query that was asked before, or that it is the one that is had already (RFC 9110, section 13.1.2). */
  find(query: string, ifNoneMatch: string | undefined): Sendable | undefined;
  /**
   * Called before an answer is made: from then on and as long as nothing is waited for, all pages that are remembered are
   * right. @returns Keeps it, unless a count changed meanwhile: it may have been read before.
   */
  begin(): (query: string, answer: Answer) => Sendable;
}

/** An answer as Node sends it. */
export interface Sendable {
  readonly status: number;
  /** Names and values by turns. */
  readonly headers: readonly string[];
  readonly body: string | Uint8Array | undefined;
}

interface Kept {
  readonly query: string;
  readonly hashes: Uint32Array;
  readonly etag: string;
  readonly whole: Sendable;
  /** Up to which change it is known to be right. */
  change: number;
}

const toSendable = (body: string | Uint8Array, etag: string, common: readonly string[]): Sendable => ({
  status: 200,
  headers: [...common, 'etag', etag, 'content-length', String(Buffer.byteLength(body))],
  body: asSent(body),
});

const OF_BODIES = new Set(['content-type', 'content-length']);

/** Without a body and its headers, for who has it. */
function toUnmodified({ headers }: Sendable): Sendable {
  const left = headers.filter((_, i) => !OF_BODIES.has(headers[i - (i % 2)]!));
  return { status: 304, headers: left, body: undefined };
}

/** From here on text is kept as bytes: Node sends a short one in one piece with its headers, and encodes a long one anew. */
const LONG = 2000;
const asSent = (body: string | Uint8Array) =>
  typeof body !== 'string' || body.length < LONG ? body : new TextEncoder().encode(body);

/** In bytes, of all answers. */
export const KEPT_BYTES = 32 * 2 ** 20;
/** About what an answer takes beside its text and the hashes in it. */
const ANSWER_BYTES = 1500;

/** Pages are told apart by so many hashes: those of one hash are changed together. A power of two. */
const HASHES = 2 ** 18;

/** So many queries are known to have been asked, by their numbers. A power of two. */
const KNOWN = 2 ** 16;

/** Says of each query, by its number, whether it was asked lately. Now and then it is wrong: then an answer is kept the first time. */
function createDoor(): (number: number) => boolean {
  const known = new Int32Array(KNOWN);
  return (number) => {
    const place = number & (KNOWN - 1);
    const wasAsked = known[place] === number;
    known[place] = number;
    return wasAsked;
  };
}

/**
 * A storage that cannot tell of all changes keeps nothing.
 *
 * @param memory Where pages are remembered.
 */
export function createKeptAnswers(
  { watch, untold }: Pick<Storage, 'watch' | 'untold'>,
  memory: PageMemory,
  maxSize: number = KEPT_BYTES,
): KeptAnswers {
  /** By the numbers of their queries. Of two queries with one number, one is kept. */
  const answers = new LRUCache<number, Kept>({
    maxSize,
    sizeCalculation: ({ whole, hashes, query }) => ANSWER_BYTES + hashes.byteLength + whole.body!.length + query.length,
  });
  /** The last change of a page with a hash. */
  const changed = new Float64Array(HASHES);
  const wasAsked = createDoor();
  let changes = 0;
  let seen: number | undefined;

  /** Whether nothing changed that nobody told of. Where it did, or may have, all that was kept is gone. */
  function isUntouched(): boolean {
    let now: number | undefined;
    try {
      now = untold?.();
    } catch {
      // The storage fails: who asks it for the counts will hear why.
    }
    if (now === seen) return now !== undefined;
    seen = now;
    forgetAll();
    return false;
  }

  function forgetAll(): void {
    changes++;
    answers.clear();
    memory.clear();
  }

  watch((pages) => {
    if (pages === 'all') {
      forgetAll();
      return;
    }
    changes++;
    for (const page of pages) changed[memory.forget(page) % HASHES] = changes;
  });

  function isRight(kept: Kept): boolean {
    if (kept.change === changes) return true;
    for (const hash of kept.hashes) if (changed[hash % HASHES]! > kept.change) return false;
    kept.change = changes;
    return true;
  }

  return {
    common: undefined,
    find(query, ifNoneMatch) {
      const kept = answers.get(memory.numberOf(query));
      if (kept?.query !== query || !isUntouched() || !isRight(kept)) return undefined;
      if (ifNoneMatch === undefined) return kept.whole;
      return ifNoneMatch === kept.etag ? toUnmodified(kept.whole) : undefined;
    },
    begin() {
      isUntouched();
      const before = changes;
      return (query, { hashes, members, etag, common, body }) => {
        const whole = toSendable(body, etag, common);
        if (untold === undefined || changes !== before || !isUntouched()) return whole;
        for (const [page, member] of members ?? []) memory.keep(page, member);
        const asked = hashes();
        const number = memory.numberOf(query);
        if (wasAsked(number)) answers.set(number, { query, hashes: asked.slice(), etag, whole, change: changes });
        return whole;
      };
    },
  };
}
