/** An `EventSource` that asks no network: the test says what happens to it. */
export class StubEventSource extends EventTarget {
  /** All that were made since the last {@link StubEventSource.forget}, oldest first. */
  static readonly made: StubEventSource[] = [];
  static forget(): void {
    StubEventSource.made.length = 0;
  }
  static get last(): StubEventSource {
    return StubEventSource.made.at(-1)!;
  }

  readyState = 0;
  readonly url: string;
  readonly init: EventSourceInit | undefined;

  constructor(url: string | URL, init?: EventSourceInit) {
    super();
    this.url = String(url);
    this.init = init;
    StubEventSource.made.push(this);
  }

  close(): void {
    this.readyState = 2;
  }

  opens(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }

  sends(type: string, data: string): void {
    this.dispatchEvent(new MessageEvent(type, { data }));
  }

  /** @param readyState 0: it tries again by itself. 2: it does not. */
  fails(readyState: 0 | 2): void {
    this.readyState = readyState;
    this.dispatchEvent(new Event('error'));
  }
}

/** What an adapter takes for the platform's. */
export const stubEventSource = StubEventSource as unknown as typeof globalThis.EventSource;
