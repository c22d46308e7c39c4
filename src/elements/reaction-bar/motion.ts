/** Animations of the bar. Through the Web Animations API, which a strict policy allows where it refuses style attributes. */
import type { Item } from './reaction-item.ts';

const ROLL_MS = 260;
const POP_MS = 320;
const EASING = 'cubic-bezier(0.2, 0.8, 0.2, 1)';

/** Readers who want less motion get it at once, not without its end. */
const timing = (duration: number): KeyframeAnimationOptions => ({
  duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 1 : duration,
  easing: EASING,
});

/** The number before stands where the present one comes from, on the other side of what is cut off. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(
  '[data-before]{position:relative}[data-before]::before{content:attr(data-before);position:absolute;inset:0;opacity:0}',
);

/** Rolls a number over: the one before goes out at one end, the present one comes in at the other. */
function roll(count: HTMLElement, before: string, isMore: boolean): void {
  const step = isMore ? 100 : -100;
  count.dataset.before = before;
  // Both move together behind an opening that moves against them.
  const opening = (at: number) => `inset(${-at}% -1em ${at}%)`;
  count.animate([{ translate: `0 ${step}%`, clipPath: opening(step) }, { clipPath: opening(0) }], timing(ROLL_MS));
  const translate = `0 ${-step}%`;
  count.animate(
    [
      { opacity: 1, translate },
      { opacity: 0, translate },
    ],
    {
      ...timing(ROLL_MS),
      pseudoElement: '::before',
    },
  );
}

/** Rolls the numbers that are others than before. */
export function rollNumbers(root: ParentNode, before: readonly Item[], now: readonly Item[]): void {
  if (root instanceof ShadowRoot && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  for (const { value, count, number } of now) {
    const earlier = before.find((one) => one.value === value);
    if (earlier?.count === undefined || count === undefined || earlier.number === number) continue;
    const element = root.querySelector<HTMLElement>(`.count[data-of="${value}"]`);
    if (element) roll(element, earlier.number, count > earlier.count);
  }
}

/** Lets the icon of what was just chosen jump. */
export function pop(icon: Element | null): void {
  icon?.animate(
    [{ scale: 1 }, { scale: 1.45, rotate: '-8deg', offset: 0.35 }, { scale: 0.95, rotate: '4deg', offset: 0.7 }, {}],
    timing(POP_MS),
  );
}
