import { html, nothing, type TemplateResult } from 'lit';
import type { NetworkId } from '../../contract/index.ts';
import type { Messages } from '../../locales/locale.ts';
import type { ActionNetwork, Network, ServerNetwork, ShareContent } from '../../networks/network.ts';
import { shareUrl } from '../../networks/share-url.ts';
import { fill, type Localization } from '../base/localization.ts';
import type { CustomNetwork } from './custom-networks.ts';
import { contentFor } from './page-content.ts';
import type { QuoteItem } from './quote-dialog.ts';

/** What a row shows: a network that is here, one that a page describes, or the place of one on its way. */
export interface Item {
  readonly id: NetworkId;
  readonly network?: Network | CustomNetwork | undefined;
}

/** How an item looks and what it does. */
export interface ItemView {
  readonly localization: Localization;
  readonly display: 'icon' | 'label' | 'both';
  readonly content: ShareContent;
  /** How often it was used; shown where it is known and not 0. */
  readonly count: number | undefined;
  /** Whether what it does has just been done. */
  readonly isDone: boolean;
  readonly onFollow: (event: MouseEvent, id: NetworkId, href: string) => void;
  readonly onAct: (network: ActionNetwork | ServerNetwork, content: ShareContent) => void;
}

const COMPACT_FROM = 1000;

/** What a reader calls it: actions in their language, networks as their owners write them. */
export function nameOf({ id, network }: Item, { email, copy, native, print, qr }: Messages): string {
  const words: Readonly<Record<string, string>> = { email, copy, native, print, qr };
  return (Object.hasOwn(words, id) ? words[id] : network?.name) ?? id;
}

/** What a screen reader says of it. */
function labelOf(item: Item, messages: Messages): string {
  const { id, network } = item;
  const says: Readonly<Record<string, string>> = {
    email: messages.shareByEmail,
    copy: messages.copyLink,
    native: messages.shareNative,
  };
  if (Object.hasOwn(says, id)) return says[id]!;
  const name = nameOf(item, messages);
  return network && 'action' in network && network.action !== 'fediverse'
    ? name
    : fill(messages.shareOn, { network: name });
}

function renderFace({ network }: Item, name: string, display: ItemView['display']) {
  const icon = network?.icon
    ? html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${network.icon} /></svg>`
    : html`<span class="letter" aria-hidden="true">${[...name][0]}</span>`;
  return html`${display === 'label' ? nothing : icon}${display === 'icon' ? nothing : html`<span class="text">${name}</span>`}`;
}

/** Painted by the style, so that no text stands in the link that its fixed name does not hold. */
function renderCount(id: NetworkId, count: number, { messages, number, plural }: Localization) {
  const said = plural(messages.shareCount, count);
  return html`<span class="count" aria-hidden="true" data-count=${number(count, count >= COMPACT_FROM)}></span>
    <span class="visually-hidden" aria-hidden="true" id="count-${id}">${said}</span>`;
}

/** A link, a button, or the place of what is on its way. */
export function renderItem(item: Item, view: ItemView): TemplateResult {
  const { id, network } = item;
  const { localization, display, content, count, isDone, onFollow, onAct } = view;
  const { messages } = localization;
  const classes = `button ${display === 'icon' ? '' : 'with-label'} ${isDone ? 'done' : ''}`;
  if (!network) return html`<span class=${classes} data-place=${id} aria-hidden="true"></span>`;
  const face = html`${renderFace(item, nameOf(item, messages), display)}${count ? renderCount(id, count, localization) : nothing}`;
  const description = count ? `count-${id}` : nothing;
  if (!('href' in network) && !('target' in network)) {
    return html`<button
      part="button"
      type="button"
      class=${classes}
      data-network=${id}
      aria-label=${labelOf(item, messages)}
      aria-describedby=${description}
      @click=${() => onAct(network, content)}
    >
      ${face}
    </button>`;
  }
  const href = 'href' in network ? network.href(content) : shareUrl(network, content);
  const isWeb = /^https?:/.test(href);
  return html`<a
    part="button"
    class=${classes}
    data-network=${id}
    href=${href}
    target=${isWeb ? '_blank' : nothing}
    rel=${isWeb ? 'noopener' : nothing}
    aria-label=${labelOf(item, messages)}
    aria-describedby=${description}
    @click=${(event: MouseEvent) => onFollow(event, id, href)}
    >${face}</a
  >`;
}

/** Most ways that are offered beside a selected text. */
const QUOTE_MOST = 5;

/** The ways of a row by which a quote can be shared: links, and copying. */
export function quoteItems(
  items: readonly Item[],
  content: ShareContent,
  messages: Messages,
  campaign: string | null,
): QuoteItem[] {
  return items
    .flatMap((item): QuoteItem[] => {
      const { id, network } = item;
      const icon = network?.icon;
      const label = labelOf(item, messages);
      const own = contentFor(content, id, campaign);
      if (network && 'target' in network) return [{ id, label, icon, href: shareUrl(network, own) }];
      return id === 'copy' || id === 'native' ? [{ id, label, icon }] : [];
    })
    .slice(0, QUOTE_MOST);
}
