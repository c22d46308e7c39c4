/** Animations of the bar. Through the Web Animations API, which a strict policy allows where it refuses style attributes. */

const ROLL_MS = 260;
const POP_MS = 320;
const EASING = 'cubic-bezier(0.2, 0.8, 0.2, 1)';

/** Readers who want less motion get it at once, not without its end. */
const timing = (duration: number): KeyframeAnimationOptions => ({
  duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 1 : duration,
  easing: EASING,
});

/** Rolls a number over: the one before goes out at one end, the present one comes in at the other. */
export function roll(count: HTMLElement, before: string, isMore: boolean): void {
  const [from, to] = isMore ? ['100%', '-100%'] : ['-100%', '100%'];
  count.dataset.before = before;
  count.firstElementChild?.animate([{ translate: `0 ${from}`, opacity: 0 }, {}], timing(ROLL_MS));
  count.animate([{ opacity: 1 }, { translate: `0 ${to}`, opacity: 0 }], {
    ...timing(ROLL_MS),
    pseudoElement: '::before',
  });
}

/** Lets the icon of what was just chosen jump. */
export function pop(icon: Element | null): void {
  icon?.animate(
    [{ scale: 1 }, { scale: 1.45, rotate: '-8deg', offset: 0.35 }, { scale: 0.95, rotate: '4deg', offset: 0.7 }, {}],
    timing(POP_MS),
  );
}
