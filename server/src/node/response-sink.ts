import type { ServerResponse } from 'node:http';
import type { Sink } from '../live/sink.ts';

const ignore = () => {};

/** Events written to Node's own response, without a stream of the web's kind for each reader: half the memory. */
export class ResponseSink implements Sink {
  readonly #outgoing: ServerResponse;

  constructor(outgoing: ServerResponse) {
    this.#outgoing = outgoing;
    outgoing.on('error', ignore); // Whoever left has closed it, and that is heard.
  }

  get unread(): number {
    return this.#outgoing.writableLength;
  }

  write(bytes: Uint8Array): void {
    if (!this.#outgoing.destroyed) this.#outgoing.write(bytes);
  }

  end(): void {
    this.#outgoing.end();
  }

  cut(): void {
    this.#outgoing.destroy();
  }
}
