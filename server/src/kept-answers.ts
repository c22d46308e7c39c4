import type { PageKey } from 'gaung/contract';
import { LRUCache } from 'lru-cache';
import type { Storage } from './storage/storage.ts';

/** An answer to `GET /v1/counts` that is the same for everybody. */
export interface Answer {
  /** Whose counts are in it. */
  readonly pages: readonly PageKey[];
  readonly body: string;
  /** With their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Answers that are kept until a count in them changes. Exact: a commit drops those with its pages before its writer hears
 * of it, and whatever else may have changed is asked of the storage ({@link Storage.untold}) each time.
 */
export interface KeptAnswers {
  /** The answer to a query that was asked before, or that it is the one that is had already (RFC 9110, section 13.1.2). */
  find(query: string, ifNoneMatch: string | undefined): Sendable | undefined;
  /**
   * Called before an answer is made. @returns Keeps it, unless a count changed meanwhile: it may have been read before.
   */
  begin(): (query: string, answer: Answer) => void;
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
  readonly etag: string | undefined;
  readonly whole: Sendable;
  /** Without a body and its headers, for who has it. */
  readonly unmodified: Sendable;
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
    find(query, ifNoneMatch) {
      const kept = answers.get(query);
      if (kept === undefined || !isUntouched()) return undefined;
      if (ifNoneMatch === undefined) return kept.whole;
      return ifNoneMatch === kept.etag ? kept.unmodified : undefined;
    },
    begin() {
      isUntouched();
      const before = changes;
      return (query, { pages, headers, body }) => {
        if (untold === undefined || changes !== before || !isUntouched()) return;
        const bodiless = Object.entries(headers).filter(([name]) => name !== 'content-type');
        const length = ['content-length', String(Buffer.byteLength(body))];
        answers.set(query, {
          pages,
          etag: headers.etag,
          whole: { status: 200, headers: [...Object.entries(headers).flat(), ...length], body: asSent(body) },
          unmodified: { status: 304, headers: bodiless.flat(), body: undefined },
        });
        if (!answers.has(query)) return; // Larger than all may be together.
        for (const page of pages) {
          const others = queries.get(page);
          if (others) others.add(query);
          else queries.set(page, new Set([query]));
        }
      };
    },
  };
}
