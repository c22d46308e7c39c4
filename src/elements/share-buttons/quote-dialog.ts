/** Shares what a reader selects. Brings its own copy of all that it uses but the frame of the dialogs. */

import { campaignContent } from '../../networks/campaign.ts';
import type { Network, ShareContent } from '../../networks/network.ts';
import { cleanText } from '../../networks/share-content.ts';
import { fittedShareUrl } from '../../networks/share-limits.ts';
import { quoteUrl } from '../../networks/text-fragment.ts';
import { adopt, sheetOf } from './adopt.ts';
import { draw, make } from './dialog.ts';

/** A way to share, as the row offers it. */
export interface QuoteItem {
  readonly id: string;
  /** What a screen reader says of it. */
  readonly label: string;
  readonly network: Network;
}

/** A way to share a quote. */
interface OfferedItem extends QuoteItem {
  /** Where its link leads; without one it is a button. */
  readonly href?: string | undefined;
  readonly content: ShareContent;
}

export interface QuoteOptions {
  readonly root: ShadowRoot;
  /** The part of the page whose text can be quoted. */
  readonly scope: Element;
  /** Name of the row of buttons. */
  readonly label: () => string;
  /** What the row offers now. */
  readonly items: () => readonly QuoteItem[];
  /** What the row shares now. */
  readonly content: () => ShareContent;
  readonly campaign: () => string | null;
  readonly onPress: (network: Network, content: ShareContent) => void;
}

/** Most ways that are offered beside a selected text. */
const MOST = 5;

/** Named so that the build takes out the white space. */
const css = String.raw;

const style = css`
  .quote {
    position: absolute;
    inset: auto;
    display: flex;
    gap: 0.25em;
    margin: 0;
    padding: 0.3em;
    border: 1px solid var(--_line);
    border-radius: 999px;
    background: Canvas;
    color: CanvasText;
    box-shadow: 0 6px 20px rgb(0 0 0 / 0.2);
  }
  .quote .button {
    font-size: 0.875em;
  }
`;

let sheet: CSSStyleSheet | undefined;

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

/** The ways of a row by which a quote can be shared: links, and copying. A link leads to the very words. */
function offeredItems({ items, content, campaign }: QuoteOptions, quote: string): OfferedItem[] {
  const whole = content();
  const quoted = { ...whole, title: cleanText(`“${quote}”`), url: quoteUrl(whole.url, quote) };
  return items()
    .flatMap((item): OfferedItem[] => {
      const { id, network } = item;
      const own = campaignContent(quoted, id, campaign());
      if ('target' in network) return [{ ...item, content: own, href: fittedShareUrl(network, own) }];
      return id === 'copy' || id === 'native' ? [{ ...item, content: own }] : [];
    })
    .slice(0, MOST);
}

function button(item: OfferedItem, onPress: () => void): HTMLElement {
  const { icon } = item.network;
  const face = icon
    ? draw('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, draw('path', { d: icon }))
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
export function offerQuotes(options: QuoteOptions): () => void {
  const { root, scope, label, onPress } = options;
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
    adopt(root, (sheet ??= sheetOf(style)));
    const buttons = offeredItems(options, quote.text).map((item) => {
      return button(item, () => {
        onPress(item.network, item.content);
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
