import { StorageRefusal } from '../storage.ts';
import type { Calls } from './calls.ts';
import { finishDelete, finishUnalias } from './delete.ts';
import type { Warn } from './durability.ts';
import type { Engine } from './engine.ts';
import { finishMerge } from './merge.ts';
import { alone, type Journal } from './operator.ts';

/**
 * Finishes what operators began and were interrupted in. An import cannot be finished without its records: it is told of.
 *
 * @param warn Where given, nobody works alone yet: who is at work now is left in peace.
 */
export async function finishAll(engine: Engine, calls: Calls, journal: Journal, warn?: Warn): Promise<void> {
  const all = await journal.all();
  if (all.length === 0) return;
  if (warn) {
    await alone(engine, () => finishAll(engine, calls, journal), 0).catch((error) => {
      if (!(error instanceof StorageRefusal)) throw error;
    });
    const left = (await journal.all()).flatMap(([, entry]) => (entry.op === 'import' ? [entry] : []));
    for (const { began, mode } of left) {
      warn(
        `The import that began at ${began} (mode ${mode}) has not ended. Unless it is still at work, repeat it: ` +
          'what it has set already is set once more.',
      );
    }
    return;
  }
  for (const [id, entry] of all) {
    if (entry.op === 'merge') await finishMerge(engine, calls, journal, id, entry);
    else if (entry.op === 'delete') await finishDelete(engine, calls, journal, id, entry);
    else if (entry.op === 'unalias') await finishUnalias(engine, calls, journal, id, entry);
  }
}
