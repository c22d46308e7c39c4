import type { PageCounts, PageKey } from 'gaung/contract';
import type { Engine } from './engine.ts';
import { readCounts } from './pages.ts';

/**
 * Reads counts. Whoever asks for a page in the same turn of the event loop shares one read, which is sent when the turn is
 * over: so it is as new as if each had asked alone, and a story that everybody reads is read a few times less.
 */
export function createReads(engine: Engine): (page: PageKey) => Promise<PageCounts> {
  let turn = new Map<PageKey, Promise<PageCounts>>();

  return (page) => {
    const shared = turn.get(page);
    if (shared) return shared;
    // Before the engine's own, which sends what it has.
    if (turn.size === 0) {
      setImmediate(() => {
        turn = new Map();
      });
    }
    const read = readCounts(engine, page);
    turn.set(page, read);
    return read;
  };
}
