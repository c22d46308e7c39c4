import { isName, type PageKey, type ReactionId, toJson } from '../contract/index.ts';
import type { Environment } from './environment.ts';

/** Choices kept per adapter; the oldest go first. */
const MOST = 500;

interface Choice {
  readonly reactions: readonly ReactionId[];
  /** When it was made, in ms since 1970: the newer one counts, whoever tells of it. */
  readonly at: number;
}

const NONE: Choice = { reactions: [], at: 0 };

/**
 * The reader's own acknowledged choices by page, kept in the browser so that they are pressed after a reload. One that
 * was taken back is kept too: an older copy of it must not come back to life.
 */
export class Choices {
  readonly #environment: Environment;
  readonly #prefix: string;
  /** What this tab knows; the storage may lag behind, or refuse to keep it. */
  readonly #known = new Map<PageKey, Choice>();

  constructor(environment: Environment, adapterId: string) {
    this.#environment = environment;
    this.#prefix = `gaung:choice:${adapterId}:`;
  }

  get(page: PageKey): readonly ReactionId[] {
    return this.#newest(page).reactions;
  }

  /** Whether a choice that was made at a time is newer than what is known. */
  isNewer(page: PageKey, at: number): boolean {
    return at > this.#newest(page).at;
  }

  /** @param at When it was made; default: as the one before, where the backend says what it is but not since when. */
  set(page: PageKey, reactions: readonly ReactionId[], at?: number): void {
    const before = this.#newest(page);
    // The same again, but newer, is kept too: else late news of a choice in between would be news.
    if (!this.note(page, reactions, at) && this.#newest(page).at === before.at) return;
    const { storage } = this.#environment;
    storage.set(this.#prefix + page, toJson({ v: 1, ...this.#newest(page) }));
    this.#forgetOldest();
  }

  /** Another tab has kept it. Returns whether it is another choice than before; an older one is none. */
  note(page: PageKey, reactions: readonly ReactionId[], at?: number): boolean {
    const before = this.#newest(page);
    const made = at ?? before.at;
    if (made < before.at) return false;
    this.#known.delete(page);
    this.#known.set(page, { reactions, at: made });
    return reactions.join() !== before.reactions.join();
  }

  /** Takes up what is kept by now. Returns the pages whose choice is another one. */
  async sync(): Promise<PageKey[]> {
    await this.#environment.storage.refresh(this.#prefix, (one, other) =>
      (parse(one)?.at ?? 0) > (parse(other)?.at ?? 0) ? one : other,
    );
    return [...this.#known.keys()].filter((page) => {
      const kept = this.#kept(page);
      return this.note(page, kept.reactions, kept.at);
    });
  }

  /** What this tab has heard of stands until {@link sync}: else it would change before those who show it are told. */
  #newest(page: PageKey): Choice {
    let known = this.#known.get(page);
    if (!known) {
      known = this.#kept(page);
      this.#known.set(page, known);
      if (this.#known.size > MOST) this.#known.delete(this.#known.keys().next().value!);
    }
    return known;
  }

  #kept(page: PageKey): Choice {
    return parse(this.#environment.storage.get(this.#prefix + page)) ?? NONE;
  }

  #forgetOldest(): void {
    const { storage } = this.#environment;
    const keys = storage.keys(this.#prefix);
    if (keys.length <= MOST) return;
    keys
      .map((key) => ({ key, at: parse(storage.get(key))?.at }))
      .filter((one): one is { key: string; at: number } => one.at !== undefined)
      .toSorted((a, b) => a.at - b.at)
      .slice(0, keys.length - MOST)
      .forEach(({ key }) => storage.remove(key));
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
