import { type KeyValueStorage, memoryStorage } from '../../../src/contract/index.ts';
import type { Channel, DurableStorage, Environment, LockOptions } from '../../../src/store/index.ts';

export type NavigationType = ReturnType<Environment['navigation']>;

export interface Timer {
  readonly callback: () => void;
  readonly due: number;
}

/** What several page loads or tabs of one browser have in common. */
export class Browser {
  /** What is in the browser's storage. */
  readonly kept = new Map<string, string>();
  storage: KeyValueStorage = memoryStorage(this.kept);
  time = 1_700_000_000_000;

  /** The tabs that wait for each lock, first the one that has it. */
  readonly locks = new Map<string, (() => void)[]>();
  /** The tabs on each channel. */
  readonly channels = new Map<string, Set<(message: unknown) => void>>();
  /** Every message, in order. */
  readonly messages: object[] = [];

  /** The keys of what is kept to be sent. */
  get outbox(): string[] {
    return [...this.kept.keys()].filter((key) => key.startsWith('gaung:outbox:'));
  }

  /** One page load. */
  open(navigation: NavigationType = 'navigate'): World {
    return new World(this, navigation);
  }
}

/** An {@link Environment} whose clock, timers and visibility a test decides. */
export class World implements Environment {
  readonly browser: Browser;
  /** The type of the latest navigation. */
  came: NavigationType;
  readonly timers = new Set<Timer>();
  readonly resumers = new Set<() => void>();
  readonly pausers = new Set<(isLeaving: boolean) => void>();
  readonly consenters = new Set<() => void>();
  isShown = true;
  isPreviewed = false;
  isOptOut = false;
  isConsentMissing = false;
  isCrashed = false;
  /** 1 makes each wait as long as it may be. */
  chance = 1;

  constructor(browser = new Browser(), came: NavigationType = 'navigate') {
    this.browser = browser;
    this.came = came;
  }

  /** What ends when the page crashes, as the browser would end it. */
  readonly #endings = new Set<() => void>();
  /** The locks that this tab has or waits for. */
  readonly turns = new Set<string>();
  /** What is not kept before the reader has agreed. */
  readonly #unkept = new Map<string, string>();

  /** The browser's; what crashed writes nothing any more. */
  readonly storage: DurableStorage = {
    get: (key) => this.#unkept.get(key) ?? this.browser.storage.get(key),
    set: (key, value) => {
      if (this.isCrashed) return false;
      if (!this.isConsentMissing) return this.browser.storage.set(key, value);
      this.#unkept.set(key, value);
      return false;
    },
    remove: (key) => {
      this.#unkept.delete(key);
      if (!this.isCrashed) this.browser.storage.remove(key);
    },
    keys: (prefix) => [
      ...this.browser.storage.keys(prefix),
      ...[...this.#unkept.keys()].filter((key) => key.startsWith(prefix)),
    ],
    flush: async () => {},
    refresh: async () => {},
    hasMore: async () => false,
  };

  navigation(): NavigationType {
    return this.came;
  }

  isPreview(): boolean {
    return this.isPreviewed;
  }

  isOptedOut(): boolean {
    return this.isOptOut;
  }

  isHeld(): boolean {
    return this.isConsentMissing;
  }

  onConsent(callback: () => void): () => void {
    this.consenters.add(callback);
    return () => this.consenters.delete(callback);
  }

  now(): number {
    return this.browser.time;
  }

  random(): number {
    return this.chance;
  }

  setTimer(callback: () => void, ms: number): () => void {
    if (this.isCrashed) return () => {};
    const timer = { callback, due: this.browser.time + ms };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  isVisible(): boolean {
    return this.isShown;
  }

  onResume(callback: () => void): () => void {
    this.resumers.add(callback);
    return () => this.resumers.delete(callback);
  }

  onPause(callback: (isLeaving: boolean) => void): () => void {
    this.pausers.add(callback);
    return () => this.pausers.delete(callback);
  }

  /** As Web Locks do it: first come, first served. */
  async lock(name: string, work: () => Promise<void>, { signal, onBusy }: LockOptions): Promise<void> {
    if (this.isCrashed) return new Promise(() => {});
    const { locks } = this.browser;
    const queue = locks.get(name) ?? [];
    locks.set(name, queue);
    let go = () => {};
    let refuse = (_reason: unknown) => {};
    const turn = new Promise<void>((resolve, reject) => {
      go = resolve;
      refuse = reject;
    });
    const leave = () => {
      this.#endings.delete(leave);
      const had = queue[0] === go;
      if (queue.includes(go)) queue.splice(queue.indexOf(go), 1);
      if (had) queue[0]?.();
    };
    this.#endings.add(leave);
    this.turns.add(name);
    queue.push(go);
    if (queue[0] === go) go();
    else onBusy?.();
    signal.addEventListener('abort', () => {
      if (queue[0] !== go) refuse(signal.reason);
    });
    try {
      await turn;
      await work();
    } finally {
      this.turns.delete(name);
      leave();
    }
  }

  channel(name: string, onMessage: (message: unknown) => void): Channel {
    const { channels, messages } = this.browser;
    const all = channels.get(name) ?? new Set();
    channels.set(name, all);
    const hear = (message: unknown) => onMessage(message);
    all.add(hear);
    const close = () => {
      this.#endings.delete(close);
      all.delete(hear);
    };
    this.#endings.add(close);
    return {
      post: (message) => {
        if (!all.has(hear)) return; // closed, or crashed
        const copy: object = structuredClone(message);
        messages.push(copy);
        for (const other of all)
          if (other !== hear) queueMicrotask(() => all.has(other) && other(structuredClone(copy)));
      },
      close,
    };
  }

  /** ms until each timer. */
  get waits(): number[] {
    return [...this.timers].map(({ due }) => due - this.browser.time).toSorted((a, b) => a - b);
  }

  /** Lets time pass, with all that falls due in it. */
  async pass(ms: number): Promise<void> {
    await settled();
    const end = this.browser.time + ms;
    for (;;) {
      const [next] = [...this.timers].filter(({ due }) => due <= end).toSorted((a, b) => a.due - b.due);
      if (!next) break;
      this.timers.delete(next);
      this.browser.time = Math.max(this.browser.time, next.due);
      next.callback();
      await settled();
    }
    this.browser.time = end;
  }

  /** The tab is hidden, or the page left; or frozen, which is as if it were left. */
  async pause(isLeaving = false): Promise<void> {
    this.isShown = false;
    for (const callback of this.pausers) callback(isLeaving);
    await settled();
  }

  /** The reader agrees. */
  async consent(): Promise<void> {
    this.isConsentMissing = false;
    for (const [key, value] of this.#unkept) this.storage.set(key, value);
    this.#unkept.clear();
    for (const callback of this.consenters) callback();
    await settled();
  }

  /** The tab's process dies: no timer, no message and no lock of it is left. */
  crash(): void {
    this.isCrashed = true;
    this.timers.clear();
    for (const end of [...this.#endings]) end();
  }

  /** The page is shown again. */
  async resume(): Promise<void> {
    this.isShown = true;
    await this.online();
  }

  /** The network is back. */
  async online(): Promise<void> {
    for (const callback of this.resumers) callback();
    await settled();
  }
}

/** Lets every microtask run, and those that they queue. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}
