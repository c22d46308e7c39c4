/** Bars no wider than this, in their own em, have smaller names: as much as a fifth of a phone's width has room for. */
export const NARROW = 22;
/** The same of other sizes: pills break into rows. */
export const NARROW_OF: Readonly<Record<string, number>> = { compact: 0, large: 26 };

let observer: ResizeObserver | undefined;

/**
 * Watches how wide bars are, which decides how large their names are: the attribute `data-narrow` is on what holds the
 * watched line, as wide as the bar and not higher for larger names, so that no change leads to another. One for all, once
 * they are laid out and before they are painted; a container query would lay out each by itself.
 */
export function narrowness(): ResizeObserver {
  observer ??= new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      const bar = target.parentElement!;
      const size = (bar.getRootNode() as ShadowRoot).host?.getAttribute('size') ?? '';
      const most = (NARROW_OF[size] ?? NARROW) * Number.parseFloat(getComputedStyle(bar).fontSize);
      bar.toggleAttribute('data-narrow', contentRect.width <= most);
    }
  });
  return observer;
}
