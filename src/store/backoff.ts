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

  constructor(environment: Environment, retry: () => void) {
    this.#environment = environment;
    this.#retry = retry;
  }

  /** Whether the last attempt failed. */
  get isFailing(): boolean {
    return this.#failures > 0;
  }

  /** Whether the backend asked to be left alone until later: not even what is new goes out before. */
  get mustWait(): boolean {
    // Both: timers stand still while a laptop sleeps, and the clock may be set back.
    return this.#cancel !== undefined && this.#environment.now() < this.#notBefore;
  }

  /** @param retryAfter ms that the backend asked for; longer than anything is kept makes no difference. */
  failed(retryAfter: number): void {
    this.stop();
    const asked = Math.min(retryAfter, DELIVERY_MS);
    this.#notBefore = this.#environment.now() + asked;
    const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#failures++);
    const ms = Math.max(asked, longest * (0.5 + this.#environment.random() / 2));
    this.#cancel = this.#environment.setTimer(() => {
      this.#cancel = undefined;
      this.#retry();
    }, ms);
  }

  succeeded(): void {
    this.#failures = 0;
    this.stop();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}
