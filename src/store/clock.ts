import type { Environment } from './environment.ts';

const KEY = 'gaung:clock';

/**
 * The browser's clock for `at`: ms since 1970, strictly increasing even where the system's clock jumps back. A clock
 * that once stood far ahead stays ahead: backends clamp the future to their own now.
 */
export class Clock {
  readonly #environment: Environment;
  #last = 0;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /**
   * The next time.
   *
   * @param isKept Whether other page loads must know of it. A view stores nothing.
   */
  next(isKept: boolean): number {
    const { storage } = this.#environment;
    const kept = Number(storage.get(KEY));
    this.#last = Math.max(this.#environment.now(), this.#last + 1, Number.isSafeInteger(kept) ? kept + 1 : 0);
    if (isKept) storage.set(KEY, String(this.#last));
    return this.#last;
  }

  /** Something was done at that time, here or in another tab: what comes next is later. */
  heard(at: number): void {
    this.#last = Math.max(this.#last, at);
  }
}
