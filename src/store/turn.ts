import type { Environment } from './environment.ts';

/** What whoever takes turns does. */
export interface TurnTaker {
  /** The turn begins. */
  begin(): Promise<void>;
  /** Whether nothing is left to be done in it. */
  isOver(): boolean;
  /** The turn is ours, or turned out to be another tab's. */
  changed(isElsewhere: boolean): void;
}

/** A turn among the tabs of a browser, so that one of them works at a time. */
export class Turn {
  readonly #environment: Environment;
  readonly #name: string;
  readonly #taker: TurnTaker;
  #isClosed = false;
  /** Ends the waiting for the turn that is asked for. */
  #asking: AbortController | undefined;
  #isAskedAgain = false;
  #end: (() => void) | undefined;
  /** Whether it is ours. */
  isOurs = false;
  /** Whether another tab has it, and this one waits. */
  isElsewhere = false;

  constructor(environment: Environment, name: string, taker: TurnTaker) {
    this.#environment = environment;
    this.#name = name;
    this.#taker = taker;
  }

  /** Asks for the turn, unless it is ours or asked for. */
  want(): void {
    this.#isAskedAgain = this.#asking !== undefined;
    if (this.#asking || this.#isClosed) return;
    this.#asking = new AbortController();
    this.#environment.debug?.(`asks for the turn ${this.#name}`);
    void this.#have(this.#asking.signal);
  }

  /** Lets the next tab have it. */
  end(): void {
    this.isOurs = false;
    this.#end?.();
  }

  /**
   * The same, and waits for it no more: a page that is frozen in the queue would be given a turn that it cannot use, and a
   * browser that notices drops the page, which then is not there for the way back.
   */
  leave(): void {
    this.#isAskedAgain = false;
    this.#asking?.abort();
    this.end();
  }

  /** Ends it where nothing is left to be done, once all that was done in it is on disk for the next. */
  async endIfOver(): Promise<void> {
    if (!this.isOurs || !this.#taker.isOver()) return;
    await this.#environment.storage.flush();
    if (this.#taker.isOver()) this.end();
  }

  close(): void {
    this.#isClosed = true;
    this.leave();
  }

  async #have(signal: AbortSignal): Promise<void> {
    const onBusy = () => this.#setElsewhere(true);
    try {
      await this.#environment.lock(this.#name, () => this.#hold(signal), { signal, onBusy });
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.#asking = undefined;
      this.isElsewhere = false;
    }
    // A hidden tab asks when it has something to do: another one, that a reader looks at, must not wait for it.
    const isWanted = this.#isAskedAgain || (!signal.aborted && this.#environment.isVisible());
    if (isWanted && !this.#taker.isOver()) this.want();
  }

  async #hold(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    this.#isAskedAgain = false;
    let hasEnded = false; // also while it only begins
    const over = new Promise<void>((resolve) => {
      this.#end = () => {
        hasEnded = true;
        resolve();
      };
    });
    await this.#taker.begin();
    this.isOurs = !hasEnded;
    this.#setElsewhere(false);
    await this.endIfOver();
    await over;
    this.#end = undefined;
  }

  #setElsewhere(isElsewhere: boolean): void {
    this.isElsewhere = isElsewhere;
    this.#environment.debug?.(isElsewhere ? 'another tab has the turn' : 'has the turn');
    this.#taker.changed(isElsewhere);
  }
}
