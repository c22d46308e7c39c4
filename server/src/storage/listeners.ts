import type { PageKey } from 'gaung/contract';
import type { ChangeListener, StorageOptions } from './storage.ts';

/** Who wants to hear of changes, for storages that know of them in this process. */
export interface Listeners {
  /** @returns Takes the listener off again; the same one twice are two. */
  add(listener: ChangeListener): () => void;
  /** Tells all of a commit that is durable. Never throws: it is too late to undo anything. */
  tell(pages: ReadonlySet<PageKey> | 'all'): void;
  clear(): void;
}

export function createListeners({ report = console.error }: StorageOptions): Listeners {
  const listeners = new Set<{ readonly hear: ChangeListener }>();
  return {
    add(hear) {
      const one = { hear };
      listeners.add(one);
      return () => void listeners.delete(one);
    },
    tell(pages) {
      if (pages !== 'all' && pages.size === 0) return;
      for (const { hear } of listeners) {
        try {
          hear(pages);
        } catch (error) {
          report(error);
        }
      }
    },
    clear: () => listeners.clear(),
  };
}
