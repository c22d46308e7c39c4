import { checkInteraction, type Interaction, type KeyValueStorage, type PageKey } from '../contract/index.ts';

interface Entry {
  readonly interaction: Interaction;
  /** Whether it may have left the browser: from then on it is never folded into another. */
  sent: boolean;
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
    const kept: Entry[] = [];
    for (const key of storage.keys(this.#prefix)) {
      const entry = parse(storage.get(key));
      if (entry) kept.push(entry);
    }
    kept.sort((a, b) => a.interaction.at - b.interaction.at);
    for (const entry of kept) this.#entries.set(entry.interaction.id, entry);
  }

  /** Keeps an interaction. An unsent reaction of the same page can no longer matter and gives way. */
  add(interaction: Interaction): void {
    if (interaction.type === 'reaction') {
      for (const { interaction: older, sent } of this.#entries.values()) {
        if (older.type === 'reaction' && older.page === interaction.page && !sent) this.remove(older.id);
      }
    }
    this.#keep({ interaction, sent: false });
  }

  /** The oldest entries, at most `most`, marked as sent. */
  take(most: number): Interaction[] {
    const entries = [...this.#entries.values()].slice(0, most);
    for (const entry of entries) {
      if (entry.sent) continue;
      entry.sent = true;
      this.#keep(entry);
    }
    return entries.map(({ interaction }) => interaction);
  }

  remove(id: string): void {
    this.#entries.delete(id);
    this.#storage.remove(this.#prefix + id);
  }

  /** What is not acknowledged for one page, oldest first. */
  of(page: PageKey): Interaction[] {
    return [...this.#entries.values()].map(({ interaction }) => interaction).filter((one) => one.page === page);
  }

  /** What was done before `time`, in ms since 1970. */
  before(time: number): Interaction[] {
    return [...this.#entries.values()].map(({ interaction }) => interaction).filter(({ at }) => at < time);
  }

  get size(): number {
    return this.#entries.size;
  }

  #keep(entry: Entry): void {
    this.#entries.set(entry.interaction.id, entry);
    if (entry.interaction.type === 'view') return;
    this.#storage.set(this.#prefix + entry.interaction.id, JSON.stringify({ v: 1, ...entry }));
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
