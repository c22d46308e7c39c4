/** What of the platform's time the live counts need: injected, so that a test's time goes by as the test says. */
export interface Timers {
  /** In ms, from anywhere; never goes back. */
  now(): number;
  /** Runs `work` once after so many ms. @returns Calls it off. */
  after(ms: number, work: () => void): () => void;
}

export const platformTimers: Timers = {
  now: () => performance.now(),
  after(ms, work) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};
