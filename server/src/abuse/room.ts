import type { PageKey } from 'gaung/contract';
import type { Storage } from '../storage/storage.ts';

/** Which new pages there is room for. */
export interface Reserved {
  readonly within: ReadonlySet<PageKey>;
  readonly beyond: ReadonlySet<PageKey>;
  /** Ends it, when the pages are made or will not be. */
  release(): void;
}

/** So many pages that they are not made within {@link HOLDS_MS}, by all servers together. */
const PLENTY = 100_000;
/** How long what the storage said is good enough where there is plenty of room, in ms: to count may be dear. */
const HOLDS_MS = 1000;

/**
 * Keeps the pages of a storage below a ceiling, also where many requests make some at once. How many there are is the
 * storage's word, and so all instances'; what another instance is making at this moment is not in it yet, so that several
 * may go beyond the ceiling by as much.
 *
 * @returns Takes pages that are not there yet, in the order in which they would be made.
 */
export function createRoom(storage: Pick<Storage, 'stats'>, ceiling: number) {
  /** Pages that requests under way are about to make, and how many of them each. They are as good as made. */
  const making = new Map<PageKey, number>();
  /** What the storage said, when it had plenty of room. */
  let plenty = { until: Number.NEGATIVE_INFINITY, room: 0 };

  async function roomLeft(): Promise<number> {
    if (performance.now() < plenty.until) return plenty.room;
    const { pages } = await storage.stats();
    const room = ceiling - pages;
    if (room > PLENTY) plenty = { until: performance.now() + HOLDS_MS, room };
    return room;
  }

  return async (missing: readonly PageKey[]): Promise<Reserved> => {
    const room = Math.max(0, (await roomLeft()) - making.size);
    const beyond = new Set(missing.filter((page) => !making.has(page)).slice(room));
    const within = new Set(missing.filter((page) => !beyond.has(page)));
    for (const page of within) making.set(page, (making.get(page) ?? 0) + 1);
    return {
      within,
      beyond,
      release() {
        for (const page of within) {
          const others = making.get(page)! - 1;
          if (others > 0) making.set(page, others);
          else making.delete(page);
        }
      },
    };
  };
}
