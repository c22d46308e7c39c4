import { type KeyValueStorage, memoryStorage } from '../../../src/contract/index.ts';
import type { Environment } from '../../../src/store/index.ts';

export type NavigationType = ReturnType<Environment['navigation']>;

interface Timer {
  readonly callback: () => void;
  readonly due: number;
}

/** What several page loads or tabs of one browser have in common. */
export class Browser {
  /** What is in the browser's storage. */
  readonly kept = new Map<string, string>();
  storage: KeyValueStorage = memoryStorage(this.kept);
  time = 1_700_000_000_000;

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
  isShown = true;
  isPreviewed = false;
  isCrashed = false;
  /** 1 makes each wait as long as it may be. */
  chance = 1;

  constructor(browser = new Browser(), came: NavigationType = 'navigate') {
    this.browser = browser;
    this.came = came;
  }

  /** The browser's; what crashed writes nothing any more. */
  readonly storage: KeyValueStorage = {
    get: (key) => this.browser.storage.get(key),
    set: (key, value) => !this.isCrashed && this.browser.storage.set(key, value),
    remove: (key) => this.isCrashed || this.browser.storage.remove(key),
    keys: (prefix) => this.browser.storage.keys(prefix),
  };

  navigation(): NavigationType {
    return this.came;
  }

  isPreview(): boolean {
    return this.isPreviewed;
  }

  now(): number {
    return this.browser.time;
  }

  random(): number {
    return this.chance;
  }

  setTimer(callback: () => void, ms: number): () => void {
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

  /** The page is shown again, or the network is back. */
  async resume(): Promise<void> {
    this.isShown = true;
    for (const callback of this.resumers) callback();
    await settled();
  }
}

/** Lets every microtask run, and those that they queue. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}
