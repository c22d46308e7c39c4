import type { PageKey } from 'gaung/contract';
import { LRUCache } from 'lru-cache';
import type { Storage } from './storage/storage.ts';

/** An answer to `GET /v1/counts` that is the same for everybody. */
export interface Answer {
  /** Whose counts are in it. */
  readonly pages: readonly PageKey[];
  readonly body: string;
  readonly etag: string;
  /** Its other headers, but for its length: see {@link KeptAnswers.common}. */
  readonly common: readonly string[];
}

/**
 * Answers that are kept until a count in them changes. Exact: a commit drops those with its pages before its writer hears
 * of it, and whatever else may have changed is asked of the storage ({@link Storage.untold}) each time.
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
   * Called before an answer is made. @returns Keeps it, unless a count changed meanwhile: it may have been read before.
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
  readonly pages: readonly PageKey[];
  readonly etag: string;
  readonly whole: Sendable;
}

const toSendable = (body: string, etag: string, common: readonly string[]): Sendable => ({
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
const asSent = (body: string) => (body.length < LONG ? body : new TextEncoder().encode(body));

/** In bytes, of all answers. */
export const KEPT_BYTES = 32 * 2 ** 20;
/** About what an answer takes beside its text, and each page in it. */
const BYTES = { answer: 1500, page: 100 };
/** A change of more pages than these drops all answers: to look for each would take longer. */
const MANY = 1000;

/** A storage that cannot tell of all changes keeps nothing. */
export function createKeptAnswers(
  { watch, untold }: Pick<Storage, 'watch' | 'untold'>,
  maxSize: number = KEPT_BYTES,
): KeptAnswers {
  const queries = new Map<PageKey, Set<string>>();
  const answers = new LRUCache<string, Kept>({
    maxSize,
    sizeCalculation: ({ whole, pages }, query) =>
      BYTES.answer + BYTES.page * pages.length + whole.body!.length + query.length,
    dispose(answer, query) {
      for (const page of answer.pages) {
        const others = queries.get(page);
        others?.delete(query);
        if (others?.size === 0) queries.delete(page);
      }
    },
  });
  let changes = 0;
  let seen: number | undefined;

  function dropAll(): void {
    changes++;
    answers.clear();
  }

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
    dropAll();
    return false;
  }

  watch((changed) => {
    if (changed.size > MANY) {
      dropAll();
      return;
    }
    changes++;
    for (const page of changed) for (const query of queries.get(page) ?? []) answers.delete(query);
  });

  return {
    common: undefined,
    find(query, ifNoneMatch) {
      const kept = answers.get(query);
      if (kept === undefined || !isUntouched()) return undefined;
      if (ifNoneMatch === undefined) return kept.whole;
      return ifNoneMatch === kept.etag ? toUnmodified(kept.whole) : undefined;
    },
    begin() {
      isUntouched();
      const before = changes;
      return (query, { pages, etag, common, body }) => {
        const whole = toSendable(body, etag, common);
        if (untold === undefined || changes !== before || !isUntouched()) return whole;
        answers.set(query, { pages, etag, whole });
        if (!answers.has(query)) return whole; // Larger than all may be together.
        for (const page of pages) {
          const others = queries.get(page);
          if (others) others.add(query);
          else queries.set(page, new Set([query]));
        }
        return whole;
      };
    },
  };
}
