import type { Environment } from './environment.ts';
import type { Outbox } from './outbox.ts';

/** How long whoever did something has to deliver it, in ms, before others try to. */
const ADOPT_MS = 5000;

/** Looks after what other tabs did and may not live to deliver. */
export class Adoption {
  readonly #environment: Environment;
  readonly #outbox: Outbox;
  readonly #deliver: () => unknown;
  #cancel: (() => void) | undefined;

  constructor(environment: Environment, outbox: Outbox, deliver: () => unknown) {
    this.#environment = environment;
    this.#outbox = outbox;
    this.#deliver = deliver;
  }

  /** Something came from another tab, or was settled there. */
  watch(): void {
    if (!this.#outbox.hasKept) this.close();
    else this.#cancel ??= this.#environment.setTimer(() => this.#adopt(), ADOPT_MS);
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #adopt(): void {
    this.#cancel = undefined;
    this.#deliver();
    this.watch();
  }
}
