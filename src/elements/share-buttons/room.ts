/** Reads the layout of a row, and returns what is to be changed by it. */
export type Measurement = () => (() => void) | undefined;

/** What measures the rows whose room is watched. */
const measurements = new WeakMap<Element, Measurement>();
const waiting = new Set<Element>();
let observer: ResizeObserver | undefined;

/** First all are read, then all changed: a hundred rows make the browser lay the page out once, not once each. */
function measureAll(entries: readonly ResizeObserverEntry[]): void {
  const changes = entries.map(({ target }) => measurements.get(target)?.());
  for (const change of changes) change?.();
}

function observeAll(): void {
  for (const row of waiting) {
    // What is observed anew is told of anew.
    observer!.unobserve(row);
    observer!.observe(row);
  }
  waiting.clear();
}

/**
 * Measures a row in the next frame, once everything is laid out and before it is painted, and whenever its room changes:
 * nothing is laid out for that alone.
 */
export function watchRoom(row: Element, measurement: Measurement): void {
  observer ??= new ResizeObserver(measureAll);
  measurements.set(row, measurement);
  if (waiting.size === 0) requestAnimationFrame(observeAll);
  waiting.add(row);
}

export function leaveRoom(row: Element): void {
  waiting.delete(row);
  observer?.unobserve(row);
}
