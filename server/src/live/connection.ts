import type { PageKey } from 'gaung/contract';
import type { Sink } from './sink.ts';

/** Most bytes that may wait for one reader to take them. */
export const UNREAD_BYTES = 64 * 1024;

/** Whether the reader keeps up, or does not and the connection must go. */
export type Pace = 'keeps-up' | 'too-slow';

/** One reader's events. They end when the reader leaves, when they are ended, or when they are cut. */
export class Connection {
  readonly pages: readonly PageKey[];
  readonly #sink: Sink;
  /** What came before the snapshot, and belongs after it. */
  #held: Uint8Array[] | undefined = [];
  #isOver = false;
  #wasBehind = false;

  constructor(pages: readonly PageKey[], sink: Sink) {
    this.pages = pages;
    this.#sink = sink;
  }

  /** Sends the snapshot, whatever its size, then what came meanwhile. */
  open(snapshot: Uint8Array): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    if (this.#isOver) return;
    for (const bytes of [snapshot, ...held]) this.#sink.write(bytes);
  }

  /** The bytes may be shared with others: nobody changes them. */
  send(bytes: Uint8Array): Pace {
    if (this.#isOver) return 'keeps-up';
    if (this.#held) {
      this.#held.push(bytes);
      return this.#held.reduce((sum, { length }) => sum + length, 0) > UNREAD_BYTES ? 'too-slow' : 'keeps-up';
    }
    // Looked at before, so that a single large event passes: what waits is at most the bound and one event.
    if (this.#sink.unread >= UNREAD_BYTES) return 'too-slow';
    this.#sink.write(bytes);
    return 'keeps-up';
  }

  /** Sends a sign of life. A reader who has left something unread at two of them in a row does not read at all. */
  ping(bytes: Uint8Array): Pace {
    const isBehind = this.#sink.unread > 0;
    const isStuck = isBehind && this.#wasBehind;
    this.#wasBehind = isBehind;
    return isStuck ? 'too-slow' : this.send(bytes);
  }

  /** The reader has left: nothing more goes to the sink. */
  leave(): void {
    this.#isOver = true;
  }

  /** Ends the events. Who is behind is cut: the end would wait for what they do not read. */
  end(): void {
    if (this.#isOver) return;
    if (this.#sink.unread > 0) {
      this.cut();
    } else {
      this.#isOver = true;
      this.#sink.end();
    }
  }

  /** Breaks the connection and lets go of what waits. */
  cut(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#sink.cut();
  }
}
