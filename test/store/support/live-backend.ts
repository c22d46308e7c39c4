import type { CountsListener, PageCounts, PageKey } from '../../../src/contract/index.ts';
import { FakeBackend } from './fake-backend.ts';
import { settled } from './world.ts';

/** Counts as they change, of some pages, when a test says so. */
export class Connection {
  readonly pages: readonly PageKey[];
  readonly #listener: CountsListener;
  isOpen = true;

  constructor(pages: readonly PageKey[], listener: CountsListener) {
    this.pages = [...pages];
    this.#listener = listener;
  }

  async push(counts: Readonly<Record<string, PageCounts>>): Promise<void> {
    this.#listener.onCounts(new Map(Object.entries(counts) as [PageKey, PageCounts][]));
    await settled();
  }

  async fail(): Promise<void> {
    this.#listener.onError(new Error('The connection was lost.'));
    await settled();
  }
}

/** A {@link FakeBackend} that can push. */
export class LiveBackend extends FakeBackend {
  readonly connections: Connection[] = [];

  constructor() {
    super({ live: true });
  }

  subscribe(pages: readonly PageKey[], listener: CountsListener): () => void {
    const connection = new Connection(pages, listener);
    this.connections.push(connection);
    return () => {
      connection.isOpen = false;
    };
  }

  /** The connections that are open. */
  get open(): Connection[] {
    return this.connections.filter(({ isOpen }) => isOpen);
  }

  /** The one that is open; fails where there is none, or more than one. */
  get connection(): Connection {
    const [one, ...others] = this.open;
    if (!one || others.length > 0) throw new Error(`${this.open.length} connections are open.`);
    return one;
  }
}
