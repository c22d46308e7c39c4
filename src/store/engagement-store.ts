import {
  type BackendAdapter,
  createInteractionId,
  type Interaction,
  type NetworkId,
  type PageKey,
  type ReactionId,
} from '../contract/index.ts';
import { Backoff } from './backoff.ts';
import { Choices } from './choices.ts';
import { createClock } from './clock.ts';
import type { Environment } from './environment.ts';
import { Outbox } from './outbox.ts';
import type { PageState } from './page-state.ts';
import { Pages } from './pages.ts';
import { Reads } from './reads.ts';
import { Sends } from './sends.ts';
import { Views } from './views.ts';

/**
 * The engine between the elements and one adapter: batches reads, sends one request at a time, keeps what was not
 * acknowledged. Optimistic for reactions and shares, never for views.
 */
export class EngagementStore {
  readonly adapter: BackendAdapter;
  readonly #nextTime: (isKept: boolean) => number;
  readonly #outbox: Outbox;
  readonly #pages: Pages;
  readonly #reads: Reads;
  readonly #sends: Sends;
  readonly #views: Views;
  readonly #stopListening: () => void;

  constructor(adapter: BackendAdapter, environment: Environment) {
    this.adapter = adapter;
    this.#views = new Views(environment);
    this.#nextTime = createClock(environment);
    this.#outbox = new Outbox(environment.storage, adapter.id);
    const backoff = new Backoff(environment, () => void this.#sends.send());
    this.#pages = new Pages(this.#outbox, new Choices(environment, adapter.id), backoff);
    this.#reads = new Reads(adapter, environment, this.#pages);
    this.#sends = new Sends(adapter, environment, this.#outbox, this.#pages, this.#reads, backoff);
    this.#stopListening = environment.onResume(() => {
      this.#recordViews();
      this.#reads.retry();
      queueMicrotask(() => void this.#sends.send()); // at once, with the views, whatever waits to be tried again
    });
    // What an earlier page load left behind goes out, after whoever made this store could subscribe.
    this.#sendSoon();
  }

  /** The state of a page as it is known now. The same object until something changes. */
  getState(page: PageKey): PageState {
    return this.#pages.state(page);
  }

  /**
   * Calls back after each change of a page, and reads its counts, in one request with all others of this task. Counts
   * that are known from before are shown until the new ones come.
   */
  subscribe(page: PageKey, listener: () => void): () => void {
    if (!this.#pages.isShown(page)) this.#reads.want(page);
    const stop = this.#pages.listen(page, listener);
    return () => {
      stop();
      if (!this.#pages.isShown(page)) this.#views.leave(page);
    };
  }

  /**
   * The page was shown to the reader. Counts once a page load, as soon as the page is really visible; a reload, a return
   * by back and forward, a preview or a frame is no new view. A page that its last subscriber leaves before it was seen
   * is not counted. Returns whether this call makes a view, now or then.
   */
  view(page: PageKey): boolean {
    if (!this.adapter.capabilities.views || !this.#views.begin(page)) return false;
    this.#recordViews();
    this.#sendSoon();
    return true;
  }

  /** The reader shared the page. */
  share(page: PageKey, network: NetworkId): void {
    if (this.adapter.capabilities.shares) this.#record({ ...this.#stamp(page), type: 'share', network });
  }

  /** Sets the reader's whole choice on the page; empty takes it back. Does nothing where the backend cannot. */
  react(page: PageKey, reactions: readonly ReactionId[]): void {
    const { reactions: isCounted, undo } = this.adapter.capabilities;
    if (!isCounted || (!undo && this.getState(page).mine.length > 0)) return;
    const previous = this.#pages.choice(page);
    this.#record({ ...this.#stamp(page), type: 'reaction', reactions: reactions.toSorted(), previous });
  }

  /** Stops timers and listeners. What was not acknowledged stays in the outbox for the next page load. */
  close(): void {
    this.#stopListening();
    this.#reads.close();
    this.#sends.close();
    this.#pages.close();
  }

  #stamp(page: PageKey, isKept = true): Pick<Interaction, 'id' | 'page' | 'at'> {
    return { id: createInteractionId(), page, at: this.#nextTime(isKept) };
  }

  #recordViews(): void {
    for (const page of this.#views.take()) this.#outbox.add({ ...this.#stamp(page, false), type: 'view' });
  }

  #record(interaction: Interaction): void {
    this.#outbox.add(interaction);
    this.#pages.did(interaction);
    this.#sendSoon();
  }

  /** In a microtask, so that all that happens in this task travels together. */
  #sendSoon(): void {
    queueMicrotask(() => this.#sends.sendNew());
  }
}
