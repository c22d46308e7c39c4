/** Of all buttons in another row than `from`, in the direction of `step`, the one nearest to it. */
function inOtherRow(from: DOMRect, buttons: readonly HTMLElement[], step: 1 | -1): HTMLElement | undefined {
  const apart = (rect: DOMRect) => (rect.top - from.top) * step;
  const boxes = buttons.map((button) => ({ button, rect: button.getBoundingClientRect() }));
  const beyond = boxes.filter(({ rect }) => apart(rect) > from.height / 2);
  const nearest = Math.min(...beyond.map(({ rect }) => apart(rect)));
  const center = (rect: DOMRect) => rect.left + rect.width / 2;
  const [best] = beyond
    .filter(({ rect }) => apart(rect) < nearest + from.height / 2)
    .toSorted((a, b) => Math.abs(center(a.rect) - center(from)) - Math.abs(center(b.rect) - center(from)));
  return best?.button;
}

/**
 * Moves the focus between the buttons of a bar: left and right as they stand, Home and End, up and down where there are several rows.
 * The page keeps every key that leads nowhere, so that it still scrolls.
 */
export function moveByArrows(event: KeyboardEvent, root: ShadowRoot): void {
  const buttons = [...root.querySelectorAll('button')];
  const target = root.activeElement;
  const at = buttons.indexOf(target as HTMLButtonElement);
  if (at < 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const isRtl = getComputedStyle(target!).direction === 'rtl';
  const around = (step: number) => buttons[(at + step + buttons.length) % buttons.length];
  const box = () => target!.getBoundingClientRect();
  const leads: Readonly<Record<string, () => HTMLElement | undefined>> = {
    ArrowLeft: () => around(isRtl ? 1 : -1),
    ArrowRight: () => around(isRtl ? -1 : 1),
    ArrowUp: () => inOtherRow(box(), buttons, -1),
    ArrowDown: () => inOtherRow(box(), buttons, 1),
    Home: () => buttons[0],
    End: () => buttons.at(-1),
  };
  const next = Object.hasOwn(leads, event.key) ? leads[event.key]!() : undefined;
  if (!next) return;
  event.preventDefault();
  next.focus();
}
