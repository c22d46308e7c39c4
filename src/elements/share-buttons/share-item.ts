import type { NetworkId } from '../../contract/index.ts';
import type { Messages } from '../../locales/locale.ts';
import type { LinkNetwork, Network } from '../../networks/network.ts';
import { fill } from '../base/localization.ts';
import { show, type Tree } from '../base/tree.ts';

/** What a row shows: a network that is here, or the place of one on its way. */
export interface Item {
  readonly id: NetworkId;
  readonly network?: Network | undefined;
}

export type Display = 'icon' | 'label' | 'both';

/** An item that stands in the row or in its list: the same element as long as it looks the same. */
export interface ShownItem {
  readonly id: NetworkId;
  readonly node: HTMLElement;
  readonly network: Network | undefined;
  readonly messages: Messages;
  readonly display: Display;
}

export const isLink = (network: Network | undefined): network is LinkNetwork => !!network && 'target' in network;

const isAction = (network: Network | undefined) =>
  network !== undefined && 'action' in network && network.action !== 'fediverse';

/** What a reader calls it: actions in their language, networks as their owners write them. */
export function nameOf({ id, network }: Item, messages: Messages): string {
  return /^(?:email|copy|native|print|qr)$/.test(id) ? messages[id as 'qr'] : (network?.name ?? id);
}

/** What a screen reader says of it. */
export function labelOf(item: Item, messages: Messages): string {
  const { id, network } = item;
  if (id === 'email') return messages.shareByEmail;
  if (id === 'copy') return messages.copyLink;
  if (id === 'native') return messages.shareNative;
  const name = nameOf(item, messages);
  return isAction(network) ? name : fill(messages.shareOn, { network: name });
}

const HIDDEN = { 'aria-hidden': 'true' };

/** @param href Where its link leads; undefined for a button. */
export function itemOf(item: Item, messages: Messages, display: Display, href: string | undefined): Tree {
  const { id, network } = item;
  const look = display === 'icon' ? 'button' : 'button with-label';
  if (!network) return ['span', { class: look, ...HIDDEN, 'data-place': id }];
  const { icon } = network;
  const name = nameOf(item, messages);
  const leads = href !== undefined;
  const isWeb = leads && /^https?:/.test(href);
  return [
    leads ? 'a' : 'button',
    {
      class: look,
      part: 'button',
      'data-network': id,
      'aria-label': labelOf(item, messages),
      type: !leads && 'button',
      target: isWeb && '_blank',
      rel: isWeb && 'noopener',
      href,
    },
    display !== 'label' &&
      (icon
        ? ['svg', { ...HIDDEN, viewBox: '0 0 24 24' }, ['path', { d: icon }]]
        : ['span', { ...HIDDEN, class: 'letter' }, [...name][0]]),
    display !== 'icon' && ['span', { class: 'text' }, name],
  ];
}

/**
 * Shows a link, a button, or the place of what is on its way.
 *
 * @param before What was shown of it until now.
 */
function showItem(
  item: Item,
  messages: Messages,
  display: Display,
  href: string | undefined,
  before: ShownItem | undefined,
): ShownItem {
  const { id, network } = item;
  let shown = before;
  if (!shown || shown.network !== network || shown.messages !== messages || shown.display !== display) {
    shown = { node: show(itemOf(item, messages, display, href)) as HTMLElement, id, network, messages, display };
    const { node } = before ?? {};
    if (node && (node.getRootNode() as ShadowRoot).activeElement === node) {
      node.after(shown.node);
      shown.node.focus();
    }
  }
  const { node } = shown;
  if (href !== undefined && node.getAttribute('href') !== href) node.setAttribute('href', href);
  return shown;
}

/** How items are shown. */
export interface Placing {
  readonly messages: Messages;
  readonly display: Display;
  /** How many stand in the row; the others are made for a list. */
  readonly room: number;
  /** What stands behind them. */
  readonly last: Node | undefined;
  readonly hrefOf: (network: LinkNetwork) => string;
}

/**
 * Puts items into a row. What is there already stays the same element, with its focus.
 *
 * @param before What was shown until now.
 * @returns What is shown now.
 */
export function placeItems(
  row: Element,
  before: ReadonlyMap<NetworkId, ShownItem>,
  items: readonly Item[],
  { messages, display, room, last, hrefOf }: Placing,
): Map<NetworkId, ShownItem> {
  const shown = new Map<NetworkId, ShownItem>();
  for (const item of items) {
    const { id, network } = item;
    const href = isLink(network) ? hrefOf(network) : undefined;
    shown.set(id, showItem(item, messages, shown.size < room ? display : 'both', href, before.get(id)));
  }
  const nodes: Node[] = Array.from(shown.values(), ({ node }) => node).slice(0, room);
  if (last) nodes.push(last);
  let next = row.firstChild;
  for (const node of nodes) {
    if (node === next) next = next.nextSibling;
    else row.insertBefore(node, next);
  }
  for (const [id, { node }] of before) if (shown.get(id)?.node !== node) node.remove();
  return shown;
}

/**
 * The frame of a row.
 *
 * @param label What stands above the row; empty for nothing.
 * @param name What the row is called.
 * @param lang The language of its texts, where that is not the page's.
 */
export const frameOf = (
  classes: string,
  label: string,
  name: string,
  lang: string | undefined,
  ...items: readonly Tree[]
): Tree => [
  'div',
  { role: 'group', class: classes, 'aria-label': label || name, lang },
  label && ['p', { part: 'label', class: 'label text' }, label],
  ['div', { class: 'row' }, ...items],
  ['slot', {}],
];
