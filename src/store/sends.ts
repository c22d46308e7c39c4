import {
  type BackendAdapter,
  DELIVERY_MS,
  INTERACTIONS_PER_RECORD,
  type Interaction,
  type InteractionId,
  type PageKey,
  type RecordResult,
  retryAfterOf,
  slowest,
} from '../contract/index.ts';
import { adapterError } from './adapter-error.ts';
import type { Adoption } from './adoption.ts';
import type { Backoff } from './backoff.ts';
import type { Environment } from './environment.ts';
import type { Entry, Outbox } from './outbox.ts';
import type { RefusedInteraction } from './page-state.ts';
import type { Pages } from './pages.ts';
import type { Reads } from './reads.ts';
import type { SendingStatus } from './sending-status.ts';
import type { Tabs } from './tabs.ts';
import { Turn } from './turn.ts';

type Refusals = readonly (readonly [Interaction, Omit<RefusedInteraction, 'interaction'>])[];

/** What {@link Sends} works with. */
export interface SendsParts {
  readonly adapter: BackendAdapter;
  readonly environment: Environment;
  readonly outbox: Outbox;
  readonly pages: Pages;
  readonly reads: Reads;
  readonly backoff: Backoff;
  readonly status: SendingStatus;
  readonly tabs: Tabs;
  readonly adoption: Adoption;
}

const pagesOf = (interactions: readonly Interaction[]) => new Set(interactions.map(({ page }) => page));
const isView = ({ interaction }: Entry) => interaction.type === 'view';

/**
 * Empties the outbox: one request at a time, each with all that waits. What must not be lost is sent by one tab of the
 * browser at a time, in its {@link Turn}; views need none.
 */
export class Sends {
  readonly #parts: SendsParts;
  readonly #turn: Turn;
  /** What is on its way. */
  readonly #flying = new Set<InteractionId>();
  /** What is about to be, once it is on disk. */
  readonly #parting = new Set<InteractionId>();
  /** Whether what waits is to be sent as soon as the turn is ours, though a retry waits for its time. */
  #isDue = false;
  #isBusy = false;
  #isClosed = false;

  constructor(parts: SendsParts) {
    this.#parts = parts;
    const { environment, adapter } = parts;
    this.#turn = new Turn(environment, `gaung:send:${adapter.id}`, {
      begin: () => this.#takeUp(),
      isOver: () => !parts.outbox.hasKept,
      changed: (isElsewhere) => this.#turnChanged(isElsewhere),
    });
  }

  /** Whether this tab is the one that sends. */
  get isOurTurn(): boolean {
    return this.#turn.isOurs;
  }

  /** Sends what is new, now or together with what waits to be tried again. */
  sendNew(): void {
    this.#fold();
    if (!this.#parts.backoff.hurry()) this.send();
  }

  /** Sends all that waits. */
  send(): void {
    const { environment, outbox } = this.#parts;
    if (this.#isClosed || environment.isHeld()) return;
    this.#isDue = true;
    if (outbox.hasKept) this.#turn.want();
    void this.#pump();
  }

  /**
   * The page may never run again: sends what is new without waiting for an answer or the disk. What another tab has the
   * turn for is left to it: it has heard of all.
   */
  flush(): void {
    const { adapter, environment, outbox, backoff } = this.#parts;
    if (this.#isClosed || environment.isHeld() || backoff.mustWait) return;
    this.#fold();
    const isIdle = ({ interaction: { id } }: Entry) => !this.#flying.has(id);
    const isLeft = this.#turn.isElsewhere; // to the other tab
    const isUnsent = ({ sent, interaction }: Entry) => sent === 0 || this.#parting.has(interaction.id);
    const isNew = (entry: Entry) => (isView(entry) ? isIdle(entry) : !isLeft && isUnsent(entry) && !entry.isShared);
    if (!outbox.entries().some(isNew)) return;
    environment.debug?.('the page may be left: sends without waiting');
    // What was sent goes along: a server makes the first of all the visitor, and two firsts would be two visitors.
    const { idempotent } = adapter.capabilities;
    const mayGoAlong = (entry: Entry) => !isLeft && idempotent && !isView(entry);
    const batch = this.#take((entry) => isNew(entry) || mayGoAlong(entry));
    for (const { id } of batch) this.#parting.delete(id);
    void this.#sendRest(this.#request(batch, true));
  }

  /** Goes on with a request of views that was made before. */
  takeOver(batch: readonly Interaction[], answer: Promise<RecordResult>): void {
    void this.#sendRest(this.#request(batch, false, () => answer));
  }

  /** What was done since waits for the answer. */
  async #sendRest(request: Promise<boolean>): Promise<void> {
    if ((await request) && !this.#parts.outbox.isEmpty) this.send();
  }

  /**
   * Lets another tab have the turn. Where a request cannot be repeated, its answer is waited for.
   *
   * @param isLeaving Whether the page may never run again.
   */
  yield(isLeaving: boolean): void {
    if (this.#isBusy && !this.#parts.adapter.capabilities.idempotent) return;
    if (isLeaving) this.#turn.leave();
    else this.#turn.end();
  }

  close(): void {
    this.#isClosed = true;
    this.#parts.backoff.stop();
    this.#turn.close();
  }

  #turnChanged(isElsewhere: boolean): void {
    const { status, reads } = this.#parts;
    status.isElsewhere = isElsewhere;
    if (!isElsewhere) status.isFailingElsewhere = false;
    reads.schedule(); // Counts that were to come with an answer may not come now.
    if (this.#isDue || !this.#parts.backoff.isWaiting) void this.#pump();
  }

  /** The turn begins: what other tabs have done meanwhile is taken up. */
  async #takeUp(): Promise<void> {
    const { outbox, pages } = this.#parts;
    const { came, went } = await outbox.sync();
    if (went.length > 0) await this.#missed(went);
    pages.changed(new Set([...came, ...went]));
  }

  /** Other tabs have settled something, and this one did not hear of it. */
  async #missed(went: readonly Interaction['page'][]): Promise<void> {
    const { pages, reads } = this.#parts;
    const others = await pages.syncChoices(went);
    pages.changed(others);
    for (const page of [...went, ...others]) reads.again(page);
  }

  async #pump(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      let isDone = true;
      // Nor while what was sent on leaving is on its way: whoever has come back knows soon.
      while (isDone && !this.#isClosed && !this.#parts.backoff.mustWait && this.#flying.size === 0) {
        if (this.#turn.isOurs) {
          this.#isDue = false;
          this.#giveUp();
        }
        const batch = this.#take(this.#mayBeSent());
        if (batch.length === 0) {
          // What failed was settled by another tab: nothing says that the next attempt will fail.
          if (this.#parts.outbox.isEmpty) this.#parts.backoff.succeeded();
          break;
        }
        isDone = await this.#request(batch, false);
      }
    } finally {
      this.#isBusy = false; // also where a storage throws that never should: what comes next is sent all the same
    }
    const { backoff, environment, outbox, adoption } = this.#parts;
    if (!outbox.hasKept) adoption.close();
    if (backoff.isWaiting && !environment.isVisible()) this.#turn.end();
    else await this.#turn.endIfOver();
  }

  /** Which entries are to be sent now. Views wait for the others only as long as the turn may be ours at once. */
  #mayBeSent(): (entry: Entry) => boolean {
    if (this.#turn.isOurs) return () => true;
    const areAlone = this.#turn.isElsewhere || !this.#parts.outbox.hasKept;
    return (entry) => areAlone && isView(entry);
  }

  /** Drops what can no longer matter, where it is this tab that knows. */
  #fold(): void {
    const { outbox, pages, reads, tabs } = this.#parts;
    const folded = this.#turn.isOurs ? outbox.fold((page) => pages.madeAt(page)) : [];
    if (folded.length === 0) return;
    tabs.folded(folded);
    // Counts that came while it was not known whether they hold it were not taken.
    for (const page of pagesOf(folded)) if (pages.isBehind(page)) reads.again(page);
  }

  #take(isWanted: (entry: Entry) => boolean): Interaction[] {
    const { outbox, pages } = this.#parts;
    this.#fold();
    return outbox.take(INTERACTIONS_PER_RECORD, isWanted, (page) => pages.choice(page));
  }

  /** Refuses what may not be sent any more. */
  #giveUp(): void {
    const { environment, outbox, adapter } = this.#parts;
    const latest = environment.now() - DELIVERY_MS;
    const refusals = outbox.entries().flatMap(({ interaction, sent }): Refusals => {
      if (interaction.at < latest) return [[interaction, { code: 'expired' }]];
      // Sent by an earlier page load or another tab, which did not live to see the answer.
      return sent > 0 && !this.#flying.has(interaction.id) && !adapter.capabilities.idempotent
        ? [[interaction, { code: 'unconfirmed' }]]
        : [];
    });
    this.#refuse(refusals);
  }

  /**
   * One request. Returns whether more may be sent now.
   *
   * @param isLeaving Whether the page may never see the answer.
   */
  async #request(
    batch: readonly Interaction[],
    isLeaving: boolean,
    ask = () => this.#parts.adapter.record(batch, { keepalive: true, ...(isLeaving && { urgent: true }) }),
  ): Promise<boolean> {
    const { adapter, environment, outbox, pages, reads, backoff, tabs } = this.#parts;
    const wasFailing = backoff.isFailing;
    const asked = pages.answers;
    const changed = pagesOf(batch);
    let refused: Refusals = [];
    /** Of what nobody knows, should it fail. */
    let unclear = batch;
    let isDone = true;
    if (!isLeaving && !(await this.#keep(batch))) return false;
    for (const { id } of batch) this.#flying.add(id);
    try {
      environment.debug?.(`sends interactions: ${batch.length}`, batch);
      const result = await ask();
      const { unconfirmed } = result;
      const clear = batch.filter(({ id }) => !unconfirmed?.has(id));
      if (clear.length > 0) {
        refused = this.#settle(clear, result, asked);
        environment.debug?.(`answered: ${clear.length - refused.length} applied, ${refused.length} refused`, result);
        unclear = batch.filter((one) => !clear.includes(one));
      }
      if (unconfirmed && unclear.length > 0) throw slowest(unclear.map(({ id }) => unconfirmed.get(id)!));
    } catch (cause) {
      if (this.#isClosed) return false;
      const error = adapterError(adapter, cause);
      environment.debug?.(`sending failed: ${error.message}`, error);
      isDone = !adapter.capabilities.idempotent;
      refused = [...refused, ...this.#fail(unclear, error)];
    } finally {
      for (const { id } of batch) this.#flying.delete(id);
    }
    for (const page of this.#refuse(refused)) changed.delete(page);
    const isFailing = backoff.isFailing;
    if (isFailing || wasFailing) tabs.failing(isFailing);
    // All that waits, waits for the same reason.
    const waiting = isFailing === wasFailing ? [] : outbox.entries();
    for (const { interaction } of waiting) changed.add(interaction.page);
    pages.changed(changed);
    reads.schedule();
    return isDone;
  }

  /**
   * A tap that a crash could still take away must not count before it is on disk. Returns whether it is still to be sent:
   * a page that was left in between has done so.
   */
  async #keep(batch: readonly Interaction[]): Promise<boolean> {
    if (batch.every(({ type }) => type === 'view')) return true;
    for (const { id } of batch) this.#parting.add(id);
    await this.#parts.environment.storage.flush();
    const isStill = batch.every(({ id }) => this.#parting.has(id));
    for (const { id } of batch) this.#parting.delete(id);
    this.#parts.environment.debug?.('kept');
    return isStill;
  }

  /** Rolls back, and tells here and in the other tabs. Returns the pages that were told of here. */
  #refuse(refusals: Refusals): PageKey[] {
    const { pages, reads, tabs } = this.#parts;
    if (refusals.length === 0) return [];
    const news = refusals.filter(([one, refusal]) => pages.refuse(one, refusal));
    for (const [{ page }] of refusals) if (pages.isBehind(page)) reads.again(page);
    const refused = refusals.map(([interaction, refusal]) => ({ ...refusal, interaction }));
    tabs.settled({ applied: [], refused, counts: new Map() });
    return news.map(([{ page }]) => page);
  }

  /** Takes an answer. Returns what was refused. */
  #settle(batch: readonly Interaction[], { counts, refused }: RecordResult, asked: number): Refusals {
    const { pages, reads, backoff, tabs } = this.#parts;
    // All is read before anything is changed: an answer that is none throws here, and counts as a failure.
    const refusals = batch.flatMap((one) => {
      const refusal = refused.get(one.id);
      return refusal ? [[one, refusal] as const] : [];
    });
    const fresh = [...pagesOf(batch)].map((page) => [page, counts.get(page)] as const);
    backoff.succeeded();
    for (const [page, after] of fresh) {
      const applied = batch.filter((one) => one.page === page && !refused.has(one.id));
      if (pages.acknowledge(page, applied, after, asked)) reads.unwant(page);
      else reads.again(page);
    }
    const applied = batch.filter((one) => !refused.has(one.id));
    const told = fresh.flatMap(([page, after]) => (after ? [[page, after] as const] : []));
    tabs.settled({ applied, refused: [], counts: new Map(told) });
    return refusals;
  }

  /** Takes a failure. Returns what cannot be tried again. */
  #fail(batch: readonly Interaction[], error: Error): Refusals {
    const { adapter, outbox, pages, reads, backoff } = this.#parts;
    const { idempotent } = adapter.capabilities;
    const retryAfter = retryAfterOf(error);
    if (idempotent || retryAfter > 0) backoff.failed(retryAfter);
    // Another tab may have settled it meanwhile.
    for (const page of pagesOf(batch.filter((one) => outbox.has(one)))) {
      pages.fail(page, error);
      if (!idempotent) reads.again(page);
    }
    // It may have counted or not, and asking again could count twice: the reader is told, the counts are read anew.
    return idempotent ? [] : batch.map((one) => [one, { code: 'unconfirmed', detail: error.message }] as const);
  }
}
