import type { BackendAdapter, PageCounts, PageKey } from '../contract/index.ts';

/** The three kinds of numbers, as capabilities and counts name them. */
export type Kind = 'views' | 'shares' | 'reactions';

/** One backend of a combination, and what it counts there. */
export interface Part {
  readonly adapter: BackendAdapter;
  readonly kinds: readonly Kind[];
}

/** Pages that are remembered; the oldest go first. */
const MOST = 500;

interface Known {
  readonly counts: PageCounts;
  /** When it came, in answers. */
  readonly since: number;
}

/**
 * What the parts of a combination have said last of each page: an answer of one of them is put together with these.
 * Versions of several backends cannot be compared, so each part's numbers are kept by its own; their sum grows with each
 * change. Where one part has no versions, the combination has none.
 */
export class KnownCounts {
  readonly #parts: readonly Part[];
  readonly #pages = new Map<PageKey, Map<Part, Known>>();
  readonly #hasVersions: boolean;
  /** How many answers were taken so far: tells what came after a read was asked. */
  answers = 0;

  constructor(parts: readonly Part[]) {
    this.#parts = parts;
    this.#hasVersions = parts.every(({ adapter }) => adapter.capabilities.versions !== false);
  }

  /**
   * Takes what a part says, unless newer is known.
   *
   * @param asked What {@link answers} was when it was asked; absent for what it says after a change.
   */
  take(part: Part, page: PageKey, counts: PageCounts, asked = Number.POSITIVE_INFINITY): void {
    const known = this.#pages.get(page) ?? new Map<Part, Known>();
    const before = known.get(part);
    const newer = before ? counts.version - before.counts.version : 1;
    if (newer < 0 || (newer === 0 && before && before.since > asked)) return;
    known.set(part, { counts, since: ++this.answers });
    this.#pages.delete(page);
    this.#pages.set(page, known);
    if (this.#pages.size > MOST) this.#pages.delete(this.#pages.keys().next().value!);
  }

  /** Whether a part has said anything of a page. */
  has(part: Part, page: PageKey): boolean {
    return this.#pages.get(page)?.has(part) === true;
  }

  /** The numbers of all parts. What no part has said is absent. */
  counts(page: PageKey): PageCounts {
    const known = this.#pages.get(page);
    let version = 0;
    const numbers: { -readonly [Key in Kind | 'mine']?: PageCounts[Key] } = {};
    for (const part of this.#parts) {
      const counts = known?.get(part)?.counts;
      if (!counts) continue;
      version += counts.version;
      for (const kind of part.kinds) {
        if (counts[kind] !== undefined) Object.assign(numbers, { [kind]: counts[kind] });
        if (kind === 'reactions' && counts.mine) numbers.mine = counts.mine;
      }
    }
    return { version: this.#hasVersions ? version : 0, ...(numbers as Omit<PageCounts, 'version'>) };
  }
}
