import { isName, type KeyValueStorage, type PageKey, type ReactionId } from '../contract/index.ts';

/** Choices kept per adapter; the oldest go first. */
const MOST = 500;

/** The reader's own acknowledged choices by page, kept in the browser so that they are pressed after a reload. */
export class Choices {
  readonly #storage: KeyValueStorage;
  readonly #prefix: string;

  constructor(storage: KeyValueStorage, adapterId: string) {
    this.#storage = storage;
    this.#prefix = `gaung:choice:${adapterId}:`;
  }

  get(page: PageKey): readonly ReactionId[] {
    return this.#parse(this.#storage.get(this.#prefix + page)).reactions;
  }

  set(page: PageKey, reactions: readonly ReactionId[], at: number): void {
    const key = this.#prefix + page;
    if (reactions.length === 0) {
      this.#storage.remove(key);
      return;
    }
    const isNew = this.#storage.get(key) === undefined;
    this.#storage.set(key, JSON.stringify({ v: 1, reactions, at }));
    if (isNew) this.#forgetOldest();
  }

  #parse(text: string | undefined): { reactions: ReactionId[]; at: number } {
    try {
      const value = JSON.parse(text ?? '{}');
      return {
        reactions: Array.isArray(value.reactions) ? value.reactions.filter(isName) : [],
        at: Number(value.at) || 0,
      };
    } catch {
      return { reactions: [], at: 0 }; // Not ours or cut short: as if never chosen; the server still knows the vote.
    }
  }

  #forgetOldest(): void {
    const keys = this.#storage.keys(this.#prefix);
    if (keys.length <= MOST) return;
    keys
      .map((key) => ({ key, at: this.#parse(this.#storage.get(key)).at }))
      .toSorted((a, b) => a.at - b.at)
      .slice(0, keys.length - MOST)
      .forEach(({ key }) => this.#storage.remove(key));
  }
}
