import {
  checkInteraction,
  type Interaction,
  type KeyValueStorage,
  type PageKey,
  type ReactionId,
  toJson,
} from '../contract/index.ts';

/** One thing that the reader did. */
export interface Entry {
  readonly interaction: Interaction;
  /** Whether it may have left the browser: from then on it is never changed and never folded into another. */
  readonly sent: boolean;
}

/**
 * What the reader did and the backend has not acknowledged. Each entry is kept under a key of its own before anything is
 * sent, so that tabs never overwrite each other's; views are kept in memory only, because a view stores nothing.
 */
export class Outbox {
  readonly #storage: KeyValueStorage;
  readonly #prefix: string;
  readonly #entries = new Map<string, Entry>();

  constructor(storage: KeyValueStorage, adapterId: string) {
    this.#storage = storage;
    this.#prefix = `gaung:outbox:${adapterId}:`;
    storage
      .keys(this.#prefix)
      .flatMap((key) => {
        const entry = parse(storage.get(key));
        // An adapter whose id begins with ours and a colon has keys that begin like ours.
        return entry && key === this.#prefix + entry.interaction.id ? entry : [];
      })
      .toSorted((a, b) => a.interaction.at - b.interaction.at)
      .forEach((entry) => this.#entries.set(entry.interaction.id, entry));
  }

  /** What is not acknowledged, of one page or of all, oldest first. */
  entries(page?: PageKey): Entry[] {
    const all = [...this.#entries.values()];
    return page === undefined ? all : all.filter(({ interaction }) => interaction.page === page);
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Keeps an interaction. An unsent reaction of the same page can no longer matter and gives way. */
  add(interaction: Interaction): void {
    if (interaction.type === 'reaction') {
      for (const { interaction: older, sent } of this.entries(interaction.page)) {
        if (older.type === 'reaction' && !sent) this.remove(older);
      }
    }
    this.#keep({ interaction, sent: false });
  }

  /**
   * The oldest entries, at most `most`, marked as sent.
   *
   * @param acknowledged The acknowledged choice of a page. It may be another than at the time of the tap, where the
   *   tap had to wait for one before it.
   */
  take(most: number, acknowledged: (page: PageKey) => readonly ReactionId[]): Interaction[] {
    return this.entries()
      .slice(0, most)
      .map(({ interaction, sent }) => {
        if (sent) return interaction;
        const taken =
          interaction.type === 'reaction' ? { ...interaction, previous: acknowledged(interaction.page) } : interaction;
        this.#keep({ interaction: taken, sent: true });
        return taken;
      });
  }

  remove({ id, type }: Interaction): void {
    this.#entries.delete(id);
    if (type !== 'view') this.#storage.remove(this.#prefix + id);
  }

  #keep(entry: Entry): void {
    const { id, type } = entry.interaction;
    this.#entries.set(id, entry);
    if (type !== 'view') this.#storage.set(this.#prefix + id, toJson({ v: 1, ...entry }));
  }
}

/** An entry out of the browser's storage; undefined where it is not one that this version understands. */
function parse(text: string | undefined): Entry | undefined {
  try {
    const value = JSON.parse(text ?? '');
    const interaction = value.v === 1 ? checkInteraction(value.interaction, Number.MAX_SAFE_INTEGER) : undefined;
    return typeof interaction === 'object' ? { interaction, sent: value.sent === true } : undefined;
  } catch {
    return undefined; // Left alone: a newer version's, or not ours.
  }
}
