import type { PageCounts, PageKey } from 'gaung/contract';
import { applyBatch } from '../rules/rules.ts';
import { type Batch, type Recorded, StorageError } from '../storage.ts';
import { createWorkingSet, type Stored, type WorkingSet } from '../working-set/working-set.ts';

export interface Applied<Id> {
  readonly set: WorkingSet<Id>;
  /** Of each batch what it came to, or why it alone failed. */
  readonly results: readonly (Recorded | StorageError)[];
}

/**
 * Applies batches in order. Nothing in memory can be undone: where one throws, which is rare, all begin again without it, and
 * a batch that is applied anew does the same.
 */
export function applyAll<Id>(batches: readonly Batch[], stored: Stored<Id>): Applied<Id> {
  const failed = new Map<Batch, StorageError>();
  for (;;) {
    const set = createWorkingSet(stored);
    const results: (Recorded | StorageError)[] = [];
    const thrower = batches.find((batch) => {
      const error = failed.get(batch);
      if (error) {
        results.push(error);
        return false;
      }
      try {
        results.push(applyOne(set, batch));
        return false;
      } catch (cause) {
        failed.set(batch, new StorageError('One request could not be stored.', cause));
        return true;
      }
    });
    if (!thrower) return { set, results };
  }
}

function applyOne({ rows }: WorkingSet<unknown>, batch: Batch): Recorded {
  const refused = applyBatch(rows.ledger, batch);
  const counts = new Map<PageKey, PageCounts>();
  for (const { page } of batch.interactions) {
    if (!counts.has(page)) counts.set(page, rows.read(page, batch.visitor));
  }
  return { counts, refused };
}
