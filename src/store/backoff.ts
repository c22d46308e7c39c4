import type { Environment } from './environment.ts';

const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/** One timer for all that is to be tried again: exponential, with jitter, never earlier than the backend asked for. */
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

  /** Whether something failed and is to be tried again later. */
  get isWaiting(): boolean {
    return this.#cancel !== undefined;
  }

  /** Whether the backend asked to be left alone until later: not even a new tap goes out before. */
  get mustWait(): boolean {
    return this.#environment.now() < this.#notBefore;
  }

  /** @param retryAfter ms that the backend asked for. */
  failed(retryAfter = 0): void {
    this.#cancel?.();
    this.#notBefore = this.#environment.now() + retryAfter;
    const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#failures++);
    const ms = Math.max(retryAfter, longest * (0.5 + this.#environment.random() / 2));
    this.#cancel = this.#environment.setTimer(() => {
      this.#cancel = undefined;
      this.#retry();
    }, ms);
  }

  succeeded(): void {
    this.#failures = 0;
    this.#notBefore = 0;
    this.stop();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}
