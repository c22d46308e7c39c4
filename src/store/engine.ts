import {
  type BackendAdapter,
  createInteractionId,
  type Interaction,
  type NetworkId,
  type PageCounts,
  type PageKey,
  type ReactionId,
  type RecordResult,
} from '../contract/index.ts';
import type { Clock } from './clock.ts';
import type { Environment } from './environment.ts';
import type { PageState } from './page-state.ts';
import { assemble, type Parts } from './parts.ts';
import type { Views } from './views.ts';

/** Away for longer, in ms, and the counts are read again when the reader returns. */
const AWAY_MS = 30_000;

/** What was begun before the engine was there, for it to go on with. */
export interface Begun {
  readonly clock: Clock;
  readonly views: Views;
  /** What was done on the page, oldest first. */
  readonly done: readonly Done[];
  /** What other tabs have told meanwhile. */
  readonly heard: readonly unknown[];
  /** What of it is on its way: views. */
  readonly record:
    | { readonly interactions: readonly Interaction[]; readonly answer: Promise<RecordResult> }
    | undefined;
  /** The requests for counts that are on their way, by page. */
  readonly reads: ReadonlyMap<PageKey, Promise<ReadonlyMap<PageKey, PageCounts>>>;
  /** The last known counts. */
  readonly counts: ReadonlyMap<PageKey, PageCounts>;
  /** Whether they need not be asked for again. */
  readonly isFresh: boolean;
}

/** Something that was done before the engine was there. */
export interface Done {
  readonly interaction: Interaction;
  /** When it left the browser, in ms since 1970; 0: not yet. */
  readonly sent: number;
}

/**
 * What a store does once something is to be kept, repeated, watched or told to other tabs: batches reads, sends one
 * request at a time, keeps what was not acknowledged. Optimistic for reactions and shares, never for views.
 */
export class Engine {
  readonly adapter: BackendAdapter;
  readonly #environment: Environment;
  readonly #parts: Parts;
  readonly #stops: (() => void)[];
  /** Pages whose counts came just before. */
  readonly #fresh = new Set<PageKey>();
  #awaySince: number | undefined;
  #isClosed = false;

  constructor(adapter: BackendAdapter, environment: Environment, begun?: Begun) {
    this.adapter = adapter;
    this.#environment = environment;
    this.#parts = assemble(adapter, environment, begun);
    if (begun) this.#takeOver(begun);
    this.#stops = [
      environment.onConsent(() => this.#open()),
      environment.onResume(() => this.#resume()),
      environment.onPause((isLeaving) => this.#pause(isLeaving)),
    ];
    if (!environment.isHeld()) this.#open();
    const { outbox, tabs } = this.#parts;
    for (const { interaction } of begun?.done ?? []) if (outbox.has(interaction)) tabs.did(interaction);
  }

  #takeOver({ done, heard, record, reads, counts, isFresh }: Begun): void {
    const { pages, outbox, tabs } = this.#parts;
    for (const [page, known] of counts) {
      pages.take(page, known);
      if (isFresh) this.#fresh.add(page);
    }
    queueMicrotask(() => this.#fresh.clear());
    for (const { interaction, sent } of done)
      if (!outbox.takeOver(interaction, sent)) this.#parts.reads.again(interaction.page);
    if (record) this.#parts.sends.takeOver(record.interactions, record.answer);
    for (const answer of new Set(reads.values())) {
      const asked = [...reads].filter(([, its]) => its === answer).map(([page]) => page);
      this.#parts.reads.takeOver(asked, answer);
      if (!isFresh) for (const page of asked) this.#parts.reads.again(page);
    }
    for (const message of heard) tabs.hear(message);
  }

  /** The state of a page as it is known now. The same object until something changes. */
  getState(page: PageKey): PageState {
    return this.#parts.pages.state(page);
  }

  /**
   * Calls back after each change of a page, and reads its counts, in one request with all others of this task. Counts
   * that are known from before are shown until the new ones come. Returns the way to stop.
   */
  subscribe(page: PageKey, listener: () => void): () => void {
    const { pages, reads, views } = this.#parts;
    if (!pages.isShown(page) && !this.#fresh.delete(page)) reads.want(page);
    const stop = pages.listen(page, listener);
    return () => {
      stop();
      if (pages.isShown(page)) return;
      views.leave(page);
      reads.left();
    };
  }

  /**
   * Keeps the counts of a page up to date while the tab is visible: pushed where the backend can, else read again now and
   * then. Whoever listens to the page is told. Returns the way to stop.
   */
  watch(page: PageKey): () => void {
    return this.#parts.live.watch(page);
  }

  /**
   * The page was shown to the reader. Counts once a page load, as soon as the page is really visible; a reload, a return
   * by back and forward, a preview or a frame is no new view, nor is any of a reader who opted out. A page that its last
   * subscriber leaves before it was seen is not counted. Returns whether this call makes a view, now or then.
   */
  view(page: PageKey): boolean {
    if (!this.adapter.capabilities.views || !this.#parts.views.begin(page)) return false;
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
    const previous = this.#parts.pages.choice(page);
    this.#record({ ...this.#stamp(page), type: 'reaction', reactions: reactions.toSorted(), previous });
  }

  /** Stops timers and listeners. What was not acknowledged stays in the outbox for the next page load. */
  close(): void {
    this.#isClosed = true;
    for (const stop of this.#stops) stop();
    const { live, reads, sends, pages, adoption, tabs } = this.#parts;
    for (const part of [live, reads, sends, pages, adoption, tabs]) part.close();
  }

  #stamp(page: PageKey, isKept = true): Pick<Interaction, 'id' | 'page' | 'at'> {
    const { clock, pages } = this.#parts;
    clock.heard(pages.madeAt(page)); // A crash may have taken the clock, and not what went by it.
    return { id: createInteractionId(), page, at: clock.next(isKept) };
  }

  #recordViews(): void {
    const { views, outbox } = this.#parts;
    for (const page of views.take()) {
      this.#environment.debug?.(`did view on ${page}`);
      outbox.add({ ...this.#stamp(page, false), type: 'view' });
    }
  }

  #record(interaction: Interaction): void {
    const { outbox, pages, tabs } = this.#parts;
    const { type, page } = interaction;
    const what =
      type === 'share' ? interaction.network : type === 'reaction' ? `[${interaction.reactions.join(' ')}]` : '';
    this.#environment.debug?.(`did ${type} ${what} on ${page}`, interaction);
    outbox.add(interaction);
    if (this.#environment.isHeld()) this.#environment.debug?.('waits until the reader agrees');
    pages.did(interaction);
    tabs.did(interaction);
    this.#sendSoon();
  }

  /** In a microtask, so that all that happens in this task travels together. */
  #sendSoon(): void {
    queueMicrotask(() => this.#parts.sends.sendNew());
  }

  /** From now on requests are made. */
  #open(): void {
    const { tabs, reads, live } = this.#parts;
    tabs.open();
    this.#recordViews();
    reads.schedule();
    live.resume();
    // What an earlier page load left behind goes out, after whoever made this store could subscribe.
    this.#sendSoon();
    void this.#sync();
  }

  /** Takes up what is on disk and not seen yet: what a crash took from the faster copy, what tabs did meanwhile. */
  async #sync(): Promise<void> {
    const { outbox, pages, clock, sends, reads } = this.#parts;
    const { came, went } = await outbox.sync();
    const others = await pages.syncChoices(went);
    if (this.#isClosed) return;
    clock.heard(outbox.newest);
    for (const page of [...went, ...others]) reads.again(page);
    pages.changed(new Set([...came, ...went, ...others]));
    if (came.length > 0) sends.send();
  }

  #resume(): void {
    const { reads, sends, live, tabs, pages } = this.#parts;
    if (this.#environment.isHeld()) return;
    tabs.open();
    this.#recordViews();
    // The network may be back, or a frozen tab wake, while the reader is still away.
    if (this.#awaySince !== undefined && this.#environment.isVisible()) {
      const isLong = this.#environment.now() - this.#awaySince >= AWAY_MS;
      if (isLong) for (const page of pages.shown) reads.again(page);
      this.#awaySince = undefined;
      void this.#sync();
    }
    reads.retry();
    live.resume();
    queueMicrotask(() => sends.send()); // at once, with the views, whatever waits to be tried again
  }

  #pause(isLeaving: boolean): void {
    const { sends, live, tabs } = this.#parts;
    this.#awaySince ??= this.#environment.now();
    sends.flush();
    sends.yield(isLeaving);
    live.pause();
    if (isLeaving) tabs.close();
  }
}
