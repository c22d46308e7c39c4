import { type BackendAdapter, PAGES_PER_READ, type PageCounts, type PageKey } from '../contract/index.ts';
import { Backoff } from './backoff.ts';
import type { Environment } from './environment.ts';
import type { Pages } from './pages.ts';
import type { Reads } from './reads.ts';
import type { Tabs } from './tabs.ts';
import { Turn } from './turn.ts';

/** How often counts are read again where the backend cannot push them, in ms. */
const POLL_MS = 15_000;
/** How often the tab that gets them asks who wants any, so that a tab which crashed is forgotten, in ms. */
const ASK_MS = 60_000;
/** How long the tabs of a browser have to answer before a new connection is made, in ms. */
const GATHER_MS = 50;

export interface LiveParts {
  readonly adapter: BackendAdapter;
  readonly environment: Environment;
  readonly pages: Pages;
  readonly reads: Reads;
  readonly tabs: Tabs;
}

/**
 * Counts that come by themselves: one connection a browser, held by a visible tab for the pages of all visible ones, and
 * passed on when that tab is hidden. Where the backend cannot push, or fails to, the tab reads again now and then.
 */
export class Live {
  readonly #parts: LiveParts;
  /** Tells this tab from the others. */
  readonly #tab: number;
  /** How many here watch each page. */
  readonly #own = new Map<PageKey, number>();
  /** What each other tab watches. */
  readonly #others = new Map<number, readonly PageKey[]>();
  /** Tabs that have not answered since they were asked. */
  readonly #silent = new Set<number>();
  readonly #turn: Turn;
  readonly #backoff: Backoff;
  #isPaused = false;
  /** Whether counts may have changed while this tab was paused, and nobody has told since. */
  #isBehind = false;
  /** The pages of the connection, joined, and the way to end it. */
  #connected = '';
  #disconnect: (() => void) | undefined;
  #cancelGather: (() => void) | undefined;
  #cancelPoll: (() => void) | undefined;
  #cancelAsk: (() => void) | undefined;

  constructor(parts: LiveParts) {
    this.#parts = parts;
    const { environment, adapter } = parts;
    this.#tab = environment.random();
    this.#backoff = new Backoff(environment, () => this.#connect());
    this.#turn = new Turn(environment, `gaung:live:${adapter.id}`, {
      begin: async () => {},
      isOver: () => !this.#isWanted,
      changed: (isElsewhere) => (isElsewhere ? this.#catchUp() : this.#begin()),
    });
  }

  /** Somebody here wants a page live. Returns the way to stop. */
  watch(page: PageKey): () => void {
    this.#own.set(page, (this.#own.get(page) ?? 0) + 1);
    this.#changed();
    let isStopped = false;
    return () => {
      if (isStopped) return;
      isStopped = true;
      const left = (this.#own.get(page) ?? 1) - 1;
      if (left > 0) this.#own.set(page, left);
      else this.#own.delete(page);
      this.#changed();
    };
  }

  /** Another tab tells what it watches. */
  heard(tab: number, pages: readonly PageKey[]): void {
    if (!this.#turn.isOurs) return;
    this.#silent.delete(tab);
    if (pages.length > 0) this.#others.set(tab, pages.slice(0, PAGES_PER_READ));
    else this.#others.delete(tab);
    this.#gather();
  }

  /** Tells the others what this tab watches. */
  tell(): void {
    if (this.#isWanted) this.#parts.tabs.watching(this.#tab, [...this.#own.keys()]);
  }

  /** Takes counts that another tab got. */
  take(counts: ReadonlyMap<PageKey, PageCounts>): void {
    const { pages } = this.#parts;
    pages.changed([...counts].filter((entry) => pages.takePushed(...entry)).map(([page]) => page));
  }

  /** The tab is hidden, frozen or left: another one may have the connection. */
  pause(): void {
    if (this.#isPaused) return;
    this.#isPaused = true;
    this.#isBehind = true;
    this.#stop();
    if (this.#own.size > 0) this.#parts.tabs.watching(this.#tab, []);
    this.#turn.leave();
  }

  resume(): void {
    // The network may be back, or a frozen tab wake, while nobody looks.
    if (!this.#parts.environment.isVisible() || (!this.#isPaused && this.#isAsked)) return;
    this.#isPaused = false;
    this.#changed();
  }

  close(): void {
    this.#stop();
    this.#turn.close();
  }

  get #isWanted(): boolean {
    return this.#own.size > 0 && !this.#isPaused;
  }

  get #isAsked(): boolean {
    return this.#turn.isOurs || this.#turn.isElsewhere;
  }

  #changed(): void {
    const { environment, tabs } = this.#parts;
    if (this.#isPaused || environment.isHeld() || !environment.isVisible()) return;
    tabs.watching(this.#tab, [...this.#own.keys()]);
    if (this.#isWanted) this.#turn.want();
    this.#gather();
  }

  /** Reads what was missed, where no new connection begins with it: another tab's goes on, or there is none. */
  #catchUp(): void {
    if (!this.#isBehind) return;
    this.#isBehind = false;
    for (const page of this.#own.keys()) this.#parts.reads.again(page);
  }

  /** The turn is ours. */
  #begin(): void {
    if (!this.#turn.isOurs || !this.#isWanted) return; // It came too late, and ends at once.
    this.#others.clear();
    this.#ask();
    this.#gather();
  }

  /** Asks who wants what, and forgets who has not answered since the last time. */
  #ask(): void {
    const { environment, tabs } = this.#parts;
    for (const tab of this.#silent) this.#others.delete(tab);
    this.#silent.clear();
    for (const tab of this.#others.keys()) this.#silent.add(tab);
    tabs.asked();
    this.#cancelAsk = environment.setTimer(() => {
      this.#ask();
      this.#gather();
    }, ASK_MS);
  }

  /** Connects for what is wanted by then, all at once. */
  #gather(): void {
    if (!this.#turn.isOurs) return;
    this.#cancelGather ??= this.#parts.environment.setTimer(() => {
      this.#cancelGather = undefined;
      if (!this.#turn.isOurs) return;
      if (this.#isWanted) this.#connect();
      else {
        this.#stop();
        this.#turn.end();
      }
    }, GATHER_MS);
  }

  /** The pages of all tabs, own ones first: as many as one connection may have. */
  get #wanted(): PageKey[] {
    return [...new Set([...this.#own.keys(), ...[...this.#others.values()].flat()])].slice(0, PAGES_PER_READ);
  }

  #connect(): void {
    const { adapter, environment } = this.#parts;
    const wanted = this.#wanted;
    const joined = wanted.toSorted().join('\n');
    if (this.#disconnect && joined === this.#connected) return;
    this.#stopConnection();
    if (!adapter.capabilities.live || !adapter.subscribe) {
      this.#catchUp();
      this.#poll();
      return;
    }
    this.#connected = joined;
    environment.debug?.(`live: wants pages: ${wanted.length}`, wanted);
    const controller = new AbortController();
    const { signal } = controller;
    let stop: (() => void) | undefined;
    this.#disconnect = () => {
      controller.abort();
      stop?.();
    };
    try {
      stop = adapter.subscribe(wanted, {
        signal,
        onCounts: (counts) => !signal.aborted && this.#pushed(counts),
        onError: (error) => !signal.aborted && this.#failed(error),
      });
    } catch (error) {
      this.#failed(error as Error);
    }
  }

  #pushed(counts: ReadonlyMap<PageKey, PageCounts>): void {
    this.#backoff.succeeded();
    this.#isBehind = false;
    this.#stopPolling();
    this.#parts.environment.debug?.(`live: counts of pages: ${counts.size}`, counts);
    this.#took(counts);
  }

  #took(counts: ReadonlyMap<PageKey, PageCounts>): void {
    this.take(counts);
    this.#parts.tabs.counts(counts);
  }

  /** Reads instead, and tries again after a while. */
  #failed(error: Error): void {
    this.#parts.environment.debug?.(`live failed: ${error.message}`, error);
    this.#stopConnection();
    this.#backoff.failed(0);
    this.#catchUp();
    this.#poll();
  }

  /** Reads now and then, until counts come by themselves. */
  #poll(): void {
    this.#cancelPoll ??= this.#parts.environment.setTimer(() => void this.#read(), POLL_MS);
  }

  async #read(): Promise<void> {
    const { adapter, environment } = this.#parts;
    const cancel = this.#cancelPoll;
    let counts: ReadonlyMap<PageKey, PageCounts> = new Map();
    try {
      counts = await adapter.read(this.#wanted);
    } catch (error) {
      environment.debug?.('live: reading instead failed', error); // The next one may succeed; what is shown stays as it is.
    }
    if (this.#cancelPoll !== cancel) return; // Meanwhile they come by themselves, or nobody wants them.
    this.#took(counts);
    this.#cancelPoll = undefined;
    this.#poll();
  }

  #stopPolling(): void {
    this.#cancelPoll?.();
    this.#cancelPoll = undefined;
  }

  #stopConnection(): void {
    this.#disconnect?.();
    this.#disconnect = undefined;
    this.#connected = '';
  }

  #stop(): void {
    this.#stopConnection();
    this.#stopPolling();
    this.#backoff.stop();
    for (const cancel of [this.#cancelAsk, this.#cancelGather]) cancel?.();
    this.#cancelAsk = undefined;
    this.#cancelGather = undefined;
  }
}
