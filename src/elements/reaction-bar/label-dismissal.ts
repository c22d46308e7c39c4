/**
 * Names that show on hover can be dismissed with Escape without moving pointer or focus (WCAG 2.2, 1.4.13): the attribute
 * `data-dismissed` is on the bar until pointer or focus come to another option.
 */
export class LabelDismissal implements EventListenerObject {
  #last: Element | null = null;
  #onEscape: ((event: KeyboardEvent) => void) | undefined;

  /** For `pointerover`, `pointerleave` and `focusin` of what holds the options. */
  handleEvent({ type, target, currentTarget }: Event): void {
    const group = currentTarget as HTMLElement;
    const option = type === 'pointerleave' ? null : (target as Element).closest('.option');
    if (option === this.#last) return;
    this.#last = option;
    delete group.dataset.dismissed;
    this.stop();
    if (!option || !group.classList.contains('labels-hover')) return;
    // On the document, because the pointer alone gives no element the focus.
    this.#onEscape = ({ key }) => {
      if (key === 'Escape') group.dataset.dismissed = '';
    };
    document.addEventListener('keydown', this.#onEscape);
  }

  /** Listens no more: the bar has left the page. */
  stop(): void {
    if (this.#onEscape) document.removeEventListener('keydown', this.#onEscape);
    this.#onEscape = undefined;
  }
}
