import { DELIVERY_MS } from '../contract/index.ts';
import type { Environment } from './environment.ts';

const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/** When to try again what failed: one timer, exponential, with jitter, never earlier than the backend asked for. */
export class Backoff {
  readonly #environment: Environment;
  readonly #retry: () => void;
  #failures = 0;
  #notBefore = 0;
  #cancel: (() => void) | undefined;
  #lastFailure = 0;
  #due = 0;
  /** Whether the attempt under way was brought forward: its failure says nothing new. */
  #isHurried = false;

  constructor(environment: Environment, retry: () => void) {
    this.#environment = environment;
    this.#retry = retry;
  }

  /** Whether the last attempt failed. */
  get isFailing(): boolean {
    return this.#failures > 0;
  }

  /** Whether a retry waits for its time. */
  get isWaiting(): boolean {
    return this.#cancel !== undefined;
  }

  /** Whether the backend asked to be left alone until later: not even what is new goes out before. */
  get mustWait(): boolean {
    // Both: timers stand still while a laptop sleeps, and the clock may be set back.
    return this.#cancel !== undefined && this.#environment.now() < this.#notBefore;
  }

  /** @param retryAfter ms that the backend asked for; longer than anything is kept makes no difference. */
  failed(retryAfter: number): void {
    const asked = Math.min(retryAfter, DELIVERY_MS);
    this.#lastFailure = this.#environment.now();
    this.#notBefore = this.#lastFailure + asked;
    if (!this.#isHurried || this.#failures === 0) this.#failures++;
    this.#isHurried = false;
    const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** (this.#failures - 1));
    this.#retryIn(Math.max(asked, longest * (0.5 + this.#environment.random() / 2)));
  }

  /**
   * The reader did something new while a retry is waiting: it comes forward, but a second at least lies between two
   * attempts, so that a burst of taps goes out as one. Returns whether there is a retry that takes care of it.
   */
  hurry(): boolean {
    if (this.#cancel === undefined) return false;
    const now = this.#environment.now();
    const soon = Math.max(this.#notBefore, this.#lastFailure + FIRST_MS);
    if (soon < this.#due) {
      this.#isHurried = true;
      this.#retryIn(Math.max(0, soon - now));
    }
    return true;
  }

  #retryIn(ms: number): void {
    this.stop();
    this.#due = this.#environment.now() + ms;
    this.#environment.debug?.(`tries again in ${Math.round(ms)} ms`);
    this.#cancel = this.#environment.setTimer(() => {
      this.#cancel = undefined;
      this.#retry();
    }, ms);
  }

  succeeded(): void {
    this.#failures = 0;
    this.#isHurried = false;
    this.stop();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}
