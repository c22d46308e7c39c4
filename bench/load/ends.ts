/** What is to be stopped, the last begun first. */
export interface Ends {
  add(stop: () => unknown): void;
  stop(): Promise<void>;
}

/** All that a run has begun ends with it, and where a signal ends the run before its time, too. */
export function createEnds(): Ends {
  const stops: (() => unknown)[] = [];
  const stop = async () => {
    for (let one = stops.pop(); one; one = stops.pop()) await one();
    for (const signal of SIGNALS) process.off(signal, endEarly);
  };
  // All at once: others who hear the signal may end this process before one has followed the other.
  const endEarly = () => void Promise.allSettled(stops.splice(0).map((one) => one())).then(() => process.exit(1));
  for (const signal of SIGNALS) process.once(signal, endEarly);
  return { add: (one) => void stops.push(one), stop };
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
