import type { ReactiveController, ReactiveElement } from '@lit/reactive-element';

/**
 * Names that show on hover can be dismissed with Escape without moving pointer or focus (WCAG 2.2, 1.4.13): the attribute
 * `data-dismissed` is on what the bar holds until pointer or focus come to another option.
 */
class LabelDismissal implements ReactiveController {
  readonly #root: HTMLElement | DocumentFragment;
  #last: Element | null = null;
  #onEscape: ((event: KeyboardEvent) => void) | undefined;

  constructor(host: ReactiveElement) {
    this.#root = host.renderRoot;
    for (const type of ['pointerover', 'focusin']) {
      this.#root.addEventListener(type, ({ target }) => this.#comeTo((target as Element).closest('.option')));
    }
    host.addEventListener('pointerleave', () => this.#comeTo(null));
  }

  /** Listens no more: the bar has left the page. */
  hostDisconnected(): void {
    if (this.#onEscape) document.removeEventListener('keydown', this.#onEscape);
    this.#onEscape = undefined;
  }

  #comeTo(option: Element | null): void {
    if (option === this.#last) return;
    this.#last = option;
    this.hostDisconnected();
    const bar = this.#root.querySelector<HTMLElement>('.bar');
    delete bar?.dataset.dismissed;
    if (!option || !bar?.matches('.labels-hover')) return;
    // On the document, because the pointer alone gives no element the focus.
    this.#onEscape = ({ key }) => {
      if (key === 'Escape') bar.dataset.dismissed = '';
    };
    document.addEventListener('keydown', this.#onEscape);
  }
}

const having = new WeakSet<ReactiveElement>();

/** Lets a reader dismiss the names of this bar, from now on. */
export function letDismissLabels(host: ReactiveElement): void {
  if (having.has(host)) return;
  having.add(host);
  host.addController(new LabelDismissal(host));
}
