import type { Timers } from '../src/live/timers.ts';

/** Lets all that is ready run: promises and what they lead to. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Time that goes by as the test says. */
export function fakeTimers() {
  const waiting = new Set<{ readonly at: number; readonly work: () => void }>();
  let now = 1000;
  const timers: Timers = {
    now: () => now,
    after(ms, work) {
      const one = { at: now + ms, work };
      waiting.add(one);
      return () => void waiting.delete(one);
    },
  };
  return {
    ...timers,
    /** When what is set goes off, in ms from now, the soonest first. */
    get due() {
      return [...waiting].map(({ at }) => at - now).toSorted((a, b) => a - b);
    },
    async pass(ms: number): Promise<void> {
      const end = now + ms;
      await settle();
      for (;;) {
        const [next] = [...waiting].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
        if (!next) break;
        waiting.delete(next);
        now = Math.max(now, next.at);
        next.work();
        await settle();
      }
      now = end;
    },
  };
}
