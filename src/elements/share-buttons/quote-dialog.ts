import { draw, make } from './dialog.ts';

/** A way to share a quote. */
export interface QuoteItem {
  readonly id: string;
  /** What a screen reader says of it. */
  readonly label: string;
  readonly icon: string | undefined;
  /** Where its link leads; without one it is a button. */
  readonly href?: string | undefined;
}

export interface QuoteOptions {
  readonly root: ShadowRoot;
  /** The part of the page whose text can be quoted. */
  readonly scope: Element;
  /** Name of the row of buttons. */
  readonly label: () => string;
  readonly items: (quote: string) => readonly QuoteItem[];
  readonly onPress: (id: string, quote: string) => void;
}

/** Shorter selections are slips of the finger. */
const SHORTEST = 12;
const LONGEST = 500;
/** A selection rests for so long, in ms, before anything is offered. */
const REST_MS = 250;

function quoteIn(scope: Element): { text: string; range: Range } | undefined {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const text = selection.toString().replace(/\s+/g, ' ').trim();
  const around = range.commonAncestorContainer;
  const isEditable = (around as Partial<HTMLElement>).isContentEditable ?? around.parentElement?.isContentEditable;
  if (isEditable || !scope.contains(around) || text.length < SHORTEST || text.length > LONGEST) return undefined;
  return { text, range };
}

function button(item: QuoteItem, onPress: () => void): HTMLElement {
  const face = item.icon
    ? draw('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, draw('path', { d: item.icon }))
    : make('span', { className: 'letter' }, { 'aria-hidden': 'true' }, [...item.label][0] ?? '');
  const attributes = { 'aria-label': item.label, 'data-quote': item.id, class: 'button' };
  const element = item.href
    ? make('a', { href: item.href, target: '_blank', rel: 'noopener' }, attributes, face)
    : make('button', { type: 'button' }, attributes, face);
  element.addEventListener('click', onPress);
  // A press must not take the selection away before the click.
  element.addEventListener('pointerdown', (event) => event.preventDefault());
  return element;
}

/** Above the selection, or below it at the top of the window; inside the width of the page. */
function place(bar: HTMLElement, range: Range): void {
  const selected = range.getBoundingClientRect();
  const { width, height } = bar.getBoundingClientRect();
  const { clientWidth } = document.documentElement;
  const left = Math.max(8, Math.min(selected.left + selected.width / 2 - width / 2, clientWidth - width - 8));
  const top = selected.top > height + 16 ? selected.top - height - 8 : selected.bottom + 8;
  bar.style.setProperty('left', `${left + scrollX}px`);
  bar.style.setProperty('top', `${top + scrollY}px`);
}

/** Offers to share what the reader selects. Returns the way to stop. */
export function offerQuotes({ root, scope, label, items, onPress }: QuoteOptions): () => void {
  let bar: HTMLElement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const close = () => {
    bar?.remove();
    bar = undefined;
  };
  const offer = () => {
    close();
    const quote = quoteIn(scope);
    if (!quote) return;
    const buttons = items(quote.text).map((item) => {
      return button(item, () => {
        onPress(item.id, quote.text);
        close();
      });
    });
    bar = make(
      'div',
      { className: 'quote' },
      { role: 'toolbar', 'aria-label': label(), popover: 'manual' },
      ...buttons,
    );
    root.append(bar);
    if ('showPopover' in bar) bar.showPopover();
    place(bar, quote.range);
  };
  const onChange = () => {
    clearTimeout(timer);
    timer = setTimeout(offer, REST_MS);
  };
  const onKeydown = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') close();
  };
  document.addEventListener('selectionchange', onChange);
  document.addEventListener('keydown', onKeydown);
  onChange(); // The reader may have selected before this module came.
  return () => {
    clearTimeout(timer);
    close();
    document.removeEventListener('selectionchange', onChange);
    document.removeEventListener('keydown', onKeydown);
  };
}
