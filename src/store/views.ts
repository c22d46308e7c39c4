import type { PageKey } from '../contract/index.ts';
import type { Environment } from './environment.ts';

/** Which pages make a view: each once a page load, when it is really shown to a reader who came to read it. */
export class Views {
  readonly #environment: Environment;
  /** Views that wait until the page is shown. */
  readonly #waiting = new Set<PageKey>();
  readonly #made = new Set<PageKey>();
  /** Shown, but to no new reader. Whatever becomes of the address, that stays so until the page is left. */
  readonly #declined = new Set<PageKey>();

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** The page is on show, perhaps in a hidden tab. Returns whether that makes a view, now or as soon as it is seen. */
  begin(page: PageKey): boolean {
    if (this.#made.has(page) || this.#waiting.has(page) || this.#declined.has(page)) return false;
    const environment = this.#environment;
    const type = environment.navigation();
    const isNew = type === 'navigate' && !environment.isPreview() && !environment.isOptedOut();
    if (!isNew) environment.debug?.(`no view of ${page}: ${type === 'navigate' ? 'preview, frame or opt-out' : type}`);
    (isNew ? this.#waiting : this.#declined).add(page);
    return isNew;
  }

  /** The page is not on show any more. What nobody has seen of it was no view, and may become one later. */
  leave(page: PageKey): void {
    this.#waiting.delete(page);
    this.#declined.delete(page);
  }

  /** Takes the views that are due: of pages that a reader sees now. */
  take(): PageKey[] {
    if (!this.#environment.isVisible()) return [];
    const due = [...this.#waiting];
    for (const page of due) this.#made.add(page);
    this.#waiting.clear();
    return due;
  }
}
