import {
  type BackendAdapter,
  createInteractionId,
  GaungError,
  type Interaction,
  type NetworkId,
  PAGES_PER_READ,
  type PageCounts,
  type PageKey,
  type ReactionId,
  type ReactionInteraction,
  type RecordOptions,
  type RecordResult,
  type ShareInteraction,
} from '../contract/index.ts';
import { callAll } from './call-all.ts';
import { Clock } from './clock.ts';
import type { Begun, Done, Engine } from './engine.ts';
import type { Channel, Environment } from './environment.ts';
import { type Kept, keptOf } from './kept.ts';
import { type PageState, stateOf } from './page-state.ts';
import { Views } from './views.ts';

/** What is loaded when a reader does something. */
export type LoadEngine = () => Promise<Pick<typeof import('./engine.ts'), 'Engine'>>;

/** Away for longer, in ms, and the counts are read again when the reader returns. */
const AWAY_MS = 30_000;

/** How long until it is asked again for what did not arrive, in ms: each time longer. */
const FIRST_MS = 1000;
const LONGEST_MS = 60_000;
/** Pages that are remembered here; beyond it, the engine forgets some. */
const MOST = 500;

interface Listener {
  readonly callback: () => void;
  /** Stops listening to the engine. */
  stop?: () => void;
}

interface Page {
  readonly listeners: Set<Listener>;
  /** The choice that was kept before anything was done here. */
  chosen: readonly ReactionId[];
  counts?: PageCounts | undefined;
  state?: PageState | undefined;
}

/**
 * What stands between the elements and one adapter. Most readers come, see the numbers, and go: for them it makes one
 * request, and that is all. Whatever else has to be done is the {@link Engine}'s, which is loaded when it is needed: by a
 * tap, which is kept before, for a reader who has been here, after a failure, for live counts, for another tab's news.
 */
export class EngagementStore {
  readonly adapter: BackendAdapter;
  readonly #environment: Environment;
  readonly #load: LoadEngine;
  readonly #kept: Kept;
  readonly #clock: Clock;
  readonly #views: Views;
  readonly #pages = new Map<PageKey, Page>();
  readonly #wanted = new Set<PageKey>();
  /** On their way. */
  readonly #reads: Map<PageKey, Promise<ReadonlyMap<PageKey, PageCounts>>> = new Map();
  #record: Begun['record'];
  /** What was done and is not acknowledged. */
  #done: Done[] = [];
  #engine: Engine | undefined;
  #coming: Promise<void> | undefined;
  /** How often it did not arrive, and why. */
  #failures = 0;
  #error: Error | undefined;
  #channel: Channel | undefined;
  /** What other tabs have told, and only the engine understands. */
  #heard: unknown[] = [];
  #awaySince: number | undefined;
  /** Whether the counts may have changed since they came. */
  #isOld = false;
  readonly #giveUp = new AbortController();
  #isClosed = false;
  #stops: readonly (() => void)[];

  /** @param load Default: the engine's own module. */
  constructor(adapter: BackendAdapter, environment: Environment, load: LoadEngine = () => import('./engine.ts')) {
    this.adapter = adapter;
    this.#environment = environment;
    this.#load = load;
    this.#kept = keptOf(environment.storage, adapter.id);
    this.#clock = new Clock(environment);
    this.#views = new Views(environment);
    this.#stops = [
      environment.onConsent(() => this.#schedule()),
      environment.onResume(() => this.#resume()),
      environment.onPause((isLeaving) => this.#pause(isLeaving)),
    ];
    this.#schedule();
  }

  /** The state of a page as it is known now. The same object until something changes. */
  getState(page: PageKey): PageState {
    if (this.#engine) return this.#engine.getState(page);
    const known = this.#page(page);
    known.state ??= this.#stateOf(page, known);
    return known.state;
  }

  /**
   * Calls back after each change of a page, and reads its counts, in one request with all others of this task. Counts
   * that are known from before are shown until the new ones come. Returns the way to stop.
   */
  subscribe(page: PageKey, callback: () => void): () => void {
    const { listeners } = this.#page(page);
    if (listeners.size === 0 && !this.#reads.has(page)) this.#wanted.add(page);
    const listener: Listener = { callback, ...(this.#engine && { stop: this.#engine.subscribe(page, callback) }) };
    listeners.add(listener);
    this.#schedule();
    return () => {
      listeners.delete(listener);
      if (listener.stop) listener.stop();
      else if (listeners.size === 0) this.#views.leave(page);
      if (this.#engine && listeners.size === 0) this.#pages.delete(page);
    };
  }

  /**
   * Keeps the counts of a page up to date while the tab is visible: pushed where the backend can, else read again now and
   * then. Whoever listens to the page is told. Returns the way to stop.
   */
  watch(page: PageKey): () => void {
    let isWanted = true;
    let stop = () => {};
    void this.#start().then(() => {
      if (isWanted && this.#engine) stop = this.#engine.watch(page);
    });
    return () => {
      isWanted = false;
      stop();
    };
  }

  /**
   * The page was shown to the reader. Counts once a page load, as soon as the page is really visible; a reload, a return
   * by back and forward, a preview or a frame is no new view, nor is any of a reader who opted out. A page that its last
   * subscriber leaves before it was seen is not counted. Returns whether this call makes a view, now or then.
   */
  view(page: PageKey): boolean {
    if (this.#engine) return this.#engine.view(page);
    if (!this.adapter.capabilities.views || !this.#views.begin(page)) return false;
    this.#takeViews();
    this.#schedule();
    return true;
  }

  /** The reader shared the page. */
  share(page: PageKey, network: NetworkId): void {
    if (this.#engine) this.#engine.share(page, network);
    else if (this.adapter.capabilities.shares) this.#do(page, { type: 'share', network });
  }

  /** Sets the reader's whole choice on the page; empty takes it back. Does nothing where the backend cannot. */
  react(page: PageKey, reactions: readonly ReactionId[]): void {
    if (this.#engine) {
      this.#engine.react(page, reactions);
      return;
    }
    const { reactions: isCounted, undo } = this.adapter.capabilities;
    if (!isCounted || (!undo && this.getState(page).mine.length > 0)) return;
    this.#do(page, { type: 'reaction', reactions: reactions.toSorted(), previous: [] });
  }

  /** Stops timers and listeners. What was not acknowledged is kept for the next page load. */
  close(): void {
    this.#isClosed = true;
    for (const stop of this.#stops) stop();
    this.#giveUp.abort();
    this.#channel?.close();
    this.#engine?.close();
  }

  #page(page: PageKey): Page {
    let known = this.#pages.get(page);
    if (!known) {
      known = { listeners: new Set(), chosen: this.#kept.choice(page) };
      this.#pages.set(page, known);
    }
    return known;
  }

  #stateOf(page: PageKey, { counts, chosen }: Page): PageState {
    const error = this.#error;
    return stateOf({
      counts,
      acknowledged: chosen,
      pending: this.#done.map(({ interaction }) => interaction).filter((one) => one.page === page),
      waitsFor: this.#environment.isHeld() ? 'consent' : error && 'connection',
      isStale: error !== undefined && this.#isOld,
      refused: undefined,
      error,
    });
  }

  #stamp(page: PageKey, isKept: boolean): Pick<Interaction, 'id' | 'page' | 'at'> {
    return { id: createInteractionId(), page, at: this.#clock.next(isKept) };
  }

  /** Keeps what the reader did, as the engine would, and loads it. */
  #do(
    page: PageKey,
    what: Pick<ShareInteraction, 'type' | 'network'> | Pick<ReactionInteraction, 'type' | 'reactions' | 'previous'>,
  ): void {
    const interaction: Interaction = { ...this.#stamp(page, true), ...what };
    this.#page(page); // Before it is kept: it is not what was chosen before.
    this.#keep({ interaction, sent: 0 });
    this.#channel?.post({ v: 1, did: interaction });
    this.#changed([interaction.page]);
    void this.#start();
  }

  #keep(done: Done): void {
    this.#done.push(done);
    this.#kept.did(done);
  }

  #changed(pages: Iterable<PageKey>): void {
    for (const page of pages) {
      const known = this.#page(page);
      known.state = undefined;
      callAll(known.listeners, ({ callback }) => callback());
    }
  }

  /** In a microtask, so that all that happens in this task travels together. */
  #schedule(): void {
    queueMicrotask(() => this.#ask());
  }

  #ask(): void {
    const environment = this.#environment;
    if (this.#engine || this.#isClosed || environment.isHeld()) return;
    if (!this.#channel) {
      this.#channel = environment.channel(`gaung:${this.adapter.id}`, (message) => {
        this.#heard.push(message);
        this.#renew();
      });
      void environment.storage.hasMore().then((hasMore) => (hasMore ? this.#start() : undefined));
    }
    if (this.#coming) return;
    const { idempotent, maxPages = PAGES_PER_READ } = this.adapter.capabilities;
    const isMuch = this.#wanted.size > maxPages || this.#pages.size > MOST;
    if (!this.#error && (environment.debug || !idempotent || isMuch || this.#kept.isAny())) {
      void this.#start();
      return;
    }
    this.#recordViews();
    this.#read();
  }

  #recordViews(): void {
    this.#takeViews();
    const isDue = ({ interaction, sent }: Done) => interaction.type === 'view' && sent === 0;
    const interactions = this.#done.filter(isDue).map(({ interaction }) => interaction);
    if (interactions.length === 0) return;
    if (this.#record) {
      void this.#start(); // Two at a time are the engine's.
      return;
    }
    const sent = this.#environment.now();
    this.#done = this.#done.map((one) => (isDue(one) ? { ...one, sent } : one));
    const pages = interactions.map(({ page }) => page);
    for (const page of pages) this.#wanted.delete(page);
    const answer = this.#try(() => this.adapter.record(interactions, { keepalive: true }));
    this.#record = { interactions, answer };
    this.#await(answer, ({ counts, refused }) => {
      if (refused.size > 0 || !this.#take(pages, counts)) return false;
      this.#record = undefined;
      this.#done = this.#done.filter(({ interaction }) => !interactions.includes(interaction));
      return true;
    });
  }

  /** What a reader has seen counts, also where it is gone before it is sent. */
  #takeViews(): void {
    for (const page of this.#views.take()) {
      this.#done.push({ interaction: { ...this.#stamp(page, false), type: 'view' }, sent: 0 });
    }
  }

  #read(): void {
    const pages = [...this.#wanted].filter((page) => this.#page(page).listeners.size > 0);
    this.#wanted.clear();
    if (pages.length === 0) return;
    const answer = this.#try(() => this.adapter.read(pages, { signal: this.#giveUp.signal }));
    for (const page of pages) this.#reads.set(page, answer);
    this.#await(answer, (counts) => {
      if (!this.#take(pages, counts)) return false;
      for (const page of pages) this.#reads.delete(page);
      return true;
    });
  }

  /** An adapter may throw rather than reject. */
  async #try<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    return ask();
  }

  /** @param take Returns whether the answer was all that was wanted. */
  #await<Answer>(answer: Promise<Answer>, take: (answer: Answer) => boolean): void {
    void answer
      .then((given) => this.#engine !== undefined || take(given))
      .catch(() => false)
      .then((isDone) => (isDone ? undefined : this.#start()));
  }

  #take(pages: readonly PageKey[], counts: ReadonlyMap<PageKey, PageCounts>): boolean {
    for (const page of pages) {
      const fresh = counts.get(page);
      // A choice is the engine's to know.
      if (!fresh || (fresh.mine?.length ?? 0) > 0) return false;
      if (!this.#isAmbiguous(page)) this.#know(page, fresh);
    }
    this.#changed(pages);
    return true;
  }

  /** Whether counts of the page may or may not hold what was done here. */
  #isAmbiguous(page: PageKey): boolean {
    return this.#done.some(({ interaction: { page: its, type }, sent }) => its === page && type !== 'view' && sent > 0);
  }

  #know(page: PageKey, fresh: PageCounts | undefined): void {
    const known = this.#page(page);
    if (fresh && (known.counts?.version ?? 0) <= fresh.version) known.counts = fresh;
  }

  /** The engine is needed. Resolves once it is there, or cannot be had for now. */
  #start(): Promise<void> {
    this.#coming ??= this.#load().then(
      ({ Engine }) => {
        if (this.#isClosed) return;
        for (const stop of this.#stops) stop();
        this.#channel?.close();
        this.#channel = undefined; // The engine has its own, and what is closed still takes room.
        const counts = new Map([...this.#pages].flatMap(([page, { counts }]) => (counts ? [[page, counts]] : [])));
        this.#engine = new Engine(this.adapter, this.#environment, {
          clock: this.#clock,
          views: this.#views,
          done: this.#done,
          heard: this.#heard,
          record: this.#record,
          reads: this.#reads,
          counts,
          isFresh: !this.#isOld,
        });
        for (const [page, { listeners }] of this.#pages) {
          for (const listener of listeners) listener.stop = this.#engine.subscribe(page, listener.callback);
        }
        this.#changed(this.#pages.keys()); // It may know more.
      },
      (cause: unknown) => {
        this.#coming = undefined;
        this.#error = new GaungError('store', 'A part of the script did not arrive. It is asked for again.', { cause });
        const environment = this.#environment;
        const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#failures++);
        environment.setTimer(() => void this.#start(), longest * (0.5 + environment.random() / 2));
        this.#changed(this.#pages.keys());
        this.#send({ keepalive: true });
        this.#schedule();
      },
    );
    return this.#coming;
  }

  /** What is known may be out of date. */
  #renew(): void {
    this.#isOld = true;
    void this.#start();
  }

  #resume(): void {
    const environment = this.#environment;
    if (this.#awaySince !== undefined && environment.isVisible()) {
      const isLong = environment.now() - this.#awaySince >= AWAY_MS;
      this.#awaySince = undefined;
      if (isLong || !this.#channel) this.#renew();
    }
    if (this.#error) void this.#start();
    this.#schedule();
  }

  /** The page may never run again: what the engine would have sent is sent as it is. */
  #pause(isLeaving: boolean): void {
    this.#awaySince ??= this.#environment.now();
    if (isLeaving) {
      this.#channel?.close();
      this.#channel = undefined;
    }
    if (this.#done.some(({ interaction, sent }) => interaction.type !== 'view' && sent === 0)) {
      this.#send({ keepalive: true, urgent: true });
    }
  }

  /**
   * Sends what the reader did without the engine: nothing is folded, no other tab asked, and nothing tried again. A server
   * makes the first that it is sent the visitor: beside what others have kept, and may be sending, this would be another.
   */
  #send(options: RecordOptions): void {
    const environment = this.#environment;
    const taps = this.#done.filter(({ interaction }) => interaction.type !== 'view');
    if (taps.length === 0 || !this.adapter.capabilities.idempotent || environment.isHeld()) return;
    if (!this.#kept.isAll(taps)) return;
    this.#done = this.#done.filter((one) => !taps.includes(one));
    for (const { interaction, sent } of taps) this.#keep({ interaction, sent: sent || environment.now() });
    const interactions = taps.map(({ interaction }) => interaction);
    void this.#try(() => this.adapter.record(interactions, options)).then(
      (result) => this.#engine || this.#settle(interactions, result),
      () => {}, // Kept: it is sent again.
    );
  }

  /** What was sent without the engine counts. What was refused is left to it: only it says why. */
  #settle(interactions: readonly Interaction[], { counts, refused }: RecordResult): void {
    const applied = interactions.filter(({ id }) => !refused.has(id));
    for (const one of applied) {
      const { id, page } = one;
      this.#kept.applied(one);
      this.#done = this.#done.filter(({ interaction }) => interaction.id !== id);
      const fresh = counts.get(page);
      this.#know(page, fresh);
      if (!fresh) this.#wanted.add(page);
      if (one.type === 'reaction') this.#page(page).chosen = one.reactions;
    }
    this.#changed(new Set(applied.map(({ page }) => page)));
    this.#schedule();
  }
}
