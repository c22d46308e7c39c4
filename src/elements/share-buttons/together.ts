/** What waits for the end of this round of updates. */
let waiting: Set<Measurement> | undefined;
let round: Promise<void> | undefined;

/** Reads the layout of something, and returns what is to be changed by it. */
export type Measurement = () => () => void;

function measureAll(): void {
  const measurements = waiting!;
  waiting = undefined;
  round = undefined;
  const changes = [...measurements].map((measure) => measure());
  for (const change of changes) change();
}

/**
 * Measures once all elements that update now have updated, before anything is painted: first all read, then all change.
 * A hundred rows make the browser lay the page out once, not once each. The same measurement is made once.
 *
 * @returns When that has been done.
 */
export function measureTogether(measurement: Measurement): Promise<void> {
  waiting ??= new Set();
  waiting.add(measurement);
  round ??= Promise.resolve().then(measureAll);
  return round;
}
