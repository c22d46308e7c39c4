import { enRowTexts } from '../../locales/en-row.ts';
import type { Localization } from '../base/localization.ts';
import { adopt, sheetOf } from './adopt.ts';
import { inkOn } from './ink.ts';
import type { ShareButtons } from './share-buttons.ts';
import type { ShownItem } from './share-item.ts';

/** What attributes of looks may say; the first is meant by none. */
const LOOKS = {
  display: ['icon', 'label', 'both'],
  native: ['auto', 'always', 'never'],
  variant: ['mono', 'tinted', 'brand'],
  size: ['medium', 'small', 'large'],
  shape: ['round', 'rounded', 'square'],
  layout: ['row', 'column', 'rail'],
} as const;

/** Names what is wrong with attributes. */
export function checkLooks(element: ShareButtons, warn: (message: string) => void): void {
  for (const [name, right] of Object.entries(LOOKS)) {
    const value = element[name as keyof typeof LOOKS];
    if (!value || (right as readonly string[]).includes(value)) continue;
    warn(`${name}="${value}" is unknown; "${right[0]}" is used. Right are: ${right.join(', ')}.`);
  }
}

/** Named so that the build takes out the white space. */
const css = String.raw;

/** The style of variants and counts. */
export const shareLooks = css`
  .letter {
    inline-size: 1.11em;
    font-weight: 700;
    font-size: calc(var(--_icon) * 0.9);
    line-height: 1;
    text-align: center;
    text-transform: uppercase;
  }
  .count {
    padding-inline: 0.35em;
    font-variant-numeric: tabular-nums;
  }
  .count::after {
    content: attr(data-count);
  }
  .button:not(.with-label):has(.count) {
    padding-inline: 0.7em 0.35em;
  }
  :host([shape='rounded']) {
    --_radius: 10px;
  }
  :host([shape='square']) {
    --_radius: 0;
  }
  :host([variant='tinted']) .button {
    border-color: transparent;
    background: color-mix(in srgb, var(--_brand, currentColor) 14%, transparent);
  }
  :host([variant='tinted']) :is(a, button).button:hover {
    background: color-mix(in srgb, var(--_brand, currentColor) 28%, transparent);
  }
  :host([variant='brand']) .row .button:not(.more) {
    border-color: color-mix(in srgb, CanvasText 16%, transparent);
    background: var(--_brand, CanvasText);
    color: var(--_on-brand, Canvas);
  }
  :host([variant='brand']) .row .button:not(.more):hover {
    filter: brightness(1.08);
  }
  @media (forced-colors: active) {
    :host([variant]) .row .button {
      border-color: ButtonText;
      background: ButtonFace;
      color: ButtonText;
    }
  }
`;

/** Counts from here on are written short. */
export const COMPACT_FROM = 1000;

let sheet: CSSStyleSheet | undefined;

/** Gives a row the looks of variants and counts. */
export function adoptLooks(root: ShadowRoot): void {
  adopt(root, (sheet ??= sheetOf(shareLooks)));
}

/** Gives an item the colours of its brand: through the CSSOM, which a strict policy allows. */
export function paint({ node, network }: ShownItem): void {
  const color = network?.color;
  if (!color || node.style.length > 0) return;
  node.style.setProperty('--_brand', color);
  node.style.setProperty('--_on-brand', inkOn(color));
}

/**
 * Shows how often an item was used: painted by the style, so that no text stands in the link that its fixed name does
 * not hold.
 *
 * @returns Whether anything changed.
 */
export function showCount({ node }: ShownItem, count: number | undefined, localization: Localization): boolean {
  const [painted, said] = node.querySelectorAll<HTMLElement>('.count, .count + *');
  if (!count || !node.dataset.network) {
    node.removeAttribute('aria-describedby');
    painted?.remove();
    said?.remove();
    return painted !== undefined;
  }
  const number = localization.number(count, count >= COMPACT_FROM);
  const text = localization.plural(localization.messages.shareCount ?? enRowTexts.shareCount, count);
  if (painted?.dataset.count === number && said?.textContent === text) return false;
  const id = `count-${node.dataset.network}`;
  const [shown, description] = [painted ?? document.createElement('span'), said ?? document.createElement('span')];
  shown.className = 'count';
  shown.dataset.count = number;
  description.hidden = true; // read as the description: so it takes no room and no layer
  description.id = id;
  description.textContent = text;
  shown.setAttribute('aria-hidden', 'true');
  node.append(shown, description);
  node.setAttribute('aria-describedby', id);
  return true;
}
