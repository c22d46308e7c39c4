import type { PageKey } from 'gaung/contract';
import { StorageRefusal } from '../storage.ts';
import type { Calls } from './calls.ts';
import { finishDelete, finishUnalias } from './delete.ts';
import type { Warn } from './durability.ts';
import type { Engine } from './engine.ts';
import { finishMerge } from './merge.ts';
import { alone, createJournal, type Entry, type Journal } from './operator.ts';

/**
 * Finishes what operators began and were interrupted in; for who works alone. An import cannot be finished without its
 * records.
 *
 * @returns Which keys have other counts.
 */
export async function finishAll(engine: Engine, calls: Calls, journal: Journal): Promise<ReadonlySet<PageKey>> {
  const changed = new Set<PageKey>();
  for (const [id, entry] of await journal.all()) {
    for (const key of await finishOne(engine, calls, journal, id, entry)) changed.add(key);
  }
  return changed;
}

async function finishOne(
  engine: Engine,
  calls: Calls,
  journal: Journal,
  id: string,
  entry: Entry,
): Promise<ReadonlySet<PageKey>> {
  if (entry.op === 'merge') return finishMerge(engine, calls, journal, id, entry);
  if (entry.op === 'delete') return finishDelete(engine, calls, journal, id, entry);
  if (entry.op === 'unalias') return finishUnalias(engine, calls, journal, id, entry);
  return new Set();
}

/** The same for who does not work alone: whoever is at work now is left in peace, and will finish it. */
export async function finishIfIdle(engine: Engine, calls: Calls): Promise<ReadonlySet<PageKey>> {
  const all = await createJournal(engine).all();
  if (all.every(([, { op }]) => op === 'import')) return new Set();
  try {
    return await alone(engine, (held) => finishAll(held, calls, createJournal(held)), 0);
  } catch (error) {
    if (error instanceof StorageRefusal) return new Set();
    throw error;
  }
}

/** Tells of imports that have not ended. */
export async function tellOfImports(engine: Engine, warn: Warn): Promise<void> {
  for (const [, entry] of await createJournal(engine).all()) {
    if (entry.op !== 'import') continue;
    warn(
      `The import that began at ${entry.began} (mode ${entry.mode}) has not ended. Unless it is still at work, repeat it: ` +
        'what it has set already is set once more.',
    );
  }
}
