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
  /** Ends the wait for the turn. */
  #waiting = new AbortController();
  #isClosed = false;
  #isAsked = false;
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
    this.#isAskedAgain = this.#isAsked;
    if (this.#isAsked) return;
    this.#isAsked = true;
    void this.#have();
  }

  /** Lets the next tab have it. */
  end(): void {
    this.isOurs = false;
    this.#end?.();
  }

  /** The page may never run again: neither has the turn nor waits for it, or the tabs behind it would stand still. */
  leave(): void {
    this.#isAskedAgain = false;
    this.#waiting.abort();
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

  async #have(): Promise<void> {
    this.#waiting = new AbortController();
    const { signal } = this.#waiting;
    const onBusy = () => this.#setElsewhere(true);
    try {
      await this.#environment.lock(this.#name, () => this.#hold(signal), { signal, onBusy });
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.#isAsked = false;
      this.isElsewhere = false;
    }
    // A hidden tab asks when it has something to do: another one, that a reader looks at, must not wait for it.
    const isWanted = this.#isAskedAgain || this.#environment.isVisible();
    if (!this.#isClosed && isWanted && !this.#taker.isOver()) this.want();
  }

  async #hold(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    this.#isAskedAgain = false;
    let isEnded = false;
    const over = new Promise<void>((resolve) => {
      this.#end = () => {
        isEnded = true;
        resolve();
      };
    });
    await this.#taker.begin();
    this.isOurs = !isEnded;
    this.#setElsewhere(false);
    await this.endIfOver();
    await over;
    this.#end = undefined;
  }

  #setElsewhere(isElsewhere: boolean): void {
    this.isElsewhere = isElsewhere;
    this.#taker.changed(isElsewhere);
  }
}
