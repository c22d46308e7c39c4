/** What fitting a row needs of it. */
export interface RowToFit {
  /** Its children carry the id of their item in `data-network` or, while it is on its way, in `data-place`. */
  readonly row: HTMLElement;
  /** All items, in order. */
  readonly ids: readonly string[];
  /** The most that may be shown. */
  readonly most: number;
}

/** Tells how many items a row has room for. Remembers the width of what was shown once. */
export class RowFitter {
  readonly #widths = new Map<string, number>();
  /** The size of the text that the widths were measured at. */
  #fontSize = '';

  /** Widths change with what the items show. */
  forget(): void {
    this.#widths.clear();
  }

  /** How many items fit beside the button for the others, or without it where all do; undefined where nobody knows. */
  fitting({ row, ids, most }: RowToFit): number | undefined {
    const room = row.clientWidth + 0.5;
    if (room < 1) return undefined; // Not laid out: in a hidden part of the page, for one.
    const { columnGap, fontSize } = getComputedStyle(row);
    if (fontSize !== this.#fontSize) this.forget();
    this.#fontSize = fontSize;
    let more = Math.max(44, 3.143 * Number.parseFloat(fontSize)); // A guess, while it is not there.
    for (const child of row.children) {
      const { network, place } = (child as HTMLElement).dataset;
      const id = network ?? place;
      if (id) this.#widths.set(id, (child as HTMLElement).offsetWidth);
      else if (child.classList.contains('more')) more = (child as HTMLElement).offsetWidth;
    }
    const gap = Number.parseFloat(columnGap) || 0;
    const ends: number[] = [];
    let end = -gap;
    for (const id of ids.slice(0, most)) {
      const width = this.#widths.get(id);
      if (width === undefined) return undefined; // Never shown yet: all are, to be measured.
      if (width > 0) end += gap + width; // What a content blocker hides takes no room.
      ends.push(end);
    }
    if (ends.length === ids.length && end <= room) return ids.length;
    return Math.max(1, ends.filter((one) => one + gap + more <= room).length);
  }
}
