import type { PageKey } from 'gaung/contract';

/** Most bytes that may wait for one reader to take them. */
export const UNREAD_BYTES = 64 * 1024;

/** Whether the reader keeps up, or does not and the connection must go. */
export type Pace = 'keeps-up' | 'too-slow';

/** One reader's stream of events. It ends when the reader leaves, when it is ended, or when it is cut. */
export class Connection {
  readonly pages: readonly PageKey[];
  /** The events as a response's body. */
  readonly stream: ReadableStream<Uint8Array>;
  readonly #cut: (() => void) | undefined;
  #controller!: ReadableStreamDefaultController<Uint8Array>;
  /** What came before the snapshot, and belongs after it. */
  #held: Uint8Array[] | undefined = [];
  #isOver = false;
  #wasBehind = false;

  /**
   * @param onLeave Called when the reader closes the connection.
   * @param cut Breaks the connection below the stream, where the runtime can.
   */
  constructor(pages: readonly PageKey[], onLeave: (self: Connection) => void, cut?: () => void) {
    this.pages = pages;
    this.#cut = cut;
    this.stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        cancel: () => {
          this.#isOver = true;
          onLeave(this);
        },
      },
      new ByteLengthQueuingStrategy({ highWaterMark: UNREAD_BYTES }),
    );
  }

  /** Sends the snapshot, whatever its size, then what came meanwhile. */
  open(snapshot: Uint8Array): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    if (this.#isOver) return;
    for (const bytes of [snapshot, ...held]) this.#controller.enqueue(bytes);
  }

  /** The bytes may be shared with others: nobody changes them. */
  send(bytes: Uint8Array): Pace {
    if (this.#isOver) return 'keeps-up';
    if (this.#held) {
      this.#held.push(bytes);
      return this.#held.reduce((sum, { length }) => sum + length, 0) > UNREAD_BYTES ? 'too-slow' : 'keeps-up';
    }
    // Looked at before, so that a single large event passes: what waits is at most the bound and one event.
    if (this.#unread >= UNREAD_BYTES) return 'too-slow';
    this.#controller.enqueue(bytes);
    return 'keeps-up';
  }

  /** Sends a sign of life. A reader who has left something unread at two of them in a row does not read at all. */
  ping(bytes: Uint8Array): Pace {
    const isBehind = this.#unread > 0;
    const isStuck = isBehind && this.#wasBehind;
    this.#wasBehind = isBehind;
    return isStuck ? 'too-slow' : this.send(bytes);
  }

  /** Ends the stream. Who is behind is cut: the end would wait for what they do not read. */
  end(): void {
    if (this.#isOver) return;
    if (this.#unread > 0) {
      this.cut();
    } else {
      this.#isOver = true;
      this.#controller.close();
    }
  }

  /** Breaks the connection and lets go of what waits. */
  cut(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    if (this.#cut) this.#cut();
    else this.#controller.error(new Error('The reader does not keep up.'));
  }

  get #unread(): number {
    return UNREAD_BYTES - (this.#controller.desiredSize ?? UNREAD_BYTES);
  }
}
