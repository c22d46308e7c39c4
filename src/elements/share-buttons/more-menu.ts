import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../../locales/locale.ts';

/** A list is searched rather than read from here on. */
const SEARCH_FROM = 9;

export interface MoreMenu {
  readonly messages: Messages;
  readonly isOpen: boolean;
  /** How many items there are before the search. */
  readonly total: number;
  /** What the reader is looking for. */
  readonly query: string;
  readonly items: readonly unknown[];
  readonly onSearch: (query: string) => void;
  readonly onToggle: (isOpen: boolean) => void;
}

const hasPopover = () => 'popover' in HTMLElement.prototype;

/** Puts the list below its button and inside the width of the page, before it is shown. */
function place(menu: HTMLElement): void {
  const button = (menu.getRootNode() as ShadowRoot).querySelector('.more')!.getBoundingClientRect();
  const { clientWidth } = document.documentElement;
  // In its own text's size: a page's root may have another.
  const em = Number.parseFloat(getComputedStyle(menu).fontSize);
  const width = Math.min(17 * em, clientWidth - 16);
  const left = Math.max(8, Math.min(button.right - width, clientWidth - width - 8));
  menu.style.setProperty('top', `${button.bottom + scrollY + 6}px`);
  menu.style.setProperty('left', `${left + scrollX}px`);
  menu.style.setProperty('width', `${width}px`);
}

/** Up and down go from item to item, as in any list of choices. */
function onKeydown(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const menu = event.currentTarget as HTMLElement;
  if (!step) return;
  const items = [...menu.querySelectorAll<HTMLElement>('[data-network]')];
  const at = items.indexOf((menu.getRootNode() as ShadowRoot).activeElement as HTMLElement);
  items[(at + step + items.length) % items.length]?.focus();
  event.preventDefault();
}

/** The button that opens what the row has no room for. */
export function renderMoreButton({ messages, isOpen, onToggle }: MoreMenu): TemplateResult {
  return html`<button
    part="button"
    type="button"
    class="button more"
    popovertarget="menu"
    aria-label=${messages.more}
    aria-expanded=${isOpen}
    @click=${hasPopover() ? nothing : () => onToggle(!isOpen)}
  >
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d="M5 10a2 2 0 1 1 0 4 2 2 0 0 1 0-4Zm7 0a2 2 0 1 1 0 4 2 2 0 0 1 0-4Zm7 0a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z" />
    </svg>
  </button>`;
}

/**
 * The list of what the row has no room for: a popover, which closes on Escape and on a tap outside by itself. Browsers
 * without popovers (before Safari 17) get the same list in its place, which closes by its button and on Escape.
 */
export function renderMoreMenu({
  messages,
  isOpen,
  total,
  query,
  items,
  onSearch,
  onToggle,
}: MoreMenu): TemplateResult {
  const search = html`<input
    type="search"
    aria-label=${messages.search}
    placeholder=${messages.search}
    .value=${query}
    @input=${(event: Event) => onSearch((event.target as HTMLInputElement).value)}
  />`;
  return html`<div
    id="menu"
    class="menu ${isOpen ? 'open' : ''}"
    popover="auto"
    role="group"
    aria-label=${messages.more}
    @beforetoggle=${(event: ToggleEvent) => {
      const menu = event.target as HTMLElement;
      const root = menu.getRootNode() as ShadowRoot;
      if (event.newState === 'open') place(menu);
      // Browsers lose the way back where button and list stand in a shadow root.
      else if (menu.contains(root.activeElement)) root.querySelector<HTMLElement>('.more')?.focus();
      onToggle(event.newState === 'open');
    }}
    @keydown=${(event: KeyboardEvent) => {
      onKeydown(event);
      if (event.key === 'Escape' && !hasPopover()) onToggle(false);
    }}
  >
    ${total >= SEARCH_FROM ? search : nothing}
    ${items.length > 0 ? items : html`<p class="nothing">${messages.nothingFound}</p>`}
  </div>`;
}
