import type { PageCounts, PageKey } from '../../src/contract/index.ts';
import type { EngagementStore } from '../../src/store/index.ts';
import { look } from '../store/support/story.ts';
import type { Network } from './network.ts';

/** Somebody who looks at a page in a tab, and notes what cannot be. */
export class Reader {
  readonly problems: string[] = [];
  /**
   * Whether the tab was once shown the exact counts. Before, they may come from a cache, or hold what is on its way; from
   * then on nothing but what the reader does may change them, because nobody else does anything.
   */
  wasExact = false;
  readonly #store: EngagementStore;
  readonly #page: PageKey;
  readonly #tab: string;
  readonly #network: Network;
  /** What was shown last. */
  #mine = '';
  #count = 0;
  #views = 0;

  constructor(store: EngagementStore, page: PageKey, tab: string, network: Network) {
    this.#store = store;
    this.#page = page;
    this.#tab = tab;
    this.#network = network;
    store.subscribe(page, () => this.#look());
    this.#look(); // as an element does when it first renders
  }

  /** Whether the numbers must be right now. */
  get isExact(): boolean {
    return this.wasExact && !this.#network.isBlurred;
  }

  /** What is chosen here. */
  get mine(): string {
    return this.#store.getState(this.#page).mine.join('+');
  }

  get counts(): PageCounts | undefined {
    return this.#store.getState(this.#page).counts;
  }

  #look(): void {
    const { counts } = this.#store.getState(this.#page);
    if (!counts) return;
    const { views = 0, reactions = {}, shares = {} } = counts;
    const mine = this.mine;
    const count = reactions[mine] ?? 0;
    const all = [views, ...Object.values(reactions), ...Object.values(shares)];
    if (all.some((one) => one < 0)) this.#note('a number is negative');
    if (mine && count < 1) this.#note('the choice is not counted');
    if (this.isExact && mine === this.#mine && count < this.#count) this.#note(`${mine} fell from ${this.#count}`);
    if (views < this.#views) this.#note(`views fell from ${this.#views}`);
    this.#mine = mine;
    this.#count = count;
    this.#views = views;
  }

  #note(problem: string): void {
    this.problems.push(`${this.#tab}, page ${this.#page}: ${problem}: ${look(this.#store.getState(this.#page))}`);
  }
}
