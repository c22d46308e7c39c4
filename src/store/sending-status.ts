import type { Backoff } from './backoff.ts';
import type { Environment } from './environment.ts';

/** How the sending goes, here or in the tab whose turn it is: for whoever shows what waits. */
export class SendingStatus {
  readonly #environment: Environment;
  readonly #backoff: Backoff;
  /** Whether another tab has the turn to send. */
  isElsewhere = false;
  /** Whether the tab that has the turn says that it fails to. */
  isFailingElsewhere = false;

  constructor(environment: Environment, backoff: Backoff) {
    this.#environment = environment;
    this.#backoff = backoff;
  }

  get isFailing(): boolean {
    return this.#backoff.isFailing || this.isFailingElsewhere;
  }

  /** What holds up all that waits. */
  get waitsFor(): 'connection' | 'consent' | undefined {
    if (this.#environment.isHeld()) return 'consent';
    return this.isFailing ? 'connection' : undefined;
  }
}
