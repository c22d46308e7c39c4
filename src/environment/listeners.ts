/** Those who want to be told of something. */
export interface Listeners {
  /** Adds one, also the same function twice; returns the way to stop. */
  listen(listener: () => void): () => void;
  /** Tells all that are there now. */
  tell(): void;
}

/**
 * Listeners of one thing, which is itself listened to only as long as there are any.
 *
 * @param start Begins to listen when the first of them comes; returns the way to stop, when the last has gone.
 */
export function listeners(start?: (tell: () => void) => () => void): Listeners {
  const all = new Set<() => void>();
  let stop: (() => void) | undefined;
  const tell = () => {
    for (const own of [...all]) own();
  };
  return {
    tell,
    listen(listener) {
      const own = () => listener();
      all.add(own);
      if (all.size === 1) stop = start?.(tell);
      return () => {
        if (all.delete(own) && all.size === 0) stop?.();
      };
    },
  };
}
