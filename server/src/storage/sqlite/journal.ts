import type { DatabaseSync } from 'node:sqlite';
import type { InteractionId } from 'gaung/contract';
import type { NamedCount } from '../rules/ledger.ts';
import type { VisitorId } from '../storage.ts';

/** What a commit did, or has come to: the rows are to be set to it. Times are in ms, pages by their row's id. */
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
 * first, in the same transaction.
 */
export interface Journal {
  add(entry: Entry): void;
  /** From the oldest to the newest. */
  read(): Entry[];
  clear(): void;
}

export function sqliteJournal(db: DatabaseSync): Journal {
  const add = db.prepare('INSERT INTO journal (entry) VALUES (?)');
  const read = db.prepare('SELECT entry FROM journal ORDER BY n');
  const clear = db.prepare('DELETE FROM journal');
  return {
    add: (entry) => void add.run(JSON.stringify(entry)),
    read: () => (read.all() as { entry: string }[]).map(({ entry }) => JSON.parse(entry) as Entry),
    clear: () => void clear.run(),
  };
}
