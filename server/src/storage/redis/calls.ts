import { randomUUID } from 'node:crypto';
import type { PageKey } from 'gaung/contract';

/** Most calls that failed and are remembered. */
const MOST_FAILED = 1000;

/**
 * Numbers what this process does, so that it knows its own echo. Whoever makes a change tells its own listeners once it is
 * durable; the echo of a call that fails is news, because it was carried out all the same.
 */
export interface Calls {
  /** Names this process. */
  readonly from: string;
  make<Result>(work: (n: number) => Promise<Result>): Promise<Result>;
  /** Takes what was heard of a call of any process, and says whether it is news. */
  isNews(from: string, n: number, keys: readonly PageKey[]): boolean;
}

/** @param tell Is told of an echo that came before its call failed. */
export function createCalls(tell: (keys: readonly PageKey[]) => void): Calls {
  const from = randomUUID();
  /** Under way, with the echo where it has come. */
  const pending = new Map<number, readonly PageKey[]>();
  const failed = new Set<number>();
  let last = 0;
  return {
    from,
    async make(work) {
      const n = ++last;
      pending.set(n, []);
      try {
        return await work(n);
      } catch (error) {
        failed.add(n);
        if (failed.size > MOST_FAILED) failed.delete(failed.keys().next().value!);
        const heard = pending.get(n)!;
        if (heard.length > 0) tell(heard);
        throw error;
      } finally {
        pending.delete(n);
      }
    },
    isNews(other, n, keys) {
      if (other !== from) return true;
      if (pending.has(n)) pending.set(n, keys);
      return failed.has(n);
    },
  };
}
