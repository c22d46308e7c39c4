import type { PageKey } from '../contract/index.ts';
import type { Environment } from './environment.ts';

/** Which pages make a view: each once a page load, when it is really shown to a reader who came to read it. */
export class Views {
  readonly #environment: Environment;
  /**
   * What became of each page: its view waits until it is seen, or is made; or it is `declined`, shown to no new reader:
   * whatever becomes of the address, that stays so until the page is left.
   */
  readonly #pages = new Map<PageKey, 'waiting' | 'made' | 'declined'>();

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** The page is on show, perhaps in a hidden tab. Returns whether that makes a view, now or as soon as it is seen. */
  begin(page: PageKey): boolean {
    if (this.#pages.has(page)) return false;
    const environment = this.#environment;
    const type = environment.navigation();
    const isNew = type === 'navigate' && !environment.isPreview() && !environment.isOptedOut();
    if (!isNew) environment.debug?.(`no view of ${page}: ${type === 'navigate' ? 'preview, frame or opt-out' : type}`);
    this.#pages.set(page, isNew ? 'waiting' : 'declined');
    return isNew;
  }

  /** The page is not on show any more. What nobody has seen of it was no view, and may become one later. */
  leave(page: PageKey): void {
    if (this.#pages.get(page) !== 'made') this.#pages.delete(page);
  }

  /** Takes the views that are due: of pages that a reader sees now. */
  take(): PageKey[] {
    if (!this.#environment.isVisible()) return [];
    const due = [...this.#pages.keys()].filter((page) => this.#pages.get(page) === 'waiting');
    for (const page of due) this.#pages.set(page, 'made');
    return due;
  }
}
