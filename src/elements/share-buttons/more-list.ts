import { enRowTexts } from '../../locales/en-row.ts';
import type { Messages } from '../../locales/locale.ts';
import { adopt, sheetOf } from './adopt.ts';

/** A list is searched rather than read from here on. */
const SEARCH_FROM = 9;

const DOTS = 'M5 10a2 2 0 1 1 0 4 2 2 0 0 1 0-4Zm7 0a2 2 0 1 1 0 4 2 2 0 0 1 0-4Zm7 0a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z';

/** Named so that the build takes out the white space. */
const css = String.raw;

const style = css`
  .menu {
    position: absolute;
    inset: auto;
    box-sizing: border-box;
    max-block-size: min(22em, 70vh);
    margin: 0;
    padding: 0.4em;
    overflow: auto;
    border: 1px solid var(--_line);
    border-radius: 0.75em;
    background: Canvas;
    color: CanvasText;
    box-shadow: 0 8px 28px rgb(0 0 0 / 0.18);
  }
  /* For browsers without popovers: hidden and shown by its class. */
  @supports not selector(:popover-open) {
    /* Above what follows the row, which is an element of ours as well. */
    :host {
      isolation: auto;
    }
    .menu:not(.open) {
      display: none;
    }
    .menu.open {
      z-index: 2;
    }
  }
  .menu .button {
    display: flex;
    justify-content: flex-start;
    inline-size: 100%;
    border-color: transparent;
    border-radius: 0.5em;
    font-size: 0.875em;
  }
  .menu input {
    inline-size: 100%;
    min-block-size: 44px;
    margin-block-end: 0.4em;
    padding-inline: 0.75em;
    border: 1px solid var(--_line);
    border-radius: 0.5em;
    background: Field;
    color: FieldText;
    font: inherit;
    font-size: 0.875em;
  }
  .nothing {
    margin: 0.75em;
    font-size: 0.875em;
  }
`;

let sheet: CSSStyleSheet | undefined;

/** An item of the list, and the name that it is found by. */
export interface ListItem {
  readonly node: HTMLElement;
  readonly name: string;
}

const hasPopover = () => 'popover' in HTMLElement.prototype;

function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  attributes: Readonly<Record<string, string>>,
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = className;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function makeDots(): SVGElement {
  const [svg, path] = ['svg', 'path'].map((tag) => document.createElementNS('http://www.w3.org/2000/svg', tag));
  svg!.setAttribute('viewBox', '0 0 24 24');
  svg!.setAttribute('aria-hidden', 'true');
  path!.setAttribute('d', DOTS);
  svg!.append(path!);
  return svg as SVGElement;
}

/**
 * The button behind which stands what the row has no room for, and its list: a popover, which closes on Escape and on a
 * tap outside by itself. Browsers without popovers (before Safari 17) get the same list in its place, which closes by
 * its button and on Escape.
 */
export class MoreList {
  readonly button = make('button', 'button more', { part: 'button', type: 'button', popovertarget: 'menu' });
  readonly #menu = make('div', 'menu', { id: 'menu', popover: 'auto', role: 'group' });
  readonly #search = make('input', '', { type: 'search' });
  readonly #nothing = make('p', 'nothing', {});
  readonly #root: ShadowRoot;
  #items: readonly ListItem[] = [];

  constructor(root: ShadowRoot) {
    this.#root = root;
    this.button.append(makeDots());
    this.#toggled(false);
    if (!hasPopover()) this.button.addEventListener('click', () => this.#toggled(!this.isOpen));
    this.#search.addEventListener('input', () => this.#fill());
    this.#menu.addEventListener('beforetoggle', (event) => {
      const isOpen = event.newState === 'open';
      if (isOpen) this.#place();
      // Browsers lose the way back where button and list stand in a shadow root.
      else if (this.#menu.contains(root.activeElement)) this.button.focus();
      this.#toggled(isOpen);
    });
    this.#menu.addEventListener('keydown', (event) => {
      this.#walk(event);
      if (event.key === 'Escape' && !hasPopover()) this.#toggled(false);
    });
  }

  get isOpen(): boolean {
    return this.button.getAttribute('aria-expanded') === 'true';
  }

  /** Shows the list behind the row's button; without items, neither. */
  show(items: readonly ListItem[], texts: Messages): void {
    const messages = { ...enRowTexts, ...texts };
    this.#items = items;
    if (items.length === 0) {
      this.close();
      this.button.remove();
      this.#menu.remove();
      return;
    }
    adopt(this.#root, (sheet ??= sheetOf(style)));
    for (const one of [this.button, this.#menu]) one.setAttribute('aria-label', messages.more);
    this.#search.setAttribute('aria-label', messages.search);
    this.#search.placeholder = messages.search;
    this.#nothing.textContent = messages.nothingFound;
    this.#fill();
    // Behind all that the row's frame shows, which is patched by its order.
    if (!this.#menu.isConnected) this.#root.querySelector('.row')!.parentElement!.append(this.#menu);
  }

  close(): void {
    if (!this.isOpen) return;
    // Throws where it is not in the document, and is closed by that.
    if (this.#menu.isConnected) this.#menu.hidePopover?.();
    this.#toggled(false);
  }

  #toggled(isOpen: boolean): void {
    this.button.setAttribute('aria-expanded', String(isOpen));
    this.#menu.classList.toggle('open', isOpen);
    this.#search.value = '';
    this.#fill();
  }

  /** Puts what the reader is looking for into the list. What is there already stays where it is, with its focus. */
  #fill(): void {
    const query = this.#search.value.trim().toLowerCase();
    const nodes: Element[] = this.#items
      .filter(({ name }) => name.toLowerCase().includes(query))
      .map(({ node }) => node);
    if (nodes.length === 0) nodes.push(this.#nothing);
    if (this.#items.length >= SEARCH_FROM) nodes.unshift(this.#search);
    for (const child of [...this.#menu.children]) if (!nodes.includes(child)) child.remove();
    let next = this.#menu.firstElementChild;
    for (const node of nodes) {
      if (node === next) next = next.nextElementSibling;
      else this.#menu.insertBefore(node, next);
    }
  }

  /** Puts the list below its button and inside the width of the page, before it is shown. */
  #place(): void {
    const button = this.button.getBoundingClientRect();
    const { clientWidth } = document.documentElement;
    // In its own text's size: a page's root may have another.
    const em = Number.parseFloat(getComputedStyle(this.#menu).fontSize);
    const width = Math.min(17 * em, clientWidth - 16);
    const left = Math.max(8, Math.min(button.right - width, clientWidth - width - 8));
    this.#menu.style.setProperty('top', `${button.bottom + scrollY + 6}px`);
    this.#menu.style.setProperty('left', `${left + scrollX}px`);
    this.#menu.style.setProperty('width', `${width}px`);
  }

  /** Up and down go from item to item, as in any list of choices. */
  #walk(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const items = [...this.#menu.querySelectorAll<HTMLElement>('[data-network]')];
    const at = items.indexOf(this.#root.activeElement as HTMLElement);
    items[(at + step + items.length) % items.length]?.focus();
    event.preventDefault();
  }
}
