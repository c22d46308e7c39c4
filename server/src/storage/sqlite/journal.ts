import { randomInt } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { InteractionId } from 'gaung/contract';
import type { NamedCount } from '../rules/ledger.ts';
import type { VisitorId } from '../storage.ts';
import { damage } from './errors.ts';

/**
 * What a commit did, or has come to: the rows are to be set to it. Times are in ms, pages by their row's id. Where it is to
 * say something else, a migration comes with it: so no older server meets what it would misread.
 */
export interface Entry {
  /** Interactions that were applied, by when they came. Sorted, so that their order tells of nobody who sent what. */
  readonly ids: readonly (readonly [received: number, ...InteractionId[]])[];
  readonly pages: readonly PageEntry[];
  readonly votes: readonly (readonly [page: number, visitor: VisitorId, at: number, reactions: readonly string[]])[];
  readonly lastViews: readonly (readonly [page: number, visitor: VisitorId, at: number, received: number])[];
  /** To be added. */
  readonly excluded: readonly (readonly [page: number, reason: string, delta: number])[];
}

/** The numbers of a page that its rows do not have yet. A later entry says them anew. */
export type PageEntry = readonly [
  page: number,
  version: number,
  counts: readonly NamedCount[],
  growths: readonly (readonly [start: number, ...NamedCount])[],
];

/**
 * What commits under load have stored and the rows do not have yet. To write one row here costs a commit two or three
 * database pages; to change all rows that a hundred readers touched costs it two hundred.
 *
 * It is part of what is stored: the rows alone say too little while it is not empty. Whoever writes to them takes it in
 * and clears it first, in the same transaction; triggers refuse what does not (see migrations.ts).
 *
 * It knows how far it was read, until it is told to forget that.
 */
export interface Journal {
  /** Whether entries are known. */
  readonly hasEntries: boolean;
  add(entry: Entry): void;
  /** Whether entries were only added since: then no numbers, votes or aliases in the rows have changed, either. */
  goesOn(): boolean;
  /** Those that are not known yet, from the oldest to the newest. @throws where one is damaged. */
  readOn(): Iterable<Entry>;
  clear(): void;
  forget(): void;
}

/** Entries are numbered one by one from anywhere: by its first one a journal is told from any other. */
const MOST_FIRST = 2 ** 47;

export function sqliteJournal(db: DatabaseSync): Journal {
  const sql = {
    add: db.prepare('INSERT INTO journal (n, entry) VALUES (?, ?)'),
    first: db.prepare('SELECT n FROM journal ORDER BY n LIMIT 1'),
    after: db.prepare('SELECT n, entry FROM journal WHERE n > ? ORDER BY n'),
    clear: db.prepare('DELETE FROM journal'),
  };
  let known: { readonly first: number; last: number } | undefined;

  function learn(n: number): void {
    if (known) known.last = n;
    else known = { first: n, last: n };
  }

  return {
    get hasEntries() {
      return known !== undefined;
    },
    add(entry) {
      const n = known ? known.last + 1 : randomInt(1, MOST_FIRST);
      sql.add.run(n, JSON.stringify(entry));
      learn(n);
    },
    goesOn: () => known !== undefined && (sql.first.get() as { n: number } | undefined)?.n === known.first,
    *readOn() {
      for (const { n, entry } of sql.after.all(known?.last ?? 0) as { n: number; entry: string }[]) {
        yield toEntry(n, entry);
        learn(n);
      }
    },
    clear() {
      sql.clear.run();
      known = undefined;
    },
    forget() {
      known = undefined;
    },
  };
}

const MEMBERS: readonly (keyof Entry)[] = ['ids', 'pages', 'votes', 'lastViews', 'excluded'];

function toEntry(n: number, text: string): Entry {
  try {
    const entry = JSON.parse(text);
    if (MEMBERS.every((member) => Array.isArray(entry[member]))) return entry;
  } catch {
    // Said below.
  }
  throw damage(`entry ${n} of the journal is none`);
}

/** What is wrong with a journal; undefined where it can be read. */
export function damageOfJournal(db: DatabaseSync): Error | undefined {
  try {
    for (const _ of sqliteJournal(db).readOn());
    return undefined;
  } catch (error) {
    return error as Error;
  }
}
