import type { PageKey } from '../../src/contract/index.ts';
import { Engine } from '../../src/store/engine.ts';
import { EngagementStore } from '../../src/store/index.ts';
import { look } from '../store/support/story.ts';
import type { World } from '../store/support/world.ts';
import { PAGES } from './model.ts';
import type { Network } from './network.ts';
import { Reader } from './reader.ts';

/** One page load: a store with a reader before it. */
export class Tab {
  readonly name: string;
  readonly world: World;
  readonly store: EngagementStore;
  readonly readers: ReadonlyMap<PageKey, Reader>;
  isFrozen = false;
  /** Whether the engine is asked for and not there. */
  isWaiting = false;
  readonly #wakers: (() => void)[] = [];
  readonly #stops: (() => void)[] = [];

  /** @param isWatching Whether the counts are kept up to date. */
  constructor(name: string, world: World, network: Network, isWatching: boolean) {
    this.name = name;
    this.world = world;
    this.store = new EngagementStore(network.adapter(this), world, async () => {
      this.isWaiting = true;
      await network.arrive(this);
      this.isWaiting = false;
      return { Engine };
    });
    this.readers = new Map(PAGES.map((page) => [page, new Reader(this.store, page, name, network)]));
    if (isWatching) this.#stops = PAGES.map((page) => this.store.watch(page));
  }

  /** Whether a reader sees it and can tap. */
  get isSeen(): boolean {
    return this.world.isShown && !this.isFrozen;
  }

  /** What a page looks like now. */
  looks(page: PageKey): string {
    return look(this.store.getState(page));
  }

  /** Resolves when the tab can hear an answer: at once, when it is restored, or never. */
  awake(): Promise<void> {
    if (this.world.isCrashed) return new Promise(() => {});
    return this.isFrozen ? new Promise((resolve) => this.#wakers.push(resolve)) : Promise.resolve();
  }

  async hide(): Promise<void> {
    await this.world.pause();
  }

  async show(): Promise<void> {
    await this.world.resume();
  }

  async freeze(): Promise<void> {
    this.isFrozen = true;
    for (const reader of this.readers.values()) reader.wasExact = false; // it hears nothing of what others do
    await this.world.pause(true);
  }

  async restore(): Promise<void> {
    this.isFrozen = false;
    await this.world.resume();
    for (const wake of this.#wakers.splice(0)) wake();
  }

  /** The counts are not kept up to date any more. */
  unwatch(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  /** The page is left, as a browser does it; or the store is closed by whoever made it. */
  leave(how: 'left' | 'closed'): void {
    if (how === 'closed') this.store.close();
    else void this.world.pause(true);
    this.world.crash();
  }
}
