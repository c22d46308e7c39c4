import { type Interaction, type PageCounts, type PageKey, REFUSALS, type ReactionId } from '../contract/index.ts';
import { callAll } from './call-all.ts';
import type { Choices } from './choices.ts';
import type { Outbox } from './outbox.ts';
import { currentChoice, optimisticCounts, type PageState, type RefusedInteraction, stateOf } from './page-state.ts';
import type { SendingStatus } from './sending-status.ts';
import type { Settled } from './tabs.ts';

/** Pages that are remembered; beyond it, the oldest that nobody looks at are forgotten. */
const MOST = 500;

interface Page {
  readonly listeners: Set<() => void>;
  counts?: PageCounts;
  /** When the counts came, in answers of this store. */
  since: number;
  refused?: RefusedInteraction | undefined;
  error?: Error | undefined;
  /** When it was last learned that something was applied, without the counts after it, in the same measure. */
  applied?: number;
  /** Whether the counts could not be asked for again. */
  isStale: boolean;
  /** Newer counts that came by themselves and may hold what is not acknowledged yet: they would show it twice. */
  later?: PageCounts | undefined;
  /** Whether a read was not taken for the same reason. */
  hasMissed?: boolean;
  /** The frozen state, until something changes. */
  state?: PageState | undefined;
}

/** What is known of each page, and whom to tell when it changes. Asks nobody anything. */
export class Pages {
  readonly #outbox: Outbox;
  readonly #choices: Choices;
  readonly #sending: SendingStatus;
  readonly #pages = new Map<PageKey, Page>();
  /** How many answers were taken so far: tells a read what came after it was asked. */
  answers = 0;

  constructor(outbox: Outbox, choices: Choices, sending: SendingStatus) {
    this.#outbox = outbox;
    this.#choices = choices;
    this.#sending = sending;
  }

  state(page: PageKey): PageState {
    const known = this.#page(page);
    if (!known.state) {
      const { counts, refused, error, isStale } = known;
      const madeAt = this.#choices.madeAt(page);
      // An older choice than the acknowledged one is a leftover that will change nothing.
      const pending = this.#outbox
        .entries(page)
        .map(({ interaction }) => interaction)
        .filter(({ type, at }) => type !== 'reaction' || at > madeAt);
      known.state = stateOf({
        counts,
        acknowledged: this.#choices.get(page),
        pending,
        waitsFor: this.#sending.waitsFor,
        isStale,
        refused,
        error,
      });
    }
    return known.state;
  }

  /**
   * Takes up the choices that other tabs have kept. Returns the pages where they are others.
   *
   * @param went Pages of which other tabs have settled something.
   */
  async syncChoices(went: readonly PageKey[]): Promise<PageKey[]> {
    const others = await this.#choices.sync();
    for (const page of [...went, ...others]) this.#page(page).applied = ++this.answers;
    return others;
  }

  /** The acknowledged choice. */
  choice(page: PageKey): readonly ReactionId[] {
    return this.#choices.get(page);
  }

  /** When the acknowledged choice was made, in ms since 1970; 0 where nothing is known. */
  madeAt(page: PageKey): number {
    return this.#choices.madeAt(page);
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
    if (this.#sending.isFailing) return false;
    const entries = this.#outbox.entries(page);
    return entries.some(({ interaction }) => interaction.type === 'view' || !this.#sending.isElsewhere);
  }

  /** The pages that anybody listens to. */
  get shown(): PageKey[] {
    return [...this.#pages].filter(([, { listeners }]) => listeners.size > 0).map(([page]) => page);
  }

  /** Tells all who listen to these pages. */
  changed(pages: Iterable<PageKey>): void {
    for (const page of pages) {
      const known = this.#page(page);
      known.state = undefined;
      callAll(known.listeners, (listener) => listener());
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
    known.isStale = false;
    known.hasMissed = false;
    known.later = undefined;
    known.since = ++this.answers;
    return true;
  }

  /** Takes the counts of a read. Returns whether anything changed. */
  takeRead(page: PageKey, counts: PageCounts, asked: number): boolean {
    const known = this.#page(page);
    const wasFailed = known.error !== undefined || known.isStale;
    known.error = undefined;
    known.isStale = false;
    // Counts that may or may not hold what was sent would show it twice: its acknowledgement decides.
    known.hasMissed = known.counts !== undefined && this.#isAmbiguous(page);
    // What was asked before something was applied lacks it, and is being asked for again: better than no counts at all.
    const isLate = (known.applied ?? 0) > asked;
    if (known.hasMissed || (known.counts && isLate) || !this.take(page, counts, asked)) return wasFailed;
    if (counts.mine && !isLate) this.#choices.set(page, counts.mine);
    return true;
  }

  /** Takes counts that came by themselves. Returns whether anything changed. */
  takePushed(page: PageKey, counts: PageCounts): boolean {
    const known = this.#page(page);
    if (known.counts && this.#isAmbiguous(page)) {
      known.later = counts;
      return false;
    }
    const wasFailed = known.error !== undefined || known.isStale;
    known.error = undefined;
    // The same ones again are no news, and may lack what was applied since without an answer that said the counts.
    if (known.counts && counts.version > 0 && counts.version === known.counts.version) {
      known.isStale = false;
      return wasFailed;
    }
    return this.take(page, counts);
  }

  /** Whether anything done on a page may or may not have counted by now: whose turn it is sends for all. */
  #isAmbiguous(page: PageKey): boolean {
    return this.#outbox.isAmbiguous(page, this.#sending.isElsewhere);
  }

  /** Whether counts were not taken because of something that was refused since: they are to be read again. */
  isBehind(page: PageKey): boolean {
    const { later, hasMissed } = this.#page(page);
    return (later !== undefined || hasMissed === true) && !this.#isAmbiguous(page);
  }

  /**
   * The backend has applied some of what was done on a page. Tells nobody yet. Returns whether the counts are exact.
   *
   * @param counts What the backend says after it, where it says anything.
   * @param asked What {@link answers} was when it was asked to apply them.
   */
  acknowledge(page: PageKey, applied: readonly Interaction[], counts: PageCounts | undefined, asked: number): boolean {
    const isLate = (this.#page(page).applied ?? 0) > asked;
    const before = this.#choices.get(page);
    const news = applied.filter((one) => this.#outbox.remove(one));
    // A view waits for no turn: its answer may hold what another tab has sent and is not acknowledged yet.
    if (counts && applied.every(({ type }) => type === 'view') && this.#isAmbiguous(page)) {
      return this.takePushed(page, counts);
    }
    const isTaken = this.#takeAfter(page, before, news, counts);
    const at = newestReaction(news);
    if (at !== undefined) this.#choices.set(page, (isTaken && counts?.mine) || currentChoice(before, news), at);
    // A view's answer may be older than a choice that is on its way.
    else if (isTaken && counts?.mine && !isLate && !this.#isAmbiguous(page)) this.#choices.set(page, counts.mine);
    return isTaken && !isLate;
  }

  /**
   * Another tab's requests were answered; it has kept what is to be kept. Tells. Returns the pages whose counts are not
   * exact.
   */
  settledElsewhere({ applied, refused, counts }: Settled): PageKey[] {
    const inexact: PageKey[] = [];
    for (const page of new Set([...applied.map((one) => one.page), ...counts.keys()])) {
      const before = this.#choices.get(page);
      const news = applied.filter((one) => one.page === page && this.#isNews(one));
      const fresh = counts.get(page);
      const at = newestReaction(news);
      if (at !== undefined) this.#choices.set(page, fresh?.mine ?? currentChoice(before, news), at);
      if (!this.#takeAfter(page, before, news, fresh)) inexact.push(page);
      this.changed([page]);
    }
    for (const { interaction, ...refusal } of refused) {
      if (!this.#outbox.forget(interaction)) continue;
      this.#page(interaction.page).error = undefined; // it is not tried again
      this.#tellRefused(interaction, refusal);
      if (this.isBehind(interaction.page)) inexact.push(interaction.page);
    }
    return inexact;
  }

  /** Whether something that another tab says was applied is not known to be. A choice may be new that was folded here. */
  #isNews(one: Interaction): boolean {
    return this.#outbox.forget(one) || (one.type === 'reaction' && this.#choices.isNewer(one.page, one.at));
  }

  /** Takes the counts after something was applied. Returns whether they are exact. */
  #takeAfter(
    page: PageKey,
    before: readonly ReactionId[],
    applied: readonly Interaction[],
    counts: PageCounts | undefined,
  ): boolean {
    const known = this.#page(page);
    known.error = undefined;
    const { later } = known;
    known.later = undefined;
    if (counts !== undefined && this.take(page, counts)) {
      if (!later) return true;
      if (later.version > counts.version) this.takePushed(page, later);
      // Without versions nobody knows which of the two is newer.
      return later.version > 0;
    }
    // Else the number would jump back until the next read.
    if (known.counts) known.counts = optimisticCounts(known.counts, before, applied);
    if (applied.length > 0) known.applied = ++this.answers;
    return false;
  }

  /** Rolls an interaction back, and tells why. Returns false where another tab, or another request, was told already. */
  refuse(interaction: Interaction, refusal: Omit<RefusedInteraction, 'interaction'>): boolean {
    const isNews = this.#outbox.remove(interaction);
    if (isNews) this.#tellRefused(interaction, refusal);
    return isNews;
  }

  #tellRefused(interaction: Interaction, refusal: Omit<RefusedInteraction, 'interaction'>): void {
    this.#page(interaction.page).refused = Object.freeze({ detail: why(refusal.code), ...refusal, interaction });
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

  /** The counts of a page could not be read. Tells nobody yet. */
  failRead(page: PageKey, error: Error): void {
    this.fail(page, error);
    this.#page(page).isStale = true;
  }

  close(): void {
    for (const { listeners } of this.#pages.values()) listeners.clear();
  }

  #page(page: PageKey): Page {
    let known = this.#pages.get(page);
    if (!known) {
      if (this.#pages.size >= MOST) this.#forgetOldest();
      known = { listeners: new Set(), since: 0, isStale: false };
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

/** What a code says, where the backend says nothing more. */
function why(code: RefusedInteraction['code']): string {
  return code === 'unconfirmed' ? 'Nobody knows whether it counted.' : REFUSALS[code];
}

/** When the newest choice among some interactions was made. */
function newestReaction(interactions: readonly Interaction[]): number | undefined {
  return interactions.findLast(({ type }) => type === 'reaction')?.at;
}
