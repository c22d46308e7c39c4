/** Bars no wider than this, in their own em, have smaller names: as much as a fifth of a phone's width has room for. */
const NARROW = 22;
/** The same of other sizes: pills break into rows. */
const NARROW_OF: Readonly<Record<string, number>> = { compact: 0, large: 26 };

let observer: ResizeObserver | undefined;

/**
 * Watches how wide bars are, which decides how large their names are: the attribute `data-narrow` is on what a bar holds.
 * One for all, once they are laid out and before they are painted; a container query would lay out each by itself.
 */
export function narrowness(): ResizeObserver {
  observer ??= new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      const most = NARROW_OF[target.getAttribute('size') ?? ''] ?? NARROW;
      const isNarrow = contentRect.width <= most * Number.parseFloat(getComputedStyle(target).fontSize);
      target.shadowRoot?.firstElementChild?.toggleAttribute('data-narrow', isNarrow);
    }
  });
  return observer;
}
