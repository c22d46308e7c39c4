import {
  checkInteraction,
  type Interaction,
  type InteractionId,
  type PageKey,
  type ReactionId,
  toJson,
} from '../contract/index.ts';
import type { DurableStorage, Environment } from './environment.ts';
import { outboxPrefix } from './kept.ts';

/** One thing that the reader did. */
export interface Entry {
  readonly interaction: Interaction;
  /**
   * When it may have left the browser for the first time, in ms since 1970; 0: not yet. From then on it is never changed
   * and never folded into another.
   */
  readonly sent: number;
  /** Whether another tab may be sending it. */
  readonly isShared: boolean;
  /** Whether this tab has kept it, so that it is gone once it is not kept any more. */
  readonly isKept: boolean;
  /** When this tab learned of it, in ms since 1970. */
  readonly since: number;
}

/** How long another tab's entry may take until it is seen in the storage, in ms. */
const SEEN_MS = 5000;
/** Settled interactions that are remembered, so that late news of them are none. */
const MOST_SETTLED = 500;

/**
 * What readers did in the tabs of this browser and the backend has not acknowledged, oldest first. Each entry is kept
 * under a key of its own before anything is sent, so that tabs never overwrite each other's. Views are this tab's own and
 * in memory only, because a view stores nothing.
 */
export class Outbox {
  readonly #environment: Environment;
  readonly #prefix: string;
  readonly #entries = new Map<InteractionId, Entry>();
  readonly #settled = new Set<InteractionId>();

  constructor(environment: Environment, adapterId: string) {
    this.#environment = environment;
    this.#prefix = outboxPrefix(adapterId);
    this.#takeUp();
  }

  get #storage(): DurableStorage {
    return this.#environment.storage;
  }

  /** What is not acknowledged, of one page or of all, oldest first. */
  entries(page?: PageKey): Entry[] {
    const all = [...this.#entries.values()];
    return page === undefined ? all : all.filter(({ interaction }) => interaction.page === page);
  }

  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  /** Whether it is not acknowledged yet. */
  has({ id }: Interaction): boolean {
    return this.#entries.has(id);
  }

  /** Whether anything waits that must not be lost: more than views. */
  get hasKept(): boolean {
    return this.entries().some(({ interaction }) => interaction.type !== 'view');
  }

  /**
   * Whether anything done on a page may or may not have counted by now.
   *
   * @param isElsewhere Whether another tab has the turn to send.
   */
  isAmbiguous(page: PageKey, isElsewhere: boolean): boolean {
    return this.entries(page).some(
      ({ interaction, sent, isShared }) => (sent > 0 || isShared || isElsewhere) && interaction.type !== 'view',
    );
  }

  /** The time of the newest entry; 0 where there is none. */
  get newest(): number {
    return Math.max(0, ...this.entries().map(({ interaction }) => interaction.at));
  }

  /**
   * Keeps an interaction.
   *
   * @param sent When it left the browser, in ms since 1970; 0: not yet.
   */
  add(interaction: Interaction, sent = 0): void {
    this.#keep({ interaction, sent, isShared: false, isKept: false, since: this.#environment.now() });
  }

  /**
   * The same with one that was kept before the outbox was there. Returns false where it is not any more, because another
   * tab has settled it.
   *
   * @param sent When it left the browser, in ms since 1970; 0: not yet.
   */
  takeOver(interaction: Interaction, sent: number): boolean {
    const isThere = interaction.type === 'view' || this.#entries.has(interaction.id);
    if (isThere) this.add(interaction, sent || this.#entries.get(interaction.id)?.sent);
    return isThere;
  }

  /** Another tab has kept an interaction. Returns whether that is news. */
  heard(interaction: Interaction): boolean {
    const { id } = interaction;
    if (this.#settled.has(id) || this.#entries.has(id)) return false;
    this.#put({ interaction, sent: 0, isShared: true, isKept: false, since: this.#environment.now() });
    return true;
  }

  /**
   * The oldest entries that `isWanted`, at most `most`, marked as sent. What was sent before comes first, in the order in
   * which it was: a backend may make the first of all the visitor, and a repeat must have the same first, whatever another
   * tab adds.
   *
   * @param acknowledged The acknowledged choice of a page. It may be another than at the time of the tap, where the
   *   tap had to wait for one before it.
   */
  take(
    most: number,
    isWanted: (entry: Entry) => boolean,
    acknowledged: (page: PageKey) => readonly ReactionId[],
  ): Interaction[] {
    const entries = this.entries().toSorted(bySent);
    const now = Math.max(this.#environment.now(), 1 + Math.max(0, ...entries.map(({ sent }) => sent)));
    return entries
      .filter(isWanted)
      .slice(0, most)
      .map((entry) => {
        const { interaction, sent } = entry;
        if (sent > 0) return interaction;
        const taken =
          interaction.type === 'reaction' ? { ...interaction, previous: acknowledged(interaction.page) } : interaction;
        this.#keep({ ...entry, interaction: taken, sent: now });
        return taken;
      });
  }

  /**
   * Drops unsent reactions that a later one of their page has made void, one that waits or the acknowledged one. Only for
   * the tab whose turn it is to send: what another tab has not sent, that one may have. Returns what it dropped.
   *
   * @param madeAt When the acknowledged choice of a page was made.
   */
  fold(madeAt: (page: PageKey) => number): Interaction[] {
    const last = new Set<PageKey>();
    const folded: Interaction[] = [];
    for (const { interaction, sent } of this.entries().toReversed()) {
      const { type, id, page, at } = interaction;
      if (type !== 'reaction') continue;
      const kept = parse(this.#storage.get(this.#prefix + id)); // A tab that left may have sent it.
      const isVoid = last.has(page) || at < madeAt(page);
      if (isVoid && sent === 0 && !kept?.sent) folded.push(interaction);
      last.add(page);
    }
    for (const one of folded) this.remove(one);
    return folded;
  }

  /** It was acknowledged or refused. Returns whether it was there. */
  remove(interaction: Interaction): boolean {
    if (interaction.type !== 'view') this.#storage.remove(this.#prefix + interaction.id);
    return this.forget(interaction);
  }

  /** Another tab has settled it. Returns whether it was there. */
  forget({ id }: Interaction): boolean {
    // This tab may have marked it as sent after the other one had removed it.
    if ((this.#entries.get(id)?.sent ?? 0) > 0) this.#storage.remove(this.#prefix + id);
    const wasThere = this.#entries.delete(id);
    this.#settled.add(id);
    for (const oldest of this.#settled) {
      if (this.#settled.size <= MOST_SETTLED) break;
      this.#settled.delete(oldest);
    }
    return wasThere;
  }

  /**
   * Takes up what is kept by now, and drops what was and is no longer, because another tab has settled it.
   *
   * @returns The pages of what came and of what went.
   */
  async sync(): Promise<{ readonly came: PageKey[]; readonly went: PageKey[] }> {
    await this.#storage.refresh(this.#prefix, newest);
    const kept = new Set(this.#storage.keys(this.#prefix));
    const old = this.#environment.now() - SEEN_MS;
    const gone = this.entries().filter(
      ({ interaction: { id, type }, since, isKept }) =>
        type !== 'view' && (since < old || isKept) && !kept.has(this.#prefix + id),
    );
    for (const { interaction } of gone) this.#entries.delete(interaction.id);
    return { came: this.#takeUp(), went: gone.map(({ interaction }) => interaction.page) };
  }

  /** Adds what is in the storage. Returns the pages of what is new here. */
  #takeUp(): PageKey[] {
    const came: PageKey[] = [];
    for (const key of this.#storage.keys(this.#prefix)) {
      const kept = parse(this.#storage.get(key));
      // An adapter whose id begins with ours and a colon has keys that begin like ours.
      if (!kept || key !== this.#prefix + kept.interaction.id) continue;
      const { id, page } = kept.interaction;
      const known = this.#entries.get(id);
      if (this.#settled.has(id)) {
        this.#storage.remove(key); // Written by a tab that had not heard of it.
        continue;
      }
      if (known && (known.sent > 0 || kept.sent === 0)) continue;
      if (!known) came.push(page);
      const since = known?.since ?? this.#environment.now();
      this.#put({ ...kept, isShared: known?.isShared ?? true, isKept: true, since });
    }
    return came;
  }

  #keep(entry: Entry): void {
    const { interaction, sent, since } = entry;
    const isKept =
      interaction.type !== 'view' &&
      this.#storage.set(this.#prefix + interaction.id, toJson({ v: 1, interaction, sent }));
    // What is not there to be found cannot be missed either.
    this.#put({ ...entry, isKept, since: isKept ? since : Number.POSITIVE_INFINITY });
  }

  /** In the order in which the reader acted, whoever tells of it. */
  #put(entry: Entry): void {
    const { id, at } = entry.interaction;
    const isLast = !this.#entries.has(id) && this.newest <= at;
    this.#entries.set(id, entry);
    if (isLast) return;
    const all = this.entries().toSorted((a, b) => a.interaction.at - b.interaction.at);
    this.#entries.clear();
    for (const one of all) this.#entries.set(one.interaction.id, one);
  }
}

/** Sent is newer than unsent; nothing else of an entry ever changes. */
const newest = (one: string, other: string) => ((parse(one)?.sent ?? 0) > 0 ? one : other);

/** What was sent, first of all; a sort keeps the order of what is equal. */
const bySent = (a: Entry, b: Entry) => (a.sent || Number.POSITIVE_INFINITY) - (b.sent || Number.POSITIVE_INFINITY) || 0;

/** An entry out of the browser's storage; undefined where it is not one that this version understands. */
function parse(text: string | undefined): Pick<Entry, 'interaction' | 'sent'> | undefined {
  try {
    const value = JSON.parse(text ?? '');
    const interaction = value.v === 1 ? checkInteraction(value.interaction, Number.MAX_SAFE_INTEGER) : undefined;
    return typeof interaction === 'object' ? { interaction, sent: Number(value.sent) || 0 } : undefined;
  } catch {
    return undefined; // Left alone: a newer version's, or not ours.
  }
}
