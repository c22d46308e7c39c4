import type { Interaction, PageCounts, PageKey, ReactionId } from '../contract/index.ts';
import type { Backoff } from './backoff.ts';
import type { Choices } from './choices.ts';
import type { Outbox } from './outbox.ts';
import { currentChoice, optimisticCounts, type PageState, type RefusedInteraction } from './page-state.ts';

/** Pages that are remembered; beyond it, the oldest that nobody looks at are forgotten. */
const MOST = 500;

interface Page {
  readonly listeners: Set<() => void>;
  counts?: PageCounts;
  /** When the counts came, in answers of this store. */
  since: number;
  refused?: RefusedInteraction | undefined;
  error?: Error | undefined;
  /** The frozen state, until something changes. */
  state?: PageState | undefined;
}

/** What is known of each page, and whom to tell when it changes. Asks nobody anything. */
export class Pages {
  readonly #outbox: Outbox;
  readonly #choices: Choices;
  readonly #sending: Backoff;
  readonly #pages = new Map<PageKey, Page>();
  /** How many answers were taken so far: tells a read what came after it was asked. */
  answers = 0;

  constructor(outbox: Outbox, choices: Choices, sending: Backoff) {
    this.#outbox = outbox;
    this.#choices = choices;
    this.#sending = sending;
  }

  state(page: PageKey): PageState {
    const known = this.#page(page);
    if (!known.state) {
      const { counts, refused, error } = known;
      const pending = this.#outbox.entries(page).map(({ interaction }) => interaction);
      const acknowledged = this.#choices.get(page);
      known.state = Object.freeze({
        status: counts ? 'ready' : error ? 'unavailable' : 'loading',
        counts: counts && optimisticCounts(counts, acknowledged, pending),
        mine: Object.freeze(currentChoice(acknowledged, pending)),
        waiting: this.#sending.isFailing && pending.some(({ type }) => type !== 'view'),
        refused,
        error,
      } satisfies PageState);
    }
    return known.state;
  }

  /** The acknowledged choice. */
  choice(page: PageKey): readonly ReactionId[] {
    return this.#choices.get(page);
  }

  /** Calls back after each change of a page. Returns the way to stop. */
  listen(page: PageKey, callback: () => void): () => void {
    const known = this.#page(page);
    const listener = () => callback(); // The same function may be given twice.
    known.listeners.add(listener);
    return () => {
      known.listeners.delete(listener);
      if (known.listeners.size > 0 || !known.refused) return;
      // All who were there were told; whoever comes later is not.
      known.refused = undefined;
      known.state = undefined;
    };
  }

  /** Whether anybody listens. */
  isShown(page: PageKey): boolean {
    return (this.#pages.get(page)?.listeners.size ?? 0) > 0;
  }

  /** Whether the answer to something that is sent, or about to be, will bring the counts. */
  isComing(page: PageKey): boolean {
    return !this.#sending.isFailing && this.#outbox.entries(page).length > 0;
  }

  /** Tells all who listen to these pages. */
  changed(pages: Iterable<PageKey>): void {
    for (const page of pages) {
      const known = this.#page(page);
      known.state = undefined;
      for (const listener of [...known.listeners]) {
        if (!known.listeners.has(listener)) continue; // Another one stopped it just now.
        try {
          listener();
        } catch (error) {
          // One listener's mistake is not the others': reported as uncaught, all the same.
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    }
  }

  /**
   * Takes counts, unless they are older than those that are shown. Returns whether it did.
   *
   * @param asked What {@link answers} was when a read was asked; absent for what the backend says after a change.
   */
  take(page: PageKey, counts: PageCounts, asked = Number.POSITIVE_INFINITY): boolean {
    const known = this.#page(page);
    const newer = known.counts ? (counts.version || 0) - (known.counts.version || 0) : 1;
    // A backend without versions always says the same one: then a read gives way to what came while it was on its way.
    if (newer < 0 || (newer === 0 && known.since > asked)) return false;
    known.counts = counts;
    known.since = ++this.answers;
    if (counts.mine) this.#choices.set(page, counts.mine);
    return true;
  }

  /** Takes the counts of a read. Returns whether anything changed. */
  takeRead(page: PageKey, counts: PageCounts, asked: number): boolean {
    const known = this.#page(page);
    const wasFailed = known.error !== undefined;
    known.error = undefined;
    // Counts that may or may not hold what was sent would show it twice: its acknowledgement decides.
    const isAmbiguous = this.#outbox.entries(page).some(({ interaction, sent }) => sent && interaction.type !== 'view');
    return (!(known.counts && isAmbiguous) && this.take(page, counts, asked)) || wasFailed;
  }

  /**
   * The backend has applied some of what was done on a page. Tells nobody yet. Returns whether the counts are exact.
   *
   * @param counts What the backend says after it, where it says anything.
   */
  acknowledge(page: PageKey, applied: readonly Interaction[], counts: PageCounts | undefined): boolean {
    const known = this.#page(page);
    const before = this.#choices.get(page);
    for (const one of applied) this.#outbox.remove(one);
    known.error = undefined;
    const isTaken = counts !== undefined && this.take(page, counts);
    if (!(isTaken && counts.mine)) this.#choices.set(page, currentChoice(before, applied));
    // Else the number would jump back until the next read.
    if (!isTaken && known.counts) known.counts = optimisticCounts(known.counts, before, applied);
    return isTaken;
  }

  /** Rolls an interaction back, and tells why. */
  refuse(interaction: Interaction, refusal: Omit<RefusedInteraction, 'interaction'>): void {
    this.#outbox.remove(interaction);
    this.#page(interaction.page).refused = Object.freeze({ ...refusal, interaction });
    this.changed([interaction.page]);
  }

  /** The reader did something: an earlier refusal is no news any more. */
  did({ page }: Interaction): void {
    this.#page(page).refused = undefined;
    this.changed([page]);
  }

  /** Something went wrong on a page. Tells nobody yet. */
  fail(page: PageKey, error: Error): void {
    this.#page(page).error = error;
  }

  close(): void {
    for (const { listeners } of this.#pages.values()) listeners.clear();
  }

  #page(page: PageKey): Page {
    let known = this.#pages.get(page);
    if (!known) {
      if (this.#pages.size >= MOST) this.#forgetOldest();
      known = { listeners: new Set(), since: 0 };
      this.#pages.set(page, known);
    }
    return known;
  }

  #forgetOldest(): void {
    for (const [page, { listeners }] of this.#pages) {
      if (listeners.size > 0 || this.#outbox.entries(page).length > 0) continue;
      this.#pages.delete(page);
      return;
    }
  }
}
