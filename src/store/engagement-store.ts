import {
  type BackendAdapter,
  createInteractionId,
  DELIVERY_MS,
  GaungError,
  INTERACTIONS_PER_RECORD,
  type Interaction,
  type NetworkId,
  type PageCounts,
  type PageKey,
  type ReactionId,
  type Refusal,
} from '../contract/index.ts';
import { Backoff } from './backoff.ts';
import { Choices } from './choices.ts';
import { nextTime } from './clock.ts';
import type { Environment } from './environment.ts';
import { Outbox } from './outbox.ts';
import { currentChoice, optimisticCounts, type PageState, type RefusedInteraction } from './page-state.ts';

interface Page {
  readonly listeners: Set<() => void>;
  counts?: PageCounts;
  refused?: RefusedInteraction;
  /** What went wrong last, where nothing has come since. */
  error?: Error | undefined;
  /** The frozen state, until something changes. */
  state?: PageState | undefined;
}

/**
 * The engine between the elements and one adapter: batches reads, sends one request at a time, keeps what was not
 * acknowledged. Optimistic for reactions and shares, never for views.
 */
export class EngagementStore {
  readonly adapter: BackendAdapter;
  readonly #environment: Environment;
  readonly #outbox: Outbox;
  readonly #choices: Choices;
  readonly #backoff: Backoff;
  readonly #pages = new Map<PageKey, Page>();
  readonly #toRead = new Set<PageKey>();
  readonly #toView = new Set<PageKey>();
  readonly #viewed = new Set<PageKey>();
  readonly #stopListening: () => void;
  #readScheduled = false;
  #sending = false;

  constructor(adapter: BackendAdapter, environment: Environment) {
    this.adapter = adapter;
    this.#environment = environment;
    this.#outbox = new Outbox(environment.storage, adapter.id);
    this.#choices = new Choices(environment.storage, adapter.id);
    this.#backoff = new Backoff(environment, () => this.#resume());
    this.#stopListening = environment.onResume(() => this.#resume());
    // What an earlier page load left behind goes out, after whoever made this store could subscribe.
    queueMicrotask(() => void this.#send());
  }

  /** The state of a page as it is known now. The same object until something changes. */
  getState(page: PageKey): PageState {
    const entry = this.#page(page);
    if (!entry.state) {
      const pending = this.#outbox.of(page);
      const acknowledged = this.#choices.get(page);
      entry.state = Object.freeze({
        status: entry.counts ? 'ready' : entry.error ? 'unavailable' : 'loading',
        counts: entry.counts && Object.freeze(optimisticCounts(entry.counts, acknowledged, pending)),
        mine: currentChoice(acknowledged, pending),
        waiting: this.#backoff.isWaiting && pending.some(({ type }) => type !== 'view'),
        refused: entry.refused,
        error: entry.error,
      } satisfies PageState);
    }
    return entry.state;
  }

  /** Calls back after each change of a page, and reads its counts, in one request with all others of this task. */
  subscribe(page: PageKey, listener: () => void): () => void {
    const entry = this.#page(page);
    entry.listeners.add(listener);
    if (!entry.counts) this.#scheduleRead(page);
    return () => entry.listeners.delete(listener);
  }

  /**
   * The page was shown to the reader. Counts once a page load, as soon as the page is really visible; a reload or a
   * return by back and forward is no new view. Returns whether this call made a view.
   */
  view(page: PageKey): boolean {
    if (this.#viewed.has(page) || this.#environment.navigation !== 'navigate') return false;
    this.#viewed.add(page);
    this.#toView.add(page);
    this.#recordViews();
    return true;
  }

  /** The reader shared the page. */
  share(page: PageKey, network: NetworkId): void {
    if (this.adapter.capabilities.shares) this.#record({ ...this.#stamp(page), type: 'share', network });
  }

  /** Sets the reader's whole choice on the page; empty takes it back. */
  react(page: PageKey, reactions: readonly ReactionId[]): void {
    const previous = this.#choices.get(page);
    this.#record({ ...this.#stamp(page), type: 'reaction', reactions: reactions.toSorted(), previous });
  }

  /** Stops timers and listeners. What was not acknowledged stays in the outbox for the next page load. */
  close(): void {
    this.#stopListening();
    this.#backoff.stop();
    this.#pages.clear();
  }

  #page(page: PageKey): Page {
    let entry = this.#pages.get(page);
    if (!entry) {
      entry = { listeners: new Set() };
      this.#pages.set(page, entry);
    }
    return entry;
  }

  #stamp(page: PageKey): Pick<Interaction, 'id' | 'page' | 'at'> {
    return { id: createInteractionId(), page, at: nextTime(this.#environment) };
  }

  #changed(pages: Iterable<PageKey>): void {
    for (const page of new Set(pages)) {
      const entry = this.#page(page);
      entry.state = undefined;
      for (const listener of [...entry.listeners]) listener();
    }
  }

  #recordViews(): void {
    if (!this.#environment.isVisible() || !this.adapter.capabilities.views) return;
    for (const page of this.#toView) this.#record({ ...this.#stamp(page), type: 'view' });
    this.#toView.clear();
  }

  #record(interaction: Interaction): void {
    this.#outbox.add(interaction);
    delete this.#page(interaction.page).refused;
    this.#changed([interaction.page]);
    // The microtask lets all that happens in this task travel together, and leaves first paint alone.
    queueMicrotask(() => void this.#send());
  }

  #resume(): void {
    this.#recordViews();
    for (const page of this.#pages.keys()) if (this.#page(page).error) this.#readIfShown(page);
    void this.#send();
  }

  async #send(): Promise<void> {
    if (this.#sending || this.#backoff.mustWait) return;
    this.#sending = true;
    try {
      this.#expire();
      while (this.#outbox.size > 0) if (!(await this.#sendBatch())) return;
    } finally {
      this.#sending = false;
    }
  }

  /** One request. Returns whether more may be sent now. */
  async #sendBatch(): Promise<boolean> {
    const batch = this.#outbox.take(INTERACTIONS_PER_RECORD);
    const pages = batch.map(({ page }) => page);
    const isAnswered = await this.adapter.record(batch, { keepalive: true }).then(
      ({ counts, refused }) => {
        this.#backoff.succeeded();
        for (const one of batch) this.#settle(one, refused.get(one.id), counts.get(one.page));
        for (const [page, fresh] of counts) this.#receive(page, fresh);
        return true;
      },
      (cause: unknown) => {
        const error = this.#fail(pages, cause);
        if (this.adapter.capabilities.idempotent) return false;
        // It may have counted or not, and asking again could count twice: the reader is told, the counts are read anew.
        for (const one of batch) this.#refuse(one, { code: 'unconfirmed', detail: error.message });
        for (const page of pages) if (this.#page(page).listeners.size > 0) this.#scheduleRead(page);
        return true;
      },
    );
    this.#changed(pages);
    for (const page of pages) this.#readIfShown(page);
    return isAnswered;
  }

  /** Remembers what went wrong, and sees to it that all is tried again. */
  #fail(pages: readonly PageKey[], cause: unknown): Error {
    const error =
      cause instanceof Error ? cause : new GaungError('store', `The adapter ${this.adapter.id} failed.`, { cause });
    for (const page of pages) this.#page(page).error = error;
    this.#backoff.failed(error instanceof GaungError ? error.retryAfter : undefined);
    return error;
  }

  #settle(interaction: Interaction, refusal: Refusal | undefined, counts: PageCounts | undefined): void {
    if (refusal) {
      this.#refuse(interaction, refusal);
      return;
    }
    this.#outbox.remove(interaction.id);
    const mine = counts?.mine ?? (interaction.type === 'reaction' ? interaction.reactions : undefined);
    if (mine) this.#choices.set(interaction.page, mine, interaction.at);
  }

  #refuse(interaction: Interaction, refusal: Omit<RefusedInteraction, 'interaction'>): void {
    this.#outbox.remove(interaction.id);
    this.#page(interaction.page).refused = Object.freeze({ ...refusal, interaction });
  }

  #expire(): void {
    const latest = this.#environment.now() - DELIVERY_MS;
    const expired = this.#outbox.before(latest);
    for (const interaction of expired) this.#refuse(interaction, { code: 'expired' });
    this.#changed(expired.map(({ page }) => page));
  }

  /** Takes counts that are not older than those that are shown. */
  #receive(page: PageKey, counts: PageCounts): void {
    const entry = this.#page(page);
    entry.error = undefined;
    if (!entry.counts || counts.version >= entry.counts.version) entry.counts = counts;
  }

  #readIfShown(page: PageKey): void {
    const { counts, listeners } = this.#page(page);
    if (!counts && listeners.size > 0) this.#scheduleRead(page);
  }

  #scheduleRead(page: PageKey): void {
    this.#toRead.add(page);
    if (this.#readScheduled) return;
    this.#readScheduled = true;
    queueMicrotask(() => {
      this.#readScheduled = false;
      // What is about to be sent for a page brings its counts back: no need to ask for them as well.
      const isSent = (one: PageKey) => !this.#backoff.isWaiting && this.#outbox.of(one).length > 0;
      const pages = [...this.#toRead].filter((one) => !isSent(one));
      this.#toRead.clear();
      if (pages.length > 0) void this.#read(pages);
    });
  }

  async #read(pages: readonly PageKey[]): Promise<void> {
    await this.adapter.read(pages).then(
      (counts) => {
        if (this.#outbox.size === 0) this.#backoff.succeeded();
        for (const page of pages) {
          const fresh = counts.get(page);
          // An answer that may or may not hold what is on its way would show it twice: the acknowledgement decides.
          const isAmbiguous = this.#page(page).counts && this.#outbox.of(page).length > 0;
          if (fresh && !isAmbiguous) this.#receive(page, fresh);
          if (!fresh) this.#page(page).error = new GaungError('store', `${this.adapter.id} has no counts of ${page}.`);
        }
      },
      (cause: unknown) => this.#fail(pages, cause),
    );
    this.#changed(pages);
  }
}
