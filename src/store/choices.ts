import { isName, type KeyValueStorage, type PageKey, type ReactionId, toJson } from '../contract/index.ts';
import type { Environment } from './environment.ts';

/** Choices kept per adapter; the oldest go first. */
const MOST = 500;

interface Choice {
  readonly reactions: readonly ReactionId[];
  readonly at: number;
}

/** The reader's own acknowledged choices by page, kept in the browser so that they are pressed after a reload. */
export class Choices {
  readonly #storage: KeyValueStorage;
  readonly #now: () => number;
  readonly #prefix: string;
  /** What the browser refused to keep. */
  readonly #unkept = new Map<PageKey, readonly ReactionId[]>();

  constructor(environment: Environment, adapterId: string) {
    this.#storage = environment.storage;
    this.#now = () => environment.now();
    this.#prefix = `gaung:choice:${adapterId}:`;
  }

  get(page: PageKey): readonly ReactionId[] {
    return this.#unkept.get(page) ?? parse(this.#storage.get(this.#prefix + page))?.reactions ?? [];
  }

  set(page: PageKey, reactions: readonly ReactionId[]): void {
    if (reactions.join() === this.get(page).join()) return;
    const key = this.#prefix + page;
    this.#unkept.delete(page);
    if (reactions.length === 0) {
      this.#storage.remove(key);
      return;
    }
    const isKept = this.#storage.set(key, toJson({ v: 1, reactions, at: this.#now() }));
    if (!isKept) this.#unkept.set(page, reactions);
    this.#forgetOldest();
  }

  #forgetOldest(): void {
    const keys = this.#storage.keys(this.#prefix);
    if (keys.length <= MOST) return;
    keys
      .map((key) => ({ key, at: parse(this.#storage.get(key))?.at }))
      .filter((one): one is { key: string; at: number } => one.at !== undefined)
      .toSorted((a, b) => a.at - b.at)
      .slice(0, keys.length - MOST)
      .forEach(({ key }) => this.#storage.remove(key));
  }
}

/** A choice out of the browser's storage; undefined where it is not one that this version understands. */
function parse(text: string | undefined): Choice | undefined {
  try {
    const { v, reactions, at } = JSON.parse(text ?? '');
    return v === 1 ? { reactions: reactions.filter(isName), at: Number(at) || 0 } : undefined;
  } catch {
    return undefined; // Not ours or cut short: as if never chosen; a server still knows the vote.
  }
}
