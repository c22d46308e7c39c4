/**
 * A part of an element that only a reader who does something needs: it comes when one is about to.
 */
export class Later<Part> {
  readonly #load: () => Promise<Part>;
  #coming: Promise<Part | undefined> | undefined;
  #part: Part | undefined;

  constructor(load: () => Promise<Part>) {
    this.#load = load;
  }

  /** What has come; undefined until then. */
  get part(): Part | undefined {
    return this.#part;
  }

  /** Asks for it. Resolves with nothing where it did not arrive; the next call asks again. */
  get(): Promise<Part | undefined> {
    this.#coming ??= this.#load().then(
      (part) => {
        this.#part = part;
        return part;
      },
      () => {
        this.#coming = undefined;
        return undefined;
      },
    );
    return this.#coming;
  }
}

/** What comes before a click or a key: a pointer over it, a finger on it, the focus in it. */
const SIGNS = ['pointerover', 'touchstart', 'focusin'];

/** Calls back at each sign that a reader is about to use what is inside. Listeners live as long as the target. */
export function onIntent(target: EventTarget, callback: (sign: Event) => void): void {
  for (const sign of SIGNS) target.addEventListener(sign, callback, { passive: true });
}
