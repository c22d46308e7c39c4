import {
  type BackendAdapter,
  DELIVERY_MS,
  INTERACTIONS_PER_RECORD,
  type Interaction,
  type RecordResult,
} from '../contract/index.ts';
import { adapterError, retryAfterOf } from './adapter-error.ts';
import type { Backoff } from './backoff.ts';
import type { Environment } from './environment.ts';
import type { Outbox } from './outbox.ts';
import type { RefusedInteraction } from './page-state.ts';
import type { Pages } from './pages.ts';
import type { Reads } from './reads.ts';

type Refusals = readonly (readonly [Interaction, Omit<RefusedInteraction, 'interaction'>])[];

const pagesOf = (interactions: readonly Interaction[]) => new Set(interactions.map(({ page }) => page));

/** Empties the outbox: one request at a time, each with all that waits. */
export class Sends {
  readonly #adapter: BackendAdapter;
  readonly #environment: Environment;
  readonly #outbox: Outbox;
  readonly #pages: Pages;
  readonly #reads: Reads;
  readonly #backoff: Backoff;
  #isBusy = false;
  #isClosed = false;

  constructor(
    adapter: BackendAdapter,
    environment: Environment,
    outbox: Outbox,
    pages: Pages,
    reads: Reads,
    backoff: Backoff,
  ) {
    this.#adapter = adapter;
    this.#environment = environment;
    this.#outbox = outbox;
    this.#pages = pages;
    this.#reads = reads;
    this.#backoff = backoff;
  }

  /** Sends what is new, now or together with what waits to be tried again. */
  sendNew(): void {
    if (!this.#backoff.hurry()) void this.send();
  }

  async send(): Promise<void> {
    if (this.#isBusy || this.#isClosed) return;
    this.#isBusy = true;
    try {
      this.#giveUp();
      let isDone = true;
      while (isDone && this.#maySend) isDone = await this.#sendBatch();
    } finally {
      this.#isBusy = false; // also where a storage throws that never should: what comes next is sent all the same
    }
  }

  get #maySend(): boolean {
    return !this.#isClosed && !this.#backoff.mustWait && this.#outbox.size > 0;
  }

  close(): void {
    this.#isClosed = true;
    this.#backoff.stop();
  }

  /** Refuses what may not be sent any more. */
  #giveUp(): void {
    const latest = this.#environment.now() - DELIVERY_MS;
    for (const { interaction, sent } of this.#outbox.entries()) {
      if (interaction.at < latest) this.#pages.refuse(interaction, { code: 'expired' });
      // Sent by an earlier page load, which did not live to see the answer.
      else if (sent && !this.#adapter.capabilities.idempotent) this.#pages.refuse(interaction, { code: 'unconfirmed' });
    }
  }

  /** One request. Returns whether more may be sent now. */
  async #sendBatch(): Promise<boolean> {
    const batch = this.#outbox.take(INTERACTIONS_PER_RECORD, (page) => this.#pages.choice(page));
    const wasFailing = this.#backoff.isFailing;
    const changed = pagesOf(batch);
    let refused: Refusals;
    let isDone = true;
    try {
      refused = this.#settle(batch, await this.#adapter.record(batch, { keepalive: true }));
    } catch (cause) {
      if (this.#isClosed) return false;
      isDone = !this.#adapter.capabilities.idempotent;
      refused = this.#fail(batch, adapterError(this.#adapter, cause));
    }
    for (const [one, refusal] of refused) {
      this.#pages.refuse(one, refusal); // tells
      changed.delete(one.page);
    }
    // All that waits, waits for the same reason.
    const waiting = this.#backoff.isFailing === wasFailing ? [] : this.#outbox.entries();
    for (const { interaction } of waiting) changed.add(interaction.page);
    this.#pages.changed(changed);
    this.#reads.schedule();
    return isDone;
  }

  /** Takes an answer. Returns what was refused. */
  #settle(batch: readonly Interaction[], { counts, refused }: RecordResult): Refusals {
    // All is read before anything is changed: an answer that is none throws here, and counts as a failure.
    const refusals = batch.flatMap((one) => {
      const refusal = refused.get(one.id);
      return refusal ? [[one, refusal] as const] : [];
    });
    const fresh = [...pagesOf(batch)].map((page) => [page, counts.get(page)] as const);
    this.#backoff.succeeded();
    for (const [page, after] of fresh) {
      const applied = batch.filter((one) => one.page === page && !refused.has(one.id));
      if (this.#pages.acknowledge(page, applied, after)) this.#reads.unwant(page);
      else this.#reads.again(page);
    }
    return refusals;
  }

  /** Takes a failure. Returns what cannot be tried again. */
  #fail(batch: readonly Interaction[], error: Error): Refusals {
    const { idempotent } = this.#adapter.capabilities;
    const retryAfter = retryAfterOf(error);
    if (idempotent || retryAfter > 0) this.#backoff.failed(retryAfter);
    for (const page of pagesOf(batch)) {
      this.#pages.fail(page, error);
      if (!idempotent) this.#reads.again(page);
    }
    // It may have counted or not, and asking again could count twice: the reader is told, the counts are read anew.
    return idempotent ? [] : batch.map((one) => [one, { code: 'unconfirmed', detail: error.message }] as const);
  }
}
