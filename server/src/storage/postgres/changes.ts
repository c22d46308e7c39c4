/** Servers over one database tell each other what they changed. */
import { randomUUID } from 'node:crypto';
import type { PageKey } from 'gaung/contract';
import type { Query } from './connections.ts';

/** What changed. */
export interface Told {
  /** `all`: what is not known, or too much to say. */
  readonly pages: ReadonlySet<PageKey> | 'all';
  /** Whether an operator did it: then pages may be gone. */
  readonly isByOperator: boolean;
}

/** A way to tell the others, and to hear of them. */
export interface Changes {
  /** What tells of a change, within the transaction of the change itself: nobody hears of what is not committed. */
  announce(told: Told): Query[];
  close(): Promise<void>;
}

export type Hear = (told: Told) => void;

/** A notification must be shorter than 8,000 bytes (https://www.postgresql.org/docs/current/sql-notify.html). */
const MOST_BYTES = 7500;
/** What takes more notifications than this is told as `all`. */
const MOST_MESSAGES = 20;

export interface Messages {
  /** What says a change to others, in parts that are short enough. */
  write(told: Told): string[];
  /** What a message says; undefined where it is one's own, which is known already. */
  read(message: string): Told | undefined;
}

/** Undefined for all, and for what is not ours: anybody who may connect can notify, and nobody must be harmed by it. */
function keysIn(text: string): PageKey[] | undefined {
  try {
    const keys: unknown = JSON.parse(text);
    return Array.isArray(keys) ? keys : undefined;
  } catch {
    return undefined;
  }
}

/** How a change is spelled: who made it, `*` where it was an operator, and the keys as JSON. */
export function createMessages(): Messages {
  const me = randomUUID().slice(0, 13);
  return {
    write({ pages, isByOperator }) {
      const head = `${me} ${isByOperator ? '*' : '-'} `;
      const all = [`${head}"all"`];
      if (pages === 'all') return all;
      const messages: string[] = [];
      let part: string[] = [];
      let bytes = 0;
      const flush = () => messages.push(`${head}[${part.join(',')}]`);
      for (const key of pages) {
        const text = JSON.stringify(key);
        bytes += Buffer.byteLength(text) + 1;
        if (bytes > MOST_BYTES) {
          flush();
          if (messages.length >= MOST_MESSAGES) return all;
          [part, bytes] = [[], Buffer.byteLength(text) + 1];
        }
        part.push(text);
      }
      if (part.length > 0) flush();
      return messages;
    },
    read(message) {
      const [from, by, ...keys] = message.split(' ');
      if (from === me) return undefined;
      const pages = keysIn(keys.join(' '));
      return { pages: pages ? new Set(pages) : 'all', isByOperator: by === '*' || !pages };
    },
  };
}
