import {
  type BackendAdapter,
  GaungError,
  PAGES_PER_READ,
  type PageCounts,
  type PageKey,
  retryAfterOf,
} from '../contract/index.ts';
import { adapterError } from './adapter-error.ts';
import { Backoff } from './backoff.ts';
import type { Environment } from './environment.ts';
import type { Pages } from './pages.ts';

/** Asks for the counts of pages that somebody looks at: all of one task in one request, none twice at a time. */
export class Reads {
  readonly #adapter: BackendAdapter;
  readonly #pages: Pages;
  readonly #backoff: Backoff;
  /** To be asked for, as soon as nothing speaks against it. */
  readonly #wanted = new Set<PageKey>();
  /** On their way, with the request that asks for each. */
  readonly #asked = new Map<PageKey, AbortController>();
  /** Failed, to be asked for again later. */
  readonly #failed = new Set<PageKey>();
  readonly #environment: Environment;
  #isClosed = false;
  #isLeft = false;

  constructor(adapter: BackendAdapter, environment: Environment, pages: Pages) {
    this.#adapter = adapter;
    this.#environment = environment;
    this.#pages = pages;
    // A page that nobody sees is tried again when it is shown.
    this.#backoff = new Backoff(environment, () => environment.isVisible() && this.retry());
  }

  /** Somebody began to look at a page. An answer that is on its way will do. */
  want(page: PageKey): void {
    const asked = this.#asked.get(page);
    if (!asked || asked.signal.aborted) this.again(page);
  }

  /** What is known of a page, or on its way, is out of date. */
  again(page: PageKey): void {
    this.#wanted.add(page);
    this.schedule();
  }

  /** The counts of a page came by another way. */
  unwant(page: PageKey): void {
    this.#wanted.delete(page);
    this.#failed.delete(page);
  }

  /** Asks again for all that failed. */
  retry(): void {
    for (const page of this.#failed) this.#wanted.add(page);
    this.schedule();
  }

  /** Asks for what is wanted, once all of this task is done. */
  schedule(): void {
    queueMicrotask(() => this.#ask());
  }

  /** Somebody stopped to look at a page: requests whose pages nobody looks at any more are given up. */
  left(): void {
    if (this.#isLeft) return;
    this.#isLeft = true;
    // Whoever only moves looks at it again within this task.
    queueMicrotask(() => {
      this.#isLeft = false;
      const needed = new Set([...this.#asked].filter(([page]) => this.#pages.isShown(page)).map(([, one]) => one));
      for (const request of new Set(this.#asked.values())) if (!needed.has(request)) request.abort();
    });
  }

  close(): void {
    this.#isClosed = true;
    for (const request of this.#asked.values()) request.abort();
    this.#backoff.stop();
  }

  #ask(): void {
    if (this.#backoff.mustWait || this.#isClosed || this.#environment.isHeld()) return;
    const now: PageKey[] = [];
    for (const page of this.#wanted) {
      if (this.#asked.has(page) || this.#pages.isComing(page)) continue;
      this.unwant(page);
      if (this.#pages.isShown(page)) now.push(page);
    }
    const most = this.#adapter.capabilities.maxPages ?? PAGES_PER_READ;
    for (let start = 0; start < now.length; start += most) void this.#read(now.slice(start, start + most));
  }

  /** Goes on with a request that was made before. */
  takeOver(pages: readonly PageKey[], answer: Promise<ReadonlyMap<PageKey, PageCounts>>): void {
    void this.#read(pages, () => answer);
  }

  async #read(
    pages: readonly PageKey[],
    ask = (signal: AbortSignal) => this.#adapter.read(pages, { signal }),
  ): Promise<void> {
    const controller = new AbortController();
    const { signal } = controller;
    const asked = this.#pages.answers;
    const fresh = new Map<PageKey, PageCounts>();
    let error: Error | undefined;
    for (const page of pages) this.#asked.set(page, controller);
    this.#environment.debug?.(`reads pages: ${pages.length}`, pages);
    try {
      const counts = await ask(signal);
      for (const page of pages) if (counts.get(page)) fresh.set(page, counts.get(page)!);
      this.#environment.debug?.(`read pages: ${fresh.size} of ${pages.length}`, fresh);
    } catch (cause) {
      error = adapterError(this.#adapter, cause);
      this.#environment.debug?.(`reading failed: ${error.message}`, error);
    }
    for (const page of pages) if (this.#asked.get(page) === controller) this.#asked.delete(page);
    if (!signal.aborted) this.#answered(pages, fresh, asked, error);
    else if (!this.#isClosed) this.schedule(); // Whoever came back in between still waits for an answer.
  }

  #answered(pages: readonly PageKey[], fresh: Map<PageKey, PageCounts>, asked: number, error?: Error): void {
    const missing = pages.filter((page) => !fresh.has(page));
    for (const page of missing) {
      this.#failed.add(page);
      this.#pages.failRead(page, error ?? new GaungError('store', `${this.#adapter.id} has no counts of ${page}.`));
    }
    if (error) this.#backoff.failed(retryAfterOf(error));
    // What an answer leaves out (a page of a host that is not counted for) is asked for again when the page is shown
    // again, not by the clock: readers of a page that is set up wrong must not ask for ever.
    else if (missing.length === 0 && this.#failed.size === 0) this.#backoff.succeeded();
    const taken = [...fresh].filter((entry) => this.#pages.takeRead(...entry, asked)).map(([page]) => page);
    this.#pages.changed([...missing, ...taken]);
    this.schedule();
  }
}
