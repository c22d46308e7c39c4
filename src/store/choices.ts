import { isName, type PageKey, type ReactionId, toJson } from '../contract/index.ts';
import type { Environment } from './environment.ts';
import { choicePrefix } from './kept.ts';

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
    this.#prefix = choicePrefix(adapterId);
  }

  get(page: PageKey): readonly ReactionId[] {
    return this.#newest(page).reactions;
  }

  /** When it was made; 0 where nothing is known. */
  madeAt(page: PageKey): number {
    return this.#newest(page).at;
  }

  /** Whether a choice that was made at a time is newer than what is known. */
  isNewer(page: PageKey, at: number): boolean {
    return at > this.#newest(page).at;
  }

  /**
   * Sets and keeps it. Returns whether it is another choice than before; an older one is none.
   *
   * @param at When it was made; default: as the one before, where the backend says what it is but not since when.
   */
  set(page: PageKey, reactions: readonly ReactionId[], at?: number): boolean {
    const before = this.#newest(page);
    const made = at ?? before.at;
    const isOther = reactions.join() !== before.reactions.join();
    if (made < before.at || (made === before.at && !isOther)) return false;
    this.#know(page, { reactions, at: made });
    // Another tab may have kept a newer one that this one has not heard of.
    const kept = this.#kept(page);
    if (kept.at <= made && (kept.at < made || kept.reactions.join() !== reactions.join())) this.#keep(page);
    return isOther;
  }

  /** Takes up what is kept by now. Returns the pages whose choice is another one. */
  async sync(): Promise<PageKey[]> {
    await this.#environment.storage.refresh(this.#prefix, (one, other) =>
      (parse(one)?.at ?? 0) > (parse(other)?.at ?? 0) ? one : other,
    );
    return [...this.#known.keys()].filter((page) => {
      const kept = this.#kept(page);
      return this.set(page, kept.reactions, kept.at);
    });
  }

  /** What this tab has heard of stands until {@link sync}: else it would change before those who show it are told. */
  #newest(page: PageKey): Choice {
    const known = this.#known.get(page) ?? this.#kept(page);
    if (!this.#known.has(page)) this.#know(page, known);
    return known;
  }

  #know(page: PageKey, choice: Choice): void {
    this.#known.delete(page);
    this.#known.set(page, choice);
    if (this.#known.size > MOST) this.#known.delete(this.#known.keys().next().value!);
  }

  #keep(page: PageKey): void {
    this.#environment.storage.set(this.#prefix + page, toJson({ v: 1, ...this.#newest(page) }));
    this.#forgetOldest();
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
