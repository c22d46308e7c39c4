/** Where one reader's events go. */
export interface Sink {
  /** Bytes that wait for the reader to take them. */
  readonly unread: number;
  /** The bytes may be shared with others: nobody changes them. */
  write(bytes: Uint8Array): void;
  end(): void;
  /** Breaks the connection and lets go of what waits. */
  cut(): void;
}

/** A sink whose events are the body of a response. */
export class StreamSink implements Sink {
  readonly stream: ReadableStream<Uint8Array>;
  /** Called when the reader closes the connection. */
  onLeave = (): void => {};
  readonly #most: number;
  readonly #cut: (() => void) | undefined;
  #controller!: ReadableStreamDefaultController<Uint8Array>;

  /**
   * @param most Bytes that may be unread before the stream asks for no more.
   * @param cut Breaks the connection below the stream, where the runtime can.
   */
  constructor(most: number, cut?: () => void) {
    this.#most = most;
    this.#cut = cut;
    this.stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        cancel: () => this.onLeave(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: most }),
    );
  }

  get unread(): number {
    return this.#most - (this.#controller.desiredSize ?? this.#most);
  }

  write(bytes: Uint8Array): void {
    this.#controller.enqueue(bytes);
  }

  end(): void {
    this.#controller.close();
  }

  cut(): void {
    if (this.#cut) this.#cut();
    else this.#controller.error(new Error('The reader does not keep up.'));
  }
}
